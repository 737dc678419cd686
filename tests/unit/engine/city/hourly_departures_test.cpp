#include "engine/city/hourly_departures.hpp"

#include <gtest/gtest.h>

namespace planspiel {
namespace {

TEST(HourlyDepartures, CountInTheHourInWhichTheyLeaveTheFirstStop) {
  Departures departures;
  for (const double hours : {7.0, 7.999, 8.0, 8.5}) {
    const DepartureId run = departures.add(std::to_string(hours));
    departures.line[run] = LineId(std::size_t{hours < 8.25 ? 0u : 1u});
    departures.time[run] = Seconds(3600.0 * hours);
  }
  const auto runs = hourly_departures(departures, 2);
  EXPECT_EQ(runs[LineId(std::size_t{0})][7], 2.0);
  EXPECT_EQ(runs[LineId(std::size_t{0})][8], 1.0);
  EXPECT_EQ(runs[LineId(std::size_t{1})][8], 1.0);
  EXPECT_EQ(runs[LineId(std::size_t{1})][7], 0.0);
}

TEST(HourlyDepartures, AfterMidnightAreInTheFirstHoursOfTheDay) {
  EXPECT_EQ(hour_of(25.5_h), Hour(1));
  EXPECT_EQ(hour_of(24.0_h), Hour(0));
  EXPECT_EQ(hour_of(49.0_h), Hour(1));
}

/// On the day when clocks are put forward, noon less 12 h is 23:00 of the day before.
TEST(HourlyDepartures, BeforeTheServiceDayAreInItsLastHours) { EXPECT_EQ(hour_of(-600.0_s), Hour(23)); }

}  // namespace
}  // namespace planspiel
