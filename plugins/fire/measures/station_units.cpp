#include "plugins/fire/measures/station_units.hpp"

#include "plugins/fire/measures/station_selection.hpp"

namespace planspiel::fire {

void StationUnits::describe(OptionSet& set) {
  set.text("name", name, {{"Wache", "Station"}, {"Name oder Kennung", "name or id"}}).required();
  crew.describe(set);
}

City apply(const StationUnits& measure, City city) {
  const StationId station = station_named(city, measure.name);
  const Stations& stations = city[tables::stations];
  if (stations.closed[station])
    throw Error(ErrorKind::config, "fire station '" + measure.name + "' is closed: it can have no units");
  Units units = city.copy(tables::units);
  for (const UnitId unit : units.ids())
    if (units.station[unit] == station) units.availability[unit] = 0.0;
  add_units(units, measure.crew, station, stations.id[station]);
  return city.with(std::move(units));
}

}  // namespace planspiel::fire
