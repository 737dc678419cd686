#include "engine/location/function_cover.hpp"

#include "engine/base/error.hpp"
#include "tests/unit/engine/location/cover_cases.hpp"

namespace planspiel::location {
namespace {

/// Weight of the places that 10 functions reach early and 16 late.
double met(const FunctionCoverProblem& problem, const std::vector<double>& functions) {
  double sum = 0.0;
  for (PlaceNumber place = 0; place < problem.early.places; ++place) {
    double early = 0.0, late = 0.0;
    for (SiteNumber site = 0; site < functions.size(); ++site) {
      const auto reaches = [&](const CoverProblem& reach) {
        return std::ranges::find(reach.covers(site), place) != reach.covers(site).end();
      };
      early += reaches(problem.early) ? functions[site] : 0.0;
      late += reaches(problem.late) ? functions[site] : 0.0;
    }
    if (early >= problem.early_functions && late >= problem.late_functions) sum += problem.early.weight[place];
  }
  return sum;
}

/// The best of all choices of a size or none at each site.
double best_of_all_sizes(const FunctionCoverProblem& problem) {
  const std::size_t sites = problem.early.sites(), sizes = problem.sizes.size() + 1;
  std::size_t choices = 1;
  for (std::size_t site = 0; site < sites; ++site) choices *= sizes;
  double best = 0.0;
  for (std::size_t choice = 0; choice < choices; ++choice) {
    std::vector<double> functions = problem.existing;
    functions.resize(sites, 0.0);
    double cost = 0.0;
    std::size_t grown = 0, rest = choice;
    for (std::size_t site = 0; site < sites; ++site, rest /= sizes) {
      if (rest % sizes == 0) continue;
      functions[site] += problem.sizes[rest % sizes - 1].functions;
      cost += problem.sizes[rest % sizes - 1].cost;
      ++grown;
    }
    if (grown <= problem.most_new && cost <= problem.budget) best = std::max(best, met(problem, functions));
  }
  return best;
}

TEST(FunctionCover, CountsFunctionsOfSeveralStationsAtThePlace) {
  // Place a: early A, late A and B. A alone gives 10 + 0, with B 10 early and 16 late.
  FunctionCoverProblem problem;
  problem.early = test::problem_of({{0}, {}}, {7});
  problem.late = test::problem_of({{0}, {0}}, {7});
  problem.existing = {10.0, 0.0};
  problem.sizes = {{6.0, 1.0}};
  EXPECT_EQ(weight_met(problem, {}, {}), 0.0);
  const FunctionCoverAnswer answer = solve_function_cover(problem, {});
  EXPECT_EQ(answer.choice.value, 7.0);
  EXPECT_EQ(answer.choice.bound, 7.0);
  EXPECT_EQ(answer.choice.open.size(), 1u);  // six more at either station
}

TEST(FunctionCover, TakesTwoSmallStationsWhereTheBudgetHasNoRoomForALargeOne) {
  // 16 functions at once cost 5; 10 and 6 at two stations cost 2 and 1.
  FunctionCoverProblem problem;
  problem.early = problem.late = test::problem_of({{0}, {0}}, {3});
  problem.sizes = {{6.0, 1.0}, {10.0, 2.0}, {16.0, 5.0}};
  problem.budget = 3.0;
  const FunctionCoverAnswer answer = solve_function_cover(problem, {});
  EXPECT_EQ(answer.choice.value, 3.0);
  EXPECT_EQ(answer.choice.open, (std::vector<SiteNumber>{0, 1}));
  EXPECT_EQ(answer.size[0] + answer.size[1], 1u);  // one of 6, one of 10
  problem.most_new = 1;
  EXPECT_EQ(solve_function_cover(problem, {}).choice.bound, 0.0);
}

TEST(FunctionCover, FindsTheBestOfAllSizes) {
  for (std::uint64_t seed = 1; seed <= 40; ++seed) {
    FunctionCoverProblem problem;
    problem.early = test::random_town(seed, 7, 0.35);
    problem.late = test::random_town(seed, 7, 0.6);
    problem.sizes = {{6.0, 1.0}, {10.0, 1.5}, {16.0, 2.25}};
    problem.most_new = 1 + seed % 3;
    if (seed % 5 == 0) problem.budget = 4.0;
    if (seed % 4 == 0) problem.existing = {6.0, 0.0, 10.0, 0.0, 0.0, 4.5, 0.0};
    const FunctionCoverAnswer answer = solve_function_cover(problem, {});
    std::vector<double> functions = problem.existing;
    functions.resize(7, 0.0);
    double cost = 0.0;
    for (std::size_t k = 0; k < answer.size.size(); ++k) {
      functions[answer.choice.open[k]] += problem.sizes[answer.size[k]].functions;
      cost += problem.sizes[answer.size[k]].cost;
    }
    EXPECT_LE(answer.size.size(), problem.most_new) << seed;
    EXPECT_LE(cost, problem.budget) << seed;
    EXPECT_EQ(answer.choice.value, met(problem, functions)) << seed;
    EXPECT_EQ(answer.choice.value, best_of_all_sizes(problem)) << seed;
    EXPECT_EQ(answer.choice.bound, answer.choice.value) << seed;
  }
}

TEST(FunctionCover, BoundHoldsWhereTheSearchStopsEarly) {
  FunctionCoverProblem problem;
  problem.early = test::random_town(11, 60, 0.15);
  problem.late = test::random_town(11, 60, 0.3);
  problem.sizes = {{6.0, 1.0}, {10.0, 1.5}, {16.0, 2.25}};
  problem.most_new = 5;
  const FunctionCoverAnswer root = solve_function_cover(problem, {}, 1), more = solve_function_cover(problem, {}, 60);
  EXPECT_GE(root.choice.bound, more.choice.bound);
  EXPECT_GE(more.choice.bound, root.choice.value);
  EXPECT_GE(more.choice.bound, more.choice.value);
}

TEST(FunctionCover, RefusesSizesThatDoNotGrow) {
  FunctionCoverProblem problem;
  problem.early = problem.late = test::problem_of({{0}}, {1});
  problem.sizes = {{10.0, 1.0}, {6.0, 1.0}};
  try {
    solve_function_cover(problem, {});
    FAIL() << "6 comes after 10";
  } catch (const Error& error) {
    EXPECT_STREQ(error.what(),
                 "function cover: sizes must have more functions one after the other, the first more than none");
  }
}

}  // namespace
}  // namespace planspiel::location
