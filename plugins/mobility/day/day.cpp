#include "plugins/mobility/day/day.hpp"

namespace planspiel::mobility {

namespace {

Supply supply_of(const DayTables& tables, const std::vector<float>& crow, const Coefficients& coefficients) {
  Supply supply;
  supply.zones = tables.zones.size();
  for (const auto& district : tables.zones.district) supply.inside.push_back(district.has_value());
  supply.walk_m = active_distances(tables.nodes, tables.roads, tables.zones, access::walk, crow);
  supply.bike_m = active_distances(tables.nodes, tables.roads, tables.zones, access::bike, crow);
  supply.transit = TransitRouter(tables.stops, tables.lines, tables.zones, coefficients).skim_day(tables.headways);
  supply.costs = read_costs(tables.prices, tables.fares, tables.parking, tables.fleet, supply.zones);
  return supply;
}

}  // namespace

DayTables::DayTables(Ports& ports)
    : nodes(ports.table(planspiel::tables::nodes)),
      roads(ports.table(planspiel::tables::roads)),
      turns(ports.table(planspiel::tables::turns)),
      tolls(ports.table(planspiel::tables::tolls)),
      zones(ports.table(planspiel::tables::zones)),
      stops(ports.table(planspiel::tables::stops)),
      lines(ports.table(planspiel::tables::lines)),
      headways(ports.table(planspiel::tables::headways)),
      fares(ports.table(planspiel::tables::fares)),
      groups(ports.table(planspiel::tables::person_groups)),
      behaviour(ports.table(planspiel::tables::behaviour)),
      external(ports.table(planspiel::tables::external_demand)),
      goods(ports.table(planspiel::tables::goods)),
      parking(ports.table(planspiel::tables::parking)),
      prices(ports.table(planspiel::tables::prices)),
      fleet(ports.table(planspiel::tables::fleet)) {}

Day::Day(const DayTables& tables, const DayOptions& options, std::uint64_t seed,
         const Grid<ScalarId, double, Mode>* constant)
    : crow(crow_distances(tables.zones)),
      coefficients(read_coefficients()),
      tours(make_tours({tables.zones, tables.groups, tables.behaviour, tables.external}, options, seed, crow,
                       coefficients)),
      vehicle_trips(make_vehicle_trips(tables.zones, tables.goods, tables.external, crow, seed, options.sample)),
      car(make_car_network(tables.nodes, tables.roads, tables.turns, tables.zones, tables.external)),
      tolls(tables.tolls, tables.roads, tables.nodes, tables.zones.size()),
      supply(supply_of(tables, crow, coefficients)),
      roads(car, tolls, vehicle_trips) {
  if (constant)
    for (std::size_t mode = 0; mode < Mode::kCount; ++mode)
      coefficients.constant[mode] = (*constant)(ScalarId(0), Mode(mode));
}

}  // namespace planspiel::mobility
