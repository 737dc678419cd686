#include "plugins/emissions/ev_share.hpp"

#include <algorithm>
#include <optional>

#include "engine/city/selection.hpp"

namespace planspiel::emissions {

namespace {

/// The area's part of the private cars of all zones.
double part_of_cars(const AreaSelection& area, const City& city) {
  const Zones& zones = city[tables::zones];
  const auto cars = [&](ZoneId zone) {
    return zones.district[zone] ? zones.residents[zone] * zones.cars_per_1000[zone] / 1000.0 : 0.0;
  };
  double all = 0.0, inside = 0.0;
  for (const ZoneId zone : zones.ids()) all += cars(zone);
  for (const ZoneId zone : zones_inside(city, outline_of(area, city))) inside += cars(zone);
  if (!(inside > 0.0))
    throw Error(ErrorKind::config, "the area '" + area.name + "' has no private cars: choose one with residents");
  return inside / all;
}

/// Appends a battery row in the size that drives most.
FleetId add_battery_row(Fleet& fleet, Vehicle vehicle) {
  std::optional<FleetId> most;
  for (const FleetId row : fleet.ids())
    if (fleet.vehicle[row] == vehicle && (!most || fleet.share[row] > fleet.share[*most])) most = row;
  const std::string segment = fleet.segment[*most];
  const FleetId added = fleet.add(std::string(kVehicleNames[static_cast<std::size_t>(vehicle)]) + "-battery");
  fleet.vehicle[added] = vehicle;
  fleet.propulsion[added] = Propulsion::battery;
  fleet.segment[added] = segment;
  fleet.source[added] = "measure ev_share";
  fleet.certainty[added] = Certainty::assumed;
  return added;
}

}  // namespace

void EvShare::describe(OptionSet& set) {
  set.percent("share", share,
              {{"Anteil Batteriefahrzeuge", "Share of battery vehicles"},
               {"an den km, z. B. \"50 %\"", "of the km, for example \"50 %\""}})
      .required();
  set.choice("vehicle", vehicle, {{"Fahrzeugart", "Kind of vehicle"}}, titles_of(kVehicleEntries));
  set.area("area", area,
           {{"Gebiet", "Area"},
            {"nur Pkw seiner Bewohner; ohne Angabe überall", "cars of its residents only; everywhere when not given"}});
}

City apply(const EvShare& measure, City city) {
  const Vehicle vehicle = measure.vehicle;
  const std::string name(choice_name(vehicle));
  if (measure.area.given() && vehicle != Vehicle::car)
    throw Error(ErrorKind::config, "'area' is possible for cars only: other fleets have no home; leave it out");
  Fleet fleet = city.copy(tables::fleet);
  double battery = 0.0, others = 0.0;
  std::optional<FleetId> first;
  for (const FleetId row : fleet.ids()) {
    if (fleet.vehicle[row] != vehicle) continue;
    const bool is_battery = fleet.propulsion[row] == Propulsion::battery;
    if (is_battery && fleet.share[row] > 0.0 && !first) first = row;
    (is_battery ? battery : others) += fleet.share[row];
  }
  if (!(battery + others > 0.0)) throw Error(ErrorKind::config, "the table fleet has no row for '" + name + "'");
  const double before = battery / (battery + others);
  const double part = measure.area.given() ? part_of_cars(measure.area, city) : 1.0;
  const double wanted = before + part * (measure.share - before);
  if (!(others > 0.0) && wanted < 1.0)
    throw Error(ErrorKind::config, "every '" + name + "' of the fleet has a battery: there is no other to return to");
  if (wanted > 0.0 && !first) fleet.share[add_battery_row(fleet, vehicle)] = battery = 1.0;
  for (const FleetId row : fleet.ids()) {
    if (fleet.vehicle[row] != vehicle) continue;
    const bool is_battery = fleet.propulsion[row] == Propulsion::battery;
    const double total = is_battery ? battery : others;
    if (total > 0.0) fleet.share[row] *= (is_battery ? wanted : 1.0 - wanted) / total;
  }
  return city.with(std::move(fleet));
}

}  // namespace planspiel::emissions
