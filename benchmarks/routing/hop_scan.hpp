#pragma once

/// Earliest arrivals by a scan over all hops of a day, from stop to stop, in the order of time (Dibbelt, Pajor,
/// Strasser, Wagner 2013): what RAPTOR's answers are compared with, as it knows no rounds and no patterns.

#include <algorithm>
#include <optional>
#include <tuple>
#include <vector>

#include "engine/routing/timetable.hpp"

namespace planspiel {

struct ScanStart {
  StopId from;
  ClockTime departure;
  Seconds slack{};
};

/// Earliest arrivals from one stop: each hop from stop to stop in the order of departure.
inline std::vector<std::optional<ClockTime>> by_scan(const TransitService& service, const ScanStart& start) {
  struct Hop {
    ClockTime departure, arrival;
    std::size_t vehicle;
    StopId from, to;
  };
  std::vector<Hop> hops;
  for (std::size_t vehicle = 0; vehicle < service.runs.size(); ++vehicle)
    for (std::size_t i = 0; i + 1 < service.runs[vehicle].calls.size(); ++i) {
      const VehicleCall &here = service.runs[vehicle].calls[i], &next = service.runs[vehicle].calls[i + 1];
      hops.push_back({here.departure, next.arrival, vehicle, here.stop, next.stop});
    }
  std::sort(hops.begin(), hops.end(), [](const Hop& a, const Hop& b) {
    return std::tuple(a.departure, a.vehicle, a.arrival) < std::tuple(b.departure, b.vehicle, b.arrival);
  });
  std::vector<std::vector<StopWalk>> walks(service.stops);
  for (const Footpath& path : service.footpaths) walks[path.from.index()].push_back({path.to, path.walk});
  std::vector<std::optional<ClockTime>> standing(service.stops);
  std::vector<Flag> sat_in(service.runs.size(), 0);
  const auto stand = [&](StopId stop, ClockTime time) {
    auto& best = standing[stop.index()];
    if (!best || time < *best) best = time;
  };
  stand(start.from, start.departure);
  for (const Hop& hop : hops) {
    const auto& ready = standing[hop.from.index()];
    if (!sat_in[hop.vehicle] && !(ready && *ready + start.slack <= hop.departure)) continue;
    sat_in[hop.vehicle] = 1;
    stand(hop.to, hop.arrival);
    for (const StopWalk& to : walks[hop.to.index()]) stand(to.stop, hop.arrival + to.walk);
  }
  return standing;
}

}  // namespace planspiel
