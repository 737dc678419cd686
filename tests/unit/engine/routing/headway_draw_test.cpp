#include "engine/routing/headway_draw.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace planspiel {
namespace {

TransitService every(std::vector<HeadwayWindow> windows) {
  return {.stops = 2,
          .headways = {{LineId(4u), {StopId(0u), StopId(1u)}, {Seconds(0.0), Seconds(300.0)}, std::move(windows)}}};
}

std::vector<std::int32_t> starts_of(const TransitService& service) {
  std::vector<std::int32_t> starts;
  for (const ScheduledRun& vehicle : service.runs) starts.push_back(vehicle.calls.front().departure.second);
  return starts;
}

const TransitService kTwenty = every({{ClockTime::at(8, 0), ClockTime::at(10, 0), Seconds(1200.0)}});

TEST(HeadwayDraw, VehiclesComeOnceInEachHeadway) {
  const RandomStream random(1, "test.headway_draw");
  for (std::uint64_t draw = 0; draw < 50; ++draw) {
    const auto starts = starts_of(with_drawn_times(kTwenty, random, draw));
    ASSERT_EQ(starts.size(), 6u);
    for (std::size_t i = 0; i < 6; ++i) {
      const ClockTime window = ClockTime::at(8, 20 * static_cast<int>(i));
      EXPECT_GE(starts[i], window.second);
      EXPECT_LE(starts[i], window.second + 1200);
    }
  }
}

TEST(HeadwayDraw, FirstVehiclesAreSpreadEvenlyOverTheHeadway) {
  const RandomStream random(1, "test.headway_draw");
  double mean_s = 0.0;
  for (std::uint64_t draw = 0; draw < 4000; ++draw)
    mean_s += (starts_of(with_drawn_times(kTwenty, random, draw)).front() - 8 * 3600) / 4000.0;
  EXPECT_NEAR(mean_s, 600.0, 3.0 * 1200.0 / std::sqrt(12.0 * 4000.0));  // three standard errors
}

TEST(HeadwayDraw, HeadwayThatChangesIsWaitedForInParts) {
  // Every 20 min until nine, then every 10: what is left of 20 at nine halves.
  const RandomStream random(1, "test.headway_draw");
  const auto starts = starts_of(with_drawn_times(every({{ClockTime::at(8, 0), ClockTime::at(9, 0), Seconds(1200.0)},
                                                        {ClockTime::at(9, 0), ClockTime::at(10, 0), Seconds(600.0)}}),
                                                 random, 0));
  ASSERT_EQ(starts.size(), 9u);
  const std::int32_t nine = 9 * 3600;
  EXPECT_NEAR(starts[3] - nine, 0.5 * (1200 - (nine - starts[2])), 1.0);
}

TEST(HeadwayDraw, RunsWithTimesStayAsTheyAre) {
  TransitService service = kTwenty;
  service.runs.push_back({LineId(0u), {{StopId(0u), {}, ClockTime(5)}, {StopId(1u), ClockTime(9), ClockTime(9)}}});
  EXPECT_EQ(starts_of(with_drawn_times(service, RandomStream(1, "test.headway_draw"), 3)).front(), 5);
}

}  // namespace
}  // namespace planspiel
