#pragma once

/// The p-median (Hakimi 1964): p sites so that the places' weighted distances to their nearest one sum up to least,
/// with a proven bound.

#include <span>

#include "engine/location/answer.hpp"

namespace planspiel::location {

struct MedianProblem {
  std::size_t places = 0, sites = 0;
  std::vector<double> weight{};     ///< demand of each place, ≥ 0
  std::vector<double> distance{};   ///< place × site, in any unit, ≥ 0; infinite where there is no way
  std::vector<SiteNumber> fixed{};  ///< sites that are open in every answer

  double to(PlaceNumber place, SiteNumber site) const { return distance[place * sites + site]; }
};

/// Throws Error(config) for negative numbers, NaN, arrays of other lengths, unknown fixed sites, and where p is more
/// than there are sites, less than are fixed or 0.
void check(const MedianProblem& problem, std::size_t p);

/// Σ weight × distance to the nearest of `open`.
double weighted_distance(const MedianProblem& problem, std::span<const SiteNumber> open);

/// Exactly p sites, the fixed ones among them. Greedy, interchange and path relinking for the value; for the bound a
/// Lagrangian relaxation, fixing of sites by their reduced costs, and branch and bound. Where all weighted distances
/// are whole numbers, so is the value, and a bound above value − 1 proves it; else the proof is to a relative 1e-9.
/// Throws Error(config) where some place with weight is out of reach of every set.
LocationAnswer solve_p_median(const MedianProblem& problem, std::size_t p, const SearchLimits& limits);

}  // namespace planspiel::location
