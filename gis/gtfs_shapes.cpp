#include "gis/gtfs_shapes.hpp"

#include <algorithm>

#include "engine/base/projection.hpp"

namespace planspiel::gtfs {

namespace {

constexpr double kBeside_m = 300.0;                       ///< from a stop to the way of its line, at most
constexpr double kAsNear_m = 20.0;                        ///< places of a way so little farther are as near
constexpr double kLeastDetour = 0.95, kMostDetour = 3.0;  ///< of a drawn way against that straight from stop to stop

/// Places along a line that are as near to a point as any, in metres from its beginning.
struct Passing {
  double first_m = 0.0, last_m = 0.0, off_m = 0.0;
};

/// Where a segment comes nearest to a point, as a share of it.
double share_along(Point p, Point a, Point b) {
  const double dx = b.x_m - a.x_m, dy = b.y_m - a.y_m, length2 = dx * dx + dy * dy;
  if (!(length2 > 0.0)) return 0.0;
  return std::clamp(((p.x_m - a.x_m) * dx + (p.y_m - a.y_m) * dy) / length2, 0.0, 1.0);
}

Passing passing(std::span<const Point> line, Point stop) {
  double nearest_m = 1e300;
  for (std::size_t at = 0; at + 1 < line.size(); ++at)
    nearest_m = std::min(nearest_m, distance_to_segment(stop, line[at], line[at + 1]).value);
  Passing found{1e300, 0.0, nearest_m};
  double gone_m = 0.0;
  for (std::size_t at = 0; at + 1 < line.size(); ++at) {
    const double step_m = distance(line[at], line[at + 1]).value;
    if (distance_to_segment(stop, line[at], line[at + 1]).value <= nearest_m + kAsNear_m) {
      const double along_m = gone_m + step_m * share_along(stop, line[at], line[at + 1]);
      found.first_m = std::min(found.first_m, along_m);
      found.last_m = std::max(found.last_m, along_m);
    }
    gone_m += step_m;
  }
  return found;
}

}  // namespace

ShapeLengths::ShapeLengths(const Feed& feed, const std::string& crs) {
  const Projection projection(crs);
  for (const std::vector<LonLat>& shape : feed.shapes) {
    std::vector<Point> line;
    for (const LonLat place : shape) line.push_back(projection.to_metres(place));
    shapes_.push_back(std::move(line));
  }
}

std::optional<Metres> ShapeLengths::between(FeedShapeId shape, std::span<const Point> stops) const {
  const std::vector<Point>& line = shapes_[shape];
  if (line.size() < 2 || stops.size() < 2) return std::nullopt;
  const Passing from = passing(line, stops.front()), to = passing(line, stops.back());
  const double drawn_m = to.last_m - from.first_m, straight_m = length_of(stops).value;
  if (from.off_m > kBeside_m || to.off_m > kBeside_m) return std::nullopt;
  if (drawn_m < kLeastDetour * straight_m || drawn_m > kMostDetour * straight_m) return std::nullopt;
  return Metres(drawn_m);
}

}  // namespace planspiel::gtfs
