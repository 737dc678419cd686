/// Public transport in square towns of two sizes: a line along each street in both directions, a stop at each crossing,
/// times drawn at random, ways on foot to the next crossings. The answers are compared with a scan over all hops of the
/// day.

#include <benchmark/benchmark.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>

#include "benchmarks/routing/hop_scan.hpp"
#include "engine/base/parallel.hpp"
#include "engine/routing/headway_draw.hpp"
#include "engine/routing/raptor.hpp"

namespace planspiel {
namespace {

constexpr Seconds kRide{90.0}, kOnFoot{420.0}, kSlack{60.0};

struct SquareTown {
  TransitService by_headway{}, by_times{};

  explicit SquareTown(std::size_t side) {
    by_headway.stops = side * side;
    for (std::size_t street = 0; street < side; ++street)
      for (const bool along_row : {true, false})
        for (const bool back : {false, true}) add_line(side, street, along_row, back);
    for (std::size_t at = 0; at + 1 < side * side; ++at) {
      if (at % side + 1 < side) on_foot(at, at + 1);
      if (at + side < side * side) on_foot(at, at + side);
    }
    by_times = with_drawn_times(by_headway, RandomStream(1, "benchmark.raptor"), 0);
  }
  void add_line(std::size_t side, std::size_t street, bool along_row, bool back) {
    HeadwayService line{LineId(by_headway.headways.size()),
                        {},
                        {},
                        {{ClockTime::at(5, 0), ClockTime::at(24, 0), Seconds(street % 3 == 0 ? 300.0 : 600.0)}}};
    for (std::size_t i = 0; i < side; ++i) {
      const std::size_t at = back ? side - 1 - i : i;
      line.stops.emplace_back(along_row ? street * side + at : at * side + street);
      line.arrival.push_back(static_cast<double>(i) * kRide);
    }
    by_headway.headways.push_back(line);
  }
  void on_foot(std::size_t a, std::size_t b) {
    by_headway.footpaths.push_back({StopId(a), StopId(b), kOnFoot});
    by_headway.footpaths.push_back({StopId(b), StopId(a), kOnFoot});
  }
};

std::vector<ClockTime> minutes_of_an_hour() {
  std::vector<ClockTime> minutes;
  for (int minute = 0; minute < 60; ++minute) minutes.push_back(ClockTime::at(8, minute));
  return minutes;
}

void check(const SquareTown& town, const Timetable& table) {
  const std::vector<ClockTime> minutes = minutes_of_an_hour();
  for (const std::size_t from : {std::size_t{0}, town.by_times.stops / 2}) {
    const std::vector<std::vector<StopWalk>> origin{{{StopId(from), Seconds(0.0)}}};
    const auto found = earliest_arrivals(table, {.slack = kSlack}, origin, minutes);
    for (const std::size_t minute : {0, 17, 59}) {
      const auto expected = by_scan(town.by_times, {StopId(from), minutes[minute], kSlack});
      if (std::equal(expected.begin(), expected.end(),
                     found.begin() + static_cast<std::ptrdiff_t>(minute * town.by_times.stops)))
        continue;
      std::fputs("rounds and scan disagree\n", stderr);
      std::exit(1);
    }
  }
}

void one_to_all(benchmark::State& state) {
  const SquareTown town(static_cast<std::size_t>(state.range(0)));
  const Timetable table = make_timetable(town.by_times);
  check(town, table);
  Raptor search(table, {.slack = kSlack});
  std::size_t departure = 0;
  for (auto _ : state) {
    const StopWalk from{StopId(departure % town.by_times.stops), Seconds(0.0)};
    search.run(std::span(&from, 1), ClockTime::at(8, static_cast<int>(departure++ % 60)));
    benchmark::DoNotOptimize(search.arrival(StopId(0u)));
  }
}

/// From one stop to all, departures from 8:59 back to 8:00.
void hour(benchmark::State& state, const Timetable& table) {
  Raptor search(table, {.slack = kSlack});
  std::size_t origin = 0;
  for (auto _ : state) {
    const StopWalk from{StopId(origin++ % table.stop_count()), Seconds(0.0)};
    search.run(std::span(&from, 1), ClockTime::at(8, 59));
    for (int minute = 58; minute >= 0; --minute) search.run_earlier(std::span(&from, 1), ClockTime::at(8, minute));
    benchmark::DoNotOptimize(search.arrival(StopId(0u)));
  }
}

void every_minute_of_an_hour(benchmark::State& state) {
  const SquareTown town(static_cast<std::size_t>(state.range(0)));
  const Timetable table = make_timetable(town.by_times);
  check(town, table);
  hour(state, table);
}

void every_minute_by_headway(benchmark::State& state) {
  const SquareTown town(static_cast<std::size_t>(state.range(0)));
  hour(state, make_timetable(town.by_headway));
}

void all_to_all_of_an_hour(benchmark::State& state) {
  const SquareTown town(static_cast<std::size_t>(state.range(0)));
  const ThreadLimit threads(static_cast<int>(state.range(1)));
  const Timetable table = make_timetable(town.by_times);
  check(town, table);
  std::vector<std::vector<StopWalk>> origins;
  for (std::size_t stop = 0; stop < town.by_times.stops; stop += town.by_times.stops / 64)
    origins.push_back({{StopId(stop), Seconds(0.0)}});
  const std::vector<ClockTime> minutes = minutes_of_an_hour();
  for (auto _ : state) benchmark::DoNotOptimize(earliest_arrivals(table, {.slack = kSlack}, origins, minutes));
}

BENCHMARK(one_to_all)->Arg(20)->Arg(34)->Unit(benchmark::kMicrosecond);
BENCHMARK(every_minute_of_an_hour)->Arg(20)->Arg(34)->Unit(benchmark::kMillisecond);
BENCHMARK(every_minute_by_headway)->Arg(20)->Arg(34)->Unit(benchmark::kMillisecond);
BENCHMARK(all_to_all_of_an_hour)->ArgsProduct({{20, 34}, {1, 2, 4, 8}})->Unit(benchmark::kMillisecond)->UseRealTime();

}  // namespace
}  // namespace planspiel

BENCHMARK_MAIN();
