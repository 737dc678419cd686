#pragma once

#include <cstdint>
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
  /// Keeps references: the table must outlive the index. Segments with a coordinate that is no number are left out.
  explicit RoadIndex(const Roads& roads);
  std::optional<NearestRoad> nearest(Point place, Metres radius, const RoadFilter& filter = {}) const;

 private:
  struct Segment {
    std::uint32_t edge;
    std::uint32_t first;  ///< its first point in the edge's shape
    auto operator<=>(const Segment&) const = default;
  };
  struct Nearest {
    double away_m;
    std::optional<Segment> segment{};
  };
  void fit_grid();
  template <class Body>
  void each_segment(Body&& body) const;
  template <class Body>
  void each_cell(Point a, Point b, Body&& body) const;
  void search_cell(long column, long row, Point place, const RoadFilter& filter, Nearest& best) const;
  double along(Segment segment, Point place) const;

  const Roads& roads_;
  double cell_m_ = 100.0, min_x_ = 0.0, min_y_ = 0.0;
  long columns_ = 1, rows_ = 1;
  std::vector<std::uint32_t> first_;
  std::vector<Segment> segments_;
};

}  // namespace planspiel
