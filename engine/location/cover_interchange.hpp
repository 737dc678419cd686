#pragma once

/// Heuristics for covering with a given number of units: greedy adding, annealed interchange, interchange to a local
/// optimum. All keep least ≤ units ≤ most of the model and, but for the first, the number of units.

#include "engine/location/cover_state.hpp"
#include "engine/location/search_clock.hpp"

namespace planspiel::location {

/// Adds the unit with the greatest gain until there are so many; of equals the first site.
void add_greedily(CoverState& state, const CoverModel& model, std::size_t units);

struct AnnealOptions {
  std::size_t steps = 1000;
  double hot = 0.025;  ///< temperature, as a share of the value per unit
  double cold = 0.008;
  RandomStream random{1, "location.anneal"};
  const SearchClock* clock = nullptr;
  double share = 1.0;  ///< of the clock's allowance
};

/// Lifts a random unit and sets it down at a site drawn with probability ∝ exp(gain / temperature), all sites weighed
/// at once (heat bath; Kirkpatrick, Gelatt, Vecchi 1983, with the exact gains of CoverState). Ends at the best choice
/// seen.
void anneal(CoverState& state, const CoverModel& model, const AnnealOptions& options);

/// Moves single units to where they gain most until no move gains (Teitz, Bart 1968).
void interchange(CoverState& state, const CoverModel& model, const SearchClock* clock = nullptr, double share = 1.0);

}  // namespace planspiel::location
