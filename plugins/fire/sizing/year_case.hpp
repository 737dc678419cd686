#pragma once

/// A city's fire service as the input of simulated years.

#include <string>
#include <vector>

#include "engine/run/model.hpp"
#include "plugins/fields.hpp"
#include "plugins/fire/fire_tables.hpp"
#include "plugins/fire/options.hpp"
#include "plugins/fire/sizing/simulation/year_problem.hpp"

namespace planspiel::fire {

/// What a simulated year asks for beside the tables.
struct YearOptions {
  ResponseOptions response{};
  bool back_first = false;  ///< units are free again at their station, not on leaving the scene
  void describe(OptionSet& set);
};

struct YearCase {
  YearProblem problem{};              ///< with the units as they are
  std::vector<StationId> stations{};  ///< of the problem's numbers
  VehicleTypes types{};
  std::vector<DemandClass> zone_of_class{};  ///< row of the zone that each demand class lies in
};

/// Demand classes are pieces of streets of 100 m (both directions together) with incidents; their drive times are means
/// over the buildings there, weighted by incidents, in each hour. Buildings without a road share a class that nobody
/// reaches. Throws Error(config) where the city has no incidents, or no unit that turns out.
YearCase make_year_case(const DispatchTables& tables, const YearOptions& options,
                        const HourlyColumn<EdgeId, Speed>& road_speed, RunContext& context);

/// The same with zones as demand classes: enough for how busy units are.
YearProblem by_zones(const YearCase& service);

}  // namespace planspiel::fire
