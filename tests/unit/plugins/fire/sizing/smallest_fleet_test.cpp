#include "plugins/fire/sizing/smallest_fleet.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/base/error.hpp"
#include "tests/unit/plugins/fire/sizing/simulation/small_service.hpp"

using namespace planspiel;
using namespace planspiel::fire;
using test::fixed;

namespace {

/// Three stations a, b, c that reach their own place in time and no other; incidents of an hour, 3.5 a day at a, one in
/// five days at b and c.
FleetProblem three_stations() {
  FleetProblem problem;
  problem.service.types = {{.name = "fire",
                            .per_year = {1277.5, 73.0, 73.0},
                            .on_scene = {Duration::Law::exponential, kSecondsOfHour},
                            .first_alarm = {.units = 1}}};
  problem.service.travel = test::travel({{200, 900, 900}, {900, 200, 900}, {900, 900, 200}});
  problem.service.standards = {{.time_s = 480.0, .functions = 6}};
  for (StationNumber station = 0; station < 3; ++station)
    problem.engines.push_back({.station = station, .turnout = fixed(60.0)});
  problem.replications.count = 10;
  return problem;
}

TEST(SmallestFleet, AddsTheSecondEngineWhereItIsNeeded) {
  // With one engine a finds it busy in about 1277.5 · 1.1 / 8760 ≈ 14 % of its calls; with two, two busy ones in 1 %
  FleetProblem problem = three_stations();
  problem.target = 0.97;
  const FleetAnswer answer = smallest_fleet(problem);
  EXPECT_TRUE(answer.reached);
  EXPECT_THAT(answer.fleet.engines, testing::ElementsAre(2, 1, 1));
  EXPECT_GE(answer.fleet.in_time.low(), 0.97);
  EXPECT_EQ(answer.fleet.total(), 4u);
  EXPECT_EQ(answer.steps.size(), 2u);
}

TEST(SmallestFleet, IsTheSameFromAboveAndFromBelow) {
  FleetProblem problem = three_stations();
  problem.target = 0.97;
  EXPECT_EQ(smallest_fleet(problem, FleetSearch::downward).fleet.engines, smallest_fleet(problem).fleet.engines);
}

TEST(SmallestFleet, CannotSpareAnyOfItsEngines) {
  FleetProblem problem = three_stations();
  problem.least = 0;
  problem.target = 0.93;
  const FleetAnswer answer = smallest_fleet(problem, FleetSearch::downward);
  ASSERT_TRUE(answer.reached);
  std::size_t checked = 0;
  for (const SizingRow& row : sizing_table(problem, answer.fleet.engines)) {
    if (row.engines + 1 != answer.fleet.engines[row.station]) continue;
    EXPECT_LT(row.city_in_time.low(), 0.93);
    ++checked;
  }
  EXPECT_GT(checked, 0u);
}

TEST(SmallestFleet, SaysWhereNoFleetReachesTheTarget) {
  FleetProblem problem = three_stations();
  problem.service.standards[0].time_s = 100.0;  // nobody drives 200 s in that
  const FleetAnswer answer = smallest_fleet(problem);
  EXPECT_FALSE(answer.reached);
  EXPECT_THAT(answer.fleet.engines, testing::ElementsAre(3, 3, 3));
  EXPECT_EQ(answer.simulated, 1u);
}

TEST(SizingTable, HasARowForEachStationAndNumberOfEngines) {
  const FleetProblem problem = three_stations();
  const auto rows = sizing_table(problem, {2, 1, 1});
  ASSERT_EQ(rows.size(), 9u);
  EXPECT_EQ(rows[0].station, 0);
  EXPECT_EQ(rows[0].engines, 1u);
  // a alone: busy for 60 + 200 + 3600 s after each of its calls; Erlang's loss of one unit, help from far aside
  const double load = 1277.5 / 8760 * 3860.0 / 3600;
  EXPECT_NEAR(rows[0].first_due_busy.mean, load / (1 + load), 0.02);
  EXPECT_LT(rows[1].first_due_busy.high(), rows[0].first_due_busy.low());
  EXPECT_LT(rows[2].first_due_busy.high(), rows[1].first_due_busy.low());
  EXPECT_LT(rows[0].city_in_time.high(), rows[1].city_in_time.low());
  EXPECT_NEAR(rows[1].p90_s.mean, 90.0 + 60.0 + 200.0, 1.0);
  EXPECT_NEAR(rows[0].p90_s.mean, 90.0 + 60.0 + 900.0, 300.0);  // more than a tenth comes from far away
  // one engine: 6 functions · 5 positions · 75,000 EUR + 60,000 EUR
  EXPECT_DOUBLE_EQ(rows[1].eur_per_year - rows[0].eur_per_year, 6 * 5 * 75000.0 + 60000.0);
}

TEST(EurPerYear, CountsTheHoursOfProfessionals) {
  CrewedUnit unit{.functions = 4, .hours = {.mask = 0xfff}};
  EXPECT_DOUBLE_EQ(eur_per_year(unit, {}), 4 * 5 * 0.5 * 75000.0 + 60000.0);
  unit.professional = false;
  EXPECT_DOUBLE_EQ(eur_per_year(unit, {}), 60000.0);
}

TEST(SmallestFleet, RefusesFaultyProblems) {
  const auto message = [](auto&& spoil) -> std::string {
    FleetProblem problem = three_stations();
    spoil(problem);
    try {
      smallest_fleet(problem);
    } catch (const Error& error) {
      return error.what();
    }
    return "";
  };
  EXPECT_EQ(message([](FleetProblem& problem) { problem.standard = 1; }),
            "smallest fleet: standard 1 is none of the 1 of the service");
  EXPECT_THAT(message([](FleetProblem& problem) { problem.engines[1].station = 0; }),
              testing::HasSubstr("station 0 is to be sized twice"));
  EXPECT_THAT(message([](FleetProblem& problem) { problem.replications.count = 1; }),
              testing::HasSubstr("2 or more replications"));
}

TEST(SmallestFleet, StopsOnRequest) {
  std::stop_source source;
  source.request_stop();
  EXPECT_THROW(smallest_fleet(three_stations(), FleetSearch::upward, source.get_token()), Error);
}

}  // namespace
