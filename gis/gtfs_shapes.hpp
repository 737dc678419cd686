#pragma once

#include <span>

#include "gis/gtfs_feed.hpp"

namespace planspiel::gtfs {

/// Lengths along the drawn ways of a feed.
class ShapeLengths {
 public:
  ShapeLengths(const Feed& feed, const std::string& crs);
  /// From the first stop to the last along a shape: from the first of its places that are as near to the stop as any,
  /// to the last such. None where one of them is more than 300 m from the shape, or where that is less than the way
  /// straight from stop to stop (less 5 %, as stops lie beside it) or more than three times as long: the drawing is not
  /// of these stops.
  std::optional<Metres> between(FeedShapeId shape, std::span<const Point> stops) const;

 private:
  Column<FeedShapeId, std::vector<Point>> shapes_{};
};

}  // namespace planspiel::gtfs
