#pragma once

/// A city's fire service as the input of simulated years.

#include <string>
#include <vector>

#include "engine/run/fields.hpp"
#include "engine/run/model.hpp"
#include "plugins/fire/options.hpp"
#include "plugins/fire/sizing/simulation/year_problem.hpp"

namespace planspiel::fire {

/// What a simulated year asks for beside the tables.
struct YearOptions {
  DriveOptions drive{};
  double spread = 0.5;          ///< of drive times, standard deviation of the logarithm
  double turnout_spread = 0.2;  ///< the same of turnouts (assumed)
  Seconds call_handling = 90.0_s;
  bool back_first = false;  ///< units are free again at their station, not on leaving the scene
  void describe(OptionSet& set);
};

/// The tables of the city that a simulated year reads.
struct YearTables {
  explicit YearTables(Ports& ports);
  const Roads& roads;
  const Nodes& nodes;
  const Buildings& buildings;
  const Zones& zones;
  const Stations& stations;
  const Units& units;
  const Standards& standards;
  const IncidentRates& rates;
  const Dispatch& dispatch;
};

struct YearCase {
  YearProblem problem{};              ///< with the units as they are
  std::vector<StationId> stations{};  ///< of the problem's numbers
  std::vector<std::string> types{};   ///< vehicle types by number
};

/// Demand classes are the zones with incidents; their drive times are means over the zone's buildings, weighted by
/// incidents, in each hour. Throws Error(config) where the city has no incidents, or no unit that turns out.
YearCase make_year_case(const YearTables& tables, const YearOptions& options,
                        const HourlyColumn<EdgeId, Speed>& road_speed, RunContext& context);

/// Number of a vehicle type; a new one where the service has none of it.
VehicleType type_number(YearCase& service, const std::string& name);

}  // namespace planspiel::fire
