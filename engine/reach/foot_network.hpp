#pragma once

/// Ways on foot along the streets: from places to stops, and between stops.

#include <optional>
#include <span>
#include <vector>

#include "engine/city/road_index.hpp"
#include "engine/city/transit.hpp"
#include "engine/routing/dijkstra.hpp"
#include "engine/routing/timetable.hpp"

namespace planspiel::reach {

/// A place and the point of a street that people walk to it from.
struct FootPlace {
  Point place{};
  EdgeId edge;         ///< of two opposite links the lower row
  double along = 0.0;  ///< share of the link's length from its start
  Metres off_road{};   ///< from there to the place itself
};

/// How people walk to a stop or between stops.
struct FootLaw {
  Speed speed{};
  Metres reach{};   ///< the longest way, off the street included
  Seconds fixed{};  ///< doors and stairs, once for each way
};

/// The streets that people may walk, in both directions whatever vehicles may do, with the stops beside them. Places
/// that are nearer to each other than by way of the street (platforms of a station) are walked between straight. Shared
/// by threads.
class FootNetwork {
 public:
  static constexpr Metres kBeside{500.0};  ///< how far a street may be; what lies farther off is reached by nobody

  /// Keeps references to the tables.
  FootNetwork(const Roads& roads, std::size_t nodes, const Stops& stops);

  std::optional<FootPlace> place_of(Point point) const;
  const std::vector<std::optional<FootPlace>>& stop_places() const { return stop_places_; }
  const Roads& roads() const { return roads_; }
  const RoadGraph& graph() const { return graph_; }
  std::span<const double> metres() const { return metres_; }  ///< of each arc
  /// Stops beside the links that end at a vertex.
  std::span<const StopId> stops_at(VertexId vertex) const { return stops_at_[vertex]; }

 private:
  const Roads& roads_;
  RoadIndex index_;
  Column<EdgeId, std::optional<EdgeId>> opposite_;
  RoadGraph graph_;
  std::vector<double> metres_;
  std::vector<std::optional<FootPlace>> stop_places_;  ///< by stop
  Adjacency<VertexId, StopId> stops_at_;
};

/// The stops within reach of each of some points, by row, and the time of the way; nothing where no street is near.
/// In parallel.
std::vector<std::vector<StopWalk>> stops_around(const FootNetwork& network, std::span<const Point> points,
                                                const FootLaw& law);

/// Ways between the stops that lie within reach of each other. In parallel.
std::vector<Footpath> footpaths_between_stops(const FootNetwork& network, const FootLaw& law);

/// Ways from each point to each other one, in parallel: from · points + to; no value beyond the reach. From a point to
/// itself: nothing but `fixed`.
std::vector<std::optional<Seconds>> walks_among(const FootNetwork& network, std::span<const Point> points,
                                                const FootLaw& law);

/// The way between two points along the streets; no value: none within the reach.
std::optional<Seconds> walk_between(const FootNetwork& network, Point from, Point to, const FootLaw& law);

}  // namespace planspiel::reach
