#include "plugins/mobility/why/solved_day.hpp"

#include "plugins/mobility/fields.hpp"

namespace planspiel::mobility {

SolvedDayPorts::SolvedDayPorts(Ports& ports)
    : tables(ports),
      road_speed(ports.reads(planspiel::fields::road_speed)),
      junction_wait(ports.reads(fields::junction_wait)),
      root{&ports.reads(fields::constant),
           {&ports.reads(fields::constant_commuter), &ports.reads(fields::constant_other),
            &ports.reads(fields::constant_visitor)},
           &ports.reads(fields::home_office)} {}

SolvedDay::SolvedDay(const SolvedDayPorts& ports, std::uint64_t seed) : day(ports.tables, {}, seed, ports.root) {
  day.roads.take_speeds(ports.road_speed, ports.junction_wait);
  day.roads.skim(day.supply, day.crow);
}

std::string place_name(const Zones& zones, const Districts& districts, ZoneId zone) {
  if (const auto district = zones.district[zone]) return districts.name[*district];
  return zones.name[zone].empty() ? zones.id[zone] : zones.name[zone];
}

}  // namespace planspiel::mobility
