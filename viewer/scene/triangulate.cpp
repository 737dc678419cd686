#include "viewer/scene/triangulate.hpp"

#include <algorithm>
#include <numeric>

namespace planspiel::viewer {

namespace {

using Corners = std::vector<std::uint32_t>;  ///< a ring as numbers of points

double cross(Point o, Point a, Point b) {
  return (a.x_m - o.x_m) * (b.y_m - o.y_m) - (a.y_m - o.y_m) * (b.x_m - o.x_m);
}

bool in_triangle(Point p, Point a, Point b, Point c) {
  return cross(a, b, p) >= 0.0 && cross(b, c, p) >= 0.0 && cross(c, a, p) >= 0.0;
}

bool is_ear(std::span<const Point> points, const Corners& ring, std::size_t at) {
  const std::size_t n = ring.size();
  const std::uint32_t before = ring[(at + n - 1) % n], here = ring[at], after = ring[(at + 1) % n];
  const Point a = points[before], b = points[here], c = points[after];
  if (cross(a, b, c) <= 0.0) return false;
  for (const std::uint32_t other : ring) {
    const Point p = points[other];
    if (p == a || p == b || p == c) continue;
    if (in_triangle(p, a, b, c)) return false;
  }
  return true;
}

/// Cuts ears off a counter-clockwise ring.
void cut_ears(std::span<const Point> points, Corners ring, std::vector<std::array<std::uint32_t, 3>>& triangles) {
  std::size_t at = 0, since_ear = 0;
  while (ring.size() > 3) {
    const std::size_t n = ring.size();
    at %= n;
    const bool stuck = since_ear >= n;  // the ring cuts itself or has points on a line: take any corner
    if (stuck || is_ear(points, ring, at)) {
      const std::array<std::uint32_t, 3> ear{ring[(at + n - 1) % n], ring[at], ring[(at + 1) % n]};
      if (cross(points[ear[0]], points[ear[1]], points[ear[2]]) > 0.0) triangles.push_back(ear);
      ring.erase(ring.begin() + static_cast<std::ptrdiff_t>(at));
      since_ear = 0;
      continue;
    }
    ++at;
    ++since_ear;
  }
  if (ring.size() == 3 && cross(points[ring[0]], points[ring[1]], points[ring[2]]) > 0.0)
    triangles.push_back({ring[0], ring[1], ring[2]});
}

/// Where a ray to the east from `from` first meets the ring: the corner to bridge to.
std::size_t bridge_to(std::span<const Point> points, const Corners& ring, Point from) {
  std::size_t best = 0;
  double best_x = 1e300;
  for (std::size_t i = 0; i < ring.size(); ++i) {
    const Point a = points[ring[i]], b = points[ring[(i + 1) % ring.size()]];
    if ((a.y_m > from.y_m) == (b.y_m > from.y_m)) continue;
    const double x = a.x_m + (from.y_m - a.y_m) * (b.x_m - a.x_m) / (b.y_m - a.y_m);
    if (x < from.x_m || x >= best_x) continue;
    best_x = x;
    best = a.x_m > b.x_m ? i : (i + 1) % ring.size();
  }
  if (best_x == 1e300) return best;
  const Point meeting = Point::metres(best_x, from.y_m), end = points[ring[best]];
  const bool below = end.y_m < from.y_m;
  double flattest = 1e300, nearest = 1e300;
  std::size_t chosen = best;
  for (std::size_t i = 0; i < ring.size(); ++i) {  // a corner inside the triangle would cut the bridge
    const Point p = points[ring[i]];
    if (p.x_m < from.x_m || p == end) continue;
    if (!(below ? in_triangle(p, from, end, meeting) : in_triangle(p, from, meeting, end))) continue;
    const double slope = std::abs(p.y_m - from.y_m) / std::max(p.x_m - from.x_m, 1e-12);
    if (slope > flattest || (slope == flattest && p.x_m >= nearest)) continue;
    flattest = slope;
    nearest = p.x_m;
    chosen = i;
  }
  return chosen;
}

/// Joins a clockwise hole to a counter-clockwise ring.
void join_hole(std::span<const Point> points, Corners& ring, Corners hole) {
  const auto east = std::max_element(hole.begin(), hole.end(), [&](std::uint32_t a, std::uint32_t b) {
    return points[a].x_m < points[b].x_m || (points[a].x_m == points[b].x_m && a > b);
  });
  std::rotate(hole.begin(), east, hole.end());
  const std::size_t at = bridge_to(points, ring, points[hole.front()]);
  Corners bridge(hole);
  bridge.push_back(hole.front());
  bridge.push_back(ring[at]);
  ring.insert(ring.begin() + static_cast<std::ptrdiff_t>(at) + 1, bridge.begin(), bridge.end());
}

struct NestedRing {
  Corners corners;
  std::size_t depth = 0;   ///< rings around it
  std::size_t parent = 0;  ///< the innermost of them
};

std::vector<NestedRing> nest(const Polygon& polygon) {
  std::vector<NestedRing> nested;
  std::uint32_t first = 0;
  for (const Ring& ring : polygon.rings) {
    NestedRing entry;
    entry.corners.resize(ring.size());
    std::iota(entry.corners.begin(), entry.corners.end(), first);
    first += static_cast<std::uint32_t>(ring.size());
    nested.push_back(std::move(entry));
  }
  std::vector<double> area(nested.size());
  for (std::size_t i = 0; i < nested.size(); ++i) area[i] = std::abs(twice_area(polygon.rings[i]));
  for (std::size_t i = 0; i < nested.size(); ++i) {
    double smallest = 1e300;
    for (std::size_t other = 0; other < nested.size(); ++other) {
      if (other == i || area[other] <= area[i] || !lies_in(polygon.rings[i], polygon.rings[other])) continue;
      ++nested[i].depth;
      if (area[other] < smallest) {
        smallest = area[other];
        nested[i].parent = other;
      }
    }
    const bool hole = nested[i].depth % 2 == 1;
    if ((twice_area(polygon.rings[i]) > 0.0) == hole) std::reverse(nested[i].corners.begin(), nested[i].corners.end());
  }
  return nested;
}

}  // namespace

double twice_area(std::span<const Point> ring) {
  double sum = 0.0;
  for (std::size_t i = 0; i < ring.size(); ++i) sum += cross(ring[0], ring[i], ring[(i + 1) % ring.size()]);
  return sum;
}

std::vector<std::array<std::uint32_t, 3>> triangulate(std::span<const Point> ring) {
  std::vector<std::array<std::uint32_t, 3>> triangles;
  if (ring.size() < 3) return triangles;
  Corners corners(ring.size());
  std::iota(corners.begin(), corners.end(), 0U);
  if (twice_area(ring) < 0.0) std::reverse(corners.begin(), corners.end());
  cut_ears(ring, std::move(corners), triangles);
  return triangles;
}

Triangulation triangulate(const Polygon& polygon) {
  Triangulation result;
  for (const Ring& ring : polygon.rings) result.points.insert(result.points.end(), ring.begin(), ring.end());
  const std::vector<NestedRing> nested = nest(polygon);
  for (std::size_t outer = 0; outer < nested.size(); ++outer) {
    if (nested[outer].depth % 2 == 1 || nested[outer].corners.size() < 3) continue;
    std::vector<const NestedRing*> holes;
    for (const NestedRing& ring : nested)
      if (ring.depth == nested[outer].depth + 1 && ring.parent == outer && ring.corners.size() >= 3)
        holes.push_back(&ring);
    const auto east_of = [&](const NestedRing* ring) {
      double east = -1e300;
      for (const std::uint32_t corner : ring->corners) east = std::max(east, result.points[corner].x_m);
      return east;
    };
    std::stable_sort(holes.begin(), holes.end(), [&](auto* a, auto* b) { return east_of(a) > east_of(b); });
    Corners joined = nested[outer].corners;
    for (const NestedRing* hole : holes) join_hole(result.points, joined, hole->corners);
    cut_ears(result.points, std::move(joined), result.triangles);
  }
  return result;
}

}  // namespace planspiel::viewer
