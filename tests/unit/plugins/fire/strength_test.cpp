#include "plugins/fire/strength.hpp"

#include <gtest/gtest.h>

#include "tests/unit/plugins/fire/fire_day.hpp"

using namespace planspiel;
using namespace planspiel::fire;

namespace {

const DutyUnit kEngine{.station = 0, .turnout_s = 90, .functions = 6, .professional = true};
const DutyUnit kLadder{.station = 0, .turnout_s = 90, .functions = 2, .professional = true};
const DutyUnit kVolunteers{.station = 1, .turnout_s = 240, .functions = 4.2, .professional = false};

std::vector<Arrival> arrive(std::vector<DutyUnit> units, std::vector<double> drive_s) {
  std::vector<Arrival> sorted;
  arrivals(units, drive_s, sorted);
  return sorted;
}

TEST(Arrivals, AreTurnoutAndDriveEarliestFirst) {
  const auto sorted = arrive({kVolunteers, kEngine}, {400.0, 10.0});
  ASSERT_EQ(sorted.size(), 2u);
  EXPECT_EQ(sorted[0].after_alarm_s, 250.0);
  EXPECT_FALSE(sorted[0].professional);
  EXPECT_EQ(sorted[1].after_alarm_s, 490.0);
}

TEST(Arrivals, LeaveOutUnitsWithoutAWay) {
  EXPECT_EQ(arrive({kVolunteers, kEngine}, {std::numeric_limits<double>::infinity(), 10.0}).size(), 1u);
}

TEST(Completion, AddsTheFunctionsOfAllUnitsThatHaveArrived) {
  // 6 after 150 s, 8 after 150 s, 12.2 after 340 s
  const auto sorted = arrive({kEngine, kLadder, kVolunteers}, {60.0, 100.0});
  EXPECT_EQ(completion_s(sorted, {.functions = 1}), 150.0);
  EXPECT_EQ(completion_s(sorted, {.functions = 8}), 150.0);
  EXPECT_EQ(completion_s(sorted, {.functions = 10}), 340.0);
  EXPECT_TRUE(std::isinf(completion_s(sorted, {.functions = 13})));
}

TEST(Completion, CountsProfessionalsOnlyWhereTheStandardSaysSo) {
  const auto sorted = arrive({kEngine, kVolunteers}, {600.0, 0.0});
  EXPECT_EQ(completion_s(sorted, {.functions = 1}), 240.0);
  EXPECT_EQ(completion_s(sorted, {.functions = 1, .professional_only = true}), 690.0);
  EXPECT_TRUE(std::isinf(completion_s(sorted, {.functions = 10, .professional_only = true})));
}

TEST(Completion, StartsTheClockAtTheCallOrTheAlarm) {
  const auto sorted = arrive({kEngine}, {60.0});
  EXPECT_EQ(completion_s(sorted, {.clock_starts_before_alarm_s = 90, .functions = 6}), 240.0);
  EXPECT_EQ(completion_s(sorted, {.functions = 6}), 150.0);
}

TEST(Completion, SurvivesRoundingOfExpectedFunctions) {
  std::vector<DutyUnit> units(10, kVolunteers);
  for (DutyUnit& unit : units) unit.functions = 0.1;
  EXPECT_EQ(completion_s(arrive(units, {0.0, 0.0}), {.functions = 1}), 240.0);  // ten times 0.1 is less than 1
}

TEST(InTime, IncludesTheLastMoment) {
  EXPECT_TRUE(in_time(480.0, {.time_s = 480}));
  EXPECT_FALSE(in_time(480.01, {.time_s = 480}));
}

TEST(DemandOf, ReadsARowOfTheStandards) {
  const City city =
      test::town("A-B", {.more =
                             [](CityBuilder& builder) {
                               test::add_standard(builder, "alarm",
                                                  {.clock = ClockZero::alarm, .time = 480.0_s, .functions = 10});
                               test::add_standard(builder, "call", {.professional_only = true});
                             }})
          .city;
  const Standards& standards = city[tables::standards];
  const Demand alarm = demand_of(standards, *standards.find("alarm")),
               call = demand_of(standards, *standards.find("call"));
  EXPECT_EQ(alarm.clock_starts_before_alarm_s, 0.0);
  EXPECT_EQ(alarm.time_s, 480.0);
  EXPECT_EQ(alarm.functions, 10.0);
  EXPECT_EQ(call.clock_starts_before_alarm_s, 90.0);
  EXPECT_TRUE(call.professional_only);
}

TEST(UnitsOnDuty, AreThoseOfTheHourWithTheirExpectedFunctions) {
  const City city =
      test::town("A-B", {.more =
                             [](CityBuilder& builder) {
                               const Point a = test::place(builder, 'A');
                               test::add_station(builder, "day", a, {.hours = 1u << 8});
                               test::add_station(builder, "never", a, {.availability = 0.0});
                               test::add_station(builder, "other", a);
                               test::add_station(builder, "volunteer", a, {.professional = false, .availability = 0.7});
                             }})
          .city;
  const Stations& stations = city[tables::stations];
  const std::vector<StationId> origin{*stations.find("day"), *stations.find("never"), *stations.find("volunteer")};
  EXPECT_EQ(units_on_duty(city[tables::units], stations, origin, Hour(8)).size(), 2u);
  const auto at_night = units_on_duty(city[tables::units], stations, origin, Hour(3));
  ASSERT_EQ(at_night.size(), 1u);
  EXPECT_EQ(at_night[0].station, 2u);
  EXPECT_DOUBLE_EQ(at_night[0].functions, 4.2);
  EXPECT_FALSE(at_night[0].professional);
}

}  // namespace
