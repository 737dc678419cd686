#include "gis/district_shares.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace planspiel {
namespace {

Polygon box(double west, double south, double east, double north) {
  return {{{Point::metres(west, south), Point::metres(east, south), Point::metres(east, north),
            Point::metres(west, north)}}};
}

/// Districts of these ids and outlines.
Districts districts(const std::vector<std::pair<std::string, Polygon>>& all) {
  Districts made;
  for (const auto& [id, outline] : all) made.outline[made.add(id)] = outline;
  return made;
}

std::string home(const Districts& all, const Polygon& zone) {
  const auto found = DistrictShares(all).home_of(zone).district;
  return found ? all.id[*found] : "none";
}

TEST(DistrictShares, AZoneBelongsWhereMostOfItLies) {
  const Districts all = districts({{"1", box(0, 0, 10, 10)}, {"2", box(10, 0, 20, 10)}});
  EXPECT_EQ(home(all, box(2, 2, 4, 4)), "1");
  EXPECT_EQ(home(all, box(8, 0, 14, 4)), "2");
  EXPECT_NEAR(DistrictShares(all).home_of(box(8, 0, 14, 4)).share, 4.0 / 6.0, 1e-12);
}

TEST(DistrictShares, TheShapeCountsAndNotItsMiddle) {
  // A C around a core: the middle of the C lies in the core.
  const Polygon core = box(4, 3, 10, 7);
  Polygon c{{{Point::metres(0, 0), Point::metres(10, 0), Point::metres(10, 3), Point::metres(4, 3), Point::metres(4, 7),
              Point::metres(10, 7), Point::metres(10, 10), Point::metres(0, 10)}}};
  const Districts all = districts({{"core", core}, {"rim", c}});
  EXPECT_TRUE(core.contains(c.centroid()));
  EXPECT_EQ(home(all, c), "rim");
  EXPECT_EQ(home(all, core), "core");
}

TEST(DistrictShares, HalvesGoToTheSmallerIdInAnyOrder) {
  const Polygon half = box(5, 0, 15, 3);
  EXPECT_EQ(home(districts({{"1", box(0, 0, 10, 10)}, {"2", box(10, 0, 20, 10)}}), half), "1");
  EXPECT_EQ(home(districts({{"2", box(0, 0, 10, 10)}, {"1", box(10, 0, 20, 10)}}), half), "1");
}

TEST(DistrictShares, WhatLiesMostlyOutsideHasNoHome) {
  const Districts all = districts({{"1", box(0, 0, 10, 10)}, {"2", box(10, 0, 20, 10)}});
  EXPECT_EQ(home(all, box(0, -6, 4, 4)), "none");  // 40 % inside
  EXPECT_EQ(home(all, box(0, -4, 4, 6)), "1");     // 60 %
  EXPECT_EQ(home(all, box(7, -4, 14, 6)), "2");    // 26 % and 34 %: more inside than outside
  EXPECT_EQ(home(all, box(30, 30, 31, 31)), "none");
}

TEST(DistrictShares, NamesDistrictsThatOverlap) {
  const Districts all =
      districts({{"1", box(0, 0, 1000, 1000)}, {"2", box(500, 0, 1500, 1000)}, {"3", box(1500, 0, 2000, 1000)}});
  EXPECT_THAT(DistrictShares(all).overlaps(),
              testing::ElementsAre(Text{"'1' und '2' überlappen um 0,50 km²", "'1' and '2' overlap by 0.50 km²"}));
}

}  // namespace
}  // namespace planspiel
