#pragma once

/// Three zones in a row for tests of fields and indicators: A and B in the district "town", C in "west", and outside of
/// the territory the zone X. Residents: A 100, B 300, C 600, X 5,000. A street leads A-B-C.

#include <initializer_list>
#include <limits>
#include <memory>
#include <vector>

#include "engine/run/field.hpp"
#include "tests/unit/town.hpp"

namespace planspiel::test {

inline constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();

inline City three_zones() {
  return town("A-B-C", {.zones = true,
                        .more =
                            [](CityBuilder& builder) {
                              Districts& districts = builder[tables::districts];
                              const DistrictId west = districts.add("west");
                              districts.outline[west] = districts.outline[*districts.find("town")];
                              Zones& zones = builder[tables::zones];
                              zones.district[*zones.find("C")] = west;
                              zones.residents[*zones.find("B")] = 300.0;
                              zones.residents[*zones.find("C")] = 600.0;
                              const ZoneId outside = zones.add("X");
                              zones.centre[outside] = Point::metres(680000.0, 5335000.0);
                              zones.residents[outside] = 5000.0;
                            }})
      .city;
}

/// A field as a model leaves it, with the values of its rows one after the other.
template <class Row, class Type, class... Axes>
FieldMap filled(const Field<Row, Type, Axes...>& field, const City& city, const std::vector<double>& values) {
  auto grid = std::make_shared<Grid<Row, Type, Axes...>>(extents(field.spec, city));
  PLANSPIEL_CHECK(values.size() == grid->raw().size());
  std::copy(values.begin(), values.end(), grid->raw().begin());
  return {{field.spec.name, {field.spec, grid}}};
}

}  // namespace planspiel::test
