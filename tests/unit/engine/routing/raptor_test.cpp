#include "engine/routing/raptor.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>

#include "engine/base/parallel.hpp"
#include "tests/unit/engine/routing/random_feed.hpp"

namespace planspiel {
namespace {

constexpr int kBoardings = 5;
constexpr Seconds kSlack{60.0};

/// The same question without patterns, rounds of stops or order: which vehicle can be sat in at which of its calls,
/// after how many boardings, found by trying every other one from there until nothing changes.
class EveryCall {
 public:
  EveryCall(const TransitService& feed, std::span<const StopWalk> access, ClockTime departure) : feed_(feed) {
    std::vector<std::vector<int>> least(feed.runs.size());
    for (std::size_t t = 0; t < feed.runs.size(); ++t) least[t].assign(feed.runs[t].calls.size(), kBoardings + 1);
    for (const StopWalk& to : access) stand(to.stop, departure + to.walk, 0);
    for (std::size_t t = 0; t < feed.runs.size(); ++t)
      for (const StopWalk& to : access) board(least, t, to.stop, departure + to.walk, 1);
    for (int boardings = 1; boardings <= kBoardings; ++boardings)
      for (std::size_t t = 0; t < feed.runs.size(); ++t)
        for (std::size_t i = 0; i < least[t].size(); ++i)
          if (least[t][i] == boardings) get_off(least, feed.runs[t].calls[i], boardings);
  }
  std::optional<ClockTime> arrival(StopId stop, int boardings) const {
    std::optional<ClockTime> best;
    for (const auto& [key, time] : standing_)
      if (key.first == stop && key.second <= boardings && (!best || time < *best)) best = time;
    return best;
  }

 private:
  void stand(StopId stop, ClockTime time, int boardings) {
    const auto [at, fresh] = standing_.try_emplace({stop, boardings}, time);
    if (!fresh) at->second = std::min(at->second, time);
  }
  /// Boards one vehicle at a stop wherever it still can, and sits in it at all later calls.
  void board(std::vector<std::vector<int>>& least, std::size_t t, StopId stop, ClockTime ready, int boardings) {
    const auto& calls = feed_.runs[t].calls;
    for (std::size_t i = 0; i < calls.size(); ++i)
      if (calls[i].stop == stop && ready + kSlack <= calls[i].departure)
        for (std::size_t later = i + 1; later < calls.size(); ++later)
          least[t][later] = std::min(least[t][later], boardings);
  }
  void get_off(std::vector<std::vector<int>>& least, const VehicleCall& call, int boardings) {
    std::vector<StopWalk> on{{call.stop, Seconds(0.0)}};
    for (const Footpath& path : feed_.footpaths)
      if (path.from == call.stop) on.push_back({path.to, path.walk});
    for (const StopWalk& to : on) {
      stand(to.stop, call.arrival + to.walk, boardings);
      for (std::size_t t = 0; t < feed_.runs.size(); ++t)
        board(least, t, to.stop, call.arrival + to.walk, boardings + 1);
    }
  }

