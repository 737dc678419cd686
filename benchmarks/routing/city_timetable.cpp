// How long the timetable of a city takes to make and to search. Answers on a drawn day are compared with a scan over
// all its hops before anything is timed.
//
//   planspiel run scenarios/munich/base.toml -o out/base
//   build/release/benchmarks/benchmark_city_timetable out/base

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <filesystem>

#include "benchmarks/routing/hop_scan.hpp"
#include "engine/city/city.hpp"
#include "engine/city/snapshot.hpp"
#include "engine/reach/foot_network.hpp"
#include "engine/reach/transit_service.hpp"
#include "engine/routing/common_lines.hpp"
#include "engine/routing/headway_draw.hpp"
#include "engine/routing/raptor.hpp"

using namespace planspiel;
using namespace planspiel::literals;

namespace {

constexpr Seconds kSlack{60.0};
constexpr reach::FootLaw kChange{.speed = 4.9_km_h, .reach = 375.0_m, .fixed = 1.0_min};

template <class Body>
auto timed(const char* what, Body&& body) {
  const auto start = std::chrono::steady_clock::now();
  auto result = body();
  const std::chrono::duration<double, std::milli> took = std::chrono::steady_clock::now() - start;
  fmt::print("{}: {:.1f} ms\n", what, took.count());
  return result;
}

bool agrees(const TransitService& day, const Timetable& table) {
  Raptor search(table, {.most_boardings = 12, .slack = kSlack});
  for (std::size_t stop = 0; stop < day.stops; stop += 1 + day.stops / 10) {
    const StopWalk from{StopId(stop), Seconds{}};
    search.run(std::span(&from, 1), ClockTime::at(8, 0));
    const auto expected = by_scan(day, {from.stop, ClockTime::at(8, 0), kSlack});
    for (const StopId to : rows<StopId>(day.stops))
      if (search.arrival(to) != expected[to.index()]) return false;
  }
  return true;
}

/// Mean of one search over every 20th stop: all minutes of an hour, the latest first.
void time_searches(const char* what, const Timetable& table) {
  Raptor search(table, {.slack = kSlack});
  std::chrono::duration<double, std::milli> one{}, hour{};
  std::size_t origins = 0;
  for (std::size_t stop = 0; stop < table.stop_count(); stop += 20, ++origins) {
    const StopWalk from{StopId(stop), Seconds{}};
    const auto start = std::chrono::steady_clock::now();
    search.run(std::span(&from, 1), ClockTime::at(8, 59));
    one += std::chrono::steady_clock::now() - start;
    for (int minute = 58; minute >= 0; --minute) search.run_earlier(std::span(&from, 1), ClockTime::at(8, minute));
    hour += std::chrono::steady_clock::now() - start;
  }
  const auto count = static_cast<double>(std::max<std::size_t>(origins, 1));
  fmt::print("{}, {} patterns: one departure {:.3f} ms, every minute of an hour {:.2f} ms\n", what, table.stops.size(),
             one.count() / count, hour.count() / count);
}

}  // namespace

int main(int count, char** arguments) {
  if (count != 2) return fmt::print("usage: benchmark_city_timetable RUN_FOLDER\n"), 2;
  const City city = read_snapshot(std::filesystem::path(arguments[1]) / "city.snapshot");
  const Stops& stops = city[tables::stops];
  const reach::FootNetwork streets =
      timed("streets", [&] { return reach::FootNetwork(city[tables::roads], city[tables::nodes].size(), stops); });
  TransitService service =
      reach::transit_service_of({stops, city[tables::lines], city[tables::headways], city[tables::departures]});
  service.footpaths = timed("ways between stops", [&] { return reach::footpaths_between_stops(streets, kChange); });
  fmt::print("{} stops, {} lines by headway, {} runs with times, {} ways on foot\n", stops.size(),
             service.headways.size(), service.runs.size(), service.footpaths.size());
  const TransitService drawn = with_drawn_times(service, RandomStream(1, "benchmark.city_timetable"), 0);
  const Timetable times = timed("timetable of a drawn day", [&] { return make_timetable(drawn); });
  if (!agrees(drawn, times)) return fmt::print("rounds and scan disagree\n"), 1;
  const Timetable pooled =
      timed("common lines and their timetable", [&] { return make_timetable(with_common_lines(service)); });
  time_searches("a drawn day", times);
  time_searches("headways, each line alone", make_timetable(service));
  time_searches("headways, lines pooled", pooled);
  return 0;
}
