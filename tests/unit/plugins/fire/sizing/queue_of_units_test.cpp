#include "plugins/fire/sizing/queue_of_units.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

#include "engine/base/error.hpp"
#include "plugins/fire/sizing/simulation/replications.hpp"
#include "tests/unit/plugins/fire/sizing/simulation/small_service.hpp"

using namespace planspiel;
using namespace planspiel::fire;
using test::fixed;

namespace {

/// Twelve places along a road, stations at places 1, 5 and 9; an hour on scene; drives of 100 s per place.
YearProblem road(std::uint32_t engines_each, double per_year, AlarmPlan alarm) {
  YearProblem problem;
  std::vector<std::vector<float>> drive_s(12);
  for (std::size_t place = 0; place < 12; ++place)
    for (const double at : {1.0, 5.0, 9.0})
      drive_s[place].push_back(static_cast<float>(30.0 + 100.0 * std::abs(static_cast<double>(place) - at + 0.1)));
  problem.travel = test::travel(drive_s);
  problem.types = {{.name = "fire",
                    .per_year = std::vector<double>(12, per_year / 12.0),
                    .on_scene = {Duration::Law::lognormal, 3000.0, 0.6},
                    .first_alarm = std::move(alarm)}};
  for (StationNumber station = 0; station < 3; ++station)
    for (std::uint32_t k = 0; k < engines_each; ++k)
      problem.units.push_back({.station = station, .turnout = fixed(75.0)});
  problem.dispatch.all_busy = queueing::WhenAllBusy::lost;
  problem.dispatch.free_again = DispatchRules::FreeAgain::back_at_station;
  return problem;
}

double mean_busy_of(const std::vector<YearSummary>& years, std::size_t unit) {
  return estimate(each(years, [&](const YearSummary& year) { return year.units[unit].busy; })).mean;
}

TEST(QueueOfUnits, IsAsBusyAsTheSimulatedYears) {
  const YearProblem problem = road(1, 4000.0, {.units = 1});  // about 0.16 Erlang a unit
  const QueueOfUnits queue = queue_of_units(problem, {});
  const auto years = simulate_years(problem, {.count = 20});
  // exact states, but exponential service of a unit's mean wherever it goes: within 2 % here
  for (std::size_t n = 0; n < 3; ++n) EXPECT_NEAR(queue.answer.busy[n] / mean_busy_of(years, n), 1.0, 0.02);
  for (std::size_t s = 0; s < 3; ++s) {
    const double away = estimate(each(years, [&](const YearSummary& year) { return year.stations[s].busy; })).mean;
    EXPECT_NEAR(queue.answer.station_busy[s] / away, 1.0, 0.05);
  }
}

TEST(QueueOfUnits, OfPairsIsNearTheSimulatedYears) {
  const YearProblem problem = road(3, 3000.0, {.functions = 10.0});  // two engines of six for each call
  const QueueOfUnits queue = queue_of_units(problem, {});
  EXPECT_THAT(queue.problem.units_needed, testing::Each(2u));
  const auto years = simulate_years(problem, {.count = 10});
  // measured up to 5.3 %: in the year, units that went together come home together
  for (std::size_t s = 0; s < 3; ++s) {  // the year sends the lower number of those that tie: compare stations
    double near = 0.0, simulated = 0.0;
    for (std::size_t n = 3 * s; n < 3 * s + 3; ++n) {
      near += queue.answer.busy[n];
      simulated += mean_busy_of(years, n);
    }
    EXPECT_NEAR(near / simulated, 1.0, 0.08);
  }
}

TEST(QueueOfUnits, GivesEachUnitTheServiceOfTheCallsItGoesTo) {
  // A single station: 75 s + twice the mean drive + the mean of the lognormal on scene
  YearProblem problem = road(1, 100.0, {.units = 1});
  problem.units.resize(1);
  const QueueOfUnits queue = queue_of_units(problem, {});
  double drive_s = 0.0;
  for (DemandClass place = 0; place < 12; ++place) drive_s += problem.travel.to(0, place)[0] / 12.0;
  const double busy_s = 75.0 + 2.0 * drive_s + 3000.0 * std::exp(0.18);
  EXPECT_NEAR(queue.problem.services_per_hour[0], 3600.0 / busy_s, 1e-9);
  EXPECT_NEAR(queue.answer.busy[0], queueing::erlang_b(1, 100.0 / 8760 * busy_s / 3600), 1e-9);
}

TEST(QueueOfUnits, TakesTheLoadOfTheHourWhereAskedTo) {
  YearProblem problem = road(1, 1000.0, {.units = 1});
  problem.types[0].week.assign(kHoursOfWeek, 1.0);
  problem.types[0].week[30] = 3.0;
  const auto calls = [&](QueueOptions::Load load) {
    double sum = 0.0;
    for (const double rate : queue_of_units(problem, {.hour_of_week = 30, .load = load}).problem.calls_per_hour)
      sum += rate;
    return sum;
  };
  EXPECT_NEAR(calls(QueueOptions::Load::mean_of_week), 1000.0 / 8760, 1e-12);
  EXPECT_NEAR(calls(QueueOptions::Load::of_the_hour), 1000.0 / 8760 * 3 * 168 / 170, 1e-12);
}

TEST(QueueOfUnits, HoldsOnlyTheUnitsOfTheTypeThatAreOnDuty) {
  YearProblem problem = road(2, 100.0, {.needs = {{.type = 1, .count = 1}}});
  problem.units[1].type = problem.units[3].type = 1;
  problem.units[3].hours = {.mask = 1u << 3};
  EXPECT_THAT(queue_of_units(problem, {.type = 1, .hour_of_week = 12}).unit, testing::ElementsAre(1));
  EXPECT_THAT(queue_of_units(problem, {.type = 1, .hour_of_week = 27}).unit, testing::ElementsAre(1, 3));
  EXPECT_THROW(queue_of_units(problem, {.type = 7}), Error);
}

TEST(UnitsNeeded, AreThoseOfTheNeedsAndWhatTheFunctionsAskForBeyond) {
  const AlarmPlan plan{.needs = {{.type = 0, .count = 1}, {.type = 1, .count = 1}}, .units = 3, .functions = 16.0};
  EXPECT_EQ(units_needed(plan, 0, 6.0), 2u);  // one needed, a third unit of any type
  EXPECT_EQ(units_needed(plan, 1, 6.0), 2u);
  EXPECT_EQ(units_needed(plan, kAnyType, 4.0), 4u);  // 16 / 4
  EXPECT_EQ(units_needed({}, 0, 6.0), 0u);
}

}  // namespace
