#include "plugins/fire/measures/add_fire_station.hpp"

#include "plugins/fire/measures/station_selection.hpp"

namespace planspiel::fire {

void AddFireStation::describe(OptionSet& set) {
  set.text("name", name, {{"Name", "Name"}, {"", ""}}).required();
  set.place("at", at, {{"Ort", "Place"}, {"[Länge, Breite] in Grad", "[lon, lat] in degrees"}}).required();
  crew.describe(set);
  set.boolean("professional", professional,
              {{"Berufsfeuerwehr", "Professional"}, {"sonst freiwillig", "else volunteer"}});
}

City apply(const AddFireStation& measure, City city) {
  Stations stations = city.copy(tables::stations);
  for (const StationId station : stations.ids())
    if (stations.name[station] == measure.name || stations.id[station] == measure.name)
      throw Error(ErrorKind::config, "there is already a fire station '" + measure.name + "': choose another name");
  const Point site = station_site(city, measure.name, measure.at);
  const StationId station = stations.add(measure.name);
  stations.name[station] = measure.name;
  stations.position[station] = site;
  stations.professional[station] = measure.professional;
  stations.type[station] = measure.professional ? "planned" : "volunteer";
  stations.source[station] = "measure add_fire_station";
  Units units = city.copy(tables::units);
  add_units(units, measure.crew, station, measure.name);
  return city.with(std::move(stations)).with(std::move(units));
}

}  // namespace planspiel::fire
