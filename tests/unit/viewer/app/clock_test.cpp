#include "viewer/app/clock.hpp"

#include <gtest/gtest.h>

namespace planspiel::viewer {
namespace {

TEST(DayClock, ShowsOneHourUntilTheWholeDayIsAskedFor) {
  DayClock clock;
  EXPECT_EQ(clock.layer_hour(), 8);
  clock.set_whole_day(true);
  EXPECT_EQ(clock.layer_hour(), std::nullopt);
  clock.set_hour(17);  // who moves the slider wants an hour
  EXPECT_EQ(clock.layer_hour(), 17);
}

TEST(DayClock, GoesRoundAtMidnight) {
  DayClock clock;
  clock.set_hour(24);
  EXPECT_EQ(clock.hour(), 0);
  clock.set_hour(-1);
  EXPECT_EQ(clock.hour(), 23);
}

TEST(DayClock, PlaysAnHourASecondHoweverLateItIsAsked) {
  DayClock clock;
  clock.set_hour(22);
  clock.play(true);
  EXPECT_FALSE(clock.advance(0.4));
  EXPECT_TRUE(clock.advance(0.6));
  EXPECT_EQ(clock.hour(), 23);
  EXPECT_TRUE(clock.advance(7.0));  // a slow machine skips no hour
  EXPECT_EQ(clock.hour(), 0);
  clock.play(false);
  EXPECT_FALSE(clock.advance(2.0));
}

TEST(DayClock, LooksAtOneToTwentyFourHoursTogether) {
  DayClock clock;
  clock.set_hours(0);
  EXPECT_EQ(clock.hours(), 1);
  clock.set_hours(99);
  EXPECT_EQ(clock.hours(), 24);
}

}  // namespace
}  // namespace planspiel::viewer
