#include "plugins/fire/sizing/simulation/incident_stream.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "tests/unit/plugins/fire/sizing/simulation/small_service.hpp"

using namespace planspiel;
using namespace planspiel::fire;
using test::fixed;

namespace {

/// Two places with 1000 and 3000 fires a year, three times as many in the first hour of Monday as in each other one.
YearProblem fires() {
  YearProblem problem;
  std::vector<double> week(kHoursOfWeek, 1.0);
  week[0] = 3.0;
  problem.types = {{.name = "fire",
                    .per_year = {1000.0, 3000.0},
                    .week = week,
                    .on_scene = fixed(600.0),
                    .first_alarm = {.units = 1}}};
  problem.units = {{}};
  problem.travel = test::travel({{1.0f}, {1.0f}});
  problem.warm_up_s = 0.0;
  problem.counted_s = 52 * 168 * kSecondsOfHour;  // whole weeks
  return problem;
}

TEST(IncidentStream, FollowsTheRatesOfPlaceAndHour) {
  const YearProblem problem = fires();
  double all = 0.0, second_place = 0.0, monday = 0.0;
  for (std::size_t r = 0; r < 20; ++r)
    for (const Incident& incident : incidents_of(problem, 1, ReplicationId(r))) {
      all += 1.0;
      second_place += incident.place;
      monday += std::fmod(incident.call_s, 168 * kSecondsOfHour) < kSecondsOfHour;
    }
  const double expected = 20 * 4000.0 * 52 * 168 / 8760;  // 79,781: four standard errors are 1,130
  EXPECT_NEAR(all, expected, 4 * std::sqrt(expected));
  EXPECT_NEAR(second_place, 0.75 * expected, 4 * std::sqrt(0.75 * expected));
  EXPECT_NEAR(monday, 3.0 / 170 * expected, 4 * std::sqrt(3.0 / 170 * expected));
}

TEST(IncidentStream, VariesAsPoissonCountsDo) {
  const YearProblem problem = fires();
  double sum = 0.0, squares = 0.0;
  for (std::size_t r = 0; r < 200; ++r) {
    const auto count = static_cast<double>(incidents_of(problem, 2, ReplicationId(r)).size());
    sum += count;
    squares += count * count;
  }
  const double mean = sum / 200, variance = squares / 200 - mean * mean;
  EXPECT_NEAR(variance / mean, 1.0, 0.4);  // four standard errors: 4 √(2 / 200)
}

TEST(IncidentStream, DoesNotKnowTheService) {
  YearProblem problem = fires();
  const auto before = incidents_of(problem, 1, ReplicationId(std::size_t{4}));
  problem.units.assign(7, {});
  problem.travel = test::travel({{9.0f, 1.0f}, {5.0f, 2.0f}});
  const auto after = incidents_of(problem, 1, ReplicationId(std::size_t{4}));
  ASSERT_EQ(before.size(), after.size());
  for (std::size_t i = 0; i < before.size(); ++i) {
    EXPECT_EQ(before[i].call_s, after[i].call_s);
    EXPECT_EQ(before[i].row, after[i].row);
  }
}

TEST(IncidentStream, LeavesATypeAloneWhereAnotherJoins) {
  YearProblem problem = fires();
  const auto alone = incidents_of(problem, 1, ReplicationId(std::size_t{0}));
  problem.types.push_back(problem.types[0]);
  auto both = incidents_of(problem, 1, ReplicationId(std::size_t{0}));
  EXPECT_TRUE(
      std::is_sorted(both.begin(), both.end(), [](const auto& a, const auto& b) { return a.alarm_s < b.alarm_s; }));
  std::erase_if(both, [](const Incident& incident) { return incident.type == 1; });
  ASSERT_EQ(both.size(), alone.size());
  for (std::size_t i = 0; i < both.size(); ++i) EXPECT_EQ(both[i].call_s, alone[i].call_s);
}

TEST(IncidentStream, ConfirmsTheShareAskedForAndHoldsThemLonger) {
  YearProblem problem = fires();
  problem.types[0].confirmed = 0.2;
  problem.types[0].on_scene_confirmed = fixed(7200.0);
  double confirmed = 0.0;
  const auto incidents = incidents_of(problem, 1, ReplicationId(std::size_t{0}));
  for (const Incident& incident : incidents) {
    confirmed += incident.confirmed;
    EXPECT_EQ(incident.on_scene_s, incident.confirmed ? 7200.0 : 600.0);
  }
  const auto all = static_cast<double>(incidents.size());
  EXPECT_NEAR(confirmed / all, 0.2, 4 * std::sqrt(0.16 / all));
}

TEST(Draw, FollowsItsLaw) {
  const RandomStream random(5, "test.draw");
  double logs = 0.0, squares = 0.0, exponential = 0.0;
  constexpr int kDraws = 40000;
  for (std::uint64_t i = 0; i < kDraws; ++i) {
    const double x = std::log(draw({Duration::Law::lognormal, 1800.0, 0.5}, random, i) / 1800.0);
    logs += x / kDraws;
    squares += x * x / kDraws;
    exponential += draw({Duration::Law::exponential, 60.0}, random, i, 1) / kDraws;
  }
  EXPECT_NEAR(logs, 0.0, 4 * 0.5 / 200);  // standard errors of 40,000 draws
  EXPECT_NEAR(std::sqrt(squares), 0.5, 0.01);
  EXPECT_NEAR(exponential, 60.0, 4 * 60.0 / 200);
  EXPECT_EQ(draw({Duration::Law::fixed, 7.0}, random, 0), 7.0);
}

}  // namespace
