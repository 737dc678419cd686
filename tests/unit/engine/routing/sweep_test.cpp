#include "engine/routing/sweep.hpp"

#include <gtest/gtest.h>

#include "engine/base/parallel.hpp"
#include "engine/routing/dijkstra.hpp"
#include "tests/unit/engine/routing/random_graph.hpp"

namespace planspiel {
namespace {

using test::every_vertex;
using test::random_graph;
using test::RandomGraph;

/// A hierarchy with one metric and a plan; keeps them where the plan points.
template <class Real>
struct World {
  Hierarchy hierarchy;
  Metric<Real> metric;
  SweepPlan plan;

  World(const RandomGraph& random, std::span<const VertexId> origins, std::span<const VertexId> destinations)
      : hierarchy(random.graph), metric(hierarchy), plan(hierarchy, origins, destinations) {
    metric.customize(std::vector<Real>(random.weight.begin(), random.weight.end()));
  }
};

std::vector<float> random_demand(std::size_t cells) {
  const RandomStream random(3, "test.demand");
  std::vector<float> demand(cells);
  for (std::size_t i = 0; i < cells; ++i) {
    demand[i] = random.uniform(i) < 0.6 ? 0.0f : static_cast<float>(int(random.uniform(i, 1) * 64.0)) / 8.0f;
  }
  return demand;
}

TEST(SweepDistances, EqualDijkstraOnRandomGraphs) {
  for (std::uint64_t seed = 0; seed < 40; ++seed) {
    const std::size_t vertices = 2 + seed * 7;
    const RandomGraph random = random_graph(seed, vertices, vertices * (seed % 4 + 1));
    const std::vector<VertexId> all = every_vertex(random.graph);
    const World<float> world(random, all, all);
    std::vector<float> matrix(vertices * vertices);
    sweep_distances<float>(world.plan, world.metric, matrix);
    Dijkstra search(random.graph);
    for (const VertexId from : all) {
      search.run(random.weight, from);
      for (const VertexId to : all) {
        ASSERT_EQ(matrix[from.index() * vertices + to.index()], search.distance(to)) << seed;
      }
    }
  }
}

TEST(SweepDistances, AreTheSameForAFewDestinations) {
  const RandomGraph random = random_graph(5, 400, 1600);
  const std::vector<VertexId> origins{VertexId(17), VertexId(3), VertexId(17)}, destinations{VertexId(90), VertexId(2)};
  const World<double> world(random, origins, destinations);
  std::vector<double> matrix(6);
  sweep_distances<double>(world.plan, world.metric, matrix);
  Dijkstra search(random.graph);
  for (std::size_t i = 0; i < 3; ++i) {
    search.run(random.weight, origins[i]);
    for (std::size_t j = 0; j < 2; ++j) EXPECT_EQ(matrix[i * 2 + j], search.distance(destinations[j]));
  }
}

TEST(SweepDistances, AddUpAnotherPropertyAlongTheShortestPath) {
  RandomGraph random = random_graph(11, 150, 600);
  std::vector<double> length(random.weight.size());
  for (std::size_t i = 0; i < length.size(); ++i) {  // the weight is unique enough to fix each path
    length[i] = 2.0 * random.weight[i];
  }
  const std::vector<VertexId> all = every_vertex(random.graph);
  const World<double> world(random, all, all);
  std::vector<double> time(all.size() * all.size()), metres(time.size());
  const std::vector<double> value = world.metric.along(length);
  const std::vector<AlongPath<double>> along{{value, metres}};
  sweep_distances<double>(world.plan, world.metric, time, along);
  for (std::size_t i = 0; i < time.size(); ++i) ASSERT_EQ(metres[i], 2.0 * time[i]);
}

TEST(SweepDistances, CloseAnArcOfInfiniteWeight) {
  RandomGraph street{make_road_graph(2, {VertexId(0)}, {VertexId(1)}), {HUGE_VAL}};
  const std::vector<VertexId> all = every_vertex(street.graph);
  const World<float> world(street, all, all);
  std::vector<float> matrix(4);
  sweep_distances<float>(world.plan, world.metric, matrix);
  EXPECT_EQ(matrix, (std::vector<float>{0.0f, HUGE_VALF, HUGE_VALF, 0.0f}));
}

/// Cost and arc flows of loading along Dijkstra's paths.
double load_by_dijkstra(const RandomGraph& random, std::span<const float> demand, std::vector<double>& flow) {
  const std::size_t n = random.graph.vertices;
  double cost = 0.0;
  Dijkstra search(random.graph);
  for (const VertexId from : every_vertex(random.graph)) {
    search.run(random.weight, from);
    for (const VertexId to : search.settled()) {
      const double trips = demand[from.index() * n + to.index()];
      cost += trips * search.distance(to);
      for (const ArcId arc : search.path_to(to)) flow[arc.index()] += trips;
    }
  }
  return cost;
}

TEST(SweepLoad, EqualsLoadingAlongDijkstraPaths) {
  for (std::uint64_t seed = 100; seed < 120; ++seed) {
    RandomGraph random = random_graph(seed, 90, 300);
    const RandomStream stream(seed, "test.unique");  // unique paths, else both may choose differently
    for (std::size_t i = 0; i < random.weight.size(); ++i) random.weight[i] = 1.0 + stream.uniform(i);
    const std::vector<VertexId> all = every_vertex(random.graph);
    const World<double> world(random, all, all);
    const std::vector<float> demand = random_demand(all.size() * all.size());
    std::vector<double> flow(random.weight.size(), 0.0), expected(flow);
    const LoadResult loaded = sweep_load<double>(world.plan, world.metric, demand, flow);
    const double cost = load_by_dijkstra(random, demand, expected);
    EXPECT_NEAR(loaded.cost, cost, 1e-9 * cost);
    for (std::size_t i = 0; i < flow.size(); ++i) ASSERT_NEAR(flow[i], expected[i], 1e-9) << seed << " arc " << i;
  }
}

TEST(SweepLoad, CostsWhatItsFlowsCostEvenWithTiesAndZeroWeights) {
  for (std::uint64_t seed = 0; seed < 20; ++seed) {
    const RandomGraph random = random_graph(seed, 120, 420);
    const std::vector<VertexId> all = every_vertex(random.graph);
    const World<float> world(random, all, all);
    const std::vector<float> demand = random_demand(all.size() * all.size());
    std::vector<double> flow(random.weight.size(), 0.0), other(flow);
    const LoadResult loaded = sweep_load<float>(world.plan, world.metric, demand, flow);
    double cost = 0.0;
    for (std::size_t i = 0; i < flow.size(); ++i) cost += flow[i] * random.weight[i];
    EXPECT_EQ(cost, loaded.cost);  // eighths: exact
    EXPECT_EQ(cost, load_by_dijkstra(random, demand, other));
  }
}

TEST(SweepLoad, CountsDemandWithoutAPath) {
  RandomGraph street{make_road_graph(2, {VertexId(0)}, {VertexId(1)}), {1.0}};
  const std::vector<VertexId> all = every_vertex(street.graph);
  const World<float> world(street, all, all);
  std::vector<double> flow(1, 0.0);
  const LoadResult loaded = sweep_load<float>(world.plan, world.metric, std::vector<float>{7, 2, 3, 0}, flow);
  EXPECT_EQ(flow[0], 2.0);  // 7 stay at home, 3 cannot go back
  EXPECT_EQ(loaded.unreachable, 3.0);
}

TEST(SweepLoad, GivesTheSameBitsForAnyNumberOfThreads) {
  RandomGraph random = random_graph(42, 700, 2800);
  for (double& weight : random.weight) weight *= 1.1;
  const std::vector<VertexId> all = every_vertex(random.graph);
  const World<float> world(random, all, all);
  std::vector<float> demand = random_demand(all.size() * all.size());
  for (float& trips : demand) trips *= 0.3f;
  std::vector<std::vector<double>> flows;
  for (const int threads : {1, 2, 4}) {
    const ThreadLimit limit(threads);
    flows.emplace_back(random.weight.size(), 0.0);
    sweep_load<float>(world.plan, world.metric, demand, flows.back());
  }
  EXPECT_EQ(flows[0], flows[1]);
  EXPECT_EQ(flows[0], flows[2]);
}

TEST(SweepTrees, GiveThePathOfTheDistance) {
  const RandomGraph random = random_graph(9, 200, 700);
  const std::vector<VertexId> all = every_vertex(random.graph);
  const World<double> world(random, all, all);
  SweepTrees<double> trees(world.plan, world.metric);
  std::vector<ArcId> path;
  for (std::size_t block = 0; block < world.plan.blocks().size(); ++block) {
    trees.sweep(block);
    for (std::size_t lane = 0; lane < world.plan.blocks()[block].origin.size(); ++lane) {
      const VertexId origin(world.plan.blocks()[block].origin[lane]);
      for (const VertexId to : all) {
        trees.path(lane, to.index(), path);
        if (trees.distance(lane, to.index()) == HUGE_VAL) continue;
        VertexId at = origin;
        double sum = 0.0;
        for (const ArcId arc : path) {
          ASSERT_EQ(random.graph.tail[arc], at);
          at = random.graph.head[arc];
          sum += random.weight[arc.index()];
        }
        ASSERT_EQ(at, to);
        ASSERT_EQ(sum, trees.distance(lane, to.index()));
      }
    }
  }
}

}  // namespace
}  // namespace planspiel
