#include "engine/routing/dijkstra.hpp"

#include <gtest/gtest.h>

#include "tests/unit/engine/routing/random_graph.hpp"

namespace planspiel {
namespace {

/// Bellman and Ford: as slow and as simple as possible.
std::vector<double> bellman_ford(const test::RandomGraph& random, VertexId source) {
  std::vector<double> distance(random.graph.vertices, HUGE_VAL);
  distance[source.index()] = 0.0;
  for (std::size_t round = 0; round < random.graph.vertices; ++round) {
    for (const ArcId arc : random.graph.tail.ids()) {
      double& to = distance[random.graph.head[arc].index()];
      to = std::min(to, distance[random.graph.tail[arc].index()] + random.weight[arc.index()]);
    }
  }
  return distance;
}

TEST(Dijkstra, AgreesWithBellmanFord) {
  for (std::uint64_t seed = 0; seed < 20; ++seed) {
    const test::RandomGraph random = test::random_graph(seed, 60, 150);
    Dijkstra search(random.graph);
    for (const VertexId source : {VertexId(0), VertexId(31), VertexId(59)}) {
      search.run(random.weight, source);
      const std::vector<double> expected = bellman_ford(random, source);
      for (const VertexId v : rows<VertexId>(60)) ASSERT_EQ(search.distance(v), expected[v.index()]) << seed;
    }
  }
}

TEST(Dijkstra, PathAddsUpToTheDistance) {
  const test::RandomGraph random = test::random_graph(7, 60, 200);
  Dijkstra search(random.graph);
  search.run(random.weight, VertexId(30));
  for (const VertexId v : search.settled()) {
    double sum = 0.0;
    VertexId at = VertexId(30);
    for (const ArcId arc : search.path_to(v)) {
      ASSERT_EQ(random.graph.tail[arc], at);
      at = random.graph.head[arc];
      sum += random.weight[arc.index()];
    }
    EXPECT_EQ(at, v);
    EXPECT_EQ(sum, search.distance(v));
  }
}

/// A street of five vertices, 10 between neighbours, both directions.
RoadGraph street() {
  Column<ArcId, VertexId> tail, head;
  for (std::size_t i = 0; i < 4; ++i) {
    tail.push_back(VertexId(i)), head.push_back(VertexId(i + 1));
    tail.push_back(VertexId(i + 1)), head.push_back(VertexId(i));
  }
  return make_road_graph(5, std::move(tail), std::move(head));
}
const std::vector<double> kTens(8, 10.0);

TEST(Dijkstra, GivesEachVertexToTheNearestSource) {
  const RoadGraph graph = street();
  Dijkstra search(graph);
  search.run(kTens, std::vector<DijkstraSource>{{VertexId(0), 15.0}, {VertexId(4), 0.0}});
  EXPECT_EQ(search.distance(VertexId(1)), 25.0);  // from 0: 15 + 10, from 4: 30
  EXPECT_EQ(search.source_of(VertexId(1)), 0u);
  EXPECT_EQ(search.source_of(VertexId(2)), 1u);
}

TEST(Dijkstra, StopsAtTheRadiusInclusive) {
  const RoadGraph graph = street();
  Dijkstra search(graph);
  const std::vector<DijkstraSource> source{{VertexId(0), 0.0}};
  search.run(kTens, source, {.radius = 20.0});
  EXPECT_TRUE(search.reached(VertexId(2)));
  EXPECT_FALSE(search.reached(VertexId(3)));
  search.run(kTens, source);  // nothing of the earlier search remains
  EXPECT_EQ(search.distance(VertexId(4)), 40.0);
}

TEST(Dijkstra, StopsWhenTheTargetsAreSettled) {
  const RoadGraph graph = street();
  Dijkstra search(graph);
  const std::vector<VertexId> targets{VertexId(1)};
  search.run(kTens, std::vector<DijkstraSource>{{VertexId(0), 0.0}}, {.targets = targets});
  EXPECT_EQ(search.distance(VertexId(1)), 10.0);
  EXPECT_EQ(search.settled().size(), 2u);
  EXPECT_FALSE(search.reached(VertexId(2)));
}

}  // namespace
}  // namespace planspiel
