#include "plugins/mobility/access/clock.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/base/error.hpp"

namespace planspiel::mobility {
namespace {

using testing::HasSubstr;

TEST(ClockTimes, AreReadWithOneOrTwoDigitsOfTheHour) {
  EXPECT_EQ(clock_time("at", "8:05"), ClockTime::at(8, 5));
  EXPECT_EQ(clock_time("at", "25:10"), ClockTime::at(25, 10));
}

TEST(ClockTimes, AnythingElseIsRefusedWithARightExample) {
  for (const char* wrong : {"8", "8 Uhr", "08:60", "30:00", "8:5x", "", ":"}) {
    try {
      clock_time("at", wrong);
      FAIL() << wrong;
    } catch (const Error& error) {
      EXPECT_THAT(error.what(), HasSubstr("is no time of day; write \"08:05\"")) << wrong;
    }
  }
}

TEST(ClockTimes, AreShownAsOfADay) {
  EXPECT_EQ(shown_time(ClockTime::at(24, 10)), "00:10");
  EXPECT_EQ(shown_time(ClockTime::at(0, -1)), "23:59");
}

}  // namespace
}  // namespace planspiel::mobility
