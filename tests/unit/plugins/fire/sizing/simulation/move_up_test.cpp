#include "plugins/fire/sizing/simulation/move_up.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/plugins/fire/sizing/simulation/small_service.hpp"

using namespace planspiel;
using namespace planspiel::fire;

namespace {

/// Stations a, b, c; a alone reaches place 0 (weight 10), a and b place 1 (30), c alone place 2 (60).
YearProblem three_stations_in_turn() {
  YearProblem problem;
  problem.types = {{.per_year = {10.0, 30.0, 60.0}, .first_alarm = {.units = 1}}};
  for (StationNumber station = 0; station < 3; ++station) problem.units.push_back({.station = station});
  problem.travel = test::travel({{100, 900, 900}, {100, 200, 900}, {900, 950, 100}});
  problem.dispatch.move_up = {.policy = MoveUpRules::Policy::greedy, .reach_s = 300.0, .station_class = {0, 1, 2}};
  return problem;
}

const IdleUnit kA{.unit = 0, .home = 0, .at = 0}, kB{.unit = 1, .home = 1, .at = 1};

TEST(MoveUp, FillsTheEmptyStationByTheUnitThatUncoversLeast) {
  const YearProblem problem = three_stations_in_turn();
  // c is empty, 60 uncovered; without b nothing is lost (a reaches place 1), without a 10
  const auto move = MoveUpPolicy(problem).next({1, 1, 0}, {kA, kB}, Hour(0));
  ASSERT_TRUE(move);
  EXPECT_EQ(move->unit, 1u);
  EXPECT_EQ(move->to, 2);
}

TEST(MoveUp, LeavesUnitsWhereTheGainIsTooSmall) {
  YearProblem problem = three_stations_in_turn();
  EXPECT_FALSE(MoveUpPolicy(problem).next({1, 1, 1}, {kA, kB}, Hour(0)));
  // b is empty and a covers what b would
  EXPECT_FALSE(MoveUpPolicy(problem).next({1, 0, 1}, {kA}, Hour(0)));
  problem.dispatch.move_up.least_gain = 0.61;  // c: 60 of 100
  EXPECT_FALSE(MoveUpPolicy(problem).next({1, 1, 0}, {kA, kB}, Hour(0)));
}

TEST(MoveUp, CountsWhatTheMoveUncoversAgainstIt) {
  YearProblem problem = three_stations_in_turn();
  // only a is idle: it gives up 40 for 60, net 20 of 100
  problem.dispatch.move_up.least_gain = 0.2;
  EXPECT_TRUE(MoveUpPolicy(problem).next({1, 0, 0}, {kA}, Hour(0)));
  problem.dispatch.move_up.least_gain = 0.21;
  EXPECT_FALSE(MoveUpPolicy(problem).next({1, 0, 0}, {kA}, Hour(0)));
}

TEST(MoveUp, SendsUnitsHomeWhereTheCityLosesNothing) {
  const YearProblem problem = three_stations_in_turn();
  const IdleUnit b_at_c{.unit = 1, .home = 1, .at = 2};
  const auto home = MoveUpPolicy(problem).next({1, 0, 2}, {kA, b_at_c}, Hour(0));  // c's own unit is back
  ASSERT_TRUE(home);
  EXPECT_EQ(home->unit, 1u);
  EXPECT_EQ(home->to, 1);
  EXPECT_FALSE(MoveUpPolicy(problem).next({1, 0, 1}, {kA, b_at_c}, Hour(0)));  // c would be empty
}

TEST(MoveUp, FollowsTheIdleUnitsFromCallToCall) {
  const YearProblem problem = three_stations_in_turn();
  MoveUpPolicy policy(problem);
  EXPECT_FALSE(policy.next({1, 1, 1}, {kA, kB}, Hour(0)));
  EXPECT_TRUE(policy.next({1, 1, 0}, {kA, kB}, Hour(0)));
  EXPECT_FALSE(policy.next({1, 1, 1}, {kA, kB}, Hour(5)));
}

}  // namespace
