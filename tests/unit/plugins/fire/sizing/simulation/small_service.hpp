#pragma once

/// Small fire services for the tests of the simulation.

#include "plugins/fire/sizing/simulation/year_problem.hpp"

namespace planspiel::fire::test {

/// Drive times [s] written as class × station, the same in all hours.
inline TravelTable travel(const std::vector<std::vector<float>>& seconds) {
  TravelTable table{.stations = seconds.front().size(), .classes = seconds.size()};
  for (const auto& row : seconds) table.seconds.insert(table.seconds.end(), row.begin(), row.end());
  return table;
}

inline Duration fixed(double seconds) { return {.typical_s = seconds}; }

/// One class, one station, `units` units, no driving, no turnout: a queue with calls for one unit each.
inline YearProblem queue(std::size_t units, double calls_per_hour, Duration service, queueing::WhenAllBusy all_busy) {
  YearProblem problem;
  problem.types = {
      {.name = "call", .per_year = {calls_per_hour * kHoursOfYear}, .on_scene = service, .first_alarm = {.units = 1}}};
  problem.units.assign(units, {});
  problem.travel = travel({{0.0f}});
  problem.dispatch = {
      .call_handling = fixed(0.0), .all_busy = all_busy, .free_again = DispatchRules::FreeAgain::back_at_station};
  return problem;
}

}  // namespace planspiel::fire::test
