#include <gtest/gtest.h>

#include "engine/location/maximal_cover.hpp"
#include "engine/location/p_centre.hpp"
#include "engine/location/p_median.hpp"
#include "tests/unit/engine/location/cover_cases.hpp"

/// The unit of weights and distances is the user's: millionths and thousands of millions have the same best sites.
namespace planspiel::location {
namespace {

constexpr double kUnits[] = {1e-9, 1e-6, 1.0, 1e9};
constexpr std::uint64_t kCases = 20;

MedianProblem random_medians(std::uint64_t seed, double unit) {
  const RandomStream random(seed, "test.scale");
  MedianProblem problem{.places = 15, .sites = 9};
  for (std::size_t place = 0; place < problem.places; ++place) {
    problem.weight.push_back(1.0 + random.uniform(place, 100));
    for (std::size_t site = 0; site < problem.sites; ++site)
      problem.distance.push_back(unit * (1.0 + random.uniform(place, site)));
  }
  return problem;
}

TEST(Scale, OfDistancesChangesNoMedianAndNoCentre) {
  for (std::uint64_t seed = 0; seed < kCases; ++seed)
    for (const double unit : kUnits) {
      const MedianProblem problem = random_medians(seed, unit), same = random_medians(seed, 1.0);
      const LocationAnswer median = solve_p_median(problem, 3, {}), known = solve_p_median(same, 3, {});
      EXPECT_EQ(median.open, known.open) << seed << " " << unit;
      EXPECT_NEAR(median.value, known.value * unit, 1e-9 * known.value * unit);
      EXPECT_LE(relative_gap(median), 1e-9);
      EXPECT_NEAR(solve_p_centre(problem, 3, {}).value, solve_p_centre(same, 3, {}).value * unit, 1e-9 * unit);
    }
}

CoverProblem scaled(CoverProblem problem, double unit) {
  for (double& weight : problem.weight) weight *= unit;
  return problem;
}

TEST(Scale, OfWeightsChangesNoCover) {
  for (std::uint64_t seed = 0; seed < kCases; ++seed) {
    const CoverProblem known = test::random_problem(seed, {.places = 30, .sites = 12, .whole_weights = false});
    const LocationAnswer best = solve_maximal_cover(known, 4, {});
    for (const double unit : kUnits) {
      const LocationAnswer answer = solve_maximal_cover(scaled(known, unit), 4, {});
      EXPECT_NEAR(answer.value, best.value * unit, 1e-9 * best.value * unit) << seed << " " << unit;
      EXPECT_LE(relative_gap(answer), 1e-8) << seed << " " << unit;
    }
  }
}

}  // namespace
}  // namespace planspiel::location
