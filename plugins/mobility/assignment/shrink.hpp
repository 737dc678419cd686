#pragma once

/// The same network with fewer arcs, exactly: dead ends are left out, chains of arcs become one arc. For a delay
/// t(x) = t0 + b · x^β with one exponent along a chain, the chain's delay is Σ t0 + Σ b · x^β: nothing is approximated.

#include <cstdint>
#include <span>
#include <vector>

#include "engine/routing/road_graph.hpp"

namespace planspiel::mobility {

struct ShrunkGraph {
  static constexpr std::uint32_t kNone = 0xffffffffu;

  RoadGraph graph;
  std::vector<std::uint32_t>
      arc_of;  ///< arc of the full graph → arc here; kNone where no path between kept vertices passes
  std::vector<std::uint32_t> vertex_of;  ///< vertex of the full graph → vertex here; kNone where it vanished

  /// Σ over the arcs of each chain: lengths, costs, prices.
  std::vector<double> sums(std::span<const double> of_full_arc) const;
  /// A number of each chain for all its arcs: volumes. 0 where an arc was left out.
  std::vector<double> spread(std::span<const double> of_arc) const;
};

/// `kept` vertices stay (where trips start and end). Arcs of different kinds are not merged.
ShrunkGraph shrink(const RoadGraph& full, std::span<const VertexId> kept, std::span<const std::uint8_t> kind_of_arc);

}  // namespace planspiel::mobility
