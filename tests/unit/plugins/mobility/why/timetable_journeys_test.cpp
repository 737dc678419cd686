#include "plugins/mobility/why/timetable_journeys.hpp"

#include <gtest/gtest.h>

#include "tests/unit/plugins/mobility/valley_line.hpp"

namespace planspiel::mobility {
namespace {

using test::ValleyLine;

TEST(TimetableJourneys, AreOneForEachRunOfTheTimetable) {
  const ValleyLine valley;
  const auto found = valley.journeys().find(ValleyLine::question(valley.stop(0), valley.stop(2)));
  ASSERT_EQ(found.size(), 2u);
  EXPECT_EQ(found[0].start(), ClockTime::at(8, 9));
  EXPECT_EQ(found[0].end(), ClockTime::at(8, 18));
  EXPECT_EQ(found[1].end(), ClockTime::at(8, 38));
}

TEST(TimetableJourneys, WalkAlongTheStreetFromTheDoor) {
  const ValleyLine valley;
  const auto found = valley.journeys().find(ValleyLine::question(valley.door(400.0), valley.stop(2)));
  ASSERT_EQ(found.size(), 2u);
  EXPECT_EQ(parts_of(found[0]).access, 5.5_min);  // 400 m and half a minute to the platform
  EXPECT_EQ(found[0].start(), ClockTime::at(8, 9) + -5.5_min);
}

TEST(TimetableJourneys, NobodyRidesWhereWalkingIsAsFast) {
  const ValleyLine valley;
  const auto journeys = valley.journeys();
  const auto question = ValleyLine::question(valley.door(100.0), valley.door(900.0));
  EXPECT_EQ(journeys.walk_all_the_way(question), 10.0_min);
  EXPECT_TRUE(journeys.find(question).empty());
}

TEST(TimetableJourneys, HeadwayIsWaitedForByHalf) {
  const ValleyLine valley(20.0_min);
  const auto found = valley.journeys().find(ValleyLine::question(valley.stop(0), valley.stop(2)));
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].start(), ClockTime::at(8, 0));
  EXPECT_EQ(parts_of(found[0]).wait, 11.0_min);
}

TEST(TimetableJourneys, GeneralisedMinutesWeighWalkingAndWaiting) {
  const ValleyLine valley;
  const auto journeys = valley.journeys();
  const auto found = journeys.find(ValleyLine::question(valley.door(400.0), valley.stop(2)));
  EXPECT_NEAR(journeys.generalised_minutes(found.at(0)), 2.0 * 5.5 + 1.5 * 1.0 + 8.0, 1e-9);
}

}  // namespace
}  // namespace planspiel::mobility
