#include "plugins/fire/strength.hpp"

#include <algorithm>
#include <limits>

namespace planspiel::fire {

std::vector<DutyUnit> units_on_duty(const Units& units, const Stations& stations, std::span<const StationId> origin,
                                    Hour hour) {
  std::vector<DutyUnit> on_duty;
  for (const UnitId unit : units.ids()) {
    const auto found = std::lower_bound(origin.begin(), origin.end(), units.station[unit]);
    if (found == origin.end() || *found != units.station[unit] || !units.hours[unit].contains(hour.index())) continue;
    const double functions = static_cast<double>(units.functions[unit]) * units.availability[unit];
    if (!(functions > 0.0)) continue;
    on_duty.push_back({static_cast<std::size_t>(found - origin.begin()), units.turnout[unit].value, functions,
                       stations.professional[units.station[unit]] != 0, unit,
                       static_cast<std::uint32_t>(units.functions[unit]), units.availability[unit]});
  }
  return on_duty;
}

void arrivals(std::span<const DutyUnit> units, std::span<const double> drive_s, std::vector<Arrival>& sorted) {
  sorted.clear();
  for (const DutyUnit& unit : units) {
    const double after_alarm_s = unit.turnout_s + drive_s[unit.station];
    if (after_alarm_s < std::numeric_limits<double>::infinity())
      sorted.push_back({after_alarm_s, unit.functions, unit.professional, drive_s[unit.station], unit.turnout_s,
                        unit.crew, unit.shows_up, unit.type});
  }
  std::stable_sort(sorted.begin(), sorted.end(),
                   [](const Arrival& a, const Arrival& b) { return a.after_alarm_s < b.after_alarm_s; });
}

Demand demand_of(const Standards& standards, StandardId standard) {
  const bool from_call = standards.clock[standard] == ClockZero::call;
  return {from_call ? standards.call_handling[standard].value : 0.0, standards.time[standard].value,
          static_cast<double>(standards.functions[standard]), standards.professional_only[standard] != 0};
}

double completion_s(std::span<const Arrival> sorted, const Demand& demand) {
  double functions = 0.0;
  for (const Arrival& arrival : sorted) {
    if (demand.professional_only && !arrival.professional) continue;
    functions += arrival.functions;
    if (functions >= demand.functions - kFunctionsRounding)
      return demand.clock_starts_before_alarm_s + arrival.after_alarm_s;
  }
  return std::numeric_limits<double>::infinity();
}

}  // namespace planspiel::fire
