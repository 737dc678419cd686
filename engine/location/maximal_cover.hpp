#pragma once

/// Maximal cover (Church, ReVelle 1974): p sites that cover as much weight as possible, with a proven bound.

#include <span>

#include "engine/location/cover_problem.hpp"

namespace planspiel::location {

/// Remembers each solution as the start of the next one, for problems that change a little: a station is dragged.
class MaximalCoverSearch {
 public:
  MaximalCoverSearch(CoverProblem problem, std::size_t p);

  /// The site covers other places from now on. Ascending.
  void replace(SiteNumber site, std::span<const PlaceNumber> covers);
  LocationAnswer solve(const SearchLimits& limits);

  const CoverProblem& problem() const { return problem_; }

 private:
  CoverProblem problem_;
  std::size_t p_;
  std::vector<std::uint32_t> units_at_;  ///< of the last answer
  std::vector<float> place_multiplier_;  ///< of its relaxation, shared out to the places
  std::vector<float> site_fraction_;
  double step_ratio_ = 0.0;
};

/// Exactly p sites, the fixed ones among them. Throws Error(config) where p is more than there are sites or less than
/// are fixed.
LocationAnswer solve_maximal_cover(const CoverProblem& problem, std::size_t p, const SearchLimits& limits);

/// What no p sites with all of `open` among them can beat: the weight that `open` covers and the p − |open| greatest
/// gains (Nemhauser, Wolsey, Fisher 1978: gains shrink as sites join). Cheap, and rough where gains overlap.
double maximal_cover_bound(const CoverProblem& problem, std::span<const SiteNumber> open, std::size_t p);

}  // namespace planspiel::location
