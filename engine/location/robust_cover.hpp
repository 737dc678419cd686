#pragma once

/// One set of sites for several scenarios or hours: the greatest regret is least (minimax regret; Kouvelis and Yu,
/// "Robust Discrete Optimization", 1997; Serra and Marianov, Location Science 6 (1998)).
///
/// Regret of scenario s: what its own best p sites cover there less what the common ones cover there. Bound: for shares
/// λ ≥ 0 with Σ λ = 1,
///
///     min over sets of max_s regret_s ≥ Σ λ_s best_s − max over sets of Σ λ_s covered_s,
///
/// whose last term is one maximal cover; λ is improved by subgradient steps. What gap is left is closed by branch and
/// bound over the maximal cover at the best λ, in which each set counts what its greatest regret leaves.

#include "engine/location/cover_problem.hpp"

namespace planspiel::location {

struct RobustCoverProblem {
  std::vector<CoverProblem> scenarios{};  ///< all with the same sites; places and weights may differ
  std::vector<SiteNumber> fixed{};        ///< open in every answer; the scenarios' own are not read
  /// What regret is counted from, in each scenario; empty: from what is best for it. The same number for all makes the
  /// least covered weight greatest.
  std::vector<double> wanted{};
};

struct RobustCoverAnswer {
  LocationAnswer choice{};        ///< value: the greatest regret; bound: no set has a smaller one
  std::vector<double> best{};     ///< of each scenario: what p sites of its own cover
  std::vector<double> covered{};  ///< of each scenario: what the choice covers
};

/// Exactly p sites, the fixed ones among them. Where the time is not enough to prove a scenario's best, the best found
/// stands for it: regrets are then against that. Throws Error(config) without scenarios, where their sites differ, and
/// as solve_maximal_cover.
RobustCoverAnswer solve_least_regret(const RobustCoverProblem& problem, std::size_t p, const SearchLimits& limits);

}  // namespace planspiel::location
