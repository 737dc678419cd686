#include "plugins/fire/sizing/simulation/year.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

#include "tests/unit/plugins/fire/sizing/simulation/small_service.hpp"

using namespace planspiel;
using namespace planspiel::fire;
using test::fixed;

namespace {

constexpr double kHour = kSecondsOfHour;

/// Two stations, a and b, and one place that they reach in 100 and 300 s; about one incident a day of one hour.
YearProblem two_stations(AlarmPlan alarm, std::vector<CrewedUnit> units) {
  YearProblem problem;
  problem.types = {{.name = "fire", .per_year = {365.0}, .on_scene = fixed(kHour), .first_alarm = std::move(alarm)}};
  problem.units = std::move(units);
  problem.travel = test::travel({{100.0f, 300.0f}});
  return problem;
}

const CrewedUnit kEngineA{.station = 0, .turnout = fixed(60.0)}, kEngineB{.station = 1, .turnout = fixed(60.0)};

YearResult simulate(const YearProblem& problem, std::size_t replication = 0) {
  return simulate_year(YearPlan(problem), 3, ReplicationId(replication));
}

/// Outcomes of incidents that had all units for themselves: `quiet_h` after the one before, an hour before the next.
template <class Check>
void each_quiet(const YearProblem& problem, Check&& check, double quiet_h = 4.0) {
  const auto incidents = incidents_of(problem, 3, ReplicationId(std::size_t{0}));
  const YearResult year = simulate(problem);
  std::size_t at = 0, checked = 0;
  for (std::size_t i = 0; i < incidents.size(); ++i) {
    if (incidents[i].alarm_s < problem.warm_up_s) continue;
    if (incidents[i].alarm_s > problem.warm_up_s + problem.counted_s) break;
    const IncidentOutcome& outcome = year.incidents.at(at++);
    EXPECT_EQ(outcome.row, incidents[i].row);
    if (i == 0 || incidents[i].alarm_s - incidents[i - 1].alarm_s < quiet_h * kHour) continue;
    if (i + 1 < incidents.size() && incidents[i + 1].alarm_s - incidents[i].alarm_s < kHour) continue;
    check(outcome, incidents[i]);
    ++checked;
  }
  EXPECT_GT(checked, 50u);
}

TEST(Year, SendsTheNearestUnitAfterCallHandlingAndTurnout) {
  each_quiet(two_stations({.units = 1}, {kEngineB, kEngineA}), [](const IncidentOutcome& outcome, const Incident&) {
    EXPECT_NEAR(outcome.first_s, 90.0 + 60.0 + 100.0, 1e-6);
    EXPECT_EQ(outcome.first_due, 0);
    EXPECT_FALSE(outcome.first_due_busy);
    EXPECT_EQ(outcome.wait_s, 0.0);
  });
}

TEST(Year, SendsTheSecondStationWhereTheFirstIsBusy) {
  YearProblem problem = two_stations({.units = 1}, {kEngineA, kEngineB});
  problem.types[0].per_year = {8760.0};  // one an hour, an hour each: one of two is busy
  const YearResult year = simulate(problem);
  std::size_t second = 0;
  for (const IncidentOutcome& outcome : year.incidents)
    if (outcome.wait_s == 0.0 && outcome.first_due_busy) {
      ++second;  // from the station, or on the way home to it (300 s at most) and out again
      EXPECT_GE(outcome.first_s, 90.0 + 300.0 - 1e-6);
      EXPECT_LE(outcome.first_s, 90.0 + 300.0 + 300.0 + 1e-6);
    }
  EXPECT_GT(second, 100u);
}

TEST(Year, CompletesStandardsByTheFunctionsThatHaveArrived) {
  YearProblem problem = two_stations({.functions = 10.0}, {kEngineA, kEngineB});
  // 6 functions after 160 s, 12 after 360 s from the alarm, 90 s more from the call
  problem.standards = {{.time_s = 360.0, .functions = 10},
                       {.time_s = 359.0, .functions = 10},
                       {.clock_starts_before_alarm_s = 90.0, .time_s = 250.0, .functions = 1},
                       {.time_s = 1e9, .functions = 13}};
  each_quiet(problem, [](const IncidentOutcome& outcome, const Incident&) {
    EXPECT_EQ(outcome.counted, 0b1111);
    EXPECT_EQ(outcome.met, 0b0101);
  });
}

TEST(Year, SendsTypesNeedByNeed) {
  CrewedUnit ladder = kEngineB;
  ladder.type = 1;
  ladder.functions = 2;
  YearProblem problem = two_stations({.needs = {{.type = 1, .count = 1}}}, {kEngineA, ladder});
  each_quiet(problem, [](const IncidentOutcome& outcome, const Incident&) {
    EXPECT_NEAR(outcome.first_s, 90.0 + 60.0 + 300.0, 1e-6);
    EXPECT_EQ(outcome.first_due, 1);
  });
  problem.types[0].first_alarm.needs = {{.type = 2, .count = 3}};  // no unit is of this type
  const YearResult year = simulate(problem);
  EXPECT_EQ(year.missing, 3 * year.incidents.size());
  EXPECT_TRUE(std::isinf(year.incidents[0].first_s));
  EXPECT_EQ(year.mean_waiting, 0.0);
}

TEST(Year, CallsTheSecondWaveAfterExploration) {
  YearProblem problem = two_stations({.units = 1}, {kEngineA, kEngineB});
  problem.types[0].confirmed = 1.0;
  problem.types[0].second_wave = {.units = 1};
  problem.types[0].exploration = fixed(120.0);
  problem.types[0].on_scene_confirmed = fixed(kHour);
  // B is alarmed at 160 + 120 s and arrives 360 s later: 640 s
  problem.standards = {{.time_s = 640.0, .functions = 12}, {.time_s = 639.0, .functions = 12}};
  each_quiet(problem, [](const IncidentOutcome& outcome, const Incident&) { EXPECT_EQ(outcome.met, 0b01); });
}

TEST(Year, AlarmsTheNextUnitWhereNoCrewTurnsOut) {
  CrewedUnit volunteers = kEngineA;
  volunteers.shows_up.assign(24, 0.0);
  volunteers.turnout = fixed(240.0);
  volunteers.professional = false;
  each_quiet(two_stations({.units = 1}, {volunteers, {.station = 1, .turnout = fixed(500.0)}}),
             [](const IncidentOutcome& outcome, const Incident&) {
               EXPECT_NEAR(outcome.first_s, 90.0 + 240.0 + 500.0 + 300.0, 1e-6);
             });
}

TEST(Year, GivesUpCrewsThatNeverTurnOut) {
  CrewedUnit volunteers = kEngineA;
  volunteers.shows_up.assign(24, 0.0);
  const YearResult year = simulate(two_stations({.units = 1}, {volunteers}));
  for (const IncidentOutcome& outcome : year.incidents) EXPECT_TRUE(std::isinf(outcome.first_s));
  EXPECT_GT(year.units[0].runs, year.incidents.size());  // tried again every half hour
}

TEST(Year, CountsTheFunctionsThatShowUp) {
  CrewedUnit volunteers = kEngineA;
  volunteers.shows_up.assign(24, 0.5);
  volunteers.least_functions = 0;
  YearProblem problem = two_stations({.units = 1}, {volunteers});
  problem.standards = {{.time_s = 1e6, .functions = 3}};
  problem.types[0].per_year = {8760.0};
  problem.types[0].on_scene = fixed(60.0);
  const YearResult year = simulate(problem);
  double met = 0.0;
  for (const IncidentOutcome& outcome : year.incidents) met += outcome.met;
  // P(at least 3 of 6 heads) = 42/64; 8,760 draws: four standard errors are 0.02
  EXPECT_NEAR(met / static_cast<double>(year.incidents.size()), 42.0 / 64.0, 0.02);
}

TEST(Year, SendsUnitsOnlyInTheirHours) {
  CrewedUnit by_day = kEngineA;
  by_day.hours = {.mask = 0xffu << 8};  // 8:00 to 16:00
  each_quiet(two_stations({.units = 1}, {by_day, kEngineB}),
             [](const IncidentOutcome& outcome, const Incident& incident) {
               const double hour = std::fmod(incident.alarm_s / kHour, 24.0);
               const bool day = hour >= 8.0 && hour < 16.0;
               EXPECT_EQ(outcome.first_due, day ? 0 : 1);
               EXPECT_NEAR(outcome.first_s, day ? 250.0 : 450.0, 1e-6);
             });
}

TEST(Year, LetsCallsWaitForUnitsThatComeOnDuty) {
  CrewedUnit by_day = kEngineA;
  by_day.hours = {.mask = 0xffu << 8};
  const auto check = [](const IncidentOutcome& outcome, const Incident& incident) {
    const double hour = std::fmod(incident.alarm_s / kHour, 24.0);
    const double until_eight_h = hour < 8.0 ? 8.0 - hour : hour < 16.0 ? 0.0 : 32.0 - hour;
    EXPECT_NEAR(outcome.wait_s, until_eight_h * kHour, 1e-5);  // rounding of seconds in a year
  };
  each_quiet(two_stations({.units = 1}, {by_day}), check, 30.0);  // nothing is left from the night before
}

TEST(Year, KeepsUnitsBusyUntilTheyAreFreeAgain) {
  YearProblem problem = two_stations({.units = 1}, {kEngineA});
  problem.types[0].per_year = {200.0};
  for (const auto free_again :
       {DispatchRules::FreeAgain::on_leaving_scene, DispatchRules::FreeAgain::back_at_station}) {
    problem.dispatch.free_again = free_again;
    const YearResult year = simulate(problem);
    const bool back = free_again == DispatchRules::FreeAgain::back_at_station;
    const double each_s = 60.0 + 100.0 + kHour + (back ? 100.0 : 0.0);
    const double by_runs = static_cast<double>(year.units[0].runs) * each_s / problem.counted_s;
    EXPECT_NEAR(year.units[0].busy, by_runs, 0.01 * by_runs);  // a unit sent on its way home has no turnout
  }
}

TEST(Year, LeavesToOthersWhatNobodyIsFreeFor) {
  YearProblem problem = two_stations({.units = 1}, {kEngineA});
  problem.types[0].per_year = {8760.0};
  problem.dispatch.all_busy = queueing::WhenAllBusy::lost;
  const YearResult year = simulate(problem);
  std::uint64_t lost = 0;
  for (const IncidentOutcome& outcome : year.incidents) lost += std::isinf(outcome.first_s);
  EXPECT_GT(lost, 3000u);
  EXPECT_EQ(lost, year.missing);
  EXPECT_EQ(lost + year.units[0].runs, year.incidents.size());
  EXPECT_EQ(year.mean_waiting, 0.0);
}

TEST(Year, IsTheSameEachTimeAndAnotherInEachReplication) {
  const YearProblem problem = two_stations({.units = 1}, {kEngineA, kEngineB});
  const YearResult a = simulate(problem), b = simulate(problem), c = simulate(problem, 1);
  ASSERT_EQ(a.incidents.size(), b.incidents.size());
  for (std::size_t i = 0; i < a.incidents.size(); ++i) EXPECT_EQ(a.incidents[i].first_s, b.incidents[i].first_s);
  EXPECT_NE(a.incidents[0].row, c.incidents[0].row);
}

}  // namespace
