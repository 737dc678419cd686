#include "engine/base/polygon_index.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "engine/base/random.hpp"

namespace planspiel {
namespace {

Ring square_at(double west_m, double south_m, double side_m) {
  return {Point::metres(west_m, south_m), Point::metres(west_m + side_m, south_m),
          Point::metres(west_m + side_m, south_m + side_m), Point::metres(west_m, south_m + side_m)};
}

/// What the index must find: the first polygon that says yes.
std::optional<std::size_t> asked_in_order(const std::vector<Polygon>& polygons, Point place) {
  for (std::size_t i = 0; i < polygons.size(); ++i)
    if (polygons[i].contains(place)) return i;
  return std::nullopt;
}

/// A star around a place: 3 to 40 corners, far and near by turns, so that sides run in all directions.
Ring star(const RandomStream& random, std::uint64_t n, Point middle, double reach_m) {
  Ring ring;
  const std::size_t corners = 3 + static_cast<std::size_t>(random.uniform(n, 1) * 38.0);
  for (std::size_t i = 0; i < corners; ++i) {
    const double angle = 6.283185307179586 * static_cast<double>(i) / static_cast<double>(corners);
    const double away = reach_m * (0.2 + 0.8 * random.uniform(n, 10 + i));
    ring.push_back(Point::metres(middle.x_m + away * std::cos(angle), middle.y_m + away * std::sin(angle)));
  }
  return ring;
}

std::vector<Polygon> stars(std::size_t count, double reach_m) {
  const RandomStream random(3, "test.stars");
  std::vector<Polygon> polygons;
  for (std::uint64_t n = 0; n < count; ++n) {
    const Point middle =
        Point::metres(690000.0 + 5000.0 * random.uniform(n, 2), 5335000.0 + 3000.0 * random.uniform(n, 3));
    Polygon& polygon = polygons.emplace_back(Polygon{{star(random, n, middle, reach_m)}});
    if (n % 3 == 0) polygon.rings.push_back(star(random, n + count, middle, 0.1 * reach_m));  // a hole
    if (n % 4 == 0)                                                                           // a second part
      polygon.rings.push_back(
          star(random, n + 2 * count, Point::metres(middle.x_m + 3.0 * reach_m, middle.y_m), reach_m));
  }
  return polygons;
}

TEST(PolygonIndex, KnowsHolesPartsAndPolygonsWithinHoles) {
  const std::vector<Polygon> polygons{
      Polygon{{square_at(0, 0, 100), square_at(20, 20, 60), square_at(200, 0, 50)}},  // a hole, and a second part
      Polygon{{square_at(40, 40, 20)}},                                               // within the hole
  };
  const PolygonIndex index(polygons);
  EXPECT_EQ(index.first_at(Point::metres(10, 10)), 0u);
  EXPECT_EQ(index.first_at(Point::metres(30, 30)), std::nullopt);
  EXPECT_EQ(index.first_at(Point::metres(50, 50)), 1u);
  EXPECT_EQ(index.first_at(Point::metres(225, 25)), 0u);
  EXPECT_EQ(index.first_at(Point::metres(150, 25)), std::nullopt);
  EXPECT_FALSE(index.contains(Point::metres(150, 25)));
}

TEST(PolygonIndex, TheFirstOfNestedOnesAnswers) {
  const Polygon outer{{square_at(0, 0, 100)}}, inner{{square_at(40, 40, 20)}};
  const Point both = Point::metres(50, 50), one = Point::metres(10, 10);
  const PolygonIndex from_outer(std::vector<Polygon>{outer, inner}), from_inner(std::vector<Polygon>{inner, outer});
  EXPECT_EQ(from_outer.first_at(both), 0u);
  EXPECT_EQ(from_inner.first_at(both), 0u);
  EXPECT_EQ(from_inner.first_at(one), 1u);
}

TEST(PolygonIndex, HasNothingToFindInNothing) {
  EXPECT_EQ(PolygonIndex({}).first_at(Point::metres(0, 0)), std::nullopt);
  const std::vector<Polygon> empty{Polygon{}, Polygon{{Ring{}}}, Polygon{{Ring{Point::metres(1, 1)}}}};
  EXPECT_EQ(PolygonIndex(empty).first_at(Point::metres(1, 1)), std::nullopt);
  const std::vector<Polygon> flat{Polygon{{Ring{Point::metres(0, 0), Point::metres(9, 0), Point::metres(4, 0)}}}};
  EXPECT_EQ(PolygonIndex(flat).first_at(Point::metres(3, 0)), std::nullopt);
  const std::vector<Polygon> one{Polygon{}, Polygon{{square_at(0, 0, 100)}}};
  const double none = std::numeric_limits<double>::quiet_NaN(), far = std::numeric_limits<double>::infinity();
  EXPECT_EQ(PolygonIndex(one).first_at(Point::metres(none, 5)), std::nullopt);
  EXPECT_EQ(PolygonIndex(one).first_at(Point::metres(far, 5)), std::nullopt);
  EXPECT_EQ(PolygonIndex(one).row_at<std::size_t>(Point::metres(5, 5)), 1u);
}

TEST(PolygonIndex, AnswersAsThePolygonsDoAskedInOrder) {
  for (const auto& [count, reach_m] : {std::pair{1, 900.0}, {3, 2000.0}, {60, 300.0}, {400, 60.0}}) {
    const std::vector<Polygon> polygons = stars(static_cast<std::size_t>(count), reach_m);
    const PolygonIndex index(polygons);
    const RandomStream random(5, "test.places");
    for (std::uint64_t n = 0; n < 20000; ++n) {
      const Point place =
          Point::metres(688000.0 + 9000.0 * random.uniform(n, 0), 5333000.0 + 7000.0 * random.uniform(n, 1));
      ASSERT_EQ(index.first_at(place), asked_in_order(polygons, place)) << count << " " << n;
    }
  }
}

TEST(PolygonIndex, AnswersAsThePolygonsDoOnCornersAndSides) {
  const std::vector<Polygon> polygons = stars(60, 300.0);
  const PolygonIndex index(polygons);
  for (const Polygon& polygon : polygons)
    for (const Ring& ring : polygon.rings)
      for (std::size_t i = 0; i < ring.size(); ++i)
        for (const double along : {0.0, 0.25, 0.5, 1.0 / 3.0}) {
          const Point a = ring[i], b = ring[(i + 1) % ring.size()];
          const Point on = Point::metres(a.x_m + along * (b.x_m - a.x_m), a.y_m + along * (b.y_m - a.y_m));
          ASSERT_EQ(index.first_at(on), asked_in_order(polygons, on));
        }
}

TEST(PolygonIndex, EveryPlaceOfATilingLiesInExactlyOneTileWhateverTheirOrder) {
  std::vector<Polygon> tiles;
  for (int y = 0; y < 10; ++y)
    for (int x = 0; x < 10; ++x) {
      const Ring tile = square_at(690000.0 + 100.0 * x, 5335000.0 + 100.0 * y, 100.0);  // cut along a diagonal
      tiles.push_back(Polygon{{Ring{tile[0], tile[1], tile[2]}}});
      tiles.push_back(Polygon{{Ring{tile[0], tile[2], tile[3]}}});
    }
  std::vector<Polygon> backwards(tiles.rbegin(), tiles.rend());
  const PolygonIndex index(tiles), other(backwards);
  for (int y = 0; y < 200; ++y)
    for (int x = 0; x < 200; ++x) {  // on sides, corners and diagonals too
      const Point place = Point::metres(690000.0 + 5.0 * x, 5335000.0 + 5.0 * y);
      const auto found = index.first_at(place), again = other.first_at(place);
      ASSERT_TRUE(found && again);
      ASSERT_EQ(*found, tiles.size() - 1 - *again);
    }
}

}  // namespace
}  // namespace planspiel
