#pragma once

/// Small random road graphs for tests: fixed seeds, one-way arcs, separate parts, zero weights, loops, parallel arcs.

#include <algorithm>
#include <vector>

#include "engine/base/random.hpp"
#include "engine/routing/road_graph.hpp"

namespace planspiel::test {

struct RandomGraph {
  RoadGraph graph;
  std::vector<double> weight;
};

/// A street-like graph: vertices on a line of `width` columns, arcs to near vertices only. Every third weight is 0 or
/// repeats another, so that ties occur; weights are multiples of 1/8, so that sums are exact in float.
inline RandomGraph random_graph(std::uint64_t seed, std::size_t vertices, std::size_t arcs) {
  const RandomStream random(seed, "test.random_graph");
  Column<ArcId, VertexId> tail, head;
  RandomGraph result;
  for (std::size_t i = 0; i < arcs; ++i) {
    const auto from = static_cast<std::size_t>(random.uniform(i, 0) * double(vertices));
    const auto reach = static_cast<std::ptrdiff_t>(random.uniform(i, 1) * 13.0) - 6;
    const auto to =
        std::clamp<std::ptrdiff_t>(static_cast<std::ptrdiff_t>(from) + reach, 0, std::ptrdiff_t(vertices) - 1);
    tail.push_back(VertexId(from));
    head.push_back(VertexId(static_cast<std::size_t>(to)));
    const double weight = static_cast<double>(static_cast<int>(random.uniform(i, 2) * 200.0)) / 8.0;
    result.weight.push_back(i % 3 == 0 ? static_cast<double>(i % 2) : weight);
  }
  result.graph = make_road_graph(vertices, std::move(tail), std::move(head));
  return result;
}

/// All vertices of a graph.
inline std::vector<VertexId> every_vertex(const RoadGraph& graph) {
  std::vector<VertexId> all;
  for (const VertexId vertex : rows<VertexId>(graph.vertices)) all.push_back(vertex);
  return all;
}

inline std::vector<float> to_float(const std::vector<double>& values) { return {values.begin(), values.end()}; }

}  // namespace planspiel::test
