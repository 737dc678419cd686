#pragma once

/// The p-centre (Hakimi 1964): p sites so that the longest distance from a place to its nearest one is least, proven.

#include "engine/location/p_median.hpp"

namespace planspiel::location {

/// Longest distance from a place with weight to the nearest of `open`.
double longest_distance(const MedianProblem& problem, std::span<const SiteNumber> open);

/// Exactly p sites, the fixed ones among them; of the weights only whether they are above 0 counts. The least of the
/// distances within which p sites cover all places, found by bisection with set cover (Minieka 1970); each step is a
/// proof. Throws Error(config) as `check`, and where p sites do not reach all places at any distance.
LocationAnswer solve_p_centre(const MedianProblem& problem, std::size_t p, const SearchLimits& limits);

}  // namespace planspiel::location
