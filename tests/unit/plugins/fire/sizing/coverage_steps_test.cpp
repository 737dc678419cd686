#include "plugins/fire/sizing/coverage_steps.hpp"

#include <gtest/gtest.h>

#include "plugins/fire/sizing/simulation/replications.hpp"
#include "tests/unit/plugins/fire/sizing/simulation/small_service.hpp"

namespace planspiel::fire {
namespace {

/// Two professional stations and volunteers between three places; fires for which sixteen go out at once, and others.
/// Standards: one function in 300 s, ten in 420 s, sixteen in 500 s after the alarm.
YearProblem service(double incidents) {
  YearProblem year;
  year.travel = test::travel({{100.0f, 300.0f, 60.0f}, {250.0f, 200.0f, 150.0f}, {420.0f, 180.0f, 330.0f}});
  const auto crew = [](StationNumber station, std::uint32_t functions, double turnout_s) {
    return CrewedUnit{
        .station = station, .functions = functions, .turnout = {Duration::Law::lognormal, turnout_s, 0.45}};
  };
  year.units = {crew(0, 10, 90.0), crew(0, 6, 90.0), crew(1, 10, 90.0), crew(1, 6, 90.0), crew(2, 6, 240.0)};
  year.units[4].professional = false;
  year.units[4].shows_up.assign(24, 0.7);
  year.standards = {
      {.time_s = 300.0, .functions = 1.0}, {.time_s = 420.0, .functions = 10.0}, {.time_s = 500.0, .functions = 16.0}};
  const Duration scene{Duration::Law::lognormal, 1800.0, 0.7};
  year.types = {{.name = "fire",
                 .per_year = {incidents, incidents, incidents},
                 .on_scene = scene,
                 .first_alarm = {.functions = 16.0}},
                {.name = "other",
                 .per_year = {incidents, 0.0, 2.0 * incidents},
                 .on_scene = scene,
                 .first_alarm = {.functions = 6.0},
                 .standards = {1, 0, 0}}};
  year.dispatch.travel_sigma = 0.1;
  year.dispatch.never_busy = true;
  return year;
}

const Spread kSpread = Spread::of(0.45, 0.1);

TEST(CoverageSteps, EndWhereYearsWithoutBusyUnitsLie) {
  const YearProblem year = service(8000.0);
  const CoverageSteps steps = steps_of(year, kSpread);
  const auto years = simulate_years(year, {.count = 12, .seed = 3});
  for (std::size_t k = 0; k < year.standards.size(); ++k) {
    const Estimate share = estimate(each(years, [k](const YearSummary& one) { return one.in_time[k]; }));
    EXPECT_NEAR(steps.expected[k], share.mean, 1.5 * share.half_width) << k;  // 95 % intervals, three at once
    EXPECT_LT(share.half_width, 0.003) << k;
  }
}

TEST(CoverageSteps, TakeFixedTimesForThePlan) {
  const CoverageSteps steps = steps_of(service(1.0), Spread::of(0.0, 0.0));
  // One function in 300 s: the first place 190 s, the second 290 s, the third 270 s: all.
  EXPECT_DOUBLE_EQ(steps.covered[0], 1.0);
  // Ten in 420 s: ten of one station are at the places after 190, 290 and 270 s: all.
  EXPECT_DOUBLE_EQ(steps.covered[1], 1.0);
  // Sixteen in 500 s: 190, 290, 270 s of one station with both units.
  EXPECT_DOUBLE_EQ(steps.covered[2], 1.0);
  EXPECT_DOUBLE_EQ(steps.expected[2], steps.first_alarm[2]);  // nothing is drawn but volunteers, who are not sent
}

TEST(CoverageSteps, FallWhereTimesNearTheLimitSpread) {
  const CoverageSteps steps = steps_of(service(1.0), kSpread);
  for (std::size_t k = 0; k < 3; ++k) EXPECT_LT(steps.with_spread[k], steps.first_alarm[k]) << k;
}

TEST(CoverageSteps, OfAStandardThatCountsNothingAreNoNumbers) {
  YearProblem year = service(1.0);
  year.types.erase(year.types.begin());
  EXPECT_TRUE(std::isnan(steps_of(year, kSpread).expected[2]));
}

TEST(SimulatedYear, WithBusyUnitsIsNeverBetterThanWithout) {
  YearProblem year = service(8000.0);
  const auto idle = simulate_years(year, {.count = 4, .seed = 3});
  year.dispatch.never_busy = false;
  const auto busy = simulate_years(year, {.count = 4, .seed = 3});
  for (std::size_t k = 0; k < 3; ++k)
    for (std::size_t r = 0; r < idle.size(); ++r) EXPECT_LT(busy[r].in_time[k], idle[r].in_time[k] + 0.002) << k;
}

}  // namespace
}  // namespace planspiel::fire
