#pragma once

/// What the solvers for a given number of units share: heuristic, bound and proof over a cover model.

#include "engine/location/cover_search.hpp"

namespace planspiel::location {

/// Throws Error(config) where p is more than there are sites or less than are fixed.
void check_count(const CoverProblem& problem, std::size_t p);

/// Sites whose rows another site covers as well, at no higher cost, get no unit; as many sites stay as units are asked
/// for. Valid where only the first unit that covers a row counts.
void close_dominated_sites(CoverModel& model);

/// What a solution leaves for a neighbouring problem.
struct UnitChoiceStart {
  std::vector<std::uint32_t> units_at{};  ///< feasible, or empty
  RelaxedPoint point{};                   ///< or empty
};

struct UnitChoiceOptions {
  std::uint64_t most_nodes = ~std::uint64_t{0};
  std::function<double(std::span<const std::uint32_t>)> evaluate{};  ///< as in CoverSearchOptions
  double step = 0.0;                                                 ///< as there
  UnitChoiceStart* start = nullptr;                                  ///< read and renewed
};

/// The best choice of model.units units found, and the bound; nothing open where no choice is allowed. Sites with
/// several units appear several times.
LocationAnswer choose_units(const CoverModel& model, const SearchLimits& limits, const UnitChoiceOptions& options = {});

}  // namespace planspiel::location
