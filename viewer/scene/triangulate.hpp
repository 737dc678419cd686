#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "engine/base/geometry.hpp"

namespace planspiel::viewer {

/// Triangles of a polygon, counter-clockwise; corners are numbered through all its rings.
struct Triangulation {
  std::vector<Point> points;
  std::vector<std::array<std::uint32_t, 3>> triangles;
};

/// Cuts off ears; holes are first joined to their outer ring by a bridge. Several outer rings are allowed (even–odd
/// rule). A ring of fewer than three points gives nothing; one that cuts itself gives triangles that cover it roughly.
Triangulation triangulate(const Polygon& polygon);

/// The same for one ring without holes, with the numbers of its own points.
std::vector<std::array<std::uint32_t, 3>> triangulate(std::span<const Point> ring);

/// Twice the signed area: positive counter-clockwise.
double twice_area(std::span<const Point> ring);

}  // namespace planspiel::viewer
