#include "viewer/camera/picker.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "tests/unit/viewer/small_town.hpp"

using namespace planspiel;
using namespace planspiel::viewer;

namespace {

Ray towards(Vector from, Vector to) {
  const Vector way = to - from;
  return {from, (1.0 / length(way)) * way};
}

class PickerTest : public testing::Test {
 protected:
  City city = test::small_town();
  Picker picker{city, test::place(city, 'B')};
  BuildingId house = *city[tables::buildings].find("house"), tower = *city[tables::buildings].find("tower");
};

TEST_F(PickerTest, TheRoofUnderTheRayIsFound) {
  EXPECT_EQ(picker.building(towards({50, 25, 500}, {50, 25, 0})), house);
  EXPECT_EQ(picker.building(towards({-55, 25, 500}, {-55, 25, 0})), tower);
  EXPECT_EQ(picker.building(towards({0, 25, 500}, {0, 25, 0})), std::nullopt);
}

TEST_F(PickerTest, OfTwoBuildingsTheNearerOneIsHit) {
  EXPECT_EQ(picker.building(towards({200, 25, 6}, {-200, 25, 6})), house);
  EXPECT_EQ(picker.building(towards({-200, 25, 6}, {200, 25, 6})), tower);
}

TEST_F(PickerTest, ARayOverTheHouseMeetsTheTowersWall) {
  EXPECT_EQ(picker.building(towards({200, 25, 20}, {-55, 25, 20})), tower);
  EXPECT_EQ(picker.building(towards({200, 25, 60}, {-55, 25, 60})), std::nullopt);
}

TEST_F(PickerTest, ARayIntoTheSkyMeetsNothing) {
  EXPECT_EQ(picker.building(towards({0, -100, 50}, {0, 100, 300})), std::nullopt);
}

TEST_F(PickerTest, OfAStreetsTwoDirectionsTheOneOnWhoseRightThePlaceLies) {
  EXPECT_EQ(picker.link(Point::metres(-50, -2), Metres(10.0)), test::road(city, 'A', 'B'));
  EXPECT_EQ(picker.link(Point::metres(-50, 2), Metres(10.0)), test::road(city, 'B', 'A'));
  EXPECT_EQ(picker.link(Point::metres(50, 2), Metres(10.0)), test::road(city, 'C', 'B'));
}

TEST_F(PickerTest, LinksBeyondTheRadiusAreNotFound) {
  EXPECT_EQ(picker.link(Point::metres(-50, 15), Metres(10.0)), std::nullopt);
  EXPECT_NE(picker.link(Point::metres(-50, 15), Metres(20.0)), std::nullopt);
}

TEST_F(PickerTest, AreasAndPlacesAreFound) {
  EXPECT_EQ(picker.zone(Point::metres(190, 10)), test::zone(city, 'C'));
  EXPECT_EQ(picker.zone(Point::metres(0, 90)), std::nullopt);
  EXPECT_EQ(picker.district(Point::metres(0, 90)), DistrictId(std::size_t{0}));
  EXPECT_EQ(picker.district(Point::metres(0, 900)), std::nullopt);
  EXPECT_EQ(picker.station(Point::metres(-197, 4), Metres(5.0)), city[tables::stations].find("west"));
  EXPECT_EQ(picker.station(Point::metres(-190, 4), Metres(5.0)), std::nullopt);
  EXPECT_EQ(picker.stop(Point::metres(0, 0), Metres(500.0)), std::nullopt);
}

/// A block of 20 × 10 houses of all heights from 3 to 39 m.
City many_houses() {
  return test::small_town([](CityBuilder& builder) {
    for (int i = 0; i < 200; ++i) {
      const double west = -450.0 + 45.0 * (i % 20), south = -400.0 + 60.0 * (i / 20);
      test::add_building(builder, "h" + std::to_string(1000 + i),
                         {west, south, west + 25.0, south + 14.0, 3.0 + (i * 17) % 37});
    }
  });
}

/// The first building on the way, step by step.
std::optional<BuildingId> walked(const City& city, Point origin, const Ray& ray) {
  const Buildings& buildings = city[tables::buildings];
  constexpr double kStep_m = 0.05, kFarthest_m = 2500.0;
  for (double along = 0.0; along < kFarthest_m; along += kStep_m) {
    const Vector at = ray.from + along * ray.direction;
    if (at.z < 0.0) break;
    for (const BuildingId building : buildings.ids()) {
      const auto ring = buildings.footprint[building];  // SW, SE, NE, NW
      const double x = at.x + origin.x_m, y = at.y + origin.y_m;
      if (x >= ring[0].x_m && x <= ring[2].x_m && y >= ring[0].y_m && y <= ring[2].y_m &&
          at.z <= buildings.height[building].value)
        return building;
    }
  }
  return std::nullopt;
}

TEST(Picker, ItFindsWhatOneMeetsWalkingAlongTheRay) {
  const City city = many_houses();
  const Point origin = test::place(city, 'B');
  const Picker picker(city, origin);
  int hits = 0;
  for (int i = 0; i < 60; ++i) {
    const double angle = 0.7 * i, height = 20.0 + 8.0 * i;
    const Ray ray = towards({600.0 * std::cos(angle), 600.0 * std::sin(angle), height},
                            {37.0 * (i % 11) - 200.0, 29.3 * (i % 7) - 103.0, 0.0});
    const auto found = picker.building(ray);
    EXPECT_EQ(found, walked(city, origin, ray)) << i;
    hits += found ? 1 : 0;
  }
  EXPECT_GT(hits, 20);
}

TEST(Picker, ACityWithoutBuildingsHasNone) {
  const City city = test::town("A-B").city;
  const Picker picker(city, test::place(city, 'A'));
  EXPECT_EQ(picker.building(towards({0, 0, 100}, {10, 10, 0})), std::nullopt);
}

}  // namespace
