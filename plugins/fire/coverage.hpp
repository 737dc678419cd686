#pragma once

/// Shares of districts for which a standard is met.

#include <optional>
#include <vector>

#include "engine/run/field.hpp"

namespace planspiel::fire {

/// For each place and standard (row-major) how far the standard is met: 0 or 1, or a probability.
template <class Row>
class Met {
 public:
  Met(std::size_t places, std::size_t standards) : standards_(standards), part_(places * standards, 0.0f) {}
  IdRange<StandardId> standards() const { return IdRange<StandardId>(standards_); }
  float& operator()(Row place, StandardId standard) { return part_[place.index() * standards_ + standard.index()]; }
  double operator()(Row place, StandardId standard) const {
    return double{part_[place.index() * standards_ + standard.index()]};
  }

 private:
  std::size_t standards_ = 0;
  std::vector<float> part_{};
};

/// The rows of each district, ascending; rows outside the territory are in none.
template <class Row>
Adjacency<DistrictId, Row> rows_by_district(const Column<Row, std::optional<DistrictId>>& district,
                                            std::size_t districts) {
  std::vector<std::vector<Row>> lists(districts);
  for (const Row row : district.ids())
    if (district[row]) lists[district[row]->index()].push_back(row);
  Adjacency<DistrictId, Row> result;
  for (const auto& list : lists) result.push_back(list);
  return result;
}

/// Σ weight · (how far the standard is met) / Σ weight, into one hour of `share`; no number where nothing weighs.
template <class Row, class Weight>
void cover(const Adjacency<DistrictId, Row>& rows, const Met<Row>& met, Hour hour, Weight&& weight,
           Grid<DistrictId, double, StandardId, Hour>& share) {
  for (const DistrictId district : rows.ids()) {
    double all = 0.0;
    Column<StandardId, double> covered(met.standards().size());
    for (const Row row : rows[district]) {
      const double w = weight(row);
      all += w;
      for (const StandardId standard : met.standards()) covered[standard] += w * met(row, standard);
    }
    for (const StandardId standard : met.standards())
      share(district, standard, hour) = covered[standard] / all;  // 0 / 0: no number
  }
}

}  // namespace planspiel::fire
