#include "plugins/mobility/assignment/equilibrium.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "engine/base/error.hpp"
#include "engine/base/parallel.hpp"
#include "plugins/mobility/assignment/path_equilibrium.hpp"
#include "tests/unit/plugins/mobility/assignment/small_networks.hpp"

namespace planspiel::mobility {
namespace {

using test::braess;
using test::grid_city;
using test::SmallNetwork;

TEST(Equilibrium, SolvesBraessParadox) {
  const SmallNetwork town = braess();
  const ReadyNetwork ready(town.network);
  const std::vector<float> demand{0.0f, 6.0f, 0.0f, 0.0f};
  const Equilibrium found = solve_equilibrium(ready, town.delay, std::vector<UserClass>{{demand}}, {.gap = 1e-9});
  // two take each of A-C-B, A-D-B and A-C-D-B; everybody needs 92
  EXPECT_NEAR(found.volume[0], 4.0, 1e-6);
  EXPECT_NEAR(found.volume[1], 2.0, 1e-6);
  EXPECT_NEAR(found.volume[2], 2.0, 1e-6);
  EXPECT_NEAR(found.volume[3], 2.0, 1e-6);
  EXPECT_NEAR(found.volume[4], 4.0, 1e-6);
  EXPECT_NEAR(found.time[0] + found.time[2], 92.0, 1e-5);
}

/// Two roads from zone 0 to zone 1: short with a toll, long and free; both with linear delay.
struct TwoRoads : SmallNetwork {
  TwoRoads() {
    network.graph = make_road_graph(2, {VertexId(0), VertexId(0)}, {VertexId(1), VertexId(1)});
    network.departs = network.arrives = {VertexId(0), VertexId(1)};
    delay = VolumeDelay(2);
    delay.set(ArcId(0), {.free_time = 10.0, .capacity = 10.0, .alpha = 1.0, .beta = 1.0});  // 10 + x
    delay.set(ArcId(1), {.free_time = 20.0, .capacity = 20.0, .alpha = 1.0, .beta = 1.0});  // 20 + x
  }
};

TEST(Equilibrium, BalancesTimePlusFixedCost) {
  const TwoRoads roads;
  const ReadyNetwork ready(roads.network);
  const std::vector<float> demand{0, 30, 0, 0};
  const std::vector<double> toll{4.0, 0.0};
  const Equilibrium found =
      solve_equilibrium(ready, roads.delay, std::vector<UserClass>{{demand, toll}}, {.gap = 1e-9});
  // 10 + x + 4 = 20 + (30 - x)  →  x = 18
  EXPECT_NEAR(found.volume[0], 18.0, 1e-6);
  EXPECT_NEAR(found.objective, 10.0 * 18 + 162.0 + 4.0 * 18 + 20.0 * 12 + 72.0, 1e-5);
}

TEST(Equilibrium, SharesRoadsBetweenClasses) {
  const TwoRoads roads;
  const ReadyNetwork ready(roads.network);
  const std::vector<float> cars{0, 20, 0, 0}, lorries{0, 5, 0, 0};
  const std::vector<double> toll{0.0, 0.0}, lorry_toll{100.0, 0.0};
  const std::vector<UserClass> classes{{cars, toll}, {lorries, lorry_toll, 2.0}};
  const Equilibrium found = solve_equilibrium(ready, roads.delay, classes, {.gap = 1e-9});
  // all lorries stay on the free road: 10 + x = 20 + 10 + (20 - x)  →  x = 20: all cars on the short one
  EXPECT_NEAR(found.class_flow[1][1], 5.0, 1e-6);
  EXPECT_NEAR(found.class_flow[0][0], 20.0, 1e-6);
  EXPECT_NEAR(found.volume[1], 10.0, 1e-6);
}

TEST(Equilibrium, CountsUnreachableTripsAndIgnoresTheDiagonal) {
  const TwoRoads roads;
  const ReadyNetwork ready(roads.network);
  const std::vector<float> demand{50, 1, 7, 50};
  const Equilibrium found = solve_equilibrium(ready, roads.delay, std::vector<UserClass>{{demand}});
  EXPECT_EQ(found.unreachable, 7.0);
  EXPECT_EQ(found.volume, (std::vector<double>{1.0, 0.0}));
}

TEST(Equilibrium, NeverUsesAClosedRoad) {
  const TwoRoads roads;
  const ReadyNetwork ready(roads.network);
  const std::vector<float> demand{0, 30, 0, 0};
  const std::vector<double> closed{HUGE_VAL, 0.0};
  const Equilibrium found = solve_equilibrium(ready, roads.delay, std::vector<UserClass>{{demand, closed}});
  EXPECT_EQ(found.volume, (std::vector<double>{0.0, 30.0}));
  EXPECT_TRUE(std::isfinite(found.objective));
}

TEST(Equilibrium, ReportsTheGapThatDijkstraFinds) {
  const SmallNetwork city = grid_city(12);
  const ReadyNetwork ready(city.network);
  const std::vector<UserClass> classes{{city.demand}};
  for (const double gap : {1e-2, 1e-3, 1e-4}) {
    const Equilibrium found = solve_equilibrium(ready, city.delay, classes, {.gap = gap});
    const double checked = relative_gap_by_dijkstra(city.network, city.delay, classes, found.class_flow);
    EXPECT_LE(found.relative_gap, gap);
    EXPECT_NEAR(checked, found.relative_gap, 1e-6);
  }
}

TEST(Equilibrium, GivesTheSameBitsForAnyNumberOfThreads) {
  const SmallNetwork city = grid_city(12);
  const ReadyNetwork ready(city.network);
  std::vector<std::vector<double>> volumes;
  for (const int threads : {1, 2, 4}) {
    const ThreadLimit limit(threads);
    volumes.push_back(solve_equilibrium(ready, city.delay, std::vector<UserClass>{{city.demand}}).volume);
  }
  EXPECT_EQ(volumes[0], volumes[1]);
  EXPECT_EQ(volumes[0], volumes[2]);
}

TEST(Equilibrium, ConservesTripsAtEveryCrossing) {
  const SmallNetwork city = grid_city(8);
  const ReadyNetwork ready(city.network);
  const Equilibrium found = solve_equilibrium(ready, city.delay, std::vector<UserClass>{{city.demand}});
  std::vector<double> balance(city.network.graph.vertices, 0.0);
  for (const ArcId arc : city.network.graph.tail.ids()) {
    balance[city.network.graph.tail[arc].index()] += found.volume[arc.index()];
    balance[city.network.graph.head[arc].index()] -= found.volume[arc.index()];
  }
  const std::size_t zones = city.network.zones();
  for (std::size_t i = 0; i < zones; ++i) {
    for (std::size_t j = 0; j < zones; ++j) {
      balance[city.network.departs[i].index()] -= city.demand[i * zones + j];
      balance[city.network.arrives[j].index()] += city.demand[i * zones + j];
    }
  }
  for (const double left : balance) EXPECT_NEAR(left, 0.0, 1e-6);
}

TEST(Equilibrium, StartsFromAnotherOneAndLoadsOnlyTheDifference) {
  const SmallNetwork city = grid_city(12);
  const ReadyNetwork ready(city.network);
  const EquilibriumOptions options{.gap = 1e-4, .max_iterations = 2000};
  std::vector<float> demand(city.demand);
  Equilibrium found = solve_equilibrium(ready, city.delay, std::vector<UserClass>{{demand}}, options);
  for (std::uint64_t change = 0; change < 6; ++change) {  // errors would add up
    const std::vector<float> before(demand);
    const RandomStream random(change, "test.change");
    for (std::size_t i = 0; i < demand.size(); ++i) demand[i] *= static_cast<float>(0.95 + 0.1 * random.uniform(i));
    const std::vector<std::span<const float>> old{before};
    const std::vector<std::vector<double>> flow(found.class_flow);
    found = solve_equilibrium(ready, city.delay, std::vector<UserClass>{{demand}}, options, {flow, old});
  }
  PathFlows paths;
  const std::vector<UserClass> classes{{demand}};
  const Equilibrium exact = solve_path_equilibrium(ready, city.delay, classes, {.gap = 1e-9}, paths);
  const Equilibrium cold = solve_equilibrium(ready, city.delay, classes, options);
  EXPECT_LT(found.iterations, cold.iterations / 2);
  EXPECT_LE(relative_gap_by_dijkstra(city.network, city.delay, classes, found.class_flow), 1.05e-4);
  EXPECT_GE(found.objective, exact.objective * (1.0 - 1e-6));
  EXPECT_LE(found.objective, exact.objective * (1.0 + 1e-4));
}

TEST(Equilibrium, LeavesAStartAsideThatUsesAClosedRoad) {
  const TwoRoads roads;
  const ReadyNetwork ready(roads.network);
  const std::vector<float> demand{0, 30, 0, 0};
  const std::vector<UserClass> open{{demand}};
  const Equilibrium before = solve_equilibrium(ready, roads.delay, open);
  const std::vector<double> closed{HUGE_VAL, 0.0};
  const std::vector<std::span<const float>> old{demand};
  const Equilibrium found =
      solve_equilibrium(ready, roads.delay, std::vector<UserClass>{{demand, closed}}, {}, {before.class_flow, old});
  EXPECT_EQ(found.volume, (std::vector<double>{0.0, 30.0}));
}

TEST(Skim, GivesTimeAndLengthOfTheFastestPath) {
  const TwoRoads roads;
  const ReadyNetwork ready(roads.network);
  const std::vector<double> time{30.0, 25.0}, length{1000.0, 3000.0};
  std::vector<float> minutes(4), metres(4);
  skim(ready, time, minutes, std::vector<SkimAlong>{{length, metres}});
  EXPECT_EQ(minutes, (std::vector<float>{0.0f, 25.0f, HUGE_VALF, 0.0f}));
  EXPECT_EQ(metres, (std::vector<float>{0.0f, 3000.0f, HUGE_VALF, 0.0f}));
}

}  // namespace
}  // namespace planspiel::mobility
