#include "viewer/scene/triangulate.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <numbers>

using namespace planspiel;
using namespace planspiel::viewer;

namespace {

Ring rectangle(double west, double south, double east, double north) {
  return {Point::metres(west, south), Point::metres(east, south), Point::metres(east, north),
          Point::metres(west, north)};
}

double area_of(const std::array<Point, 3>& corners) { return 0.5 * twice_area(std::span<const Point>(corners)); }

std::vector<std::array<Point, 3>> pieces(const Polygon& polygon) {
  const Triangulation made = triangulate(polygon);
  std::vector<std::array<Point, 3>> result;
  for (const auto& [a, b, c] : made.triangles) result.push_back({made.points[a], made.points[b], made.points[c]});
  return result;
}

double covered(const Polygon& polygon) {
  double sum = 0.0;
  for (const auto& piece : pieces(polygon)) sum += area_of(piece);
  return sum;
}

void expect_all_counter_clockwise(const Polygon& polygon) {
  for (const auto& piece : pieces(polygon)) EXPECT_GE(area_of(piece), 0.0);
}

TEST(Triangulate, ASquareIsTwoTriangles) {
  const Polygon square{{rectangle(0, 0, 2, 2)}};
  EXPECT_EQ(pieces(square).size(), 2u);
  EXPECT_DOUBLE_EQ(covered(square), 4.0);
}

TEST(Triangulate, TheDirectionOfTheRingDoesNotMatter) {
  Polygon square{{rectangle(0, 0, 2, 2)}};
  std::reverse(square.rings[0].begin(), square.rings[0].end());
  EXPECT_DOUBLE_EQ(covered(square), 4.0);
  expect_all_counter_clockwise(square);
}

TEST(Triangulate, AnInnerCornerStaysFree) {
  const Polygon l_shape{{{Point::metres(0, 0), Point::metres(2, 0), Point::metres(2, 1), Point::metres(1, 1),
                          Point::metres(1, 2), Point::metres(0, 2)}}};
  EXPECT_DOUBLE_EQ(covered(l_shape), 3.0);
  expect_all_counter_clockwise(l_shape);
}

TEST(Triangulate, AHoleStaysFree) {
  const Polygon court{{rectangle(0, 0, 4, 4), rectangle(1, 1, 3, 3)}};
  EXPECT_NEAR(covered(court), 12.0, 1e-12);
  for (const auto& [a, b, c] : pieces(court)) {
    const Point middle = Point::metres((a.x_m + b.x_m + c.x_m) / 3.0, (a.y_m + b.y_m + c.y_m) / 3.0);
    EXPECT_TRUE(court.contains(middle)) << middle.x_m << ' ' << middle.y_m;
  }
}

TEST(Triangulate, TwoHolesAndAnIslandAreCovered) {
  const Polygon polygon{
      {rectangle(0, 0, 10, 4), rectangle(1, 1, 3, 3), rectangle(6, 1, 8, 3), rectangle(20, 0, 21, 1)}};
  EXPECT_NEAR(covered(polygon), 40.0 - 4.0 - 4.0 + 1.0, 1e-12);
}

/// Radii that jump: many inner corners.
Ring star(int corners) {
  Ring ring;
  for (int i = 0; i < corners; ++i) {
    const double angle = 2.0 * std::numbers::pi * i / corners, radius = 1.0 + (i * 7) % 5;
    ring.push_back(Point::metres(radius * std::cos(angle), radius * std::sin(angle)));
  }
  return ring;
}

TEST(Triangulate, JaggedRingsAreCoveredWhole) {
  for (int corners = 5; corners < 80; ++corners) {
    const Polygon polygon{{star(corners)}};
    EXPECT_NEAR(covered(polygon), polygon.area().value, 1e-9) << corners;
    EXPECT_EQ(pieces(polygon).size(), static_cast<std::size_t>(corners - 2));
    expect_all_counter_clockwise(polygon);
  }
}

TEST(Triangulate, WhatIsNoAreaGivesNothing) {
  EXPECT_TRUE(triangulate(Polygon{}).triangles.empty());
  EXPECT_TRUE(triangulate(Polygon{{{Point::metres(0, 0), Point::metres(1, 1)}}}).triangles.empty());
  EXPECT_NEAR(covered(Polygon{{{Point::metres(0, 0), Point::metres(1, 1), Point::metres(2, 2)}}}), 0.0, 1e-12);
}

TEST(Triangulate, ARingThatCutsItselfEnds) {
  const Polygon bow{{{Point::metres(0, 0), Point::metres(2, 2), Point::metres(2, 0), Point::metres(0, 2)}}};
  EXPECT_LE(pieces(bow).size(), 4u);
}

TEST(Triangulate, ARingsOwnNumbersAreUsed) {
  const Ring square = rectangle(0, 0, 1, 1);
  for (const auto& triangle : triangulate(std::span<const Point>(square)))
    for (const std::uint32_t corner : triangle) EXPECT_LT(corner, 4u);
}

}  // namespace
