#include "gis/osm_map_edge.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "gis/osm_roads.hpp"
#include "tests/unit/gis/osm_drawn.hpp"
#include "tests/unit/gis/osm_file.hpp"

namespace planspiel {
namespace {

/// A square of streets with a motorway that leaves to the east and comes back `apart` degrees farther north, cut by the
/// edge of the file 3.7 km east.
std::string town(double apart, const std::string& out = "A 9", const std::string& back = "A 9") {
  std::string text = osm::node(1, 48.0, 11.0) + osm::node(2, 48.01, 11.0) + osm::node(3, 48.01, 11.01) +
                     osm::node(4, 48.0, 11.01) + osm::node(5, 48.0, 11.06) + osm::node(6, 48.0 + apart, 11.06);
  text += osm::way(1, {1, 2, 3, 4, 1}, {{"highway", "residential"}});
  text += osm::way(2, {4, 5}, {{"highway", "motorway"}, {"ref", out}});
  return text + osm::way(3, {6, 3}, {{"highway", "motorway"}, {"ref", back}});
}

struct Import {
  City city{};
  OsmRoadReport report{};
};

Import import(const std::string& content) {
  const OsmFile file(osm::file(content));
  CityBuilder builder(CityProfile{.id = "edge", .title = {"Rand", "Edge"}, .crs = "EPSG:25832"});
  Import result;
  result.report = import_osm_roads(file.path(), {}, builder);
  result.city = builder.build();
  return result;
}

std::size_t links_of(const City& city, RoadClass road_class) {
  const auto& classes = city[tables::roads].road_class;
  return static_cast<std::size_t>(std::count(classes.begin(), classes.end(), road_class));
}

TEST(OsmMapEdge, AMotorwayReachesTheEdgeOfTheFile) {
  const Import edge = import(town(0.0003));
  EXPECT_EQ(edge.report.joints, 1u);
  EXPECT_NEAR(edge.report.graph_km.at(RoadClass::motorway), edge.report.extract_km.at(RoadClass::motorway), 1e-9);
  EXPECT_EQ(links_of(edge.city, RoadClass::motorway), 2u);
  const Roads& roads = edge.city[tables::roads];
  const auto joint = roads.find("en5");
  ASSERT_TRUE(joint);
  EXPECT_EQ(roads.road_class[*joint], RoadClass::motorway_link);
  EXPECT_NEAR(roads.length[*joint].value, 33.0, 1.0);
  EXPECT_EQ(roads.access[*joint] & access::walk, 0);
  EXPECT_THAT(edge.report.text().en, testing::HasSubstr("1 pairs of carriageways end at the edge of the file"));
}

TEST(OsmMapEdge, AJointIsNoStreetOfTheFile) {
  const Import edge = import(town(0.0003));
  EXPECT_FALSE(edge.report.extract_km.contains(RoadClass::motorway_link));
  EXPECT_FALSE(edge.report.graph_km.contains(RoadClass::motorway_link));
}

TEST(OsmMapEdge, RoadsOfOtherNamesAndFarFromEachOtherAreNotJoined) {
  for (const Import& edge : {import(town(0.0003, "A 9", "A 99")), import(town(0.03))}) {
    EXPECT_EQ(edge.report.joints, 0u);
    EXPECT_EQ(links_of(edge.city, RoadClass::motorway), 0u);
  }
}

TEST(OsmMapEdge, AOneWayStreetOfTheTownIsNoCarriageway) {
  std::string streets = town(0.0003);
  for (std::size_t at = streets.find("motorway"); at != std::string::npos; at = streets.find("motorway", at))
    streets.replace(at, 8, "tertiary");
  for (const long way : {2, 3}) {
    const std::size_t at = streets.find("<way id='" + std::to_string(way) + "'");
    streets.insert(streets.find("</way>", at), osm::tag("oneway", "yes"));
  }
  EXPECT_EQ(import(streets).report.joints, 0u);
}

}  // namespace
}  // namespace planspiel
