#include "plugins/fire/road_place.hpp"

#include <gtest/gtest.h>

#include "tests/unit/plugins/fire/fire_day.hpp"

using namespace planspiel;
using namespace planspiel::fire;

namespace {

TEST(PositionAlong, IsMeasuredOnTheLine) {
  const std::vector<Point> bent{Point::metres(0, 0), Point::metres(100, 0), Point::metres(100, 300)};
  EXPECT_DOUBLE_EQ(position_along(bent, Point::metres(50, 20)), 50.0 / 400.0);
  EXPECT_DOUBLE_EQ(position_along(bent, Point::metres(130, 200)), 300.0 / 400.0);
  EXPECT_DOUBLE_EQ(position_along(bent, Point::metres(-30, -5)), 0.0);
  EXPECT_DOUBLE_EQ(position_along(bent, Point::metres(100, 900)), 1.0);
}

TEST(PositionAlong, OfALineWithoutLengthIsItsStart) {
  const std::vector<Point> dot{Point::metres(3, 3), Point::metres(3, 3)};
  EXPECT_EQ(position_along(dot, Point::metres(9, 9)), 0.0);
  EXPECT_EQ(position_along({}, Point::metres(9, 9)), 0.0);
}

TEST(OppositeLinks, AreTheSameStreetBackwards) {
  const test::Town town = test::town("A---B->-C");
  const auto opposite = opposite_links(town.city[tables::roads], town.city[tables::nodes].size());
  EXPECT_EQ(opposite[test::road(town, 'A', 'B')], test::road(town, 'B', 'A'));
  EXPECT_EQ(opposite[test::road(town, 'B', 'C')], std::nullopt);
}

TEST(PlacesOfBuildings, LieBesideTheirRoad) {
  const test::Town town =
      test::town("A---B", {.zones = true, .more = [](CityBuilder& builder) {
                             const Point a = test::place(builder, 'A');
                             test::add_building(builder, "near", Point::metres(a.x_m + 100, a.y_m + 30), 1, 'A');
                             test::add_building(builder, "far", Point::metres(a.x_m, a.y_m + 400), 1, 'A');
                           }});
  const City& city = town.city;
  const auto opposite = opposite_links(city[tables::roads], city[tables::nodes].size());
  const auto places = places_of(city[tables::buildings], city[tables::roads], opposite);
  const MaybeRoadPlace near = places[*city[tables::buildings].find("near")];
  ASSERT_TRUE(near);
  EXPECT_EQ(near->edge, test::road(town, 'A', 'B'));
  EXPECT_EQ(near->opposite, test::road(town, 'B', 'A'));
  EXPECT_DOUBLE_EQ(near->along, 0.25);
  EXPECT_DOUBLE_EQ(near->off_road.value, 30.0);
  EXPECT_FALSE(places[*city[tables::buildings].find("far")]);
}

TEST(PlacesOfStations, AreAtTheRoadUnlessClosedOrFarAway) {
  const test::Town town = test::town("A---B", {.more = [](CityBuilder& builder) {
                                       const Point a = test::place(builder, 'A');
                                       for (const char* id : {"closed", "far", "open"})
                                         test::add_station(builder, id, Point::metres(a.x_m + 200, a.y_m + 90));
                                     }});
  Stations stations = town.city.copy(tables::stations);
  stations.closed[*stations.find("closed")] = 1;
  stations.position[*stations.find("far")].y_m += 220.0;
  const auto opposite = opposite_links(town.city[tables::roads], town.city[tables::nodes].size());
  const auto places = places_of(stations, town.city[tables::roads], opposite);
  EXPECT_FALSE(places[*stations.find("closed")]);
  EXPECT_FALSE(places[*stations.find("far")]);
  ASSERT_TRUE(places[*stations.find("open")]);
  EXPECT_DOUBLE_EQ(places[*stations.find("open")]->along, 0.5);
  EXPECT_EQ(places[*stations.find("open")]->off_road, 0.0_m);  // part of the turnout
}

}  // namespace
