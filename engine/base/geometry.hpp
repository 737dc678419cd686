#pragma once

/// Points and polygons in the metric CRS of the city.

#include <cstdint>
#include <span>
#include <vector>

#include "engine/base/quantity.hpp"

namespace planspiel {

/// Degrees of WGS 84. Made only by name, so that nobody swaps the two.
struct LonLat {
  double lon_deg = 0.0, lat_deg = 0.0;
  static constexpr LonLat degrees(double lon, double lat) { return {lon, lat}; }
  bool operator==(const LonLat&) const = default;
};

/// A place in the city's CRS: easting and northing in metres.
struct Point {
  double x_m = 0.0, y_m = 0.0;
  static constexpr Point metres(double x, double y) { return {x, y}; }
  bool operator==(const Point&) const = default;
};

/// The way from b to a, as a place seen from the origin.
constexpr Point minus(Point a, Point b) { return Point::metres(a.x_m - b.x_m, a.y_m - b.y_m); }
Metres distance(Point a, Point b);
Metres length_of(std::span<const Point> line);
/// Nearest distance from a point to a segment.
Metres distance_to_segment(Point p, Point a, Point b);

/// A closed ring without repeating the first point.
using Ring = std::vector<Point>;

/// Whether `inner` lies in `outer`, by most of the middles of some of its sides: rings of a polygon may touch each
/// other, but do not cross.
bool lies_in(const Ring& inner, const Ring& outer);

/// Polygons with holes (even–odd rule over all rings): enough for districts with islands.
struct Polygon {
  std::vector<Ring> rings;
  bool empty() const { return rings.empty(); }
  /// Even–odd rule; points on the boundary belong to one side, the same at each call.
  bool contains(Point p) const;
  /// Area by the even–odd rule for well-formed polygons: |outer| - |holes|.
  SquareMetres area() const;
  /// Area-weighted centroid; the mean of the points when the area is 0.
  Point centroid() const;
  bool operator==(const Polygon&) const = default;
};

/// The first pair of crossing segments of a ring, if any: where a polygon cuts itself.
bool crosses_itself(const Ring& ring, Point* where = nullptr);

struct Box {
  double min_x_m = 1e300, min_y_m = 1e300, max_x_m = -1e300, max_y_m = -1e300;
  void add(Point p);
  bool contains(Point p) const { return p.x_m >= min_x_m && p.x_m <= max_x_m && p.y_m >= min_y_m && p.y_m <= max_y_m; }
};
Box box_of(const Polygon& polygon);

/// Uniform grid over points: nearest and within-radius queries with a total order (distance, then index).
class PointIndex {
 public:
  PointIndex(std::span<const Point> points, Metres cell);
  /// Index of the nearest point within `radius`; size() of the points when none is.
  std::size_t nearest(Point p, Metres radius) const;
  /// Indices of all points within `radius` (inclusive), ascending.
  std::vector<std::size_t> within(Point p, Metres radius) const;
  std::size_t size() const { return points_.size(); }

 private:
  std::size_t cell_of(Point p, long& cx, long& cy) const;
  std::vector<Point> points_;
  double cell_m_ = 1.0, min_x_ = 0.0, min_y_ = 0.0;
  long columns_ = 1, rows_ = 1;
  std::vector<std::uint32_t> first_, items_;
};

}  // namespace planspiel
