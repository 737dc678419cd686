#pragma once

/// Dijkstra's algorithm in double precision: the independent check of the hierarchy, and one-to-all distances on
/// graphs whose weights change too often to customize.

#include <limits>
#include <span>
#include <vector>

#include "engine/routing/road_graph.hpp"

namespace planspiel {

/// A vertex from which a search starts, and what it cost to get there.
struct DijkstraSource {
  VertexId vertex;
  double distance = 0.0;
};

/// Where a search stops.
struct DijkstraLimits {
  double radius = std::numeric_limits<double>::infinity();  ///< vertices farther than this stay unreached
  std::span<const VertexId> targets{};                      ///< stops when all are settled; empty: never
};

/// A search with reusable memory. One object serves one thread.
class Dijkstra {
 public:
  explicit Dijkstra(const RoadGraph& graph);

  /// Distances from the nearest source. Weights are non-negative and belong to arcs; infinity closes an arc.
  void run(std::span<const double> weight, std::span<const DijkstraSource> sources, const DijkstraLimits& limits = {});
  void run(std::span<const double> weight, VertexId source) { run(weight, std::vector<DijkstraSource>{{source, 0.0}}); }

  /// Infinity where nothing was reached.
  double distance(VertexId vertex) const { return distance_[vertex.index()]; }
  bool reached(VertexId vertex) const { return distance(vertex) < std::numeric_limits<double>::infinity(); }
  /// Position in `sources` of the search's tree that holds a reached vertex (the nearest fire station).
  std::uint32_t source_of(VertexId vertex) const { return source_[vertex.index()]; }
  /// The last arc of the path to a vertex; none at a source and where nothing was reached.
  bool has_parent(VertexId vertex) const { return parent_[vertex.index()] != kNone; }
  ArcId parent(VertexId vertex) const { return ArcId(parent_[vertex.index()]); }
  /// Reached vertices in the order of (distance, vertex).
  const std::vector<VertexId>& settled() const { return settled_; }
  /// Arcs from a source to the vertex, in driving order.
  std::vector<ArcId> path_to(VertexId vertex) const;

 private:
  static constexpr std::uint32_t kNone = 0xffffffffu;

  bool before(std::uint32_t a, std::uint32_t b) const;
  void sift_up(std::size_t at);
  void sift_down(std::size_t at);
  void improve(std::uint32_t vertex, double distance, std::uint32_t parent, std::uint32_t source);
  std::uint32_t pop();
  void settle(std::uint32_t vertex, std::span<const double> weight, double radius);

  const RoadGraph& graph_;
  std::vector<double> distance_;
  std::vector<std::uint32_t> parent_, source_;
  std::vector<std::uint32_t> heap_, place_;  // 4-ary heap of vertices; place of a vertex in it
  std::vector<std::uint32_t> touched_;
  std::vector<VertexId> settled_;
};

}  // namespace planspiel
