#include "plugins/fire/measures/close_fire_station.hpp"

#include "plugins/fire/measures/station_selection.hpp"

namespace planspiel::fire {

void CloseFireStation::describe(OptionSet& set) {
  set.text("name", name, {{"Wache", "Station"}, {"Name oder Kennung", "name or id"}}).required();
}

City apply(const CloseFireStation& measure, City city) {
  const StationId station = station_named(city, measure.name);
  Stations stations = city.copy(tables::stations);
  if (stations.closed[station])
    throw Error(ErrorKind::config, "fire station '" + measure.name + "' is closed already: leave the measure out");
  stations.closed[station] = 1;
  return city.with(std::move(stations));
}

}  // namespace planspiel::fire
