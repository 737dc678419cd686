#include "engine/routing/timetable.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/base/error.hpp"
#include "tests/unit/engine/routing/random_feed.hpp"

namespace planspiel {
namespace {

/// A vehicle without standing, in minutes after 8:00.
ScheduledRun vehicle(const std::vector<std::size_t>& stops, const std::vector<int>& minutes, std::size_t line = 0) {
  ScheduledRun result{LineId(line)};
  for (std::size_t i = 0; i < stops.size(); ++i)
    result.calls.push_back({StopId(stops[i]), ClockTime::at(8, minutes[i]), ClockTime::at(8, minutes[i])});
  return result;
}

std::vector<std::int32_t> starts_of(const Timetable& table, PatternId pattern) {
  std::vector<std::int32_t> minutes;
  for (std::size_t i = 0; i < table.runs[pattern]; ++i)
    minutes.push_back((table.departure[pattern][i].second - 8 * 3600) / 60);
  return minutes;
}

TEST(Timetable, RunsOfTheSameStopsAreOnePatternInOrderWhateverTheirLine) {
  const Timetable table = make_timetable(
      {.stops = 3,
       .runs = {vehicle({0, 1, 2}, {20, 25, 30}), vehicle({0, 1, 2}, {0, 5, 10}, 1), vehicle({2, 1}, {0, 5})}});
  ASSERT_EQ(table.stops.size(), 2u);
  EXPECT_THAT(starts_of(table, PatternId(0u)), testing::ElementsAre(0, 20));
  EXPECT_EQ(table.line[table.first_run[PatternId(0u)]], LineId(1u));
}

TEST(Timetable, VehicleThatOvertakesGetsAPatternOfItsOwn) {
  const Timetable table = make_timetable(
      {.stops = 2, .runs = {vehicle({0, 1}, {0, 30}), vehicle({0, 1}, {10, 20}), vehicle({0, 1}, {15, 35})}});
  ASSERT_EQ(table.stops.size(), 2u);
  EXPECT_THAT(starts_of(table, PatternId(0u)), testing::ElementsAre(0, 15));
  EXPECT_THAT(starts_of(table, PatternId(1u)), testing::ElementsAre(10));
}

TEST(Timetable, NoVehicleOfAPatternOvertakes) {
  for (std::uint64_t seed = 0; seed < 100; ++seed) {
    const Timetable table = make_timetable(test::random_feed(seed));
    for (const VehicleRunId vehicle : table.line.ids()) {
      const PatternId pattern = table.pattern[vehicle];
      const std::size_t number = vehicle.index() - table.first_run[pattern].index(), runs = table.runs[pattern];
      if (number == 0) continue;
      for (std::size_t i = 0; i < table.stops[pattern].size(); ++i) {
        ASSERT_LE(table.arrival[VehicleRunId(vehicle.index() - 1)][i], table.arrival[vehicle][i]) << seed;
        ASSERT_LE(table.departure[pattern][i * runs + number - 1], table.departure[pattern][i * runs + number]);
      }
    }
  }
}

TEST(Timetable, NobodyBoardsAtTheLastStop) {
  const Timetable table = make_timetable({.stops = 2, .runs = {vehicle({0, 1}, {0, 5})}});
  EXPECT_EQ(table.calls[StopId(0u)].size(), 1u);
  EXPECT_EQ(table.calls[StopId(1u)].size(), 0u);
}

TEST(Timetable, WaysOnFootTakeWholeSecondsAndNeverLess) {
  const Timetable table = make_timetable(
      {.stops = 2, .footpaths = {{StopId(0u), StopId(1u), Seconds(90.2)}, {StopId(1u), StopId(1u), Seconds(3.0)}}});
  EXPECT_EQ(table.footpaths[StopId(0u)][0].walk, Seconds(91.0));
  EXPECT_EQ(table.footpaths[StopId(1u)].size(), 0u);
}

TEST(Timetable, TimeThatRunsBackwardsIsRefused) {
  EXPECT_THROW(make_timetable({.stops = 2, .runs = {vehicle({0, 1}, {10, 5})}}), Error);
}

}  // namespace
}  // namespace planspiel
