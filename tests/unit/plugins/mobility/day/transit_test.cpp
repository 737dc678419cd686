#include "plugins/mobility/day/transit.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "plugins/mobility/day/supply.hpp"
#include "tests/unit/plugins/mobility/day/valley.hpp"

namespace planspiel::mobility {
namespace {

using test::Valley;
constexpr ZoneId kFrom{0u}, kTo{2u};

TEST(TransitSkims, AddAccessWaitRideTransferAndEgress) {
  Valley valley;
  valley.line("1", {0, 1}, {0, 5}, 10);
  valley.line("2", {1, 2}, {0, 4}, 12);
  const TransitSkims skims = valley.skim();
  // walk 0.5 · 2, wait 5 · 1.5, ride 5, transfer 5, wait 6 · 1.5, ride 4, walk 0.5 · 2
  EXPECT_NEAR(skims.cost_min(kFrom, kTo), 1.0 + 7.5 + 5.0 + 5.0 + 9.0 + 4.0 + 1.0, 1e-5);
  EXPECT_NEAR(skims.time_min(kFrom, kTo), 0.5 + 5.0 + 5.0 + 6.0 + 4.0 + 0.5, 1e-5);
  EXPECT_NEAR(skims.ride_m[static_cast<std::size_t>(TransitMode::tram)](kFrom, kTo), 6000.0, 1.0);
}

TEST(TransitSkims, TheCheaperOfDirectAndChangingWins) {
  Valley valley;
  valley.line("1", {0, 1}, {0, 5}, 10);
  valley.line("2", {1, 2}, {0, 4}, 20);
  valley.line("direct", {0, 2}, {0, 20}, 10);
  EXPECT_NEAR(valley.skim().cost_min(kFrom, kTo), 1.0 + 7.5 + 20.0 + 1.0, 1e-5);
}

TEST(TransitSkims, ARareLineCostsTheWaitForAKnownDepartureAndTheDelayOfTheDay) {
  Valley valley;
  valley.line("1", {0, 2}, {0, 10}, 60);
  const TransitSkims skims = valley.skim();
  EXPECT_NEAR(skims.time_min(kFrom, kTo), 0.5 + 6.0 + 10.0 + 0.5, 1e-5);
  EXPECT_NEAR(skims.cost_min(kFrom, kTo), 1.0 + 1.5 * 6.0 + 0.8 * 24.0 + 10.0 + 1.0, 1e-5);
}

TEST(TransitSkims, TwoLinesOnAStretchAreOneThatRunsTwiceAsOften) {
  Valley two, one;
  two.line("1", {0, 2}, {0, 10}, 10);
  two.line("2", {0, 1, 2}, {0, 5, 10}, 10);
  one.line("1", {0, 2}, {0, 10}, 5);
  EXPECT_FLOAT_EQ(two.skim().cost_min(kFrom, kTo), one.skim().cost_min(kFrom, kTo));
}

TEST(TransitSkims, LinesRunOneWay) {
  Valley valley;
  valley.line("1", {0, 2}, {0, 10}, 10);
  EXPECT_FALSE(std::isfinite(valley.skim().cost(kTo, kFrom)));
}

TEST(TransitSkims, EveryHourHasItsOwnService) {
  Valley valley;
  valley.line("1", {0, 2}, {0, 10}, 10);
  valley.line("more", {0, 2}, {0, 10}, 10);
  valley.headways.hours[HeadwayId(0)] = Hours{0xffffffu & ~(1u << 3)};
  valley.headways.hours[HeadwayId(1)] = Hours{1u << 17};
  const TransitDay day = valley.skim_day();
  EXPECT_NEAR(day.in(Hour{16u}).cost(kFrom, kTo) - day.in(Hour{17u}).cost(kFrom, kTo), 1.5 * 2.5,
              1e-5);  // 10 and 5 minutes apart
  EXPECT_FALSE(std::isfinite(day.in(Hour{3u}).cost(kFrom, kTo)));
  EXPECT_EQ(day.skims.size(), 3u);
}

TEST(TransitSkims, AJourneyIsFromStopToStopWithoutTheWalksToThem) {
  Valley valley;
  valley.line("1", {0, 2}, {0, 10}, 10);
  const std::vector<double> six_an_hour{6.0};
  const auto journey = valley.router().journey({StopId(0)}, {StopId(2)}, six_an_hour);
  ASSERT_TRUE(journey);
  EXPECT_NEAR(journey->time_min, 5.0 + 10.0, 1e-5);
  EXPECT_FALSE(valley.router().journey({StopId(2)}, {StopId(0)}, six_an_hour));
}

TEST(HourlyTransit, WritesItsTimesIntoTheSupply) {
  Valley valley;
  valley.line("tram", {0, 1, 2}, {0.0, 5.0, 10.0}, 10.0);
  const TransitSkims wanted = valley.skim();
  Supply supply;
  const HourlyTransit transit(valley.stops, valley.lines, valley.headways, valley.departures, valley.zones,
                              valley.coefficients);
  for (int round = 0; round < 2; ++round) {
    transit.skim(supply);
    EXPECT_EQ(supply.transit.in(Hour{8u}).cost(kFrom, kTo), wanted.cost(kFrom, kTo));
  }
}

}  // namespace
}  // namespace planspiel::mobility
