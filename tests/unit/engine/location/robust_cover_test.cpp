#include "engine/location/robust_cover.hpp"

#include <gtest/gtest.h>

#include "engine/base/error.hpp"
#include "tests/unit/engine/location/cover_cases.hpp"

namespace planspiel::location {
namespace {

double covered(const CoverProblem& problem, const std::vector<SiteNumber>& open) {
  const auto times = test::times(problem, open);
  double sum = 0.0;
  for (PlaceNumber place = 0; place < problem.places; ++place) sum += times[place] > 0 ? problem.weight[place] : 0.0;
  return sum;
}

double best_alone(const CoverProblem& problem, std::size_t p) {
  return test::best_of_all(problem, p, 1, [&](const std::vector<SiteNumber>& open) { return covered(problem, open); });
}

TEST(LeastRegret, TakesTheSiteThatNobodyLikesBestButAllLikeWell) {
  // By day A reaches 10 and C 9, by night B reaches 10 and C 9: with C each loses 1.
  RobustCoverProblem problem;
  problem.scenarios = {test::problem_of({{0}, {}, {1}}, {10, 9}), test::problem_of({{}, {0}, {1}}, {10, 9})};
  const RobustCoverAnswer answer = solve_least_regret(problem, 1, {});
  EXPECT_EQ(answer.choice.open, (std::vector<SiteNumber>{2}));
  EXPECT_EQ(answer.choice.value, 1.0);
  EXPECT_EQ(answer.best, (std::vector<double>{10, 10}));
  EXPECT_EQ(answer.covered, (std::vector<double>{9, 9}));
  EXPECT_NEAR(answer.choice.bound, 1.0, 1e-9);
}

TEST(LeastRegret, OneScenarioHasNone) {
  RobustCoverProblem problem;
  problem.scenarios = {test::random_problem(3, {})};
  const RobustCoverAnswer answer = solve_least_regret(problem, 3, {});
  EXPECT_EQ(answer.choice.value, 0.0);
  EXPECT_EQ(answer.choice.bound, 0.0);
}

TEST(LeastRegret, IsTheBestOfAllSetsAndProven) {
  for (std::uint64_t seed = 1; seed <= 30; ++seed) {
    RobustCoverProblem problem;
    problem.scenarios = {test::random_problem(seed, {}), test::random_problem(seed + 100, {.places = 15}),
                         test::random_problem(seed + 200, {})};
    if (seed % 2 == 0) problem.fixed = {static_cast<SiteNumber>(seed % 8)};
    std::vector<double> best;
    for (CoverProblem& scenario : problem.scenarios) {
      CoverProblem with = scenario;
      with.fixed = problem.fixed;
      best.push_back(best_alone(with, 3));
    }
    CoverProblem any = problem.scenarios[0];
    any.fixed = problem.fixed;
    const auto regret = [&](const std::vector<SiteNumber>& open) {
      double most = 0.0;
      for (std::size_t s = 0; s < best.size(); ++s)
        most = std::max(most, best[s] - covered(problem.scenarios[s], open));
      return most;
    };
    const double least =
        -test::best_of_all(any, 3, 1, [&](const std::vector<SiteNumber>& open) { return -regret(open); });
    const RobustCoverAnswer answer = solve_least_regret(problem, 3, {});
    EXPECT_EQ(answer.choice.open.size(), 3u);
    for (const SiteNumber site : problem.fixed)
      EXPECT_TRUE(std::ranges::binary_search(answer.choice.open, site)) << seed;
    EXPECT_EQ(answer.best, best) << seed;
    EXPECT_DOUBLE_EQ(answer.choice.value, regret(answer.choice.open)) << seed;
    EXPECT_NEAR(answer.choice.value, least, 1e-9) << seed;
    EXPECT_NEAR(answer.choice.bound, least, 1e-6) << seed;
  }
}

TEST(LeastRegret, RefusesScenariosOfOtherSites) {
  RobustCoverProblem problem;
  problem.scenarios = {test::problem_of({{0}, {}}, {1}), test::problem_of({{0}}, {1})};
  try {
    solve_least_regret(problem, 1, {});
    FAIL() << "accepted";
  } catch (const Error& error) {
    EXPECT_STREQ(error.what(), "least regret: scenario 1 has 1 sites, the first has 2; give all the same sites");
  }
}

}  // namespace
}  // namespace planspiel::location
