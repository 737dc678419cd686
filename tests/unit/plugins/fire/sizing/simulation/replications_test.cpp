#include "plugins/fire/sizing/simulation/replications.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

#include "engine/base/error.hpp"
#include "engine/base/parallel.hpp"
#include "engine/queueing/hypercube.hpp"
#include "tests/unit/plugins/fire/sizing/simulation/small_service.hpp"

using namespace planspiel;
using namespace planspiel::fire;
using test::fixed;

namespace {

constexpr Duration kExponentialHour{Duration::Law::exponential, kSecondsOfHour};

/// 95 % intervals that miss their mean once in twenty tests would not do: twice the half width is about 4 standard
/// errors.
void expect_near(const std::vector<double>& values, double expected) {
  const Estimate estimated = estimate(values);
  EXPECT_NEAR(estimated.mean, expected, 2.0 * estimated.half_width);
  EXPECT_LT(estimated.half_width, 0.03 * expected) << "too few replications to say anything";
}

const auto lost_share = [](const YearSummary& year) {
  return static_cast<double>(year.lost) / static_cast<double>(year.incidents);
};

/// A middle-sized service: stations on a line of places, engines with realistic times.
YearProblem town(std::size_t stations, std::size_t engines_each, double per_year) {
  YearProblem problem;
  const std::size_t places = 40;
  std::vector<std::vector<float>> drive_s(places);
  for (std::size_t place = 0; place < places; ++place)
    for (std::size_t s = 0; s < stations; ++s) {
      const double at = (static_cast<double>(s) + 0.5) * static_cast<double>(places) / static_cast<double>(stations);
      drive_s[place].push_back(static_cast<float>(30.0 + 25.0 * std::abs(at - static_cast<double>(place))));
    }
  problem.travel = test::travel(drive_s);
  problem.types = {{.name = "fire",
                    .per_year = std::vector<double>(places, per_year / static_cast<double>(places)),
                    .on_scene = {Duration::Law::lognormal, 1800.0, 0.6},
                    .first_alarm = {.functions = 10.0}}};
  for (std::size_t s = 0; s < stations; ++s)
    for (std::size_t e = 0; e < engines_each; ++e)
      problem.units.push_back(
          {.station = static_cast<StationNumber>(s), .turnout = {Duration::Law::lognormal, 75.0, 0.3}});
  problem.standards = {{.time_s = 480.0, .functions = 10}};
  problem.dispatch.move_up.station_class.resize(stations);
  for (std::size_t s = 0; s < stations; ++s)
    problem.dispatch.move_up.station_class[s] = static_cast<DemandClass>((2 * s + 1) * places / (2 * stations));
  return problem;
}

TEST(SimulatedYears, OfOneStationLoseByErlangB) {
  const auto years = simulate_years(test::queue(3, 2.0, kExponentialHour, queueing::WhenAllBusy::lost), {.count = 20});
  expect_near(each(years, lost_share), queueing::erlang_b(3, 2.0));
}

TEST(SimulatedYears, LoseByTheMeanOfTheServiceOnly) {  // M/G/N/N: a ladder of laws with the mean of one hour
  const double sigma = 1.0, median_s = kSecondsOfHour / std::exp(0.5);
  for (const Duration service : {fixed(kSecondsOfHour), Duration{Duration::Law::lognormal, median_s, sigma}}) {
    const auto years = simulate_years(test::queue(3, 2.0, service, queueing::WhenAllBusy::lost), {.count = 20});
    expect_near(each(years, lost_share), queueing::erlang_b(3, 2.0));
  }
}

TEST(SimulatedYears, OfOneStationWaitByErlangC) {
  const auto years = simulate_years(test::queue(4, 2.5, kExponentialHour, queueing::WhenAllBusy::waits), {.count = 60});
  expect_near(each(years, [](const YearSummary& year) { return year.waited; }), queueing::erlang_c(4, 2.5));
  expect_near(each(years, [](const YearSummary& year) { return year.mean_wait_s; }),
              queueing::erlang_c(4, 2.5) / (4 - 2.5) * kSecondsOfHour);
}

TEST(SimulatedYears, KeepLittlesLaw) {
  const auto years = simulate_years(test::queue(4, 3.0, kExponentialHour, queueing::WhenAllBusy::waits), {.count = 5});
  for (const YearSummary& year : years) {
    const double rate = static_cast<double>(year.incidents) / (kHoursOfYear * kSecondsOfHour);
    // waiting at both ends of the year differs a little: a few of 26,000 incidents
    EXPECT_NEAR(year.mean_waiting, rate * year.mean_wait_s, 2e-3 * year.mean_waiting);
  }
}

TEST(SimulatedYears, EqualTheHypercube) {
  // Four stations, one unit each; three places with lists of their own. Drives of milliseconds only order the units.
  YearProblem problem = test::queue(4, 0.0, kExponentialHour, queueing::WhenAllBusy::lost);
  problem.travel =
      test::travel({{.001f, .002f, .003f, .004f}, {.004f, .001f, .002f, .003f}, {.002f, .003f, .004f, .001f}});
  problem.types[0].per_year = {0.8 * kHoursOfYear, 0.5 * kHoursOfYear, 0.9 * kHoursOfYear};
  for (std::size_t n = 0; n < 4; ++n) problem.units[n].station = static_cast<StationNumber>(n);
  queueing::HypercubeProblem cube{.units = 4,
                                  .ranks = 4,
                                  .calls_per_hour = {0.8, 0.5, 0.9},
                                  .services_per_hour = {1, 1, 1, 1},
                                  .preference = {0, 1, 2, 3, 1, 2, 3, 0, 3, 0, 1, 2}};
  for (const auto all_busy : {queueing::WhenAllBusy::lost, queueing::WhenAllBusy::waits}) {
    problem.dispatch.all_busy = cube.all_busy = all_busy;
    const queueing::HypercubeAnswer answer = solve_hypercube(cube);
    const auto years = simulate_years(problem, {.count = 20});
    for (std::size_t n = 0; n < 4; ++n)
      expect_near(each(years, [&](const YearSummary& year) { return year.units[n].busy; }), answer.busy[n]);
    const std::size_t first_due[] = {0, 1, 3};
    for (std::size_t place = 0; place < 3; ++place)
      expect_near(each(years, [&](const YearSummary& year) { return year.stations[first_due[place]].busy; }),
                  answer.first_due_busy[place]);
  }
}

TEST(SimulatedYears, UnderLightLoadReachWhatTheEmptyCityDoes) {
  YearProblem problem = town(4, 2, 20.0);  // 20 incidents a year: nobody is busy
  for (CrewedUnit& unit : problem.units) unit.turnout = fixed(75.0);
  double covered = 0.0;  // ten functions are two engines of the nearest station: 75 s + drive ≤ 480 s
  problem.standards[0].time_s = 200.0;
  for (DemandClass place = 0; place < 40; ++place) {
    const auto drive_s = problem.travel.to(0, place);
    covered += 75.0 + *std::min_element(drive_s.begin(), drive_s.end()) <= 200.0 ? 1.0 / 40.0 : 0.0;
  }
  ASSERT_GT(covered, 0.5);
  ASSERT_LT(covered, 0.9);
  expect_near(each(simulate_years(problem, {.count = 1500}), [](const YearSummary& year) { return year.in_time[0]; }),
              covered);
}

TEST(SimulatedYears, AreNeverWorseWithOneEngineMore) {
  const YearProblem before = town(4, 2, 20000.0);
  const auto in_time = [](const YearSummary& year) { return year.in_time[0]; };
  const auto without = each(simulate_years(before, {.count = 10}), in_time);
  for (StationNumber station = 0; station < 4; ++station) {
    YearProblem after = before;
    after.units.push_back(before.units[0]);
    after.units.back().station = station;
    const auto with = each(simulate_years(after, {.count = 10}), in_time);
    const Estimate gain = paired_difference(with, without);
    EXPECT_GT(gain.low(), 0.0) << station;
    EXPECT_LT(gain.half_width, estimate(without).half_width);  // what common random numbers are for
  }
}

TEST(SimulatedYears, CoverMoreWhereIdleUnitsMoveUp) {
  YearProblem problem = town(4, 2, 15000.0);
  problem.units.erase(problem.units.begin() + 7);  // one station has a single engine
  problem.types[0].first_alarm = {.units = 1};
  problem.standards = {{.time_s = 300.0, .functions = 1}};
  const auto in_time = [](const YearSummary& year) { return year.in_time[0]; };
  const auto stay = simulate_years(problem, {.count = 10});
  problem.dispatch.move_up.policy = MoveUpRules::Policy::greedy;
  problem.dispatch.move_up.reach_s = 225.0;
  const auto move = simulate_years(problem, {.count = 10});
  EXPECT_GT(paired_difference(each(move, in_time), each(stay, in_time)).low(), 0.0);
  EXPECT_GT(move[0].moves, 100u);
  EXPECT_EQ(stay[0].moves, 0u);
}

TEST(SimulatedYears, AreTheSameForAnyNumberOfThreads) {
  YearProblem problem = town(4, 2, 5000.0);
  problem.dispatch.move_up.policy = MoveUpRules::Policy::greedy;
  problem.dispatch.travel_sigma = 0.2;
  const auto with = [&](int threads) {
    const ThreadLimit limit(threads);
    return simulate_years(problem, {.count = 6, .seed = 9});
  };
  const auto one = with(1), four = with(4);
  for (std::size_t r = 0; r < 6; ++r) {
    EXPECT_EQ(one[r].mean_first_s, four[r].mean_first_s);
    EXPECT_EQ(one[r].in_time, four[r].in_time);
    EXPECT_EQ(one[r].moves, four[r].moves);
    for (std::size_t n = 0; n < problem.units.size(); ++n) EXPECT_EQ(one[r].units[n].busy, four[r].units[n].busy);
  }
  EXPECT_NE(one[0].mean_first_s, one[1].mean_first_s);
}

TEST(SimulatedYears, RefuseFaultyProblems) {
  const auto message = [](auto&& spoil) -> std::string {
    YearProblem problem = town(2, 1, 100.0);
    spoil(problem);
    try {
      simulate_years(problem, {.count = 1});
    } catch (const Error& error) {
      return error.what();
    }
    return "";
  };
  EXPECT_EQ(message([](YearProblem& problem) { problem.types[0].per_year.pop_back(); }),
            "simulated year: incident type 'fire': 39 rates; give one for each of the 40 demand classes");
  EXPECT_EQ(message([](YearProblem& problem) { problem.units[1].station = 2; }),
            "simulated year: unit 1: station 2 is none of the 2 of the travel table");
  EXPECT_THAT(message([](YearProblem& problem) { problem.types[0].week = {1.0}; }), testing::HasSubstr("give 168"));
  EXPECT_THAT(message([](YearProblem& problem) { problem.types[0].first_alarm = {}; }),
              testing::HasSubstr("sends nobody"));
  EXPECT_THAT(message([](YearProblem& problem) { problem.travel.seconds.pop_back(); }),
              testing::HasSubstr("blocks × 40 classes × 2 stations"));
}

}  // namespace
