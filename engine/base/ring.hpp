#pragma once

/// The even–odd rule, in one place: whoever asks whether a place lies in a ring gets the same answer.

#include <algorithm>
#include <span>
#include <utility>

#include "engine/base/geometry.hpp"

namespace planspiel {

/// Whether the ray from a place to the east crosses a side. Its lower end belongs to it, its upper end does not. The
/// direction of the side does not matter, to the last bit: of two polygons that share it, exactly one contains a place
/// on it.
inline bool ray_crosses(Point a, Point b, Point place) {
  if ((a.y_m > place.y_m) == (b.y_m > place.y_m)) return false;
  if (b.y_m < a.y_m) std::swap(a, b);
  return place.x_m < (b.x_m - a.x_m) * (place.y_m - a.y_m) / (b.y_m - a.y_m) + a.x_m;
}

/// Whether a place lies in a closed ring (no first point repeated), by the even–odd rule.
inline bool contains(std::span<const Point> ring, Point place) {
  bool odd = false;
  for (std::size_t i = 0, j = ring.size() - 1; i < ring.size(); j = i++)
    if (ray_crosses(ring[i], ring[j], place)) odd = !odd;
  return odd;
}

}  // namespace planspiel
