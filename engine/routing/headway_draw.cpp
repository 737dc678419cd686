#include "engine/routing/headway_draw.hpp"

#include "engine/base/error.hpp"

namespace planspiel {

namespace {

ScheduledRun started_at(const HeadwayService& service, Seconds start) {
  ScheduledRun vehicle{service.line};
  const ClockTime first = ClockTime() + start;
  for (std::size_t i = 0; i < service.stops.size(); ++i) {
    const ClockTime here = first + service.arrival[i];
    vehicle.calls.push_back({service.stops[i], here, service.dwell.empty() ? here : here + service.dwell[i]});
  }
  return vehicle;
}

}  // namespace

TransitService with_drawn_times(const TransitService& service, const RandomStream& random, std::uint64_t draw) {
  TransitService drawn{.stops = service.stops, .runs = service.runs, .footpaths = service.footpaths};
  for (const HeadwayService& line : service.headways) {
    PLANSPIEL_CHECK(line.common.empty());
    double left = random.uniform(line.line.index(), draw);  // headways until the next vehicle
    for (const HeadwayWindow& window : line.windows) {
      Seconds next = Seconds(window.from.second) + left * window.headway;
      for (; next < Seconds(window.to.second); next += window.headway) drawn.runs.push_back(started_at(line, next));
      left = (next - Seconds(window.to.second)) / window.headway;
    }
  }
  return drawn;
}

}  // namespace planspiel
