#include "gis/osm_routes.hpp"

#include <gtest/gtest.h>

#include "tests/unit/gis/osm_drawn.hpp"
#include "tests/unit/gis/osm_file.hpp"

namespace planspiel {
namespace {

/// Stops 1 to 5 from south to north, 1.1 km apart.
std::string five_stops() {
  std::string text;
  for (long stop = 1; stop <= 5; ++stop)
    text += osm::node(stop, 48.0 + 0.01 * static_cast<double>(stop), 11.0,
                      {{"public_transport", "stop_position"}, {"name", "S" + std::to_string(stop)}});
  return text;
}

std::string line(long id, const std::string& route, const std::string& ref, const std::vector<std::string>& members,
                 osm::Pairs more = {}) {
  more.insert(more.end(), {{"type", "route"}, {"route", route}, {"ref", ref}});
  return osm::relation(id, members, more);
}

OsmRoutes read_routes(const std::string& relations) {
  const OsmFile file(osm::file(five_stops() + relations));
  return read_osm_routes(file.path(), "EPSG:25832");
}

std::string stops_of(const OsmRoute& route) {
  std::string names;
  for (const OsmRouteStop& stop : route.stops) names += stop.name;
  return names;
}

TEST(OsmRoutes, StopsComeInTheOrderOfTheMembers) {
  const OsmRoutes routes = read_routes(line(1, "tram", "5", {"stop n3", "stop n1", "platform n2", "stop n4"}));
  ASSERT_EQ(routes.lines.size(), 1u);
  EXPECT_EQ(routes.lines[0].mode, TransitMode::tram);
  EXPECT_EQ(stops_of(routes.lines[0]), "S3S1S4");
}

TEST(OsmRoutes, OfTheVariantsOfALineTheLongestCounts) {
  const OsmRoutes routes =
      read_routes(line(1, "bus", "7", {"stop n1", "stop n2"}) + line(2, "bus", "7", {"stop n1", "stop n2", "stop n3"}) +
                  line(3, "bus", "7", {"stop n3", "stop n2", "stop n1"}) + line(4, "bus", "8", {"stop n1", "stop n5"}));
  ASSERT_EQ(routes.lines.size(), 2u);
  EXPECT_EQ(stops_of(routes.lines[0]), "S1S2S3");  // of two equal ones that with the smaller id
  EXPECT_EQ(routes.variants, 2u);
}

TEST(OsmRoutes, PlatformsServeWhereNobodySaysStop) {
  EXPECT_EQ(stops_of(read_routes(line(1, "bus", "7", {"platform n4", "platform n2"})).lines.at(0)), "S4S2");
  EXPECT_EQ(stops_of(read_routes(line(1, "bus", "7", {" n4", " n2"})).lines.at(0)), "S4S2");
}

TEST(OsmRoutes, TheWayBackOfAnOldDrawingIsNotDrivenTwice) {
  EXPECT_EQ(
      stops_of(
          read_routes(line(1, "bus", "7", {"forward_stop n1", "forward_stop n2", "backward_stop n3"})).lines.at(0)),
      "S1S2");
}

TEST(OsmRoutes, LongDistanceTrainsAndPiecesAreLeftOut) {
  const OsmRoutes routes =
      read_routes(line(1, "train", "ICE 1", {"stop n1", "stop n5"}, {{"service", "high_speed"}}) +
                  line(2, "train", "S1", {"stop n1", "stop n99"}) + line(3, "ferry", "F", {"stop n1", "stop n2"}));
  EXPECT_TRUE(routes.lines.empty());
  EXPECT_EQ(routes.long_distance, 1u);
  EXPECT_EQ(routes.short_ones, 1u);
}

}  // namespace
}  // namespace planspiel
