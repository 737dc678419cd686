#include "engine/routing/headway_draw.hpp"

#include <algorithm>

namespace planspiel {

namespace {

ScheduledTrip started_at(const HeadwayService& service, Seconds start) {
  ScheduledTrip trip{service.line};
  const ClockTime first = ClockTime() + start;
  for (std::size_t i = 0; i < service.stops.size(); ++i)
    trip.calls.push_back({service.stops[i], first + service.arrival[i], first + service.arrival[i]});
  return trip;
}

}  // namespace

TransitService with_drawn_times(const TransitService& service, const RandomStream& random, std::uint64_t draw) {
  TransitService drawn{.stops = service.stops, .trips = service.trips, .footpaths = service.footpaths};
  for (const HeadwayService& line : service.headways) {
    double left = random.uniform(line.line.index(), draw);  // headways until the next vehicle
    for (const HeadwayWindow& window : line.windows) {
      Seconds next = Seconds(window.from.second) + left * window.headway;
      for (; next < Seconds(window.to.second); next += window.headway) drawn.trips.push_back(started_at(line, next));
      left = (next - Seconds(window.to.second)) / window.headway;
    }
  }
  return drawn;
}

}  // namespace planspiel
