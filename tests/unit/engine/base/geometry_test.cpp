#include "engine/base/geometry.hpp"

#include <gtest/gtest.h>

namespace planspiel {
namespace {

Ring square(double west_m, double south_m, double side_m) {
  return {Point::metres(west_m, south_m), Point::metres(west_m + side_m, south_m),
          Point::metres(west_m + side_m, south_m + side_m), Point::metres(west_m, south_m + side_m)};
}

TEST(Polygon, HolesAndIslandsCountByTurns) {
  const Polygon lake{{square(0, 0, 100), square(20, 20, 60), square(40, 40, 20)}};
  EXPECT_DOUBLE_EQ(lake.area().value, 10000.0 - 3600.0 + 400.0);
  EXPECT_TRUE(lake.contains(Point::metres(10, 10)));
  EXPECT_FALSE(lake.contains(Point::metres(30, 30)));
  EXPECT_TRUE(lake.contains(Point::metres(50, 50)));
  EXPECT_NEAR(lake.centroid().x_m, 50.0, 1e-9);
}

TEST(Polygon, AHoleMayTouchTheOuterRingAtACornerOrAlongASide) {
  const Ring outer = square(0, 0, 100);
  for (const Ring& hole :
       {Ring{Point::metres(0, 50), Point::metres(50, 25), Point::metres(50, 75)},
        Ring{Point::metres(0, 20), Point::metres(30, 20), Point::metres(30, 60), Point::metres(0, 60)}}) {
    EXPECT_TRUE(lies_in(hole, outer));
    EXPECT_FALSE(lies_in(outer, hole));
    EXPECT_DOUBLE_EQ((Polygon{{outer, hole}}.area().value), 10000.0 - Polygon{{hole}}.area().value);
    EXPECT_DOUBLE_EQ((Polygon{{hole, outer}}.area().value), 10000.0 - Polygon{{hole}}.area().value);
  }
}

TEST(Polygon, NeighboursThatShareASideAreTwoOuterRings) {
  EXPECT_FALSE(lies_in(square(100, 0, 100), square(0, 0, 100)));
  EXPECT_FALSE(lies_in(square(0, 0, 100), square(100, 0, 100)));
  EXPECT_DOUBLE_EQ((Polygon{{square(0, 0, 100), square(100, 0, 100)}}.area().value), 20000.0);
}

}  // namespace
}  // namespace planspiel
