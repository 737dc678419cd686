#include "engine/reach/transit_service.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace planspiel::reach {
namespace {

/// Three stops, 10 minutes between them; the second is left after a minute.
struct OneLine {
  Stops stops{};
  Lines lines{};
  Headways headways{};
  Departures departures{};

  OneLine() {
    for (const char* name : {"a", "b", "c"}) stops.add(name);
    lines.add("1");
    lines.stops = {};
    lines.stops.push_back(std::vector<StopId>{StopId(0u), StopId(1u), StopId(2u)});
    lines.arrival = {};
    lines.arrival.push_back(std::vector<Seconds>{0.0_min, 10.0_min, 20.0_min});
    lines.dwell = {};
    lines.dwell.push_back(std::vector<Seconds>{0.0_min, 1.0_min, 0.0_min});
  }
  OneLine& every(Seconds headway, std::uint32_t hours) {
    const HeadwayId row = headways.add(std::to_string(headways.size()));
    headways.line[row] = LineId(0u);
    headways.headway[row] = headway;
    headways.hours[row] = Hours{hours};
    return *this;
  }
  OneLine& at(Seconds time) {
    const DepartureId row = departures.add(std::to_string(departures.size()));
    departures.line[row] = LineId(0u);
    departures.time[row] = time;
    return *this;
  }
  TransitService service() const { return transit_service_of({stops, lines, headways, departures}); }
};

std::vector<std::int32_t> minutes_of_start(const TransitService& service) {
  std::vector<std::int32_t> minutes;
  for (const ScheduledRun& vehicle : service.runs) minutes.push_back(vehicle.calls.front().departure.second / 60);
  return minutes;
}

TEST(TransitServiceOf, DepartureIsARunOfItsLine) {
  const TransitService service = OneLine().at(8.0_h).service();
  ASSERT_EQ(service.runs.size(), 1u);
  const auto& calls = service.runs[0].calls;
  EXPECT_EQ(calls[0].departure, ClockTime::at(8, 0));
  EXPECT_EQ(calls[1].arrival, ClockTime::at(8, 10));
  EXPECT_EQ(calls[1].departure, ClockTime::at(8, 11));
  EXPECT_EQ(calls[2].arrival, ClockTime::at(8, 20));
}

TEST(TransitServiceOf, WhatRunsAfterMidnightRunsInTheFirstHoursToo) {
  EXPECT_THAT(minutes_of_start(OneLine().at(24.5_h).service()), testing::ElementsAre(24 * 60 + 30, 30));
  EXPECT_THAT(minutes_of_start(OneLine().at(23.9_h).service()), testing::ElementsAre(23 * 60 + 54, -6));
}

TEST(TransitServiceOf, FirstHoursComeAgainAfterMidnight) {
  EXPECT_THAT(minutes_of_start(OneLine().at(4.0_h).service()), testing::ElementsAre(4 * 60, 28 * 60));
}

TEST(TransitServiceOf, HeadwaysOfOneHourAddUp) {
  const TransitService service = OneLine().every(20.0_min, 1u << 8).every(20.0_min, 1u << 8).service();
  ASSERT_EQ(service.headways[0].windows.size(), 1u);
  EXPECT_EQ(service.headways[0].windows[0].headway, 10.0_min);
  EXPECT_EQ(service.headways[0].windows[0].from, ClockTime::at(8, 0));
  EXPECT_EQ(service.headways[0].windows[0].to, ClockTime::at(9, 0));
}

TEST(TransitServiceOf, HoursOfOneHeadwayAreOneWindow) {
  const TransitService service = OneLine().every(20.0_min, 0b111u << 8).every(10.0_min, 1u << 11).service();
  ASSERT_EQ(service.headways[0].windows.size(), 2u);
  EXPECT_EQ(service.headways[0].windows[0].to, ClockTime::at(11, 0));
}

TEST(TransitServiceOf, HourBeforeMidnightBringsVehiclesAfterIt) {
  const TransitService service = OneLine().every(20.0_min, 1u << 23).service();
  ASSERT_EQ(service.headways[0].windows.size(), 2u);
  EXPECT_EQ(service.headways[0].windows[0].from, ClockTime::at(-1, 0));
  EXPECT_EQ(service.headways[0].windows[1].from, ClockTime::at(23, 0));
}

TEST(TransitServiceOf, LineWithoutServiceDoesNotRun) {
  const TransitService service = OneLine().service();
  EXPECT_TRUE(service.runs.empty());
  EXPECT_TRUE(service.headways.empty());
}

}  // namespace
}  // namespace planspiel::reach
