#include "plugins/mobility/access/opportunities.hpp"

#include <gtest/gtest.h>

#include "engine/base/parallel.hpp"
#include "tests/unit/plugins/mobility/valley_line.hpp"

namespace planspiel::mobility {
namespace {

/// Zones at the three stops of the valley, 2 km from each other, with 10, 20 and 40 jobs.
Zones zones_at_stops(const test::ValleyLine& valley) {
  Zones zones;
  for (const char letter : {'A', 'B', 'C'}) {
    const ZoneId zone = zones.add(std::string(1, letter));
    zones.centre[zone] = test::place(valley.valley, letter);
  }
  zones.jobs[ZoneId(0u)] = 10.0;
  zones.jobs[ZoneId(1u)] = 20.0;
  zones.jobs[ZoneId(2u)] = 40.0;
  return zones;
}

ZoneTimes by_transit(const test::ValleyLine& valley, const TransitAccess& access) {
  const CityTimetable city = valley.city();
  const Zones zones = zones_at_stops(valley);
  return transit_times(city, zones, access, walk_times(city, zones, 45.0_min));
}

const DepartureMinutes kHour{ClockTime::at(8, 0), ClockTime::at(9, 0), 1.0_min};

TEST(WalkTimes, FollowTheStreetsAsFarAsAsked) {
  const test::ValleyLine valley;
  const ZoneTimes times = walk_times(valley.city(), zones_at_stops(valley), 30.0_min);
  EXPECT_EQ(times[0], 0.0_min);
  EXPECT_EQ(times[1], 25.0_min);  // 2,000 m at 80 m/min
  EXPECT_EQ(times[2], std::nullopt);
}

TEST(TransitTimes, AreThatOfTheShareOfDepartures) {
  // Doors to platforms half a minute at both ends, a minute of slack, 8 minutes of riding: the bus of 8:10 is caught by
  // who leaves until 8:08:30, that of 8:30 until 8:28:30; who leaves later does not get there at all.
  const test::ValleyLine valley;
  EXPECT_EQ(by_transit(valley, {kHour, 1.0 / 60.0, 1.0_min})[2], 30.0_min - 20.0_min + 0.5_min);  // leaving at 8:08
  EXPECT_EQ(by_transit(valley, {kHour, 29.0 / 60.0, 1.0_min})[2], 38.5_min - 9.0_min);            // at 8:09
  EXPECT_EQ(by_transit(valley, {kHour, 0.5, 1.0_min})[2], std::nullopt);
}

TEST(TransitTimes, AreOnFootWhereThatIsShorter) {
  const test::ValleyLine valley;
  EXPECT_EQ(by_transit(valley, {kHour, 0.5, 1.0_min})[1], 25.0_min);
}

TEST(TransitTimes, WaitHalfAHeadwayWhereThereAreNoTimes) {
  const test::ValleyLine valley(10.0_min);
  EXPECT_EQ(by_transit(valley, {kHour, 0.5, 1.0_min})[2], 0.5_min + 1.0_min + 5.0_min + 8.0_min + 0.5_min);
}

TEST(TransitTimes, OfDrawnDaysHaveTheLongWaitsOfAHeadway) {
  // Waits are uniform over 20 minutes: nine of ten are at most 18.
  const test::ValleyLine valley(20.0_min);
  const TransitAccess nine_of_ten{.window = kHour, .share = 0.9, .slack = 1.0_min, .days = 200};
  EXPECT_NEAR(in_minutes(*by_transit(valley, nine_of_ten)[2]), 0.5 + 1.0 + 18.0 + 8.0 + 0.5, 1.0);
}

TEST(Within, CountsTheZoneItselfAndAllInTime) {
  const ZoneTimes times{0.0_min, 20.0_min, 40.0_min, std::nullopt, 0.0_min, 30.0_min, 40.0_min, 30.0_min, 0.0_min};
  const Column<ZoneId, double> jobs{10.0, 20.0, 40.0};
  EXPECT_EQ(within(times, jobs, 30.0_min), (Column<ZoneId, double>{30.0, 60.0, 60.0}));
}

TEST(TransitTimes, SameBytesForAnyNumberOfThreads) {
  const test::ValleyLine valley;
  const auto with = [&](int threads) {
    const ThreadLimit limit(threads);
    return by_transit(valley, {kHour, 0.3, 1.0_min});
  };
  const auto one = with(1);
  EXPECT_EQ(with(2), one);
  EXPECT_EQ(with(4), one);
}

}  // namespace
}  // namespace planspiel::mobility
