#pragma once

/// Branch and bound over a cover model: bounds and fixing from the relaxation, best bound first.

#include <functional>

#include "engine/location/cover_relaxation.hpp"

namespace planspiel::location {

struct CoverSearchResult {
  std::vector<std::uint32_t> units_at{};  ///< of each site; empty where no feasible choice was found
  double value = 0.0;
  double bound = 0.0;
  std::uint64_t nodes = 0;
  RelaxedPoint root{};  ///< the relaxation's point, a start for a neighbouring problem
};

struct CoverSearchOptions {
  SearchLimits limits{};
  std::size_t root_steps = 20000;
  std::size_t node_steps = 1000;
  double root_share = 1.0;  ///< of the CPU seconds for the first relaxation
  std::uint64_t most_nodes = ~std::uint64_t{0};
  /// What a choice is truly worth: never more than the model says; minus infinity where it is not allowed. Empty: what
  /// the model says.
  std::function<double(std::span<const std::uint32_t>)> evaluate{};
  bool covers_all = false;  ///< only choices that cover every row count (one level, sites open or not)
  double step = 0.0;  ///< different true values differ by at least this; 0: not known (1 where the model is whole)
  /// A feasible choice near a fractional one, or an empty list. Called at the root and at some nodes.
  std::function<std::vector<std::uint32_t>(const RelaxedPoint&, bool at_root)> complete{};
};

/// `start`: a feasible choice, or empty. `point`: where the first ascent starts, or empty.
CoverSearchResult search_cover(const CoverModel& model, std::vector<std::uint32_t> start, RelaxedPoint point,
                               const CoverSearchOptions& options);

}  // namespace planspiel::location
