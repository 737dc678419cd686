#pragma once

/// Expected cover (MEXCLP: Daskin 1983): units that are busy a share of the time; a place counts with the probability
/// that at least one of the units that cover it is free.
///
///   common busy share q:     Σ_i w_i Σ_{k ≤ n_i} (1 − q) q^{k−1} = Σ_i w_i (1 − q^{n_i})
///   busy share q_j by site:  Σ_i w_i (1 − Π_{j covers i} q_j^{x_j})
///
/// Both take units as independent. For the second the bound is the smaller of two relaxations: with the least q_j among
/// the sites that cover a place, and of the continuous problem by its tangents (Frank, Wolfe 1956); no branching.

#include "engine/location/cover_problem.hpp"

namespace planspiel::location {

struct ExpectedCoverOptions {
  std::size_t units = 1;            ///< in all, one at each fixed site among them
  std::uint32_t most_per_site = 1;  ///< 0: as many as there are
  double busy = 0.3;                ///< share of the time, in [0, 1)
  std::vector<double> busy_of{};    ///< by site, in [0, 1); empty: `busy` everywhere
};

/// Value of units at these sites; a site that holds several appears several times.
double expected_cover(const CoverProblem& problem, const ExpectedCoverOptions& options,
                      std::span<const SiteNumber> units);

/// A site that takes several units appears several times in the answer. Throws Error(config) where the units do not fit
/// or a busy share is none.
LocationAnswer solve_expected_cover(const CoverProblem& problem, const ExpectedCoverOptions& options,
                                    const SearchLimits& limits);

}  // namespace planspiel::location
