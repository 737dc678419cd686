#include "plugins/mobility/access/city_timetable.hpp"

#include "engine/routing/common_lines.hpp"

namespace planspiel::mobility {

namespace {

reach::FootLaw law_of(const TransitCoefficients& coefficients, Metres airline, double fixed_min) {
  return {.speed = Speed(coefficients.walk_m_min / 60.0),
          .reach = coefficients.walk_detour * airline,
          .fixed = fixed_min * 1.0_min};
}

Timetable with_footpaths(TransitService service, std::vector<Footpath> footpaths) {
  service.footpaths = std::move(footpaths);
  return make_timetable(service);
}

}  // namespace

CityTimetable::CityTimetable(const reach::TransitTables& tables, const Roads& roads, std::size_t nodes,
                             const TransitCoefficients& coefficients)
    : streets(roads, nodes, tables.stops),
      access(law_of(coefficients, coefficients.access, coefficients.access_fixed)),
      change(law_of(coefficients, coefficients.change, coefficients.change_fixed)),
      timetable(with_footpaths(with_common_lines(reach::transit_service_of(tables)),
                               reach::footpaths_between_stops(streets, change))) {}

}  // namespace planspiel::mobility
