#pragma once

/// Between coverage on paper and coverage on a busy day: how busy the units are, and who is still reached then.

#include <cstdint>
#include <span>

#include "engine/queueing/hypercube.hpp"

namespace planspiel::fire {

/// Up to this many units `busy_of` solves the states; 16 take a fraction of a second, each further unit doubles it.
inline constexpr std::size_t kExactByDefault = 16;

/// The hypercube's answer: exact where the problem allows (one unit for each call, `kExactByDefault` units, small
/// ties), else approximated. A fixed point with MEXCLP: locate with these busy shares, rank the units, ask again.
queueing::HypercubeAnswer solve(const queueing::HypercubeProblem& problem);
inline std::vector<double> busy_of(const queueing::HypercubeProblem& problem) { return solve(problem).busy; }

/// Who covers whom, ragged: demand i is in time from units unit_of[first[i]] … unit_of[first[i + 1] − 1].
struct CoveringUnits {
  std::vector<std::uint32_t> first{0};
  std::vector<queueing::UnitNumber> unit_of{};
  std::size_t demands() const { return first.size() - 1; }
};

/// Expected share of the demand that finds a free unit in time, with each unit's own busy share:
///
///     Σ_i w_i (1 − Q(k_i, 0) Π_{n covers i} ρ_n) / Σ_i w_i,
///
/// Q from the occupancy of M/M/N/N with the same mean (Batta, Dolan and Krishnamurthy, "The maximal expected covering
/// location problem: revisited", Transportation Science 23 (1989)); `independent` leaves Q out (Daskin 1983).
enum class Correlation { corrected, independent };
double expected_coverage(const CoveringUnits& covering, std::span<const double> weight, std::span<const double> busy,
                         Correlation correlation = Correlation::corrected);

/// The load a for which N equal units without waiting are busy for the share ρ < 1: a (1 − B(N, a)) = N ρ.
double load_for_busy(std::size_t units, double busy);

}  // namespace planspiel::fire
