#include "plugins/mobility/assignment/path_equilibrium.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "engine/base/parallel.hpp"
#include "tests/unit/plugins/mobility/assignment/small_networks.hpp"

namespace planspiel::mobility {
namespace {

using test::braess;
using test::grid_city;
using test::SmallNetwork;

TEST(PathEquilibrium, SolvesBraessParadox) {
  const SmallNetwork town = braess();
  const ReadyNetwork ready(town.network);
  const std::vector<float> demand{0.0f, 6.0f, 0.0f, 0.0f};
  PathFlows paths;
  const Equilibrium found =
      solve_path_equilibrium(ready, town.delay, std::vector<UserClass>{{demand}}, {.gap = 1e-12}, paths);
  const std::vector<double> expected{4.0, 2.0, 2.0, 2.0, 4.0};  // two on each of the three ways
  for (std::size_t arc = 0; arc < 5; ++arc) EXPECT_NEAR(found.volume[arc], expected[arc], 1e-6);
  EXPECT_NEAR(found.objective, 386.0, 1e-6);
}

TEST(PathEquilibrium, AgreesWithFrankWolfeAndDijkstra) {
  const SmallNetwork city = grid_city(10);
  const ReadyNetwork ready(city.network);
  const std::vector<UserClass> classes{{city.demand}};
  PathFlows paths;
  const Equilibrium tight = solve_path_equilibrium(ready, city.delay, classes, {.gap = 1e-10}, paths);
  const Equilibrium rough = solve_equilibrium(ready, city.delay, classes, {.gap = 1e-5});
  EXPECT_LE(tight.relative_gap, 1e-10);
  EXPECT_NEAR(relative_gap_by_dijkstra(city.network, city.delay, classes, tight.class_flow), tight.relative_gap, 1e-12);
  EXPECT_LE(tight.objective, rough.objective);
  EXPECT_NEAR(tight.objective, rough.objective, 2e-5 * tight.objective);
  for (std::size_t arc = 0; arc < tight.volume.size(); ++arc) EXPECT_NEAR(tight.time[arc], rough.time[arc], 2.0);
}

TEST(PathEquilibrium, SharesRoadsBetweenClasses) {
  const SmallNetwork city = grid_city(8);
  const ReadyNetwork ready(city.network);
  std::vector<double> toll(city.delay.size(), 0.0);
  for (std::size_t arc = 0; arc < toll.size(); arc += 5) toll[arc] = 60.0;
  std::vector<float> lorries(city.demand);
  for (float& trips : lorries) trips *= 0.2f;
  const std::vector<UserClass> classes{{city.demand}, {lorries, toll, 2.0}};
  PathFlows paths;
  const Equilibrium tight = solve_path_equilibrium(ready, city.delay, classes, {.gap = 1e-9}, paths);
  const Equilibrium rough = solve_equilibrium(ready, city.delay, classes, {.gap = 1e-5, .max_iterations = 5000});
  EXPECT_LE(relative_gap_by_dijkstra(city.network, city.delay, classes, tight.class_flow), 1.01e-9);
  EXPECT_NEAR(tight.objective, rough.objective, 2e-5 * tight.objective);
}

TEST(PathEquilibrium, StartsFromOtherDemandAndReachesTheSame) {
  const SmallNetwork city = grid_city(10);
  const ReadyNetwork ready(city.network);
  std::vector<float> other(city.demand);
  for (std::size_t cell = 0; cell < other.size(); ++cell) other[cell] *= cell % 3 == 0 ? 0.0f : 1.1f;
  PathFlows paths, cold_paths;
  solve_path_equilibrium(ready, city.delay, std::vector<UserClass>{{other}}, {.gap = 1e-8}, paths);
  const std::vector<UserClass> classes{{city.demand}};
  const Equilibrium warm = solve_path_equilibrium(ready, city.delay, classes, {.gap = 1e-10}, paths);
  const Equilibrium cold = solve_path_equilibrium(ready, city.delay, classes, {.gap = 1e-10}, cold_paths);
  EXPECT_NEAR(warm.objective, cold.objective, 1e-9 * cold.objective);
  EXPECT_LE(relative_gap_by_dijkstra(city.network, city.delay, classes, warm.class_flow), 1.1e-10);
}

TEST(PathEquilibrium, LeavesAClosedRoad) {
  const SmallNetwork city = grid_city(8);
  const ReadyNetwork ready(city.network);
  PathFlows paths;
  const Equilibrium open =
      solve_path_equilibrium(ready, city.delay, std::vector<UserClass>{{city.demand}}, {.gap = 1e-6}, paths);
  const std::size_t busiest =
      static_cast<std::size_t>(std::max_element(open.volume.begin(), open.volume.end()) - open.volume.begin());
  std::vector<double> closed(city.delay.size(), 0.0);
  closed[busiest] = HUGE_VAL;
  const std::vector<UserClass> classes{{city.demand, closed}};
  const Equilibrium found = solve_path_equilibrium(ready, city.delay, classes, {.gap = 1e-6}, paths);
  EXPECT_EQ(found.volume[busiest], 0.0);
  EXPECT_EQ(found.unreachable, 0.0);
  EXPECT_LE(relative_gap_by_dijkstra(city.network, city.delay, classes, found.class_flow), 1.1e-6);
}

TEST(PathEquilibrium, CountsUnreachableTripsAndIgnoresTheDiagonal) {
  SmallNetwork road;
  road.network.graph = make_road_graph(2, {VertexId(0)}, {VertexId(1)});
  road.network.departs = road.network.arrives = {VertexId(0), VertexId(1)};
  road.delay = VolumeDelay(1);
  road.delay.set(ArcId(0), {.free_time = 10.0, .capacity = 10.0});
  const ReadyNetwork ready(road.network);
  const std::vector<float> demand{50, 1, 7, 50};
  PathFlows paths;
  const Equilibrium found = solve_path_equilibrium(ready, road.delay, std::vector<UserClass>{{demand}}, {}, paths);
  EXPECT_EQ(found.volume, (std::vector<double>{1.0}));
  EXPECT_EQ(found.unreachable, 7.0);
}

TEST(PathEquilibrium, GivesTheSameBitsForAnyNumberOfThreads) {
  const SmallNetwork city = grid_city(12);
  const ReadyNetwork ready(city.network);
  std::vector<std::vector<double>> volumes;
  for (const int threads : {1, 2, 4}) {
    const ThreadLimit limit(threads);
    PathFlows paths;
    volumes.push_back(
        solve_path_equilibrium(ready, city.delay, std::vector<UserClass>{{city.demand}}, {.gap = 1e-8}, paths).volume);
  }
  EXPECT_EQ(volumes[0], volumes[1]);
  EXPECT_EQ(volumes[0], volumes[2]);
}

TEST(PathFlows, TidyKeepsTheUsedPaths) {
  PathFlows flows;
  flows.pairs.resize(1);
  const std::vector<std::uint32_t> a{1, 2, 3}, b{4, 5}, c{6};
  const std::uint32_t first = flows.add(flows.pairs[0], a, 1.0);
  const std::uint32_t second = flows.add(flows.pairs[0], b, 2.0);
  flows.remove(flows.pairs[0], first);
  flows.tidy();
  EXPECT_EQ(flows.stored_arcs(), 2u);
  EXPECT_EQ(std::vector<std::uint32_t>(flows.arcs(flows.paths[second]).begin(), flows.arcs(flows.paths[second]).end()),
            b);
  EXPECT_EQ(flows.add(flows.pairs[0], c, 0.0), first);  // its place is free
}

}  // namespace
}  // namespace planspiel::mobility
