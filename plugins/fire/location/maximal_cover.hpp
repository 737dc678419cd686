#pragma once

/// Maximal cover (Church, ReVelle 1974): p sites that cover as much weight as possible, with a proven bound.

#include "plugins/fire/location/cover_problem.hpp"

namespace planspiel::fire {

/// Exactly p sites, the fixed ones among them. Throws Error(config) where p is more than there are sites or less than
/// are fixed.
LocationAnswer solve_maximal_cover(const CoverProblem& problem, std::size_t p, const SearchLimits& limits);

}  // namespace planspiel::fire
