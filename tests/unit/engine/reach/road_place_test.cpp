#include "engine/reach/road_place.hpp"

#include <gtest/gtest.h>

#include "tests/unit/plugins/fire/fire_day.hpp"

using namespace planspiel;

namespace {

TEST(PositionAlong, IsMeasuredOnTheLine) {
  const std::vector<Point> bent{Point::metres(0, 0), Point::metres(100, 0), Point::metres(100, 300)};
  EXPECT_DOUBLE_EQ(reach::position_along(bent, Point::metres(50, 20)), 50.0 / 400.0);
  EXPECT_DOUBLE_EQ(reach::position_along(bent, Point::metres(130, 200)), 300.0 / 400.0);
  EXPECT_DOUBLE_EQ(reach::position_along(bent, Point::metres(-30, -5)), 0.0);
  EXPECT_DOUBLE_EQ(reach::position_along(bent, Point::metres(100, 900)), 1.0);
}

TEST(PositionAlong, OfALineWithoutLengthIsItsStart) {
  const std::vector<Point> dot{Point::metres(3, 3), Point::metres(3, 3)};
  EXPECT_EQ(reach::position_along(dot, Point::metres(9, 9)), 0.0);
  EXPECT_EQ(reach::position_along({}, Point::metres(9, 9)), 0.0);
}

TEST(OppositeLinks, AreTheSameStreetBackwards) {
  const test::Town town = test::town("A---B->-C");
  const auto opposite = reach::opposite_links(town.city[tables::roads], town.city[tables::nodes].size());
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
  const auto opposite = reach::opposite_links(city[tables::roads], city[tables::nodes].size());
  const auto places = reach::places_of(city[tables::buildings], city[tables::roads], opposite);
  const reach::MaybeRoadPlace near = places[*city[tables::buildings].find("near")];
  ASSERT_TRUE(near);
  EXPECT_EQ(near->edge, test::road(town, 'A', 'B'));
  EXPECT_EQ(near->opposite, test::road(town, 'B', 'A'));
  EXPECT_DOUBLE_EQ(near->along, 0.25);
  EXPECT_DOUBLE_EQ(near->off_road.value, 30.0);
  EXPECT_FALSE(places[*city[tables::buildings].find("far")]);
}

}  // namespace
