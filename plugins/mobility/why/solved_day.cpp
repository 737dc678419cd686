#include "plugins/mobility/why/solved_day.hpp"

namespace planspiel::mobility {

SolvedDayPorts::SolvedDayPorts(Ports& ports)
    : tables(ports),
      road_speed(ports.reads(planspiel::fields::road_speed)),
      junction_wait(ports.reads(fields::junction_wait)),
      coefficient(ports.reads(fields::coefficient)),
      root{&ports.reads(fields::constant),
           {&ports.reads(fields::constant_commuter), &ports.reads(fields::constant_other),
            &ports.reads(fields::constant_visitor)},
           &ports.reads(fields::home_office)} {}

namespace {

/// As the run had them.
std::vector<NamedNumber> rows_of(const Grid<ScalarId, double, CoefficientAxis>& coefficient) {
  std::vector<NamedNumber> rows = family_coefficients();
  for (std::size_t row = 0; row < rows.size(); ++row) rows[row].value = coefficient(ScalarId(0), CoefficientAxis(row));
  return rows;
}

}  // namespace

SolvedDay::SolvedDay(const SolvedDayPorts& ports, std::uint64_t seed)
    : day(ports.tables, rows_of(ports.coefficient), {.seed = seed}, ports.root) {
  day.roads.take_speeds(ports.road_speed, ports.junction_wait);
  day.roads.skim(day.supply, day.crow);
  day.transit.skim(day.supply);
}

std::string place_name(const Zones& zones, const Districts& districts, ZoneId zone) {
  if (const auto district = zones.district[zone]) return districts.name[*district];
  return zones.name[zone].empty() ? zones.id[zone] : zones.name[zone];
}

}  // namespace planspiel::mobility