  const TransitService& feed_;
  std::map<std::pair<StopId, int>, ClockTime> standing_;
};

const std::vector<ClockTime> kDepartures{ClockTime::at(25, 0), ClockTime::at(24, 5), ClockTime::at(23, 58),
                                         ClockTime::at(23, 20), ClockTime::at(22, 50)};

TEST(Raptor, AgreesWithTryingEveryVehicleOnRandomFeeds) {
  for (std::uint64_t seed = 0; seed < 300; ++seed) {
    const TransitService feed = test::random_feed(seed);
    const Timetable table = make_timetable(feed);
    const auto access = test::random_access(seed, feed.stops);
    Raptor search(table, {.most_boardings = kBoardings, .slack = kSlack});
    for (const ClockTime departure : kDepartures) {
      search.run(access, departure);
      const EveryCall expected(feed, access, departure);
      for (const StopId stop : rows<StopId>(feed.stops))
        for (int boardings = 0; boardings <= kBoardings; ++boardings)
          ASSERT_EQ(search.arrival(stop, boardings), expected.arrival(stop, boardings))
              << "feed " << seed << ", stop " << stop.index() << ", boardings " << boardings;
    }
  }
}

TEST(Raptor, EarlierDeparturesInTurnGiveTheSameAsEachAlone) {
  for (std::uint64_t seed = 0; seed < 300; ++seed) {
    const TransitService feed = test::random_feed(seed);
    const Timetable table = make_timetable(feed);
    const auto access = test::random_access(seed, feed.stops);
    Raptor alone(table), in_turn(table);
    for (const ClockTime departure : kDepartures) {
      alone.run(access, departure);
      in_turn.run_earlier(access, departure);
      for (const StopId stop : rows<StopId>(feed.stops))
        for (int boardings = 1; boardings <= kBoardings; ++boardings)
          ASSERT_EQ(in_turn.arrival(stop, boardings), alone.arrival(stop, boardings)) << "feed " << seed;
    }
  }
}

ScheduledRun bus(const std::vector<std::size_t>& stops, const std::vector<int>& minutes) {
  ScheduledRun result{LineId(0u)};
  for (std::size_t i = 0; i < stops.size(); ++i)
    result.calls.push_back({StopId(stops[i]), ClockTime::at(8, minutes[i]), ClockTime::at(8, minutes[i])});
  return result;
}

TEST(Raptor, LetsASlowBusPassThatIsOvertaken) {
  const Timetable table = make_timetable({.stops = 2, .runs = {bus({0, 1}, {5, 50}), bus({0, 1}, {10, 30})}});
  Raptor search(table);
  search.run(std::vector<StopWalk>{{StopId(0u), Seconds(0.0)}}, ClockTime::at(8, 0));
  EXPECT_EQ(search.arrival(StopId(1u)), ClockTime::at(8, 30));
}

TEST(Raptor, NeedsTheSlackBeforeEachBoarding) {
  const Timetable table =
      make_timetable({.stops = 3, .runs = {bus({0, 1}, {5, 10}), bus({1, 2}, {10, 20}), bus({1, 2}, {11, 21})}});
  Raptor search(table, {.slack = 60.0_s});
  const std::vector<StopWalk> access{{StopId(0u), Seconds(0.0)}};
  search.run(access, ClockTime::at(8, 4));
  EXPECT_EQ(search.arrival(StopId(2u)), ClockTime::at(8, 21));
  search.run(access, ClockTime(ClockTime::at(8, 4).second + 1));
  EXPECT_FALSE(search.arrival(StopId(2u)));
}

TEST(Raptor, WalksOnFromWhereOneGotOffThoughOneCouldStandThereEarlier) {
  // On foot from 1 one stands at 2 at 8:11, by bus at 8:14; only the bus may be followed by the walk from 2 to 3.
  const Timetable table =
      make_timetable({.stops = 4,
                      .runs = {bus({0, 1, 2}, {5, 10, 14})},
                      .footpaths = {{StopId(1u), StopId(2u), Seconds(60.0)}, {StopId(2u), StopId(3u), Seconds(60.0)}}});
  Raptor search(table);
  search.run(std::vector<StopWalk>{{StopId(0u), Seconds(0.0)}}, ClockTime::at(8, 0));
  EXPECT_EQ(search.arrival(StopId(2u)), ClockTime::at(8, 11));
  EXPECT_EQ(search.alighting(StopId(2u), 1), ClockTime::at(8, 14));
  EXPECT_EQ(search.arrival(StopId(3u)), ClockTime::at(8, 15));
}

TEST(Raptor, OneMoreVehicleMakesNobodyLater) {
  for (std::uint64_t seed = 0; seed < 100; ++seed) {
    TransitService feed = test::random_feed(seed);
    const auto access = test::random_access(seed, feed.stops);
    const Timetable before = make_timetable(feed);
    feed.runs.push_back(test::random_run(RandomStream(seed, "test.one_more"), 7, feed.stops));
    const Timetable after = make_timetable(feed);
    Raptor without(before), with(after);
    without.run(access, ClockTime::at(23, 0));
    with.run(access, ClockTime::at(23, 0));
    for (const StopId stop : rows<StopId>(feed.stops)) {
      if (!without.arrival(stop)) continue;
      ASSERT_LE(with.arrival(stop).value(), without.arrival(stop).value()) << "feed " << seed;
    }
  }
}

/// A line 0 - 1 - 2 with 10 minutes between its stops, every 20 minutes from 8:00 until 9:00, then every 10 until
/// 10:00.
Timetable headway_line() {
  return make_timetable({.stops = 3,
                         .headways = {{LineId(0u),
                                       {StopId(0u), StopId(1u), StopId(2u)},
                                       {Seconds(0.0), Seconds(600.0), Seconds(1200.0)},
                                       {{ClockTime::at(8, 0), ClockTime::at(9, 0), Seconds(1200.0)},
                                        {ClockTime::at(9, 0), ClockTime::at(10, 0), Seconds(600.0)}}}}});
}

std::optional<ClockTime> by_headway(StopId from, ClockTime departure) {
  const Timetable table = headway_line();
  Raptor search(table, {.slack = 0.0_s});
  search.run(std::vector<StopWalk>{{from, Seconds(0.0)}}, departure);
  return search.arrival(StopId(2u));
}

TEST(Raptor, WaitsHalfAHeadwayWhereALineHasNoTimes) {
  EXPECT_EQ(by_headway(StopId(0u), ClockTime::at(8, 15)), ClockTime::at(8, 15) + 10.0_min + 20.0_min);
}

TEST(Raptor, HeadwayIsThatOfTheVehicleNotOfTheHourAtTheStop) {
  // Who boards at 1 at 9:05 takes vehicles that left 0 before nine.
  EXPECT_EQ(by_headway(StopId(1u), ClockTime::at(9, 5)), ClockTime::at(9, 15) + 10.0_min);
  EXPECT_EQ(by_headway(StopId(1u), ClockTime::at(9, 10)), ClockTime::at(9, 15) + 10.0_min);
}

TEST(Raptor, WaitsForTheFirstVehicleAndMissesTheLast) {
  EXPECT_EQ(by_headway(StopId(0u), ClockTime::at(6, 0)), ClockTime::at(8, 10) + 20.0_min);
  EXPECT_FALSE(by_headway(StopId(0u), ClockTime::at(10, 0)));
}

TEST(Raptor, LeavingLaterNeverArrivesEarlierByHeadway) {
  for (int minute = 0; minute < 115; ++minute)
    EXPECT_LE(by_headway(StopId(0u), ClockTime::at(8, minute)).value(),
              by_headway(StopId(0u), ClockTime::at(8, minute + 1)).value());
}

TEST(Raptor, SameBytesForAnyNumberOfThreads) {
  const Timetable table = make_timetable(test::random_feed(3));
  std::vector<std::vector<StopWalk>> origins;
  for (std::uint64_t origin = 0; origin < 40; ++origin)
    origins.push_back(test::random_access(origin, table.stop_count()));
  const auto with = [&](int threads) {
    const ThreadLimit limit(threads);
    return earliest_arrivals(table, {}, origins, kDepartures);
  };
  const auto one = with(1);
  EXPECT_EQ(with(2), one);
  EXPECT_EQ(with(4), one);
}

}  // namespace
}  // namespace planspiel
