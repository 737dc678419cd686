#include "plugins/mobility/day/transit_loads.hpp"

#include <gtest/gtest.h>

#include <numeric>

#include "tests/unit/plugins/mobility/day/valley.hpp"

namespace planspiel::mobility {
namespace {

constexpr ZoneId kTownA{0u}, kM{1u}, kD{2u};
constexpr Hour kMorning{7u}, kLate{3u};

/// The valley with people who ride in it.
struct Riders : test::Valley {
  RiderTrips trips{3};

  void out(ZoneId from, ZoneId to, Hour hour, float people) { trips.out[hour.index()](from, to) += people; }
  TransitLoads loads() {
    router();  // takes the lines
    return HourlyTransit(stops, lines, headways, departures, zones, coefficients).loads(trips);
  }
};
double of(const TransitLoads& loads, std::size_t line, Hour hour = kMorning) {
  return loads.boardings[LineId(line)][hour.index()];
}
double day(const Column<StopId, ByHour>& of_stops) {
  double all = 0.0;
  for (const ByHour& stop : of_stops) all += std::accumulate(stop.begin(), stop.end(), 0.0);
  return all;
}

TEST(TransitLoads, WhoChangesBoardsTwice) {
  Riders valley;
  valley.line("1", {0, 1}, {0, 5}, 10);
  valley.line("2", {1, 2}, {0, 4}, 12);
  valley.out(kTownA, kD, kMorning, 100.0f);
  const TransitLoads loads = valley.loads();
  EXPECT_NEAR(of(loads, 0), 100.0, 1e-6);
  EXPECT_NEAR(of(loads, 1), 100.0, 1e-6);
  EXPECT_NEAR(loads.boarding[StopId(0u)][7], 100.0, 1e-6);
  EXPECT_NEAR(loads.alighting[StopId(1u)][7], 100.0, 1e-6);  // off the one and on to the other
  EXPECT_NEAR(loads.boarding[StopId(1u)][7], 100.0, 1e-6);
  EXPECT_NEAR(loads.alighting[StopId(2u)][7], 100.0, 1e-6);
}

TEST(TransitLoads, CommonLinesShareTheirRidersByDepartures) {
  Riders valley;
  valley.line("often", {0, 2}, {0, 10}, 10);
  valley.line("rare", {0, 2}, {0, 10}, 20);
  valley.out(kTownA, kD, kMorning, 90.0f);
  const TransitLoads loads = valley.loads();
  EXPECT_NEAR(of(loads, 0), 60.0, 1e-6);
  EXPECT_NEAR(of(loads, 1), 30.0, 1e-6);
}

TEST(TransitLoads, NobodyTakesALineThatIsWorthNothing) {
  Riders valley;
  valley.line("fast", {0, 2}, {0, 10}, 5);
  valley.line("slow", {0, 2}, {0, 60}, 5);
  valley.out(kTownA, kD, kMorning, 90.0f);
  EXPECT_NEAR(of(valley.loads(), 0), 90.0, 1e-6);
  EXPECT_EQ(of(valley.loads(), 1), 0.0);
}

TEST(TransitLoads, TheFullestSectionIsWhereMostSit) {
  Riders valley;
  valley.line("1", {0, 1, 2}, {0, 5, 10}, 10);
  valley.out(kTownA, kM, kMorning, 100.0f);
  valley.out(kTownA, kD, kMorning, 50.0f);
  valley.out(kM, kD, kMorning, 30.0f);
  const TransitLoads loads = valley.loads();
  EXPECT_NEAR(of(loads, 0), 180.0, 1e-6);
  EXPECT_NEAR(loads.fullest[LineId(0u)][7], 150.0, 1e-6);  // from A to M; 80 from there to D
}

TEST(TransitLoads, TheWayBackIsRiddenBack) {
  Riders valley;
  valley.line("there", {0, 2}, {0, 10}, 10);
  valley.line("back", {2, 0}, {0, 10}, 10);
  valley.trips.back[17](kTownA, kD) = 40.0f;  // lives in A, comes home from D
  const TransitLoads loads = valley.loads();
  EXPECT_EQ(of(loads, 0, Hour{17u}), 0.0);
  EXPECT_NEAR(of(loads, 1, Hour{17u}), 40.0, 1e-6);
}

TEST(TransitLoads, EachHourRidesOnItsOwnService) {
  Riders valley;
  valley.line("all day", {0, 2}, {0, 10}, 10);
  valley.line("by night", {0, 2}, {0, 10}, 10);
  valley.headways.hours[HeadwayId(0u)] = Hours{0xffffffu & ~(1u << 3)};
  valley.headways.hours[HeadwayId(1u)] = Hours{1u << 3};
  valley.out(kTownA, kD, kMorning, 70.0f);
  valley.out(kTownA, kD, kLate, 7.0f);
  const TransitLoads loads = valley.loads();
  EXPECT_NEAR(of(loads, 0), 70.0, 1e-6);
  EXPECT_NEAR(of(loads, 1, kLate), 7.0, 1e-6);
  EXPECT_EQ(of(loads, 0, kLate) + of(loads, 1), 0.0);
}

TEST(TransitLoads, WhoeverBoardsGetsOff) {
  Riders valley;
  valley.line("1", {0, 1}, {0, 5}, 10);
  valley.line("2", {1, 2}, {0, 4}, 12);
  valley.line("direct", {0, 2}, {0, 20}, 10);
  for (const Hour hour : kHoursOfDay)
    for (const auto& [from, to] : {std::pair{kTownA, kM}, {kTownA, kD}, {kM, kD}})
      valley.out(from, to, hour, static_cast<float>(hour.index() + to.index()));
  const TransitLoads loads = valley.loads();
  EXPECT_GT(day(loads.boarding), 0.0);
  EXPECT_NEAR(day(loads.boarding), day(loads.alighting), 1e-9 * day(loads.boarding));
}

}  // namespace
}  // namespace planspiel::mobility
