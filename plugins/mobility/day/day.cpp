#include "plugins/mobility/day/day.hpp"

#include <algorithm>

namespace planspiel::mobility {

namespace {

/// Airline from each external zone to the nearest zone inside.
Column<ZoneId, float> beyond_of(const Zones& zones) {
  std::vector<Point> inside;
  for (const ZoneId zone : zones.ids())
    if (zones.district[zone]) inside.push_back(zones.centre[zone]);
  Column<ZoneId, float> beyond(zones.size());
  for (const ZoneId zone : zones.ids()) {
    if (zones.district[zone] || inside.empty()) continue;
    Metres least = distance(zones.centre[zone], inside.front());
    for (const Point& centre : inside) least = std::min(least, distance(zones.centre[zone], centre));
    beyond[zone] = static_cast<float>(least.value);
  }
  return beyond;
}

/// What the loop does not change.
Supply supply_of(const DayTables& tables, const ZoneMatrix<float>& crow, const Coefficients& c) {
  Supply supply;
  supply.zones = tables.zones.size();
  for (const auto& district : tables.zones.district) supply.inside.push_back(district.has_value());
  supply.beyond_m = beyond_of(tables.zones);
  const StreetTables streets{tables.nodes, tables.roads, tables.zones};
  supply.walk_m = active_distances(streets, access::walk, crow, c.roads);
  supply.bike_m = active_distances(streets, access::bike, crow, c.roads);
  supply.costs = read_costs(tables.prices, tables.fares, tables.parking, tables.fleet, supply.zones);
  return supply;
}

}  // namespace

DayTables::DayTables(Ports& ports)
    : nodes(ports.table(tables::nodes)),
      roads(ports.table(tables::roads)),
      turns(ports.table(tables::turns)),
      tolls(ports.table(tables::tolls)),
      zones(ports.table(tables::zones)),
      stops(ports.table(tables::stops)),
      lines(ports.table(tables::lines)),
      headways(ports.table(tables::headways)),
      departures(ports.table(tables::departures)),
      fares(ports.table(tables::fares)),
      groups(ports.table(tables::person_groups)),
      behaviour(ports.table(tables::behaviour)),
      external(ports.table(tables::external_demand)),
      goods(ports.table(tables::goods)),
      parking(ports.table(tables::parking)),
      prices(ports.table(tables::prices)),
      fleet(ports.table(tables::fleet)),
      coefficients(ports.table(kCityCoefficients)) {}

Day::Day(const DayTables& tables, const std::vector<NamedNumber>& rows, const Sample& sample, const RootFields& root)
    : coefficients(by_stage(rows)),
      crow(crow_distances(tables.zones, coefficients.destinations)),
      around(tables.zones.size()),
      home_office(home_office_share(tables.groups)),
      tours(make_tours({tables.zones, tables.groups, tables.behaviour, tables.external}, crow, coefficients, sample)),
      vehicle_trips(
          make_vehicle_trips({tables.zones, tables.goods, tables.external}, crow, coefficients.goods, sample)),
      car(make_car_network({tables.nodes, tables.roads, tables.zones}, tables.turns, tables.external,
                           coefficients.roads)),
      tolls(tables.tolls, tables.roads, tables.nodes, tables.zones.size()),
      supply(supply_of(tables, crow, coefficients)),
      roads(car, tolls, vehicle_trips, coefficients.roads),
      transit(tables.stops, tables.lines, tables.headways, tables.departures, tables.zones, coefficients.transit) {
  const double at_home = home_office;
  take(root, rows);
  if (home_office < 1.0 && at_home != home_office) scale_commuters(tours, (1.0 - at_home) / (1.0 - home_office));
  stop_at_edges();
}

void Day::take(const RootFields& root, const std::vector<NamedNumber>& rows) {
  if (!root.constant) return;
  for (std::size_t mode = 0; mode < Mode::kCount; ++mode) {
    const bool given = std::any_of(rows.begin(), rows.end(), [&](const NamedNumber& row) {
      return row.given && row.name == constant_name(Mode(mode));
    });
    if (!given) coefficients.modes.constant[mode] = (*root.constant)(ScalarId(0), Mode(mode));
  }
  for (std::size_t kind = 0; kind < kAroundKinds; ++kind)
    for (const ZoneId zone : IdRange<ZoneId>(supply.zones))
      around.of_kind[kind][zone] = {(*root.around[kind])(zone, mode::car_passenger),
                                    (*root.around[kind])(zone, mode::transit)};
  home_office = (*root.home_office)[ScalarId(0)];
}

void Day::stop_at_edges() {
  const bool any =
      std::any_of(car.zone_access.begin(), car.zone_access.end(), [](const ZoneAccess& zone) { return zone.closed(); });
  if (!any) return;
  roads.skim(supply, crow);  // of the empty road
  supply.stops = CarStops(car.zone_access, supply.walk_m, supply.car_s[12], supply.costs.search_min,
                          {.longest_m = coefficients.modes.longest_edge_walk_m,
                           .seconds_per_m = 60.0 * coefficients.modes.walk_weight / coefficients.modes.walk_m_min});
  for (auto& hour : vehicle_trips)
    for (VehicleTrip& trip : hour) {
      if (trip.vehicle == 0) continue;
      trip.from = static_cast<std::uint16_t>(supply.stops.unload(trip.origin()).index());
      trip.to = static_cast<std::uint16_t>(supply.stops.unload(trip.destination()).index());
    }
}

}  // namespace planspiel::mobility
