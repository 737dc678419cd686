#pragma once

/// How many engines each station needs: the smallest fleet that keeps a standard on busy days, by simulated years.

#include <cstdint>
#include <stop_token>
#include <vector>

#include "plugins/fire/sizing/simulation/replications.hpp"

namespace planspiel::fire {

/// What crews and vehicles cost in a year. All three defaults are assumed: five full-time positions keep one function
/// staffed around the clock (8,760 h over some 1,750 h a person), a position costs 75,000 EUR, an engine 60,000 EUR
/// (0.6 million over 15 years, with upkeep).
struct FleetCosts {
  double positions_per_function = 5.0;
  double eur_per_position = 75000.0;
  double eur_per_vehicle = 60000.0;
};

/// A professional's share of the day counts; volunteers cost their vehicle.
double eur_per_year(const CrewedUnit& unit, const FleetCosts& costs);

struct FleetProblem {
  YearProblem service{};              ///< its units stay in every fleet (ladders, volunteers)
  std::vector<CrewedUnit> engines{};  ///< for each station to be sized: one of its engines
  std::uint32_t least = 1, most = 3;  ///< engines of each such station
  std::size_t standard = 0;           ///< of the service
  double target = 0.9;                ///< share of incidents in time
  double confidence = 0.95;           ///< of the interval whose lower end has to reach the target
  FleetCosts costs{};
  Replications replications{.count = 20};
  std::size_t shortlist = 4;  ///< changes that are simulated in each step; the rest are ranked by workload
};

/// Engines of each station of `FleetProblem::engines` and what the simulated years say of them.
struct Fleet {
  std::vector<std::uint32_t> engines{};
  Estimate in_time{};         ///< share in time, with the problem's confidence
  double eur_per_year = 0.0;  ///< of these engines
  std::uint32_t total() const;
};

struct FleetAnswer {
  Fleet fleet{};
  bool reached = false;        ///< false: even `most` everywhere does not reach the target; then the fleet is that
  std::vector<Fleet> steps{};  ///< accepted ones, first to last
  std::size_t simulated = 0;   ///< fleets
};

enum class FleetSearch {
  upward,   ///< add from `least` (best 1 or more), largest gain per euro first, then take away what is not needed
  downward  ///< take away from `most`, smallest loss per euro first
};

/// Greedy. The answer is minimal in this sense: the target is missed, on these replications, by each fleet that has one
/// engine less at one station. That no smaller fleet of another shape reaches it is not proven.
FleetAnswer smallest_fleet(const FleetProblem& problem, FleetSearch search = FleetSearch::upward,
                           const std::stop_token& stop = {});

/// A row of the planner's table: the station with so many engines, all others as in the fleet.
struct SizingRow {
  StationNumber station = 0;
  std::uint32_t engines = 0;
  Estimate first_due_busy{};   ///< share of the station's first-due incidents for which it can send nobody
  Estimate p90_s{};            ///< call to first unit, its first-due incidents: mean of the years' 90 % quantiles
  Estimate station_in_time{};  ///< its first-due incidents
  Estimate city_in_time{};
  double eur_per_year = 0.0;  ///< of the whole fleet
};

/// Stations × engines from `least` to `most`. Replications without incidents of a station are left out of its means;
/// with none at all they are NaN.
std::vector<SizingRow> sizing_table(const FleetProblem& problem, const std::vector<std::uint32_t>& fleet,
                                    const std::stop_token& stop = {});

}  // namespace planspiel::fire
