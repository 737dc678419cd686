#include "tests/unit/engine/generate/street_figures.hpp"

#include <gtest/gtest.h>

#include "engine/generate/generate.hpp"

namespace planspiel {
namespace {

const City& munich() {
  static const City city = generate_city(PLANSPIEL_SOURCE_DIR "/scenarios/munich/city.toml");
  return city;
}

/// Kilometres of street per km² in the OpenStreetMap extract of Munich of 2023
/// (data/munich_roads/hybrid_network.osm.pbf through import_osm_roads, links laid into the sub-districts by their
/// middle), by the same measure. Its detour factor is 1.27.
constexpr std::array<double, 3> kRealDensity{12.8, 10.3, 6.4};

TEST(BuiltInMunich, IsAsDenseInStreetsAsTheRealOneByTypeOfDistrict) {
  const std::array<double, 3> built =
      test::street_density(munich(), munich()[tables::roads], munich()[tables::roads].district);
  for (std::size_t type = 0; type < built.size(); ++type)
    EXPECT_NEAR(built[type] / kRealDensity[type], 1.0, 0.25) << test::kDistrictTypeNames[type];
}

TEST(BuiltInMunich, MakesCarsGoRoundAsMuchAsCitiesDo) {
  const double detour = test::detour_factor(munich(), munich()[tables::nodes].size(), munich()[tables::roads],
                                            munich()[tables::nodes].position, 400);
  EXPECT_GT(detour, 1.25);
  EXPECT_LT(detour, 1.45);
}

TEST(StreetDensity, CountsAStreetInBothDirectionsOnce) {
  // A sub-district of 1 km² with 600 m of street for both directions and 400 m of one-way street.
  CityBuilder builder({.id = "square", .title = {}, .crs = "EPSG:25832"});
  const Ring square{Point::metres(690000.0, 5335000.0), Point::metres(691000.0, 5335000.0),
                    Point::metres(691000.0, 5336000.0), Point::metres(690000.0, 5336000.0)};
  Districts& districts = builder[tables::districts];
  districts.outline[districts.add("d")] = {{square}};
  Areas& areas = builder[tables::areas];
  areas.outline[areas.add("mittlerer-ring")] = {{square}};
  Nodes& nodes = builder[tables::nodes];
  Roads& roads = builder[tables::roads];
  const auto add = [&](const char* id, NodeId from, NodeId to) {
    const EdgeId edge = roads.add(id);
    const Point a = nodes.position[from], b = nodes.position[to];
    roads.from[edge] = from;
    roads.to[edge] = to;
    roads.length[edge] = distance(a, b);
    roads.shape = with_last(roads.shape, std::vector<Point>{a, b});
    roads.road_class[edge] = RoadClass::residential;
    roads.lanes[edge] = 1;
    roads.limit[edge] = roads.free_speed[edge] = Speed(10.0);
    roads.capacity[edge] = Flow(0.5);
    roads.access[edge] = access::all;
  };
  const NodeId a = nodes.add("a"), b = nodes.add("b"), c = nodes.add("c");
  nodes.position[a] = Point::metres(690100.0, 5335100.0);
  nodes.position[b] = Point::metres(690700.0, 5335100.0);
  nodes.position[c] = Point::metres(690700.0, 5335500.0);
  add("ab", a, b);
  add("ba", b, a);
  add("bc", b, c);
  const City city = builder.build();
  EXPECT_NEAR(test::street_density(city, city[tables::roads], city[tables::roads].district)[0], 1.0, 1e-9);
}

}  // namespace
}  // namespace planspiel
