#include "engine/location/expected_cover.hpp"

#include "engine/base/error.hpp"
#include "tests/unit/engine/location/cover_cases.hpp"

namespace planspiel::location {
namespace {

/// 1 − Π q over the units that cover the place, times its weight.
double expected(const CoverProblem& problem, const std::vector<SiteNumber>& units,
                const std::function<double(SiteNumber)>& busy) {
  double sum = 0.0;
  for (PlaceNumber place = 0; place < problem.places; ++place) {
    double all_busy = 1.0;
    for (const SiteNumber site : units)
      if (std::ranges::find(problem.covers(site), place) != problem.covers(site).end()) all_busy *= busy(site);
    sum += problem.weight[place] * (1.0 - all_busy);
  }
  return sum;
}

TEST(ExpectedCover, PutsASecondUnitWhereThePeopleAre) {
  // A covers weight 10, B weight 1; both units at A: 10 · (1 − 0.5²) = 7.5 > 10 · 0.5 + 1 · 0.5.
  const CoverProblem problem = test::problem_of({{0}, {1}}, {10, 1});
  const LocationAnswer answer = solve_expected_cover(problem, {.units = 2, .most_per_site = 0, .busy = 0.5}, {});
  EXPECT_EQ(answer.open, (std::vector<SiteNumber>{0, 0}));
  EXPECT_DOUBLE_EQ(answer.value, 7.5);
  EXPECT_NEAR(answer.bound, 7.5, 1e-6);
}

TEST(ExpectedCover, FindsTheBestOfAllChoicesWithACommonBusyShare) {
  for (std::uint64_t seed = 1; seed <= 40; ++seed) {
    CoverProblem problem = test::random_problem(seed, {.places = 20, .sites = 8, .density = 0.3});
    if (seed % 3 == 0) problem.fixed = {2};
    const std::uint32_t most = seed % 2 == 0 ? 1 : 3;
    const double q = 0.1 + 0.1 * double(seed % 5);
    const auto value = [&](const std::vector<SiteNumber>& units) {
      return expected(problem, units, [&](SiteNumber) { return q; });
    };
    const LocationAnswer answer = solve_expected_cover(problem, {.units = 4, .most_per_site = most, .busy = q}, {});
    EXPECT_EQ(answer.open.size(), 4u);
    EXPECT_TRUE(test::holds(answer.open, problem.fixed)) << seed;
    EXPECT_NEAR(answer.value, value(answer.open), 1e-9) << seed;
    EXPECT_NEAR(answer.value, test::best_of_all(problem, 4, most, value), 1e-6) << seed;
    EXPECT_GE(answer.bound, answer.value) << seed;
    EXPECT_NEAR(answer.bound, answer.value, 1e-5) << seed;
  }
}

TEST(ExpectedCover, BoundsTheBestOfAllChoicesWithABusyShareBySite) {
  for (std::uint64_t seed = 1; seed <= 30; ++seed) {
    const CoverProblem problem = test::random_problem(seed, {.places = 20, .sites = 8, .density = 0.3});
    ExpectedCoverOptions options{.units = 3};
    for (std::size_t site = 0; site < 8; ++site) options.busy_of.push_back(0.1 * double((site + seed) % 7));
    const auto value = [&](const std::vector<SiteNumber>& units) {
      return expected(problem, units, [&](SiteNumber site) { return options.busy_of[site]; });
    };
    const LocationAnswer answer = solve_expected_cover(problem, options, {});
    const double best = test::best_of_all(problem, 3, 1, value);
    EXPECT_NEAR(answer.value, value(answer.open), 1e-9) << seed;
    EXPECT_LE(answer.value, best + 1e-9) << seed;
    EXPECT_GE(answer.value, 0.95 * best) << seed;
    EXPECT_GE(answer.bound, best - 1e-9) << seed;
  }
}

TEST(ExpectedCover, RefusesABusyShareOfOne) {
  const CoverProblem problem = test::problem_of({{0}, {1}}, {10, 1});
  try {
    solve_expected_cover(problem, {.units = 1, .busy = 1.0}, {});
    FAIL() << "a unit that is always busy covers nothing";
  } catch (const Error& error) {
    EXPECT_STREQ(error.what(),
                 "expected cover: a busy share must be at least 0 and below 1, for site 0 it is 1.000000");
  }
  EXPECT_THROW(solve_expected_cover(problem, {.units = 3}, {}), Error);
}

}  // namespace
}  // namespace planspiel::location
