#include "engine/routing/timetable.hpp"

#include <algorithm>
#include <numeric>

#include "engine/base/error.hpp"

namespace planspiel {

namespace {

void check(const ScheduledRun& vehicle, std::size_t stops) {
  PLANSPIEL_CHECK(vehicle.calls.size() >= 2);
  for (std::size_t i = 0; i < vehicle.calls.size(); ++i) {
    PLANSPIEL_CHECK(vehicle.calls[i].stop.index() < stops);
    PLANSPIEL_CHECK(vehicle.calls[i].arrival <= vehicle.calls[i].departure);
    PLANSPIEL_CHECK(i == 0 || vehicle.calls[i - 1].departure <= vehicle.calls[i].arrival);
  }
}

/// Since departure at the first stop.
Seconds departure_of(const HeadwayService& service, std::size_t position) {
  return service.arrival[position] + (service.dwell.empty() ? Seconds{} : service.dwell[position]);
}

void check(const HeadwayService& service, std::size_t stops) {
  PLANSPIEL_CHECK(service.stops.size() >= 2 && service.stops.size() == service.arrival.size());
  PLANSPIEL_CHECK(service.dwell.empty() || service.dwell.size() == service.stops.size());
  for (std::size_t i = 0; i < service.stops.size(); ++i) {
    PLANSPIEL_CHECK(service.stops[i].index() < stops);
    PLANSPIEL_CHECK(i == 0 || departure_of(service, i - 1) <= service.arrival[i]);
  }
  for (const HeadwayWindow& window : service.windows) PLANSPIEL_CHECK(window.headway.value > 0.0);
}

/// −1, 0 or 1: by the stops in order.
int compare_stops(const ScheduledRun& a, const ScheduledRun& b) {
  for (std::size_t i = 0; i < std::min(a.calls.size(), b.calls.size()); ++i)
    if (a.calls[i].stop != b.calls[i].stop) return a.calls[i].stop < b.calls[i].stop ? -1 : 1;
  if (a.calls.size() == b.calls.size()) return 0;
  return a.calls.size() < b.calls.size() ? -1 : 1;
}

/// −1, 0 or 1: by the times in order.
int compare_times(const ScheduledRun& a, const ScheduledRun& b) {
  for (std::size_t i = 0; i < a.calls.size(); ++i) {
    const VehicleCall &x = a.calls[i], &y = b.calls[i];
    if (x.departure != y.departure) return x.departure < y.departure ? -1 : 1;
    if (x.arrival != y.arrival) return x.arrival < y.arrival ? -1 : 1;
  }
  return 0;
}

/// Whether `next` is nowhere ahead of `last`, which has the same stops.
bool follows(const ScheduledRun& next, const ScheduledRun& last) {
  for (std::size_t i = 0; i < next.calls.size(); ++i)
    if (next.calls[i].arrival < last.calls[i].arrival || next.calls[i].departure < last.calls[i].departure)
      return false;
  return true;
}

/// By stops, times and line; equal runs in the order that they were given.
std::vector<const ScheduledRun*> in_order(const std::vector<ScheduledRun>& runs) {
  std::vector<const ScheduledRun*> order;
  for (const ScheduledRun& vehicle : runs) order.push_back(&vehicle);
  std::stable_sort(order.begin(), order.end(), [](const ScheduledRun* a, const ScheduledRun* b) {
    if (const int by_stops = compare_stops(*a, *b)) return by_stops < 0;
    if (const int by_times = compare_times(*a, *b)) return by_times < 0;
    return a->line < b->line;
  });
  return order;
}

using Pattern = std::vector<const ScheduledRun*>;

/// Each vehicle joins the first pattern of its stops whose last vehicle it does not overtake.
std::vector<Pattern> patterns_of(const std::vector<ScheduledRun>& runs) {
  std::vector<Pattern> patterns;
  std::size_t first_of_stops = 0;
  for (const ScheduledRun* vehicle : in_order(runs)) {
    if (!patterns.empty() && compare_stops(*patterns.back().front(), *vehicle) != 0) first_of_stops = patterns.size();
    std::size_t mine = first_of_stops;
    while (mine < patterns.size() && !follows(*vehicle, *patterns[mine].back())) ++mine;
    if (mine == patterns.size()) patterns.emplace_back();
    patterns[mine].push_back(vehicle);
  }
  return patterns;
}

void add_run(Timetable& table, LineId line, const std::vector<ClockTime>& arrival,
             const std::vector<LineShare>& common = {}) {
  table.pattern.push_back(PatternId(table.stops.size() - 1));
  table.line.push_back(line);
  table.common.push_back(common);
  table.arrival.push_back(arrival);
}

void add_pattern(Timetable& table, const Pattern& pattern) {
  std::vector<StopId> stops;
  for (const VehicleCall& call : pattern.front()->calls) stops.push_back(call.stop);
  table.stops.push_back(stops);
  table.first_run.push_back(VehicleRunId(table.line.size()));
  table.runs.push_back(static_cast<std::uint32_t>(pattern.size()));
  table.windows.push_back(std::vector<HeadwayWindow>{});
  std::vector<ClockTime> departure;
  for (std::size_t i = 0; i < stops.size(); ++i)
    for (const ScheduledRun* vehicle : pattern) departure.push_back(vehicle->calls[i].departure);
  table.departure.push_back(departure);
  for (const ScheduledRun* vehicle : pattern) {
    std::vector<ClockTime> arrival;
    for (const VehicleCall& call : vehicle->calls) arrival.push_back(call.arrival);
    add_run(table, vehicle->line, arrival);
  }
}

void add_pattern(Timetable& table, const HeadwayService& service) {
  table.stops.push_back(service.stops);
  table.first_run.push_back(VehicleRunId(table.line.size()));
  table.runs.push_back(1);
  table.windows.push_back(service.windows);
  std::vector<ClockTime> arrival, departure;
  for (std::size_t i = 0; i < service.stops.size(); ++i) {
    arrival.push_back(ClockTime() + service.arrival[i]);
    departure.push_back(ClockTime() + departure_of(service, i));
  }
  table.departure.push_back(departure);
  add_run(table, service.line, arrival, service.common);
}

Adjacency<StopId, Timetable::Call> calls_of(const Timetable& table, std::size_t stops) {
  std::vector<Timetable::Call> all;
  std::vector<StopId> stop_of;
  for (const PatternId pattern : table.stops.ids())
    for (std::size_t i = 0; i + 1 < table.stops[pattern].size(); ++i) {
      all.push_back({pattern, static_cast<std::uint32_t>(i)});
      stop_of.push_back(table.stops[pattern][i]);
    }
  const auto numbers = Adjacency<StopId, std::uint32_t>::grouped(stops, stop_of);
  Adjacency<StopId, Timetable::Call> calls;
  for (const StopId stop : rows<StopId>(stops)) {
    std::vector<Timetable::Call> mine;
    for (const std::uint32_t number : numbers[stop]) mine.push_back(all[number]);
    calls.push_back(mine);
  }
  return calls;
}

Adjacency<StopId, StopWalk> walks_of(const std::vector<Footpath>& footpaths, std::size_t stops) {
  std::vector<StopId> from;
  for (const Footpath& path : footpaths) {
    PLANSPIEL_CHECK(path.from.index() < stops && path.to.index() < stops && path.walk.value >= 0.0);
    from.push_back(path.from);
  }
  const auto numbers = Adjacency<StopId, std::uint32_t>::grouped(stops, from);
  Adjacency<StopId, StopWalk> walks;
  for (const StopId stop : rows<StopId>(stops)) {
    std::vector<StopWalk> mine;
    for (const std::uint32_t number : numbers[stop])
      if (footpaths[number].to != stop)
        mine.push_back({footpaths[number].to, Seconds(whole_seconds(footpaths[number].walk))});
    walks.push_back(mine);
  }
  return walks;
}

}  // namespace

Timetable make_timetable(const TransitService& service) {
  for (const ScheduledRun& vehicle : service.runs) check(vehicle, service.stops);
  for (const HeadwayService& line : service.headways) check(line, service.stops);
  Timetable table;
  for (const Pattern& pattern : patterns_of(service.runs)) add_pattern(table, pattern);
  for (const HeadwayService& line : service.headways)
    if (!line.windows.empty()) add_pattern(table, line);
  table.calls = calls_of(table, service.stops);
  table.footpaths = walks_of(service.footpaths, service.stops);
  return table;
}

}  // namespace planspiel
