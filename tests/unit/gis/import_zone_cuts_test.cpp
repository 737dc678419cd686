#include "gis/import_zone_cuts.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

namespace planspiel::importing {
namespace {

constexpr double kSide_m = 1000.0, kApart_m = 250.0;

Polygon box(double west, double south, double east, double north) {
  return {{{Point::metres(west, south), Point::metres(east, south), Point::metres(east, north),
            Point::metres(west, north)}}};
}

Districts one_district() {
  Districts districts;
  districts.outline[districts.add("1")] = box(0, 0, kSide_m, kSide_m);
  return districts;
}

/// Streets every 250 m in both directions; they run on beyond the district.
Roads streets() {
  Roads roads;
  std::vector<std::vector<Point>> shapes;
  for (double at = -kApart_m; at <= kSide_m + kApart_m; at += kApart_m)
    for (double from = -kApart_m; from <= kSide_m; from += kApart_m) {
      shapes.push_back({Point::metres(at, from), Point::metres(at, from + kApart_m)});
      shapes.push_back({Point::metres(from, at), Point::metres(from + kApart_m, at)});
    }
  for (std::size_t i = 0; i < shapes.size(); ++i) roads.add("r" + std::to_string(i));
  roads.shape = {};
  for (const auto& shape : shapes) roads.shape.push_back(shape);
  return roads;
}

generate::House house(double x, double y, double floors_m2) {
  return {.centre = Point::metres(x, y), .floors_m2 = floors_m2};
}

/// A house in the middle of each block; the western half is twice as dense.
std::vector<generate::House> houses() {
  std::vector<generate::House> all;
  for (double x = 0.5 * kApart_m; x < kSide_m; x += kApart_m)
    for (double y = 0.5 * kApart_m; y < kSide_m; y += kApart_m) all.push_back(house(x, y, x < 500.0 ? 2000.0 : 1000.0));
  return all;
}

double area_m2(const Polygon& outline) { return outline.area().value; }

TEST(ZoneCuts, PartsTileTheDistrictAndShareItsFloorAreaEvenly) {
  const std::vector<ZoneCut> cuts = cut_zones(one_district(), {4}, streets(), houses());
  ASSERT_EQ(cuts.size(), 4u);
  double area = 0.0, share = 0.0;
  for (const ZoneCut& cut : cuts) {
    area += area_m2(cut.outline);
    share += cut.share;
    EXPECT_NEAR(cut.share, 0.25, 0.05);
    EXPECT_TRUE(cut.outline.contains(cut.centre));
  }
  EXPECT_NEAR(area, kSide_m * kSide_m, 1e-3);
  EXPECT_NEAR(share, 1.0, 1e-12);
  for (const generate::House& each : houses())
    EXPECT_EQ(
        std::count_if(cuts.begin(), cuts.end(), [&](const ZoneCut& cut) { return cut.outline.contains(each.centre); }),
        1);
}

TEST(ZoneCuts, BordersRunAlongStreets) {
  for (const ZoneCut& cut : cut_zones(one_district(), {4}, streets(), houses()))
    for (const Ring& ring : cut.outline.rings)
      for (const Point corner : ring) {
        const auto off = [](double at) { return std::abs(at - kApart_m * std::round(at / kApart_m)); };
        EXPECT_LT(std::min(off(corner.x_m), off(corner.y_m)), 1e-6) << corner.x_m << ' ' << corner.y_m;
      }
}

TEST(ZoneCuts, ABlockTooBigForAPartIsCutItself) {
  // All people live in one block: three parts need borders inside it.
  std::vector<generate::House> crowd;
  for (int i = 0; i < 30; ++i) crowd.push_back(house(10.0 + 7.0 * i, 125.0, 500.0));
  const std::vector<ZoneCut> cuts = cut_zones(one_district(), {3}, streets(), crowd);
  ASSERT_EQ(cuts.size(), 3u);
  for (const ZoneCut& cut : cuts) EXPECT_NEAR(cut.share, 1.0 / 3.0, 0.1);
}

TEST(ZoneCuts, WithoutStreetsOrHousesItIsCutByArea) {
  const std::vector<ZoneCut> cuts = cut_zones(one_district(), {4}, Roads(), {});
  ASSERT_EQ(cuts.size(), 4u);
  for (const ZoneCut& cut : cuts) {
    EXPECT_NEAR(area_m2(cut.outline), 0.25 * kSide_m * kSide_m, 1.0);
    EXPECT_NEAR(cut.share, 0.25, 1e-6);
  }
}

TEST(ZoneCuts, ADistrictOfFewPeopleStaysWhole) {
  const std::vector<ZoneCut> cuts = cut_zones(one_district(), {0}, streets(), houses());
  ASSERT_EQ(cuts.size(), 1u);
  EXPECT_NEAR(area_m2(cuts.front().outline), kSide_m * kSide_m, 1e-3);
  EXPECT_NEAR(cuts.front().share, 1.0, 1e-12);
}

}  // namespace
}  // namespace planspiel::importing
