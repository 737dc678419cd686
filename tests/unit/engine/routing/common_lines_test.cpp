#include "engine/routing/common_lines.hpp"

#include <gtest/gtest.h>

#include <numeric>

#include "engine/routing/headway_draw.hpp"
#include "engine/routing/transit_times.hpp"

namespace planspiel {
namespace {

LineBetween line(std::size_t number, double headway_min, double ride_min) {
  return {LineId(number), headway_min * 1.0_min, ride_min * 1.0_min};
}

TEST(CommonLines, OneLineIsWaitedForHalfItsHeadway) {
  const CommonLines alone = common_lines({line(0, 20, 7)});
  EXPECT_EQ(alone.wait, 10.0_min);
  EXPECT_EQ(alone.ride, 7.0_min);
  EXPECT_EQ(alone.lines[0].share, 1.0);
}

TEST(CommonLines, LeastOfThreeUniformWaitsIsAQuarterOfTheHeadway) {
  const CommonLines three = common_lines({line(0, 20, 10), line(1, 20, 10), line(2, 20, 10)});
  EXPECT_NEAR(in_minutes(three.wait), 5.0, 1e-12);
  for (const LineShare& each : three.lines) EXPECT_NEAR(each.share, 1.0 / 3.0, 1e-12);
}

TEST(CommonLines, DenserLineComesFirstMoreOften) {
  // t < 10: P(neither came) = (1 - t/10)(1 - t/30); the rare one is first in ∫ (1 - t/10) / 30 dt = 1/6 of all cases.
  const CommonLines two = common_lines({line(0, 10, 10), line(1, 30, 10)});
  ASSERT_EQ(two.lines.size(), 2u);
  EXPECT_NEAR(in_minutes(two.wait), 10.0 / 2.0 - 100.0 / (6.0 * 30.0), 1e-12);
  EXPECT_NEAR(two.lines[1].share, 1.0 / 6.0, 1e-12);
}

TEST(CommonLines, SlowLineIsLetPass) {
  EXPECT_EQ(common_lines({line(0, 10, 10), line(1, 10, 30)}).lines.size(), 1u);
  EXPECT_EQ(common_lines({line(0, 10, 10), line(1, 10, 11)}).lines.size(), 2u);
}

/// Two lines 0 - 1 - 2 and 0 - 1 every 20 minutes, 10 minutes from stop to stop.
TransitService fork() {
  const std::vector<HeadwayWindow> all_day{{ClockTime(), ClockTime::at(24, 0), 20.0_min}};
  return {.stops = 3,
          .headways = {{LineId(0u), {StopId(0u), StopId(1u), StopId(2u)}, {0.0_s, 10.0_min, 20.0_min}, all_day},
                       {LineId(1u), {StopId(0u), StopId(1u)}, {0.0_s, 10.0_min}, all_day}}};
}

TEST(WithCommonLines, PoolsLinesWhereTheyGoTheSameWay) {
  const TransitService pooled = with_common_lines(fork());
  ASSERT_EQ(pooled.headways.size(), 3u);
  EXPECT_EQ(pooled.headways[2].stops, (std::vector<StopId>{StopId(0u), StopId(1u)}));
  EXPECT_NEAR(in_minutes(pooled.headways[2].windows[0].headway), 2.0 * 20.0 / 3.0, 1e-12);
  EXPECT_EQ(pooled.headways[2].common.size(), 2u);
}

TEST(WithCommonLines, CountsOnlyLinesThatRunInTheHour) {
  TransitService service = fork();
  service.headways[1].windows = {{ClockTime::at(8, 0), ClockTime::at(9, 0), 20.0_min}};
  const TransitService pooled = with_common_lines(service);
  ASSERT_EQ(pooled.headways.size(), 3u);
  EXPECT_EQ(pooled.headways[2].windows[0].from, ClockTime::at(8, 0));
  EXPECT_EQ(pooled.headways[2].windows[0].to, ClockTime::at(9, 0));
}

TEST(WithCommonLines, ExpectedTimeIsTheMeanOfDrawnDays) {
  const TransitService service = fork();
  const std::vector<StopWalk> from{{StopId(0u), 0.0_s}}, to{{StopId(1u), 0.0_s}};
  const DepartureMinutes morning{ClockTime::at(8, 0), ClockTime::at(9, 0)};
  const auto mean = [&](const std::vector<Timetable>& days) {
    double sum_min = 0.0;
    const auto times = times_of_departures({days, {}, morning}, from, std::span(&to, 1));
    for (const auto& time : times) sum_min += in_minutes(time.value());
    return sum_min / static_cast<double>(times.size());
  };
  std::vector<Timetable> drawn;
  for (std::uint64_t draw = 0; draw < 500; ++draw)
    drawn.push_back(make_timetable(with_drawn_times(service, RandomStream(1, "test.common_lines"), draw)));
  EXPECT_NEAR(mean({make_timetable(with_common_lines(service))}), mean(drawn), 0.5);
}

}  // namespace
}  // namespace planspiel
