#include "plugins/fire/measures/move_fire_station.hpp"

#include "plugins/fire/measures/station_selection.hpp"

namespace planspiel::fire {

void MoveFireStation::describe(OptionSet& set) {
  set.text("name", name, {{"Wache", "Station"}, {"Name oder Kennung", "name or id"}}).required();
  set.place("at", at, {{"Neuer Ort", "New place"}, {"[Länge, Breite] in Grad", "[lon, lat] in degrees"}}).required();
}

City apply(const MoveFireStation& measure, City city) {
  const StationId station = station_named(city, measure.name);
  Stations stations = city.copy(tables::stations);
  if (stations.closed[station])
    throw Error(ErrorKind::config, "fire station '" + measure.name + "' is closed: moving it changes nothing");
  stations.position[station] = station_site(city, measure.name, measure.at);
  return city.with(std::move(stations));
}

}  // namespace planspiel::fire
