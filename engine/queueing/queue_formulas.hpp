#pragma once

/// Queues of N equal units with Poisson calls, in closed form.
///
/// a = λ / μ is the offered load [Erlang]: calls per hour times hours that a call keeps a unit.
/// Sources: Erlang (1917); Larson, "Approximating the performance of urban emergency service systems", Operations
/// Research 23 (1975) 845–868, for Q; Chelst and Barlach, Management Science 27 (1981) 1390–1409, for several units.

#include <array>
#include <span>
#include <string_view>
#include <vector>

namespace planspiel::queueing {

/// What happens to a call that finds all units busy: lost (others serve it), or waiting first come, first served.
enum class WhenAllBusy { lost, waits };
inline constexpr std::array<std::string_view, 2> kWhenAllBusyNames{"lost", "waits"};
inline std::span<const std::string_view> choice_names(WhenAllBusy) { return kWhenAllBusyNames; }

/// Erlang B: share of calls that are lost when none may wait. B₀ = 1, B_n = a B_{n−1} / (n + a B_{n−1}).
double erlang_b(std::size_t units, double load);

/// Erlang C: share of calls that wait, C = B / (1 − (a / N) (1 − B)); needs a < N.
double erlang_c(std::size_t units, double load);

/// P₀ … P_N: probability that n units are busy; P_N includes the states with calls waiting.
std::vector<double> occupancy(std::size_t units, double load, WhenAllBusy all_busy);

/// The same where a call takes several units at once, each for its own exponential time: load[m] is the offered load of
/// calls for m units (calls per hour times mean hours of one unit). Units that are missing are not waited for. Cuts:
/// Σ_m load_m Σ_{i ≤ n < i+m} P_i = (n + 1) P_{n+1}.
std::vector<double> occupancy_of_batches(std::size_t units, std::span<const double> load);

/// Σ n P_n / N.
double mean_busy(std::span<const double> occupancy);

/// For units picked at random without replacement while the occupancy is P: the factor by which the probability that k
/// given units are busy and f given others are free departs from independence,
///
///     Q(k, f) = Σ_n P_n (n)_k (N − n)_f / (N)_{k+f} / (ρ^k (1 − ρ)^f),   (x)_k = x (x − 1) … (x − k + 1),
///
/// ρ = Σ n P_n / N. With f = 1 and the occupancy of M/M/N this is Larson's Q(N, ρ, k).
double larson_q(std::span<const double> occupancy, std::size_t busy, std::size_t free = 1);

}  // namespace planspiel::queueing
