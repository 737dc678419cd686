#include "viewer/scene/solids.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "tests/unit/viewer/small_town.hpp"

using namespace planspiel;
using namespace planspiel::viewer;

namespace {

const std::vector<Point> kSquare{Point::metres(10, 10), Point::metres(14, 10), Point::metres(14, 15),
                                 Point::metres(10, 15)};
const std::vector<Point> kAngle{Point::metres(0, 0), Point::metres(20, 0), Point::metres(20, 5),
                                Point::metres(5, 5), Point::metres(5, 10), Point::metres(0, 10)};

/// Volume between the surface and the ground by the divergence theorem: right only if all triangles face outwards and
/// walls and roof close.
double volume_of(const Surface& surface) {
  double sum = 0.0;
  for (std::size_t i = 0; i < surface.triangles.size(); i += 3) {
    const Float4 a = surface.place[surface.triangles[i]], b = surface.place[surface.triangles[i + 1]],
                 c = surface.place[surface.triangles[i + 2]];
    sum += static_cast<double>(a[0] * (b[1] * c[2] - b[2] * c[1]) - a[1] * (b[0] * c[2] - b[2] * c[0]) +
                               a[2] * (b[0] * c[1] - b[1] * c[0])) /
           6.0;
  }
  return sum;
}

Surface prism(std::vector<Point> footprint, double height_m) {
  Surface surface;
  add_prism(surface, footprint, height_m, 3);
  return surface;
}

TEST(Prism, WallsStandOnTheGroundAndCarryTheRoof) {
  const Surface surface = prism(kSquare, 9.0);
  EXPECT_EQ(surface.place.size(), 8u);
  EXPECT_EQ(surface.triangles.size(), 3u * (8 + 2));
  EXPECT_EQ(std::count_if(surface.place.begin(), surface.place.end(), [](const Float4& p) { return p[2] == 0.0F; }), 4);
  EXPECT_NEAR(volume_of(surface), 4 * 5 * 9.0, 1e-3);
  for (const Float4& p : surface.place) EXPECT_EQ(p[3], 3.0F);
}

TEST(Prism, AClockwiseFootprintFacesOutwardsToo) {
  std::vector<Point> clockwise = kSquare;
  std::reverse(clockwise.begin(), clockwise.end());
  EXPECT_NEAR(volume_of(prism(clockwise, 9.0)), 180.0, 1e-3);
}

TEST(Prism, AnAngledFootprintIsFilledWhole) { EXPECT_NEAR(volume_of(prism(kAngle, 4.0)), 125.0 * 4.0, 1e-3); }

TEST(Prism, WhatHasNoAreaIsLeftOut) {
  EXPECT_TRUE(prism({Point::metres(0, 0), Point::metres(1, 1)}, 4.0).place.empty());
}

TEST(Box, ItIsTheFootprintOfARectangleHoweverItIsTurned) {
  const double turn = 0.6;
  std::vector<Point> turned;
  for (const Point p : kSquare)
    turned.push_back(Point::metres(p.x_m * std::cos(turn) - p.y_m * std::sin(turn),
                                   p.x_m * std::sin(turn) + p.y_m * std::cos(turn)));
  const std::array<Point, 4> box = box_around(turned);
  for (const Point corner : turned)
    EXPECT_TRUE(std::any_of(box.begin(), box.end(), [&](Point other) { return distance(corner, other).value < 1e-9; }))
        << corner.x_m << ' ' << corner.y_m;
}

TEST(Box, ItHoldsTheWholeFootprint) {
  const std::array<Point, 4> box = box_around(kAngle);
  EXPECT_NEAR(std::abs(box[2].x_m - box[0].x_m), 20.0, 1e-9);
  EXPECT_NEAR(std::abs(box[2].y_m - box[0].y_m), 10.0, 1e-9);
}

std::vector<Tile> one_solid_tile(const City& city) {
  std::vector<Tile> tiles(1);
  add_buildings(city, test::place(city, 'B'), std::vector<std::uint32_t>(city[tables::buildings].size(), 0U), tiles);
  return tiles;
}

TEST(Solids, EachLevelOfDetailHasTheSameVolumeOfRectangularHouses) {
  const std::vector<Tile> tiles = one_solid_tile(test::small_town());
  const double expected = 20 * 10 * 12.0 + 10 * 10 * 40.0;
  EXPECT_NEAR(volume_of(tiles[0].buildings), expected, 0.1);
  EXPECT_NEAR(volume_of(tiles[0].boxes), expected, 0.1);
  EXPECT_EQ(tiles[0].height_m, 40.0);
  EXPECT_EQ(tiles[0].box.min_x_m, -60.0);
  EXPECT_EQ(tiles[0].box.max_x_m, 60.0);
}

TEST(Solids, AreasCoverTheirOutlines) {
  SceneModel scene;
  const City city = test::small_town([](CityBuilder& builder) {
    const Point b = test::place(builder, 'B');
    const auto square = [&](double west_m, double side_m) {
      return Ring{Point::metres(b.x_m + west_m, b.y_m), Point::metres(b.x_m + west_m + side_m, b.y_m),
                  Point::metres(b.x_m + west_m + side_m, b.y_m + side_m),
                  Point::metres(b.x_m + west_m, b.y_m + side_m)};
    };
    LandCover& land_cover = builder[tables::land_cover];
    const LandCoverId park = land_cover.add("park"), pond = land_cover.add("pond");
    land_cover.cover[park] = Cover::green;
    land_cover.outline[park] = {{square(0.0, 80.0)}};
    land_cover.cover[pond] = Cover::water;
    land_cover.outline[pond] = {{square(-90.0, 50.0), square(-80.0, 10.0)}};
  });
  scene.origin = test::place(city, 'B');
  add_areas(city, scene);
  const auto area_of = [](const Surface& surface) {
    double sum = 0.0;
    for (std::size_t i = 0; i < surface.triangles.size(); i += 3) {
      const Float4 a = surface.place[surface.triangles[i]], b = surface.place[surface.triangles[i + 1]],
                   c = surface.place[surface.triangles[i + 2]];
      sum += 0.5 * static_cast<double>((b[0] - a[0]) * (c[1] - a[1]) - (c[0] - a[0]) * (b[1] - a[1]));
    }
    return sum;
  };
  EXPECT_NEAR(area_of(scene.green), 80.0 * 80.0, 1.0);
  EXPECT_NEAR(area_of(scene.water), 50.0 * 50.0 - 10.0 * 10.0, 1.0);
  EXPECT_NEAR(area_of(scene.zones), 3 * 100.0 * 100.0, 1.0);
  EXPECT_NEAR(area_of(scene.districts), 600.0 * 200.0, 1.0);
  EXPECT_NEAR(area_of(scene.cells), static_cast<double>(city[tables::cells].size()) * 100.0 * 100.0, 1.0);
}

}  // namespace
