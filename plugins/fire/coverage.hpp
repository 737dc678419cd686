#pragma once

/// Shares of districts for which a standard is met.

#include <optional>
#include <vector>

#include "engine/run/field.hpp"

namespace planspiel::fire {

/// For each place and standard (row-major) how far the standard is met: 0 or 1, or a probability.
struct Met {
  std::size_t standards = 0;
  std::vector<float> part{};
  Met(std::size_t places, std::size_t standard_count)
      : standards(standard_count), part(places * standard_count, 0.0f) {}
  float& at(std::size_t place, std::size_t standard) { return part[place * standards + standard]; }
  double at(std::size_t place, std::size_t standard) const { return double{part[place * standards + standard]}; }
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
void cover(const Adjacency<DistrictId, Row>& rows, const Met& met, Hour hour, Weight&& weight,
           Grid<DistrictId, double, StandardId, Hour>& share) {
  for (const DistrictId district : rows.ids()) {
    double all = 0.0;
    std::vector<double> covered(met.standards, 0.0);
    for (const Row row : rows[district]) {
      const double w = weight(row);
      all += w;
      for (std::size_t standard = 0; standard < met.standards; ++standard)
        covered[standard] += w * met.at(row.index(), standard);
    }
    for (std::size_t standard = 0; standard < met.standards; ++standard)
      share(district, StandardId(standard), hour) = covered[standard] / all;  // 0 / 0: no number
  }
}

}  // namespace planspiel::fire
