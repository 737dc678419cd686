/// User equilibrium on square towns of two sizes to a relative gap of 1e-4. The gap is checked by Dijkstra in double
/// precision, which the solver does not use.

#include <benchmark/benchmark.h>

#include "benchmarks/mobility/check.hpp"
#include "engine/base/parallel.hpp"
#include "engine/base/random.hpp"
#include "plugins/mobility/assignment/equilibrium.hpp"

namespace planspiel::mobility {
namespace {

constexpr double kGap = 1e-4;

/// side × side crossings; every third one is a zone.
struct SquareTown {
  AssignmentNetwork network{};
  VolumeDelay delay{};
  std::vector<float> demand{};

  explicit SquareTown(std::size_t side) {
    const RandomStream random(1, "benchmark.square_town");
    Column<ArcId, VertexId> tail, head;
    const auto street = [&](std::size_t a, std::size_t b) {
      for (const auto& [from, to] : {std::pair{a, b}, std::pair{b, a}}) {
        tail.push_back(VertexId(from));
        head.push_back(VertexId(to));
      }
    };
    for (std::size_t row = 0; row < side; ++row)
      for (std::size_t column = 0; column < side; ++column) {
        const std::size_t here = row * side + column;
        if (column + 1 < side) street(here, here + 1);
        if (row + 1 < side) street(here, here + side);
        if ((row + 2 * column) % 9 == 0) network.departs.emplace_back(here);
      }
    network.arrives = network.departs;
    network.graph = make_road_graph(side * side, std::move(tail), std::move(head));
    delay = VolumeDelay(network.graph.arcs());
    for (const ArcId arc : network.graph.tail.ids())
      delay.set(arc, {.free_time = 20.0 + 40.0 * random.uniform(arc.index(), 0),
                      .capacity = 400.0 + 800.0 * random.uniform(arc.index(), 1)});
    const std::size_t zones = network.zones();
    demand.assign(zones * zones, 0.0f);
    const double trips = 60000.0 * static_cast<double>(side) / 48.0 / static_cast<double>(demand.size());
    for (std::size_t pair = 0; pair < demand.size(); ++pair)
      if (pair / zones != pair % zones) demand[pair] = static_cast<float>(trips);
  }
};

void equilibrium(benchmark::State& state) {
  const SquareTown town(static_cast<std::size_t>(state.range(0)));
  const ThreadLimit threads(static_cast<int>(state.range(1)));
  const ReadyNetwork ready(town.network);
  const std::vector<UserClass> users{{.demand = town.demand}};
  const EquilibriumOptions options{.gap = kGap, .max_iterations = 2000};
  const Equilibrium found = solve_equilibrium(ready, town.delay, users, options);
  const double gap = relative_gap_by_dijkstra(town.network, town.delay, users, found.class_flow);
  check_answer(found.relative_gap <= kGap && std::abs(gap) <= 1.1 * kGap, "the relative gap");
  double moved = 0.0;
  for (const double volume : found.volume) moved += volume;
  check_answer(moved > 0.0, "traffic on the roads");
  for (auto _ : state) benchmark::DoNotOptimize(solve_equilibrium(ready, town.delay, users, options));
}

BENCHMARK(equilibrium)->ArgsProduct({{24, 48}, {1, 2, 4, 8}})->Unit(benchmark::kMillisecond)->UseRealTime();

}  // namespace
}  // namespace planspiel::mobility

BENCHMARK_MAIN();
