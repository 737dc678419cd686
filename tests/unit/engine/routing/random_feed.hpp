#pragma once

/// Small random timetables for tests, with what makes them hard: runs that overtake, run over midnight, pass a stop
/// twice or stand, in no order; ways on foot in one direction that are not closed (a to b, b to c, but not a to c).

#include <vector>

#include "engine/base/random.hpp"
#include "engine/routing/timetable.hpp"

namespace planspiel::test {

inline std::size_t drawn(const RandomStream& random, std::uint64_t row, std::uint64_t draw, std::size_t below) {
  return static_cast<std::size_t>(random.uniform(row, draw) * static_cast<double>(below));
}

/// Three of four runs run on one of three routes, so that patterns have several; times from 23:00 to 26:00.
inline ScheduledRun random_run(const RandomStream& random, std::uint64_t number, std::size_t stops) {
  const bool on_route = number % 4 != 3;
  const std::uint64_t route = on_route ? 1000 + number % 3 : 2000 + number;
  const std::size_t calls = 2 + drawn(random, route, 0, 5);
  ScheduledRun vehicle{LineId(number % 5)};
  auto time_s = static_cast<std::int32_t>(23 * 3600 + drawn(random, number, 1, 120) * 60);
  for (std::size_t i = 0; i < calls; ++i) {
    if (i > 0) time_s += static_cast<std::int32_t>(30 * drawn(random, number, 10 + i, 21));
    const auto stands_s = static_cast<std::int32_t>(30 * drawn(random, number, 30 + i, 4));
    vehicle.calls.push_back(
        {StopId(drawn(random, route, 50 + i, stops)), ClockTime(time_s), ClockTime(time_s + stands_s)});
    time_s += stands_s;
  }
  return vehicle;
}

inline TransitService random_feed(std::uint64_t seed) {
  const RandomStream random(seed, "test.random_feed");
  TransitService feed{.stops = 6 + drawn(random, 0, 0, 6)};
  const std::size_t runs = 5 + drawn(random, 0, 1, 40), footpaths = drawn(random, 0, 2, 12);
  for (std::uint64_t vehicle = 1; vehicle <= runs; ++vehicle)
    feed.runs.push_back(random_run(random, vehicle, feed.stops));
  for (std::uint64_t path = 0; path < footpaths; ++path)
    feed.footpaths.push_back({StopId(drawn(random, 5000 + path, 0, feed.stops)),
                              StopId(drawn(random, 5000 + path, 1, feed.stops)),
                              Seconds(20.0 * static_cast<double>(drawn(random, 5000 + path, 2, 30)))});
  return feed;
}

/// One to three stops near an origin.
inline std::vector<StopWalk> random_access(std::uint64_t seed, std::size_t stops) {
  const RandomStream random(seed, "test.random_access");
  std::vector<StopWalk> access;
  for (std::uint64_t i = 0; i <= seed % 3; ++i)
    access.push_back({StopId(drawn(random, i, 0, stops)), Seconds(60.0 * static_cast<double>(drawn(random, i, 1, 8)))});
  return access;
}

}  // namespace planspiel::test
