#include "viewer/scene/ribbons.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "tests/unit/town.hpp"

using namespace planspiel;
using namespace planspiel::viewer;

namespace {

double across_length(const Float4& place) { return std::hypot(place[2], place[3]); }

Ribbon ribbon_of(const std::vector<Point>& line, const RibbonForm& form = {}) {
  Ribbon ribbon;
  add_ribbon(ribbon, line, form);
  return ribbon;
}

TEST(Ribbon, AStraightLineHasItsRightSideOnTheRight) {
  const Ribbon ribbon =
      ribbon_of({Point::metres(0, 0), Point::metres(10, 0)}, {.width_m = 3.0, .width_px = 2.0, .row = 7});
  ASSERT_EQ(ribbon.place.size(), 4u);
  EXPECT_EQ(ribbon.triangles.size(), 6u);
  for (const Float4& place : ribbon.place) {
    EXPECT_FLOAT_EQ(place[2], 0.0F);
    EXPECT_FLOAT_EQ(place[3], -1.0F);  // eastwards, the right is in the south
  }
  EXPECT_EQ(ribbon.form[0], (Float4{-0.5F, 3.0F, 2.0F, 7.0F}));
  EXPECT_EQ(ribbon.form[1], (Float4{0.5F, 3.0F, 2.0F, 7.0F}));
}

TEST(Ribbon, ARightAngleIsMitred) {
  const Ribbon ribbon = ribbon_of({Point::metres(0, 0), Point::metres(10, 0), Point::metres(10, 10)});
  EXPECT_NEAR(across_length(ribbon.place[2]), std::sqrt(2.0), 1e-6);
  EXPECT_NEAR(across_length(ribbon.place[0]), 1.0, 1e-6);
}

TEST(Ribbon, ASharpBendIsCutOff) {
  const Ribbon ribbon = ribbon_of({Point::metres(0, 0), Point::metres(10, 0), Point::metres(0, 0.5)});
  EXPECT_LE(across_length(ribbon.place[2]), 1.6 + 1e-6);
}

TEST(Ribbon, APointTwiceInTheLineBreaksNothing) {
  const Ribbon ribbon = ribbon_of({Point::metres(0, 0), Point::metres(0, 0), Point::metres(10, 0)});
  for (const Float4& place : ribbon.place) EXPECT_NEAR(across_length(place), 1.0, 1e-6);
}

TEST(Ribbon, ConsecutiveRibbonsMeetWithoutANotch) {
  const std::vector<Point> first{Point::metres(0, 0), Point::metres(10, 0)};
  const std::vector<Point> second{Point::metres(10, 0), Point::metres(15, 5)};
  Ribbon ribbon;
  add_ribbon(ribbon, first, {}, nullptr, &second[1]);
  add_ribbon(ribbon, second, {}, &first[0], nullptr);
  EXPECT_EQ(ribbon.place[2], ribbon.place[4]);
  EXPECT_EQ(ribbon.place[3], ribbon.place[5]);
}

TEST(Ribbon, LessThanTwoPointsAreNoLine) {
  EXPECT_TRUE(ribbon_of({}).place.empty());
  EXPECT_TRUE(ribbon_of({Point::metres(1, 1)}).place.empty());
}

std::vector<Tile> one_tile(const City& city) {
  std::vector<Tile> tiles(1);
  add_roads(city, Point::metres(690000, 5335000), std::vector<std::uint32_t>(city[tables::roads].size(), 0U), tiles);
  return tiles;
}

TEST(Roads, TheTwoDirectionsOfAStreetLieSideBySide) {
  const Ribbon ribbon = one_tile(test::town("A-B").city)[0].roads[static_cast<std::size_t>(RoadGroup::local)];
  ASSERT_EQ(ribbon.place.size(), 8u);
  for (const Float4& form : ribbon.form) EXPECT_TRUE(form[0] == 0.0F || form[0] == 1.0F);
  EXPECT_EQ(ribbon.place[0][3], -1.0F);  // A to B: its right is in the south
  EXPECT_EQ(ribbon.place[4][3], 1.0F);   // B to A: in the north
}

TEST(Roads, AOneWayStreetLiesOnItsLine) {
  const Ribbon ribbon = one_tile(test::town("A>B").city)[0].roads[static_cast<std::size_t>(RoadGroup::local)];
  ASSERT_EQ(ribbon.form.size(), 4u);
  EXPECT_EQ(ribbon.form[0][0], -0.5F);
  EXPECT_EQ(ribbon.form[1][0], 0.5F);
}

TEST(Roads, EachClassIsInItsGroupAndWiderClassesAreNoThinner) {
  EXPECT_EQ(road_group(RoadClass::motorway), RoadGroup::main);
  EXPECT_EQ(road_group(RoadClass::secondary), RoadGroup::main);
  EXPECT_EQ(road_group(RoadClass::tertiary), RoadGroup::collector);
  EXPECT_EQ(road_group(RoadClass::residential), RoadGroup::local);
  EXPECT_EQ(road_group(RoadClass::cycleway), RoadGroup::path);
  EXPECT_GT(road_width_px(RoadClass::motorway), road_width_px(RoadClass::primary));
  EXPECT_GT(road_width_px(RoadClass::primary), road_width_px(RoadClass::tertiary));
  EXPECT_GT(road_width_px(RoadClass::tertiary), road_width_px(RoadClass::residential));
}

TEST(Roads, MotorwaysArePaintedLast) {
  City city = test::town("A-B-C").city;
  Roads roads = city.copy(tables::roads);
  roads.road_class[test::road(city, 'A', 'B')] = RoadClass::motorway;
  for (const auto& [from, to] : {std::pair('B', 'A'), std::pair('B', 'C'), std::pair('C', 'B')})
    roads.road_class[test::road(city, from, to)] = RoadClass::secondary;
  const std::vector<Tile> tiles = one_tile(city.with(std::move(roads)));
  EXPECT_EQ(tiles[0].roads[0].form.back()[3], 0.0F);  // row of A-B
}

TEST(Roads, OnlyStreetsWithAWayBackHaveAnOpposite) {
  const City city = test::town("A-B>C").city;
  const std::vector<Flag> opposite = has_opposite(city[tables::roads]);
  EXPECT_EQ(opposite[test::road(city, 'A', 'B').index()], 1);
  EXPECT_EQ(opposite[test::road(city, 'B', 'A').index()], 1);
  EXPECT_EQ(opposite[test::road(city, 'B', 'C').index()], 0);
}

/// The district of the drawing and a neighbour that shares its eastern side.
City two_districts(const std::string& borough_of_neighbour) {
  return test::town("A-B",
                    {.zones = true,
                     .more =
                         [&](CityBuilder& builder) {
                           Districts& districts = builder[tables::districts];
                           const DistrictId town(std::size_t{0}), east = districts.add("east");
                           const Ring ring = districts.outline[town].rings[0];  // SW, SE, NE, NW
                           districts.borough[town] = "one";
                           districts.borough[east] = borough_of_neighbour;
                           districts.outline[east] = {{{ring[1], Point::metres(ring[1].x_m + 100, ring[1].y_m),
                                                        Point::metres(ring[2].x_m + 100, ring[2].y_m), ring[2]}}};
                         }})
      .city;
}

TEST(Borders, ACommonBorderIsDrawnOnce) {
  SceneModel scene;
  add_borders(two_districts("one"), scene);
  EXPECT_EQ(scene.district_borders.place.size(), 4u);     // the common side
  EXPECT_EQ(scene.borough_borders.place.size(), 6 * 4u);  // three others of each
}

TEST(Borders, WhereBoroughsMeetIsABoroughsBorder) {
  SceneModel scene;
  add_borders(two_districts("two"), scene);
  EXPECT_TRUE(scene.district_borders.place.empty());
  EXPECT_EQ(scene.borough_borders.place.size(), 7 * 4u);
}

}  // namespace
