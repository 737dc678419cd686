#pragma once

/// The one optimisation problem behind the covering solvers:
///
///   maximise  Σ_i V_i(n_i) − Σ_j c_j x_j,   n_i = Σ_{j covers i} x_j,   least_j ≤ x_j ≤ most_j integer,
///
/// with Σ_j x_j = `units` where that is given. V_i(n) = Σ_{k ≤ n} gain_ik with gains ≥ 0. Set cover, maximal, backup
/// and expected cover differ in gains and bounds only.

#include <optional>

#include "engine/location/place_classes.hpp"

namespace planspiel::location {

struct CoverModel {
  CoverProblem rows{};                 ///< which rows (classes of places) each site covers; its weight is not used
  CoveringSites sites{};               ///< the same the other way round
  std::size_t levels = 1;              ///< so many units that cover a row are worth something
  std::vector<double> gain{};          ///< rows × levels, of the k-th unit that covers a row
  double must = 0.0;                   ///< part of the first gain that makes covering a row a must; 0: none
  std::uint32_t first_must = 0;        ///< the rows from here on have it
  std::vector<double> cost{};          ///< of a unit at each site
  std::vector<std::uint32_t> least{};  ///< units at each site
  std::vector<std::uint32_t> most{};
  std::optional<std::size_t> units{};  ///< in all; any number where empty

  std::size_t row_count() const { return rows.places; }
  std::size_t site_count() const { return rows.sites(); }
  double must_of(std::uint32_t row) const { return row < first_must ? 0.0 : must; }
  double gain_of(std::uint32_t row, std::uint32_t count) const {  ///< of the count-th unit, count ≥ 1
    return count > levels ? 0.0 : gain[row * levels + count - 1];
  }
};

/// Model over the rows of `problem` with each site open or not, fixed sites open, no costs. Gains are the caller's.
CoverModel cover_model(CoverProblem problem, std::size_t levels);

/// The objective, summed anew.
double value_of(const CoverModel& model, std::span<const std::uint32_t> units_at);

/// Σ gains and costs: the size of numbers that a value is summed from, and so of its rounding.
double magnitude(const CoverModel& model);

/// True where every gain and cost is a whole number: then so is every value, and bounds can be rounded down.
bool is_whole(const CoverModel& model);

}  // namespace planspiel::location
