#include "engine/base/ring.hpp"

#include <gtest/gtest.h>

#include "engine/base/random.hpp"

namespace planspiel {
namespace {

const Ring kTriangle{Point::metres(0, 0), Point::metres(10, 0), Point::metres(0, 10)};

TEST(Ring, HoldsWhatLiesInIt) {
  EXPECT_TRUE(contains(kTriangle, Point::metres(2, 3)));
  EXPECT_FALSE(contains(kTriangle, Point::metres(6, 6)));
  EXPECT_FALSE(contains(kTriangle, Point::metres(-1, 3)));
  EXPECT_FALSE(contains(kTriangle, Point::metres(3, -1)));
  EXPECT_FALSE(contains(Ring{}, Point::metres(0, 0)));
}

TEST(Ring, APlaceOnASharedSideLiesInExactlyOneOfTwoNeighbours) {
  const RandomStream random(7, "test.sides");
  for (std::uint64_t n = 0; n < 10000; ++n) {
    const auto at = [&](std::uint64_t k) {
      return Point::metres(690000.0 + 1000.0 * random.uniform(n, 2 * k),
                           5335000.0 + 1000.0 * random.uniform(n, 2 * k + 1));
    };
    const Point a = at(0), b = at(1);
    const double along = random.uniform(n, 9);
    const Point on = Point::metres(a.x_m + along * (b.x_m - a.x_m), a.y_m + along * (b.y_m - a.y_m));
    // To the left and right of the side from a to b, run through in either direction.
    const Point left = Point::metres(on.x_m - (b.y_m - a.y_m), on.y_m + (b.x_m - a.x_m));
    const Point right = Point::metres(on.x_m + (b.y_m - a.y_m), on.y_m - (b.x_m - a.x_m));
    EXPECT_NE(contains(Ring{a, b, left}, on), contains(Ring{b, a, right}, on)) << n;
    EXPECT_NE(contains(Ring{a, b, left}, on), contains(Ring{right, a, b}, on)) << n;
  }
}

}  // namespace
}  // namespace planspiel
