#include "plugins/mobility/access/city_timetable.hpp"

#include "engine/base/parallel.hpp"
#include "engine/routing/common_lines.hpp"
#include "engine/routing/headway_draw.hpp"

namespace planspiel::mobility {

namespace {

reach::FootLaw law_of(const TransitCoefficients& coefficients, Metres airline, double fixed_min) {
  return {.speed = Speed(coefficients.walk_m_min / 60.0),
          .reach = coefficients.walk_detour * airline,
          .fixed = fixed_min * 1.0_min};
}

TransitService with_footpaths(TransitService service, std::vector<Footpath> footpaths) {
  service.footpaths = std::move(footpaths);
  return service;
}

}  // namespace

CityTimetable::CityTimetable(const reach::TransitTables& tables, const Roads& roads, std::size_t nodes,
                             const TransitCoefficients& coefficients)
    : streets(roads, nodes, tables.stops),
      access(law_of(coefficients, coefficients.access, coefficients.access_fixed)),
      change(law_of(coefficients, coefficients.change, coefficients.change_fixed)),
      service(with_footpaths(reach::transit_service_of(tables), reach::footpaths_between_stops(streets, change))),
      timetable(make_timetable(with_common_lines(service))) {}

std::vector<Timetable> CityTimetable::drawn_days(std::size_t count, std::uint64_t seed) const {
  const RandomStream random(seed, "mobility.drawn_days");
  std::vector<Timetable> days(count);
  for_each_block(count, [&](std::size_t day) { days[day] = make_timetable(with_drawn_times(service, random, day)); });
  return days;
}

}  // namespace planspiel::mobility
