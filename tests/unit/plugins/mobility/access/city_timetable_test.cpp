#include "plugins/mobility/access/city_timetable.hpp"

#include <gtest/gtest.h>

#include "tests/unit/plugins/mobility/valley_line.hpp"

namespace planspiel::mobility {
namespace {

TEST(CityTimetable, WalksAsFarAsTheAirlineWithItsDetour) {
  const CityTimetable city = test::ValleyLine().city();
  EXPECT_EQ(city.access.reach, 1500.0_m);
  EXPECT_EQ(city.access.fixed, 0.5_min);
  EXPECT_EQ(city.change.reach, 375.0_m);
  EXPECT_EQ(city.change.fixed, 1.0_min);
  EXPECT_DOUBLE_EQ(city.access.speed.value, 80.0 / 60.0);
}

TEST(CityTimetable, PoolsLinesThatHaveOnlyHeadways) {
  test::ValleyLine valley(20.0_min);
  const std::size_t alone = valley.city().timetable.stops.size();
  valley.add_line_like_the_first();
  EXPECT_EQ(valley.city().timetable.stops.size(), 2 * alone + 3);  // three pairs of stops
}

}  // namespace
}  // namespace planspiel::mobility
