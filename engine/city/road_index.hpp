#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <vector>

#include "engine/city/network.hpp"

namespace planspiel {

/// A place's nearest road.
struct NearestRoad {
  EdgeId edge;
  Metres distance{};
  double along = 0.0;  ///< fraction of the link's length from its start
};

/// Which roads count for a query.
struct RoadFilter {
  std::int32_t access = access::emergency;    ///< any of these bits
  RoadClass last_class = RoadClass::service;  ///< motorway … this class
};

/// Segments of all roads in a uniform grid: the nearest road to a place. Ties go to the lower row.
class RoadIndex {
 public:
  /// Keeps references: the tables must outlive the index.
  explicit RoadIndex(const Roads& roads);
  std::optional<NearestRoad> nearest(Point place, Metres radius, const RoadFilter& filter = {}) const;

 private:
  struct Segment {
    std::uint32_t edge;
    std::uint32_t first;  ///< its first point in the edge's shape
  };
  void each_cell(Point a, Point b, const std::function<void(std::size_t)>& body) const;
  bool counts(EdgeId edge, const RoadFilter& filter) const;

  const Roads& roads_;
  double cell_m_ = 100.0, min_x_ = 0.0, min_y_ = 0.0;
  long columns_ = 1, rows_ = 1;
  std::vector<std::uint32_t> first_;
  std::vector<Segment> segments_;
};

}  // namespace planspiel
