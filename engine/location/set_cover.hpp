#pragma once

/// Set cover (LSCP: Toregas et al. 1971): the cheapest sites that cover every place, with a proven bound.

#include "engine/location/cover_problem.hpp"

namespace planspiel::location {

/// Places that no site covers, ascending.
std::vector<PlaceNumber> uncoverable(const CoverProblem& problem);

/// The answer's value is the sum of costs, the fixed sites' included; no cover is cheaper than its bound. Throws
/// Error(config) that names up to ten places that no site covers.
LocationAnswer solve_set_cover(const CoverProblem& problem, const SearchLimits& limits);

}  // namespace planspiel::location
