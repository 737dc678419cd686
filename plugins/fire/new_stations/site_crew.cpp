#include "plugins/fire/new_stations/site_crew.hpp"

#include <algorithm>
#include <limits>

namespace planspiel::fire {

SiteCrew crew_of(const Units& units, const Stations& stations, StationId station) {
  SiteCrew crew;
  for (const UnitId unit : units.ids()) {
    const double functions = static_cast<double>(units.functions[unit]) * units.availability[unit];
    if (units.station[unit] != station || !(functions > 0.0)) continue;
    crew.push_back({units.turnout[unit].value, functions, stations.professional[station] != 0, units.hours[unit]});
  }
  std::ranges::stable_sort(crew, {}, &SiteUnit::turnout_s);
  return crew;
}

SiteCrew new_crew(const std::vector<NewUnit>& units, Seconds turnout) {
  SiteCrew crew;
  for (const NewUnit& unit : units) crew.push_back({turnout.value, static_cast<double>(unit.functions), true, {}});
  return crew;
}

double turnout_with(const SiteCrew& crew, Hour hour, double functions, bool professional_only) {
  double sum = 0.0;
  for (const SiteUnit& unit : crew) {
    if (!unit.hours.contains(hour.index()) || (professional_only && !unit.professional)) continue;
    sum += unit.functions;
    if (sum >= functions - kFunctionsRounding) return unit.turnout_s;
  }
  return std::numeric_limits<double>::infinity();
}

}  // namespace planspiel::fire
