#include "engine/routing/hierarchy.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "tests/unit/engine/routing/random_graph.hpp"

namespace planspiel {
namespace {

TEST(Hierarchy, LinksAreClosedUnderElimination) {
  const test::RandomGraph random = test::random_graph(1, 200, 700);
  const Hierarchy h(random.graph);
  std::size_t triangle = 0;
  for (std::uint32_t rank = h.first_filled(); rank < h.vertices(); ++rank) {
    for (std::uint32_t i = h.first_link()[rank]; i < h.first_link()[rank + 1]; ++i) {
      for (std::uint32_t j = i + 1; j < h.first_link()[rank + 1]; ++j) {
        const std::uint32_t link = h.triangle_link()[triangle++];
        EXPECT_EQ(h.link_head()[link], h.link_head()[j]);
        EXPECT_LE(h.first_link()[h.link_head()[i]], link);
        EXPECT_LT(link, h.first_link()[h.link_head()[i] + 1]);
      }
    }
  }
  EXPECT_EQ(triangle, h.triangles());
}

TEST(Hierarchy, IsTheSameEachTime) {
  const test::RandomGraph random = test::random_graph(2, 500, 2000);
  const Hierarchy a(random.graph), b(random.graph);
  EXPECT_EQ(a.link_head(), b.link_head());
  for (const VertexId v : rows<VertexId>(500)) EXPECT_EQ(a.rank(v), b.rank(v));
}

TEST(Hierarchy, PutsConnectorsFirstWithoutFill) {
  // zone 0 leads to the corners of the square 2-3-4-5, which lead to zone 1
  Column<ArcId, VertexId> tail, head;
  const auto add = [&](std::size_t from, std::size_t to) {
    tail.push_back(VertexId(from)), head.push_back(VertexId(to));
  };
  for (std::size_t corner = 2; corner < 6; ++corner) {
    add(0, corner);
    add(corner, 1);
    add(corner, corner == 5 ? 2 : corner + 1);
  }
  const Hierarchy h(make_road_graph(6, std::move(tail), std::move(head)));
  EXPECT_EQ(h.rank(VertexId(0)), 0u);
  EXPECT_EQ(h.rank(VertexId(1)), 1u);
  EXPECT_EQ(h.first_filled(), 2u);
  EXPECT_EQ(h.links(), 4u + 4u + 5u);  // a square has one diagonal of fill
}

TEST(Hierarchy, HandlesGraphsWithoutArcs) {
  const Hierarchy h(make_road_graph(3, {}, {}));
  EXPECT_EQ(h.links(), 0u);
  EXPECT_EQ(h.closure({2, 0}), (std::vector<std::uint32_t>{0, 2}));
}

TEST(Metric, TakesTheCheaperOfParallelArcs) {
  const RoadGraph graph =
      make_road_graph(2, {VertexId(0), VertexId(0), VertexId(0)}, {VertexId(1), VertexId(1), VertexId(0)});
  const Hierarchy h(graph);
  Metric<float> metric(h);
  metric.customize(std::vector<float>{5.0f, 4.0f, 1.0f});
  EXPECT_EQ(metric.weight()[h.slot(ArcId(0))], 4.0f);
  EXPECT_EQ(h.slot(ArcId(2)), Hierarchy::kNoSlot);  // a loop
}

}  // namespace
}  // namespace planspiel
