#include "plugins/mobility/assignment/shrink.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

#include "engine/base/random.hpp"
#include "plugins/mobility/assignment/equilibrium.hpp"

namespace planspiel::mobility {
namespace {

/// Arcs as pairs of vertices.
RoadGraph graph_of(std::size_t vertices, const std::vector<std::pair<std::size_t, std::size_t>>& arcs) {
  Column<ArcId, VertexId> tail, head;
  for (const auto& [from, to] : arcs) {
    tail.push_back(VertexId(from));
    head.push_back(VertexId(to));
  }
  return make_road_graph(vertices, std::move(tail), std::move(head));
}

std::vector<VertexId> vertices(std::initializer_list<std::size_t> list) {
  std::vector<VertexId> ids;
  for (const std::size_t vertex : list) ids.emplace_back(vertex);
  return ids;
}

TEST(Shrink, AChainInBothDirectionsBecomesTwoArcs) {
  // 0 = 1 = 2, zones at 0 and 2
  const RoadGraph full = graph_of(3, {{0, 1}, {1, 2}, {2, 1}, {1, 0}});
  const ShrunkGraph shrunk = shrink(full, vertices({0, 2}), std::vector<std::uint8_t>(4, 1));
  EXPECT_EQ(shrunk.graph.arcs(), 2u);
  EXPECT_EQ(shrunk.arc_of, (std::vector<std::uint32_t>{0, 0, 1, 1}));
  EXPECT_EQ(shrunk.sums(std::vector<double>{1, 2, 4, 8}), (std::vector<double>{3, 12}));
  EXPECT_EQ(shrunk.spread(std::vector<double>{5, 7}), (std::vector<double>{5, 5, 7, 7}));
}

TEST(Shrink, ADeadEndIsLeftOutWithAllThatHangsOnIt) {
  // 0 = 1, and 1 = 2 = 3 leads nowhere
  const RoadGraph full = graph_of(4, {{0, 1}, {1, 0}, {1, 2}, {2, 1}, {2, 3}, {3, 2}});
  const ShrunkGraph shrunk = shrink(full, vertices({0, 1}), std::vector<std::uint8_t>(6, 1));
  EXPECT_EQ(shrunk.graph.arcs(), 2u);
  EXPECT_EQ(shrunk.vertex_of[3], ShrunkGraph::kNone);
}

TEST(Shrink, ArcsOfDifferentKindsStayApart) {
  const RoadGraph full = graph_of(3, {{0, 1}, {1, 2}, {2, 1}, {1, 0}});
  EXPECT_EQ(shrink(full, vertices({0, 2}), std::vector<std::uint8_t>{1, 2, 2, 1}).graph.arcs(), 4u);
}

TEST(Shrink, AOneWayRingBackToItsStartIsNoPath) {
  // 0 = 1, and the one-way ring 1 > 2 > 3 > 1
  const RoadGraph full = graph_of(4, {{0, 1}, {1, 0}, {1, 2}, {2, 3}, {3, 1}});
  EXPECT_EQ(shrink(full, vertices({0, 1}), std::vector<std::uint8_t>(5, 1)).graph.arcs(), 2u);
}

TEST(Shrink, AllDistancesBetweenKeptVerticesStay) {
  constexpr std::size_t kVertices = 300, kKept = 20;
  const RandomStream random(7, "test.shrink");
  std::vector<std::pair<std::size_t, std::size_t>> arcs;
  std::vector<double> cost;
  for (std::size_t i = 0; i + 1 < kVertices; ++i)  // a line with few shortcuts: long chains
    for (const auto& pair : {std::pair{i, i + 1}, std::pair{i + 1, i}}) arcs.push_back(pair);
  for (std::size_t i = 0; i < 30; ++i)
    arcs.emplace_back(static_cast<std::size_t>(random.uniform(i, 0) * kVertices),
                      static_cast<std::size_t>(random.uniform(i, 1) * kVertices));
  for (std::size_t i = 0; i < arcs.size(); ++i) cost.push_back(1.0 + std::floor(9.0 * random.uniform(i, 2)));
  const RoadGraph full = graph_of(kVertices, arcs);
  std::vector<VertexId> kept;
  for (std::size_t i = 0; i < kKept; ++i) kept.emplace_back(i * kVertices / kKept);
  const ShrunkGraph shrunk = shrink(full, kept, std::vector<std::uint8_t>(arcs.size(), 1));
  std::vector<VertexId> here;
  for (const VertexId vertex : kept) here.emplace_back(shrunk.vertex_of[vertex.index()]);
  const ReadyNetwork big({full, kept, kept}), small({shrunk.graph, here, here});
  std::vector<float> of_big(kKept * kKept), of_small(kKept * kKept);
  skim(big, cost, of_big);
  skim(small, shrunk.sums(cost), of_small);
  EXPECT_LT(shrunk.graph.arcs(), arcs.size() / 2);
  EXPECT_EQ(of_small, of_big);  // sums of small whole numbers are exact
}

}  // namespace
}  // namespace planspiel::mobility
