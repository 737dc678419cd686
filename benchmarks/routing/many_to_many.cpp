/// Distances between many zones on square lattices of two sizes: one-to-all Dijkstra from each zone against the
/// hierarchy's sweeps. The answers are compared first.

#include <benchmark/benchmark.h>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <memory>

#include "engine/base/parallel.hpp"
#include "engine/base/random.hpp"
#include "engine/routing/dijkstra.hpp"
#include "engine/routing/hierarchy.hpp"
#include "engine/routing/sweep.hpp"

namespace planspiel {
namespace {

struct Lattice {
  RoadGraph graph;
  std::vector<double> weight;
  std::vector<VertexId> zones;

  explicit Lattice(std::size_t side) {
    Column<ArcId, VertexId> tail, head;
    const RandomStream random(1, "benchmark.lattice");
    const auto join = [&](std::size_t a, std::size_t b) {
      for (const auto& [from, to] : {std::pair{a, b}, std::pair{b, a}}) {
        weight.push_back(std::floor(10.0 + 90.0 * random.uniform(weight.size())));
        tail.push_back(VertexId(from));
        head.push_back(VertexId(to));
      }
    };
    for (std::size_t row = 0; row < side; ++row)
      for (std::size_t column = 0; column < side; ++column) {
        const std::size_t here = row * side + column;
        if (column + 1 < side) join(here, here + 1);
        if (row + 1 < side) join(here, here + side);
        if (here % (side * side / 256) == 0 && zones.size() < 256) zones.emplace_back(here);
      }
    graph = make_road_graph(side * side, std::move(tail), std::move(head));
  }
};

std::vector<float> by_dijkstra(const Lattice& lattice) {
  std::vector<float> matrix(lattice.zones.size() * lattice.zones.size());
  for_each_piece(lattice.zones.size(), 16, [&](std::size_t begin, std::size_t end) {
    Dijkstra search(lattice.graph);
    for (std::size_t i = begin; i < end; ++i) {
      search.run(lattice.weight, lattice.zones[i]);
      for (std::size_t j = 0; j < lattice.zones.size(); ++j)
        matrix[i * lattice.zones.size() + j] = static_cast<float>(search.distance(lattice.zones[j]));
    }
  });
  return matrix;
}

struct Sweeps {
  Hierarchy hierarchy;
  SweepPlan plan;
  Metric<float> metric;
  explicit Sweeps(const Lattice& lattice)
      : hierarchy(lattice.graph), plan(hierarchy, lattice.zones, lattice.zones), metric(hierarchy) {
    metric.customize(std::vector<float>(lattice.weight.begin(), lattice.weight.end()));
  }
};

std::vector<float> by_sweeps(const Sweeps& sweeps, std::size_t zones) {
  std::vector<float> matrix(zones * zones);
  sweep_distances<float>(sweeps.plan, sweeps.metric, matrix);
  return matrix;
}

void dijkstra(benchmark::State& state) {
  const Lattice lattice(static_cast<std::size_t>(state.range(0)));
  const ThreadLimit threads(static_cast<int>(state.range(1)));
  for (auto _ : state) benchmark::DoNotOptimize(by_dijkstra(lattice));
}

void sweeps(benchmark::State& state) {
  const Lattice lattice(static_cast<std::size_t>(state.range(0)));
  const ThreadLimit threads(static_cast<int>(state.range(1)));
  const Sweeps ready(lattice);
  if (by_sweeps(ready, lattice.zones.size()) != by_dijkstra(lattice)) {  // whole numbers: exact in both
    std::fputs("sweeps and Dijkstra disagree\n", stderr);
    std::exit(1);
  }
  for (auto _ : state) benchmark::DoNotOptimize(by_sweeps(ready, lattice.zones.size()));
}

void customization(benchmark::State& state) {
  const Lattice lattice(static_cast<std::size_t>(state.range(0)));
  Sweeps ready(lattice);
  const std::vector<float> weight(lattice.weight.begin(), lattice.weight.end());
  for (auto _ : state) ready.metric.customize(weight);
}

BENCHMARK(dijkstra)->ArgsProduct({{64, 160}, {1, 2, 4, 8}})->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK(sweeps)->ArgsProduct({{64, 160}, {1, 2, 4, 8}})->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK(customization)->Arg(64)->Arg(160)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace planspiel

BENCHMARK_MAIN();
