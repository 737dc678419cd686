#include "plugins/fire/measures/new_unit.hpp"

namespace planspiel::fire {

void NewUnit::describe(OptionSet& set) {
  set.text("type", type, {{"Fahrzeug", "Vehicle"}, {"z. B. \"HLF\"", "for example \"HLF\""}});
  set.integer("functions", functions, {{"Funktionen", "Functions"}, {"Stärke der Besatzung", "size of the crew"}},
              {1.0, 100.0})
      .required();
}

void NewUnits::describe(OptionSet& set) {
  set.list("units", units,
           {{"Einheiten", "Units"},
            {"z. B. [{ type = \"HLF\", functions = 6 }]", "for example [{ type = \"HLF\", functions = 6 }]"}})
      .required();
  set.quantity("turnout", turnout, "s", {{"Ausrückzeit", "Turnout"}, {"Alarm bis Abfahrt", "alarm to departure"}},
               {0.0, 1800.0});
  set.percent("availability", availability,
              {{"Verfügbarkeit", "Availability"},
               {"Wahrscheinlichkeit, mit dieser Stärke auszurücken", "probability of turning out with this crew"}});
}

void add_units(Units& table, const NewUnits& added, StationId station, const std::string& station_id) {
  if (added.units.empty())
    throw Error(ErrorKind::config,
                "fire station '" + station_id + "' gets no units: give units = [{ type = \"HLF\", functions = 6 }]");
  std::size_t number = 1;
  for (const NewUnit& one : added.units) {
    const auto taken = [&](const std::string& id) {
      return std::find(table.id.begin(), table.id.end(), id) != table.id.end();
    };
    while (taken(station_id + "/" + std::to_string(number))) ++number;
    const UnitId unit = table.add(station_id + "/" + std::to_string(number));
    table.station[unit] = station;
    table.vehicle_type[unit] = one.type;
    table.functions[unit] = static_cast<std::int32_t>(one.functions);
    table.turnout[unit] = added.turnout;
    table.availability[unit] = added.availability;
  }
}

}  // namespace planspiel::fire
