#include "engine/routing/journey.hpp"

#include <gtest/gtest.h>

#include "tests/unit/engine/routing/random_feed.hpp"

namespace planspiel {
namespace {

ScheduledRun bus(std::size_t line, const std::vector<std::size_t>& stops, const std::vector<int>& minutes) {
  ScheduledRun result{LineId(line)};
  for (std::size_t i = 0; i < stops.size(); ++i)
    result.calls.push_back({StopId(stops[i]), ClockTime::at(8, minutes[i]), ClockTime::at(8, minutes[i])});
  return result;
}

const std::vector<StopWalk> kHome{{StopId(0u), 2.0_min}}, kWork{{StopId(3u), 3.0_min}};

/// Line 0 from 0 to 1 in 10 minutes, 2 minutes on foot to 2, line 1 from 2 to 3 in 8.
Timetable two_lines() {
  return make_timetable(
      {.stops = 4,
       .runs = {bus(0, {0, 1}, {10, 20}), bus(0, {0, 1}, {30, 40}), bus(1, {2, 3}, {28, 36}), bus(1, {2, 3}, {45, 53})},
       .footpaths = {{StopId(1u), StopId(2u), 2.0_min}}});
}

Journey at_eight(const Timetable& table) {
  Raptor search(table, {.slack = 1.0_min});
  search.run(kHome, ClockTime::at(8, 0));
  return earliest_journey(search, kHome, kWork, 4).value();
}

TEST(Journey, HasWalksAndRidesInOrder) {
  const Timetable table = two_lines();
  const Journey journey = at_eight(table);
  ASSERT_EQ(journey.legs.size(), 5u);
  EXPECT_EQ(journey.legs[1].from, StopId(0u));
  EXPECT_EQ(table.line[journey.legs[1].ride->vehicle], LineId(0u));
  EXPECT_EQ(journey.legs[2].to, StopId(2u));
  EXPECT_EQ(table.line[journey.legs[3].ride->vehicle], LineId(1u));
  EXPECT_EQ(journey.legs[4].from, StopId(3u));
}

TEST(Journey, StartsAsLateAsItsFirstVehicleAllows) {
  EXPECT_EQ(at_eight(two_lines()).start(), ClockTime::at(8, 7));  // 2 min on foot and 1 of slack before 8:10
  EXPECT_EQ(at_eight(two_lines()).end(), ClockTime::at(8, 39));
}

TEST(Journey, PartsAddUpToTheWhole) {
  const JourneyParts parts = parts_of(at_eight(two_lines()));
  EXPECT_EQ(parts.access, 2.0_min);
  EXPECT_EQ(parts.wait, 1.0_min + 6.0_min);  // at the first stop; from 8:22 until 8:28
  EXPECT_EQ(parts.ride, 18.0_min);
  EXPECT_EQ(parts.transfer, 2.0_min);
  EXPECT_EQ(parts.egress, 3.0_min);
  EXPECT_EQ(parts.total(), 32.0_min);
  EXPECT_EQ(parts.boardings, 2);
}

TEST(Journey, GeneralisedTimeWeighsWalkingWaitingAndChanges) {
  const JourneyParts parts = parts_of(at_eight(two_lines()));
  EXPECT_EQ(generalised(parts, {.walk = 2.0, .wait = 1.5, .change = 5.0_min}),
            14.0_min + 10.5_min + 18.0_min + 5.0_min);
}

TEST(Journey, VehicleWithoutTimesIsWaitedForHalfAHeadway) {
  const Timetable table = make_timetable(
      {.stops = 4,
       .headways = {
           {LineId(7u), {StopId(0u), StopId(3u)}, {0.0_s, 10.0_min}, {{{}, ClockTime::at(24, 0), 20.0_min}}}}});
  const Journey journey = at_eight(table);
  EXPECT_EQ(journey.start(), ClockTime::at(8, 0));
  EXPECT_EQ(journey.legs[1].headway, 20.0_min);
  EXPECT_EQ(parts_of(journey).wait, 1.0_min + 10.0_min);
  EXPECT_EQ(journey.end(), ClockTime::at(8, 26));
}

TEST(Journey, VehicleWithoutTimesCallsWhenItIsExpected) {
  const Timetable table = make_timetable({.stops = 4,
                                          .headways = {{LineId(7u),
                                                        {StopId(0u), StopId(1u), StopId(3u)},
                                                        {0.0_s, 4.0_min, 10.0_min},
                                                        {{{}, ClockTime::at(24, 0), 20.0_min}},
                                                        {0.0_s, 1.0_min, 0.0_s}}}});
  const auto calls = calls_of(table, at_eight(table).legs[1]);
  ASSERT_EQ(calls.size(), 3u);
  EXPECT_EQ(calls[0].departure, ClockTime::at(8, 13));
  EXPECT_EQ(calls[1].arrival, ClockTime::at(8, 17));
  EXPECT_EQ(calls[1].departure, ClockTime::at(8, 18));
}

std::vector<Journey> from_eight_until(int minute, const Timetable& table) {
  Raptor search(table, {.slack = 1.0_min});
  return best_journeys(search, kHome, kWork, {ClockTime::at(8, 0), ClockTime::at(8, minute)});
}

TEST(BestJourneys, AreOneForEachVehicleWorthTaking) {
  const auto journeys = from_eight_until(60, two_lines());
  ASSERT_EQ(journeys.size(), 2u);
  EXPECT_EQ(journeys[0].end(), ClockTime::at(8, 39));
  EXPECT_EQ(journeys[1].start(), ClockTime::at(8, 27));
  EXPECT_EQ(journeys[1].end(), ClockTime::at(8, 56));
}

TEST(BestJourneys, EndWithTheWindow) {
  EXPECT_EQ(from_eight_until(27, two_lines()).size(), 1u);
  EXPECT_TRUE(from_eight_until(5, two_lines()).empty());  // the first vehicle may be caught by leaving at 8:07
}

TEST(BestJourneys, KeepASlowerOneThatNeedsNoChange) {
  const Timetable table = make_timetable(
      {.stops = 4, .runs = {bus(0, {0, 1}, {10, 15}), bus(1, {1, 3}, {17, 20}), bus(2, {0, 3}, {10, 40})}});
  const auto journeys = from_eight_until(60, table);
  ASSERT_EQ(journeys.size(), 2u);
  EXPECT_EQ(journeys[0].boardings() + journeys[1].boardings(), 3);
}

/// Each leg begins where and not before the last one ended, and rides are those of the timetable.
void expect_possible(const Journey& journey, const Timetable& table, Seconds slack) {
  for (std::size_t i = 0; i < journey.legs.size(); ++i) {
    const Leg& leg = journey.legs[i];
    ASSERT_LE(leg.start, leg.end);
    ASSERT_EQ(leg.from, i > 0 ? journey.legs[i - 1].to : std::nullopt);
    if (!leg.ride) continue;
    ASSERT_LE(journey.legs[i - 1].end + slack, leg.start);
    const auto calls = calls_of(table, leg);
    EXPECT_EQ(calls.front().stop, leg.from);
    EXPECT_EQ(calls.front().departure, leg.start);
    EXPECT_EQ(calls.back().stop, leg.to);
    EXPECT_EQ(calls.back().arrival, leg.end);
  }
}

TEST(BestJourneys, ArePossibleAndArriveWhenTheSearchSaysOnRandomFeeds) {
  for (std::uint64_t seed = 0; seed < 200; ++seed) {
    const Timetable table = make_timetable(test::random_feed(seed));
    const auto access = test::random_access(seed, table.stop_count());
    const std::vector<StopWalk> egress{{StopId(seed % table.stop_count()), 1.0_min}};
    Raptor search(table), alone(table);
    for (const Journey& journey : best_journeys(search, access, egress, {ClockTime::at(23, 0), ClockTime::at(25, 0)})) {
      ASSERT_NO_FATAL_FAILURE(expect_possible(journey, table, search.slack())) << "feed " << seed;
      alone.run(access, journey.start());
      ASSERT_EQ(alone.alighting(egress[0].stop, journey.boardings()).value() + 1.0_min, journey.end()) << seed;
      if (const auto less = alone.alighting(egress[0].stop, journey.boardings() - 1)) {
        ASSERT_GT(*less + 1.0_min, journey.end());
      }
    }
  }
}

TEST(BestJourneys, MissNoBetterOneOnRandomFeeds) {
  for (std::uint64_t seed = 0; seed < 100; ++seed) {
    const Timetable table = make_timetable(test::random_feed(seed));
    const auto access = test::random_access(seed, table.stop_count());
    const std::vector<StopWalk> egress{{StopId(seed % table.stop_count()), 0.0_s}};
    Raptor search(table), alone(table);
    const DepartureWindow window{ClockTime::at(23, 0), ClockTime::at(25, 0)};
    const auto journeys = best_journeys(search, access, egress, window);
    for (ClockTime departure = window.first; departure < window.end; departure = departure + 30.0_s) {
      alone.run(access, departure);
      const auto expected = alone.alighting(egress[0].stop, alone.most_boardings());
      std::optional<ClockTime> listed;
      for (const Journey& journey : journeys)
        if (journey.start() >= departure && (!listed || journey.end() < *listed)) listed = journey.end();
      if (!listed) continue;  // what leaves after the window is not listed
      ASSERT_EQ(listed, expected) << "feed " << seed;
    }
  }
}

}  // namespace
}  // namespace planspiel
