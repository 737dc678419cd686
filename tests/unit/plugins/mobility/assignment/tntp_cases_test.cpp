/// The public test networks with published answers, where their folder is at hand.

#include <gtest/gtest.h>

#include <filesystem>

#include "plugins/mobility/assignment/equilibrium.hpp"
#include "plugins/mobility/assignment/path_equilibrium.hpp"
#include "plugins/mobility/assignment/tntp.hpp"

namespace planspiel::mobility {
namespace {

struct Case {
  std::string name, net, trips;
  double objective;  ///< published, Beckmann
  TntpWeights weights{};
};

const std::filesystem::path kShared = std::filesystem::path(PLANSPIEL_SOURCE_DIR) / ".." / "shared";

TntpProblem read_case(const Case& wanted) {
  const std::filesystem::path folder = kShared / "cases" / "assignment" / wanted.name;
  return make_tntp_problem(read_tntp_network(folder / wanted.net), read_tntp_trips(folder / wanted.trips),
                           wanted.weights);
}

class PublishedCase : public testing::TestWithParam<Case> {
 protected:
  void SetUp() override {
    if (!std::filesystem::exists(kShared)) GTEST_SKIP() << "the published cases are not here: " << kShared;
  }
};

TEST_P(PublishedCase, FrankWolfeReachesTheObjective) {
  const TntpProblem problem = read_case(GetParam());
  const ReadyNetwork ready(problem.network);
  const std::vector<UserClass> classes{{problem.demand, problem.fixed_cost}};
  const Equilibrium found = solve_equilibrium(ready, problem.delay, classes, {.gap = 1e-4, .max_iterations = 1000});
  EXPECT_LE(relative_gap_by_dijkstra(problem.network, problem.delay, classes, found.class_flow), 1.01e-4);
  EXPECT_EQ(found.unreachable, 0.0);
  // the objective is at most gap · total cost above its minimum; the published one is rounded in the last digit
  EXPECT_GE(found.objective, GetParam().objective * (1.0 - 1e-8));
  EXPECT_LE(found.objective, GetParam().objective * (1.0 + 2e-4));
}

TEST_P(PublishedCase, PathsReachTheObjectiveToItsLastDigits) {
  const TntpProblem problem = read_case(GetParam());
  const ReadyNetwork ready(problem.network);
  const std::vector<UserClass> classes{{problem.demand, problem.fixed_cost}};
  PathFlows paths;
  const Equilibrium found =
      solve_path_equilibrium(ready, problem.delay, classes, {.gap = 1e-10, .max_iterations = 200}, paths);
  EXPECT_LE(relative_gap_by_dijkstra(problem.network, problem.delay, classes, found.class_flow), 1.1e-10);
  // published to three decimals
  EXPECT_NEAR(found.objective, GetParam().objective, 1e-3 + 1e-9 * GetParam().objective);
}

INSTANTIATE_TEST_SUITE_P(
    Tntp, PublishedCase,
    testing::Values(
        Case{"Braess-Example", "Braess_net.tntp", "Braess_trips.tntp", 386.0},
        Case{"SiouxFalls", "SiouxFalls_net.tntp", "SiouxFalls_trips.tntp", 4231335.287},
        Case{"Eastern-Massachusetts", "EMA_net.tntp", "EMA_trips.tntp", 26160.346},
        Case{"Anaheim", "Anaheim_net.tntp", "Anaheim_trips.tntp", 1286032.171},
        Case{"Berlin-Mitte-Center", "berlin-mitte-center_net.tntp", "berlin-mitte-center_trips.tntp", 992954.700},
        Case{"Berlin-Mitte-Prenzlauerberg-Friedrichshain-Center",
             "berlin-mitte-prenzlauerberg-friedrichshain-center_net.tntp",
             "berlin-mitte-prenzlauerberg-friedrichshain-center_trips.tntp", 2308257.181},
        Case{"Chicago-Sketch", "ChicagoSketch_net.tntp", "ChicagoSketch_trips.tntp", 17313018.739, {0.02, 0.04}}),
    [](const auto& wanted) {
      std::string name = wanted.param.name;
      std::erase(name, '-');
      return name;
    });

TEST(TntpCases, RefuseTheMunichNetworkAtItsFirstBrokenRow) {
  if (!std::filesystem::exists(kShared)) GTEST_SKIP() << "the published cases are not here: " << kShared;
  const std::filesystem::path path = kShared / "cases" / "assignment" / "Munich" / "munich_net.tntp";
  ASSERT_TRUE(std::filesystem::exists(path));
  EXPECT_ANY_THROW(read_tntp_network(path));  // line 294: a connector with capacity 0
}

}  // namespace
}  // namespace planspiel::mobility
