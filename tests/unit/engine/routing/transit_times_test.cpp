#include "engine/routing/transit_times.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "engine/base/parallel.hpp"
#include "engine/routing/headway_draw.hpp"
#include "tests/unit/engine/routing/random_feed.hpp"

namespace planspiel {
namespace {

/// The grid city of ../shared/cases/transit: 100 × 100 blocks, on foot 120 s per block in all streets, vehicles 30 s
/// per block that stop at each crossing, 1 min of slack before each boarding, lines along named streets every 20 min.
constexpr std::size_t kBlocks = 100;
constexpr Seconds kOnFoot{120.0}, kRide{30.0}, kHeadway{1200.0};

struct Crossing {
  std::size_t x, y;
};
Seconds on_foot(Crossing a, Crossing b) {
  const auto apart = [](std::size_t p, std::size_t q) { return static_cast<double>(p > q ? p - q : q - p); };
  return (apart(a.x, b.x) + apart(a.y, b.y)) * kOnFoot;
}

/// A city of two crossing streets with public transport: along y = 20 and, `across` blocks along it, along x = across.
struct GridCity {
  std::vector<Crossing> stop_at{};
  TransitService service{};
  explicit GridCity(std::size_t across) {
    for (std::size_t at = 0; at < kBlocks; ++at) stop_at.push_back({at, 20});
    for (std::size_t at = 0; at < kBlocks; ++at) stop_at.push_back({across, at});
    service.stops = stop_at.size();
    for (std::size_t a = 0; a < stop_at.size(); ++a)
      for (std::size_t b = 0; b < stop_at.size(); ++b)
        if (a != b && on_foot(stop_at[a], stop_at[b]) <= 20.0_min)
          service.footpaths.push_back({StopId(a), StopId(b), on_foot(stop_at[a], stop_at[b])});
  }
  StopsAround around(Crossing place) const {
    StopsAround stops;
    for (std::size_t stop = 0; stop < stop_at.size(); ++stop)
      if (on_foot(place, stop_at[stop]) <= 20.0_min) stops.push_back({StopId(stop), on_foot(place, stop_at[stop])});
    return stops;
  }
  /// A line along one of the streets in both directions.
  void add_line(std::size_t first_stop, std::size_t line) {
    for (const bool back : {false, true}) {
      HeadwayService run{LineId(2 * line + (back ? 1 : 0)), {}, {}, {{ClockTime(), ClockTime::at(24, 0), kHeadway}}};
      for (std::size_t at = 0; at < kBlocks; ++at) {
        run.stops.emplace_back(first_stop + (back ? kBlocks - 1 - at : at));
        run.arrival.push_back(static_cast<double>(at) * kRide);
      }
      service.headways.push_back(run);
    }
  }
};

/// Times from (20, 20) to a crossing, of all minutes of an hour on all days, in the order of length, minutes.
std::vector<double> sorted_minutes(const GridCity& city, const std::vector<Timetable>& days, Crossing to) {
  const StopsAround destination = city.around(to);
  std::vector<double> minutes;
  for (const auto& time : times_of_departures({days, {.slack = 1.0_min}, {ClockTime::at(10, 0), ClockTime::at(11, 0)}},
                                              city.around({20, 20}), std::span(&destination, 1)))
    minutes.push_back(in_minutes(time.value()));
  std::sort(minutes.begin(), minutes.end());
  return minutes;
}

double at_share(const std::vector<double>& sorted, double share) {
  return sorted[static_cast<std::size_t>(std::ceil(share * static_cast<double>(sorted.size()))) - 1];
}

std::vector<Timetable> drawn_days(const TransitService& service, std::size_t count) {
  std::vector<Timetable> days;
  const RandomStream random(1, "test.grid_city");
  for (std::uint64_t draw = 0; draw < count; ++draw)
    days.push_back(make_timetable(with_drawn_times(service, random, draw)));
  return days;
}

TEST(GridCity, SynchronisedTimetablesGiveUniformTimes) {
  GridCity city(40);
  city.add_line(0, 0);
  city.add_line(kBlocks, 1);
  TransitService timed{.stops = city.service.stops, .footpaths = city.service.footpaths};
  for (const HeadwayService& line : city.service.headways)
    for (int start = 0; start < 24 * 3600; start += 1200) {
      ScheduledRun vehicle{line.line};
      for (std::size_t i = 0; i < line.stops.size(); ++i)
        vehicle.calls.push_back(
            {line.stops[i], ClockTime(start) + line.arrival[i], ClockTime(start) + line.arrival[i]});
      timed.runs.push_back(vehicle);
    }
  const auto minutes = sorted_minutes(city, {make_timetable(timed)}, {40, 40});
  const std::vector<std::pair<double, double>> expected{
      {0.05, 32.0}, {0.25, 36.0}, {0.50, 41.0}, {0.75, 46.0}, {0.95, 50.0}};
  for (const auto& [share, published] : expected) EXPECT_NEAR(at_share(minutes, share), published, 1.0) << share;
}

TEST(GridCity, RandomOffsetsGiveTriangularTimesAtEveryPercentile) {
  GridCity city(40);
  city.add_line(0, 0);
  city.add_line(kBlocks, 1);
  const auto minutes = sorted_minutes(city, drawn_days(city.service, 400), {40, 40});
  for (int percent = 1; percent < 100; ++percent) {
    const double share = 0.01 * percent;
    // Triangle from 22 to 62 with its top at 42: the sum of two waits of up to 20 min.
    const double triangle =
        share < 0.5 ? 22.0 + 20.0 * std::sqrt(2.0 * share) : 62.0 - 20.0 * std::sqrt(2.0 - 2.0 * share);
    EXPECT_NEAR(at_share(minutes, share), triangle, 1.0) << percent;
  }
}

TEST(GridCity, LinesOfACommonTrunkAreWaitedForTogether) {
  GridCity city(80);
  for (const std::size_t line : {0, 1, 2}) city.add_line(0, line);
  city.add_line(kBlocks, 3);
  const auto minutes = sorted_minutes(city, drawn_days(city.service, 400), {80, 80});
  double mean = 0.0;
  for (const double each : minutes) mean += each / static_cast<double>(minutes.size());
  EXPECT_NEAR(mean, 77.0, 1.0);  // 60 riding, 2 of slack, a third of 15 and a half of 20 waiting
}

TEST(GridCity, ExpectedWaitsGiveTheMeanWithoutDrawing) {
  GridCity city(40);
  city.add_line(0, 0);
  city.add_line(kBlocks, 1);
  const auto minutes = sorted_minutes(city, {make_timetable(city.service)}, {40, 40});
  EXPECT_EQ(minutes.front(), 42.0);
  EXPECT_EQ(minutes.back(), 42.0);
}

TEST(TimeQuantiles, AreTheShortestTimeThatTheShareDoesNotExceed) {
  std::vector<std::optional<Seconds>> times{4.0_s, std::nullopt, 1.0_s, 3.0_s};
  EXPECT_EQ(quantile(times, 0.25), 1.0_s);
  EXPECT_EQ(quantile(times, 0.26), 3.0_s);
  EXPECT_EQ(quantile(times, 0.75), 4.0_s);
  EXPECT_EQ(quantile(times, 0.76), std::nullopt);
}

TEST(TimeQuantiles, SameBytesForAnyNumberOfThreads) {
  std::vector<Timetable> days;
  for (const std::uint64_t seed : {3, 4}) {
    TransitService feed = test::random_feed(seed);
    feed.stops = 12;
    days.push_back(make_timetable(feed));
  }
  std::vector<StopsAround> places;
  for (std::uint64_t place = 0; place < 30; ++place) places.push_back(test::random_access(place, 12));
  const auto with = [&](int threads) {
    const ThreadLimit limit(threads);
    return time_quantiles({days, {}, {ClockTime::at(23, 0), ClockTime::at(24, 0)}}, places, places,
                          std::vector<double>{0.1, 0.5, 0.9});
  };
  const auto one = with(1);
  EXPECT_EQ(with(2), one);
  EXPECT_EQ(with(4), one);
}

}  // namespace
}  // namespace planspiel
