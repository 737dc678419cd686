#pragma once

/// The area of a set of square cells as a polygon.

#include <span>

#include "engine/base/geometry.hpp"

namespace planspiel {

/// Outlines of the union of squares with these middles and this side, which stand on one grid: outer rings
/// counter-clockwise, holes clockwise; cells that only touch at a corner are parts of their own. The same for any order
/// of the cells.
Polygon outline_of_cells(std::span<const Point> middles, Metres side);

}  // namespace planspiel
