#pragma once

/// Heuristics for covering with a given number of units: greedy adding and tabu interchange (Glover 1989).

#include "plugins/fire/location/cover_state.hpp"
#include "plugins/fire/location/search_clock.hpp"

namespace planspiel::fire {

/// Adds the unit with the greatest gain until there are so many; of equals the first site.
void add_greedily(CoverState& state, const CoverModel& model, std::size_t units);

struct InterchangeOptions {
  std::size_t steps = 20000;
  std::uint64_t seed = 1;
  const SearchClock* clock = nullptr;
  double share = 1.0;  ///< of the clock's allowance
};

/// Drops the unit with the least loss and adds the one with the greatest gain, again and again; what moved rests for a
/// few steps, so the search leaves local optima. Ends at the best choice seen.
void interchange(CoverState& state, const CoverModel& model, const InterchangeOptions& options);

}  // namespace planspiel::fire
