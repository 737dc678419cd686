#include "plugins/fire/measures/add_fire_station.hpp"

#include "plugins/fire/measures/station_selection.hpp"

namespace planspiel::fire {

void NewUnit::describe(OptionSet& set) {
  set.text("type", type, {{"Fahrzeug", "Vehicle"}, {"z. B. \"HLF\"", "for example \"HLF\""}});
  set.integer("functions", functions, {{"Funktionen", "Functions"}, {"Stärke der Besatzung", "size of the crew"}},
              {1.0, 100.0})
      .required();
}

void AddFireStation::describe(OptionSet& set) {
  set.text("name", name, {{"Name", "Name"}, {"", ""}}).required();
  set.place("at", at, {{"Ort", "Place"}, {"[Länge, Breite] in Grad", "[lon, lat] in degrees"}}).required();
  set.list("units", units,
           {{"Einheiten", "Units"},
            {"z. B. [{ type = \"HLF\", functions = 6 }]", "for example [{ type = \"HLF\", functions = 6 }]"}})
      .required();
  set.boolean("professional", professional,
              {{"Berufsfeuerwehr", "Professional"}, {"sonst freiwillig", "else volunteer"}});
  set.quantity("turnout", turnout, "s", {{"Ausrückzeit", "Turnout"}, {"Alarm bis Abfahrt", "alarm to departure"}},
               {0.0, 1800.0});
  set.percent("availability", availability,
              {{"Verfügbarkeit", "Availability"},
               {"Wahrscheinlichkeit, mit dieser Stärke auszurücken", "probability of turning out with this crew"}});
}

City apply(const AddFireStation& measure, City city) {
  if (measure.units.empty())
    throw Error(ErrorKind::config,
                "fire station '" + measure.name + "' has no units: give units = [{ type = \"HLF\", functions = 6 }]");
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
  for (std::size_t number = 0; number < measure.units.size(); ++number) {
    const UnitId unit = units.add(measure.name + "/" + std::to_string(number + 1));
    units.station[unit] = station;
    units.vehicle_type[unit] = measure.units[number].type;
    units.functions[unit] = static_cast<std::int32_t>(measure.units[number].functions);
    units.turnout[unit] = measure.turnout;
    units.availability[unit] = measure.availability;
  }
  return city.with(std::move(stations)).with(std::move(units));
}

}  // namespace planspiel::fire
