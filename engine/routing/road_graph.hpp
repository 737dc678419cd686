#pragma once

/// The graph that routing works on: plain vertices and arcs. What they stand for (roads, connectors of zones,
/// turns) is the caller's business; arcs keep the caller's numbering.

#include <span>
#include <vector>

#include "engine/base/column.hpp"
#include "engine/base/id.hpp"

namespace planspiel {

struct VertexId : Id<VertexId> {
  using Id::Id;
};
struct ArcId : Id<ArcId> {
  using Id::Id;
};

/// A directed graph. Parallel arcs and loops are allowed; a loop is never part of a path.
struct RoadGraph {
  std::size_t vertices = 0;
  Column<ArcId, VertexId> tail, head;
  Adjacency<VertexId, ArcId> leaving, entering;  ///< arcs of each vertex, ascending

  std::size_t arcs() const { return tail.size(); }
};

/// Throws Error(internal) when a tail or head is not below `vertices`.
RoadGraph make_road_graph(std::size_t vertices, Column<ArcId, VertexId> tail, Column<ArcId, VertexId> head);

/// The same arcs in the opposite direction, with the same numbers: distances *to* a vertex.
RoadGraph reversed(const RoadGraph& graph);

/// A graph in which some vertices were split. Arcs 0 … m-1 are those of the original graph; arcs from m on are
/// free passages between the parts of a split vertex (length, time and toll 0).
struct SplitGraph {
  RoadGraph graph;
  Column<VertexId, VertexId> departs;  ///< where a trip from the original vertex starts
  Column<VertexId, VertexId> arrives;  ///< where a trip to the original vertex ends
};

/// A movement from one arc into another at the vertex between them.
struct Turn {
  ArcId from, into;
  auto operator<=>(const Turn&) const = default;
};

/// The graph without the forbidden movements. Only vertices with a forbidden movement are split.
/// Throws Error(internal) when the arcs of a movement do not meet.
SplitGraph with_turns(const RoadGraph& graph, std::span<const Turn> forbidden);

/// The graph in which trips start and end at the given vertices, but never pass through them (zone centroids).
SplitGraph without_passage(const RoadGraph& graph, std::span<const VertexId> closed);

}  // namespace planspiel
