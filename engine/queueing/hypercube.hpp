#pragma once

/// Larson's hypercube queueing model: which units are busy together when each atom of the city calls its units in a
/// fixed order of preference (Larson, Computers & Operations Research 1 (1974) 67–95).
///
/// A state is the set B of busy units. Calls come from atom j as a Poisson stream λ_j and take the first free unit of
/// the atom's list; unit n is busy for an exponential time of mean 1 / μ_n, travel included. Balance of each state:
///
///     π(B) (Σ_{n∉B} λ_n(B) + Σ_{n∈B} μ_n) = Σ_{n∈B} π(B \ n) λ_n(B \ n) + Σ_{n∉B} π(B ∪ n) μ_n,
///
/// λ_n(B) the calls per hour that take n in B. Calls that wait (first come, first served) stand behind the full state:
/// q of them with π(full) (λ / M)^q, M = Σ μ_n, so the loss system with a heavier full state holds them all.

#include <cstdint>
#include <vector>

#include "engine/base/column.hpp"
#include "engine/queueing/queue_formulas.hpp"

namespace planspiel::queueing {

/// Number of a unit, 0 … units − 1.
using UnitNumber = std::uint16_t;

/// Rates per hour.
struct HypercubeProblem {
  std::size_t units = 0;
  std::size_t ranks = 0;                      ///< units on each list; where calls wait, all units are
  std::vector<double> calls_per_hour{};       ///< of each atom
  std::vector<double> services_per_hour{};    ///< of each unit: 1 / mean hours from dispatch to free again
  std::vector<UnitNumber> preference{};       ///< atom × rank, best first, no unit twice
  std::vector<Flag> tied{};                   ///< atom × rank: 1 where as good as the rank before; empty: none.
                                              ///< Free units that tie share the calls equally
  std::vector<std::uint32_t> units_needed{};  ///< of each atom, ≥ 1; empty: 1. More than 1: only approximated
  std::vector<double> travel_s{};             ///< atom × unit; empty: no travel times in the answer
  std::vector<std::uint32_t> station{};       ///< of each unit, from 0; empty: no stations in the answer
  WhenAllBusy all_busy = WhenAllBusy::lost;

  std::size_t atoms() const { return calls_per_hour.size(); }
  UnitNumber at(std::size_t atom, std::size_t rank) const { return preference[atom * ranks + rank]; }
  /// The rank after those that tie with `rank`, which is the first of its tie.
  std::size_t end_of_tie(std::size_t atom, std::size_t rank) const;
  std::size_t needed(std::size_t atom) const { return units_needed.empty() ? 1 : units_needed[atom]; }
};

struct HypercubeAnswer {
  std::vector<double> busy{};            ///< share of time of each unit
  std::vector<double> dispatched{};      ///< atom × unit: share of all dispatches that send the unit to the atom
  std::vector<double> first_due_busy{};  ///< of each atom: all units of its first rank are busy
  std::vector<double> station_busy{};    ///< of each station: all its units are busy
  std::vector<double> atom_travel_s{}, unit_travel_s{};  ///< means over dispatches; NaN without any
  double travel_s = 0.0;                                 ///< mean over all dispatches; NaN without travel times
  double out_of_area = 0.0;  ///< share of dispatches of units that are not on the atom's first rank
  double served = 1.0;       ///< share of the units called for that are sent
  double all_busy = 0.0;     ///< no unit is free
  double wait_hours = 0.0;   ///< mean over all calls
  int rounds = 0;            ///< of the iteration
  double residual = 0.0;     ///< exact: Σ |in − out| / Σ out; approximation: last change of a busy share
};

/// More units than this have too many states for `solve_hypercube` (2²⁰ of them, 180 MB).
inline constexpr std::size_t kMostExactUnits = 20;
/// Most units of a tie in `solve_hypercube`.
inline constexpr std::size_t kMostTied = 8;

/// Exact, by block Gauss–Seidel over the sets of equal size, each round followed by aggregation: the sets of n units
/// are scaled so that the flow up to n + 1 busy units equals the flow down. Errors: more than `kMostExactUnits`, rates
/// that are negative or all 0, lists with a unit twice, calls that wait under a load that no unit can bear.
HypercubeAnswer solve_hypercube(const HypercubeProblem& problem);

/// Larson's N equations (1975) with Jarvis' unequal service (Management Science 31 (1985) 235–239):
///
///     ρ_n = τ_n Σ_j λ_j p_jn (+ calls that waited),    p_jn = Q(k, 1) Π_{l ≤ k} ρ_{j(l)} (1 − ρ_n),   n = j(k + 1),
///
/// scaled for each atom to the share of calls that find a free unit. Q from M/M/N under the load Σ λ τ. For calls that
/// need m units, our extension: n goes where fewer than m are free among the k before it, each number b of busy ones
/// with its Q(b, k − b + 1), the occupancy that of calls in batches; missing units are not waited for. Ties: a free
/// unit is picked among the free ones that tie with equal chance. Any number of units.
HypercubeAnswer approximate_hypercube(const HypercubeProblem& problem);

/// The first fault of the problem as an Error(config); what both solvers call first.
void check(const HypercubeProblem& problem);

}  // namespace planspiel::queueing
