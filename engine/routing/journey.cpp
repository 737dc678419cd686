#include "engine/routing/journey.hpp"

#include <algorithm>
#include <functional>

#include "engine/base/error.hpp"

namespace planspiel {

namespace {

/// The shortest walk to or from a stop of a list that has it.
Seconds walk_of(std::span<const StopWalk> walks, StopId stop) {
  std::optional<Seconds> best;
  for (const StopWalk& each : walks)
    if (each.stop == stop && (!best || each.walk < *best)) best = each.walk;
  PLANSPIEL_CHECK(best.has_value());
  return Seconds(whole_seconds(*best));
}

/// The headway of the window in which one who is ready at `ready` gets a vehicle that leaves its first stop at `start`.
Seconds headway_of(std::span<const HeadwayWindow> windows, ClockTime ready, ClockTime start) {
  for (const HeadwayWindow& window : windows)
    if (ready < window.to && std::max(ready, window.from) + window.headway / 2.0 == start) return window.headway;
  throw Error(ErrorKind::internal, "a ride by headway that no window gives");
}

/// The ride that ends at a stop after so many boardings.
Leg ride_to(const Raptor& search, StopId stop, int boardings) {
  const Timetable& table = search.timetable();
  const Raptor::Ride& ride = search.ride(stop, boardings);
  const PatternId pattern = table.pattern[ride.vehicle];
  const auto departure = table.departure[pattern];
  const StopId board = table.stops[pattern][ride.board];
  Leg leg{.start = {}, .end = *search.alighting(stop, boardings), .from = board, .to = stop, .ride = ride};
  if (!table.by_headway(pattern)) {
    const std::size_t number = ride.vehicle.index() - table.first_run[pattern].index();
    leg.start = departure[ride.board * table.runs[pattern] + number];
    return leg;
  }
  const Seconds to_here = departure[ride.board] - ClockTime();
  const ClockTime start = leg.end + -(table.arrival[ride.vehicle][ride.alight] - ClockTime());
  const ClockTime ready = *search.arrival(board, boardings - 1) + search.slack() + -to_here;
  leg.start = start + to_here;
  leg.headway = headway_of(table.windows[pattern], ready, start);
  return leg;
}

/// On foot to the first ride: as late as that allows, or at once where it has no time.
Leg access_to(const Raptor& search, std::span<const StopWalk> access, const Leg& ride) {
  const Seconds walk = walk_of(access, *ride.from);
  const ClockTime there =
      ride.headway ? *search.arrival(*ride.from, 0) : ClockTime(ride.start.second - whole_seconds(search.slack()));
  return {.start = ClockTime(there.second - whole_seconds(walk)), .end = there, .to = ride.from};
}

/// Legs from the door to a vehicle's stop, the last one first.
std::vector<Leg> legs_back_from(const Raptor& search, std::span<const StopWalk> access, StopId stop, int boardings) {
  std::vector<Leg> legs;
  for (;;) {
    boardings = search.boardings_of_alighting(stop, boardings);
    legs.push_back(ride_to(search, stop, boardings));
    const StopId board = *legs.back().from;
    boardings = search.boardings_of_arrival(board, boardings - 1);
    if (boardings == 0) break;
    stop = search.walked_from(board, boardings);
    if (stop == board) continue;
    legs.push_back({.start = *search.alighting(stop, boardings),
                    .end = *search.arrival(board, boardings),
                    .from = stop,
                    .to = board});
  }
  legs.push_back(access_to(search, access, legs.back()));
  return legs;
}

/// Where and when a place is reached.
struct End {
  StopId stop;
  ClockTime time;
};

std::optional<End> earliest_end(const Raptor& search, std::span<const StopWalk> egress, int boardings) {
  std::optional<End> best;
  for (const StopWalk& from : egress)
    if (const auto off = search.alighting(from.stop, boardings); off && (!best || *off + from.walk < best->time))
      best = End{from.stop, *off + from.walk};
  return best;
}

/// When one leaves for each of the runs that stop around an origin, and at `first`; the latest first, each once.
std::vector<ClockTime> departures_of(const Raptor& search, std::span<const StopWalk> access,
                                     const DepartureWindow& window) {
  const Timetable& table = search.timetable();
  std::vector<ClockTime> times{window.first};
  for (const StopWalk& to : access)
    for (const Timetable::Call& call : table.calls[to.stop]) {
      if (table.by_headway(call.pattern)) continue;
      const auto departure = table.departure[call.pattern];
      for (std::size_t vehicle = 0; vehicle < table.runs[call.pattern]; ++vehicle) {
        const ClockTime leave(departure[call.position * table.runs[call.pattern] + vehicle].second -
                              whole_seconds(search.slack()) - whole_seconds(to.walk));
        if (leave > window.first && leave < window.end) times.push_back(leave);
      }
    }
  std::sort(times.begin(), times.end(), std::greater<>());
  times.erase(std::unique(times.begin(), times.end()), times.end());
  return times;
}

}  // namespace

int Journey::boardings() const {
  return static_cast<int>(std::count_if(legs.begin(), legs.end(), [](const Leg& leg) { return leg.ride.has_value(); }));
}

std::vector<VehicleCall> calls_of(const Timetable& timetable, const Leg& leg) {
  const auto& [vehicle, board, alight] = leg.ride.value();
  const PatternId pattern = timetable.pattern[vehicle];
  const auto arrival = timetable.arrival[vehicle];
  const auto departure = timetable.departure[pattern];
  const std::size_t runs = timetable.runs[pattern], number = vehicle.index() - timetable.first_run[pattern].index();
  const Seconds started = leg.end - arrival[alight];  // 0 but for a vehicle without times
  std::vector<VehicleCall> calls;
  for (std::size_t at = board; at <= alight; ++at)
    calls.push_back({timetable.stops[pattern][at], arrival[at] + started, departure[at * runs + number] + started});
  return calls;
}

JourneyParts parts_of(const Journey& journey) {
  JourneyParts parts;
  for (std::size_t i = 0; i < journey.legs.size(); ++i) {
    const Leg& leg = journey.legs[i];
    if (i > 0) parts.wait += leg.start - journey.legs[i - 1].end;
    Seconds& mine = leg.ride ? parts.ride : !leg.from ? parts.access : !leg.to ? parts.egress : parts.transfer;
    mine += leg.end - leg.start;
  }
  parts.boardings = journey.boardings();
  return parts;
}

Seconds generalised(const JourneyParts& parts, const JourneyWeights& weights) {
  return weights.walk * (parts.access + parts.transfer + parts.egress) + weights.wait * parts.wait + parts.ride +
         static_cast<double>(std::max(0, parts.boardings - 1)) * weights.change;
}

std::optional<Journey> earliest_journey(const Raptor& search, std::span<const StopWalk> access,
                                        std::span<const StopWalk> egress, int boardings) {
  const auto end = earliest_end(search, egress, boardings);
  if (!end) return std::nullopt;
  while (boardings > 1) {
    const auto sooner = earliest_end(search, egress, boardings - 1);
    if (!sooner || sooner->time > end->time) break;
    --boardings;
  }
  const StopId stop = earliest_end(search, egress, boardings)->stop;
  Journey journey{legs_back_from(search, access, stop, boardings)};
  std::reverse(journey.legs.begin(), journey.legs.end());
  const ClockTime off = journey.end();
  journey.legs.push_back({.start = off, .end = end->time, .from = stop});
  return journey;
}

std::vector<Journey> best_journeys(Raptor& search, std::span<const StopWalk> access, std::span<const StopWalk> egress,
                                   const DepartureWindow& window) {
  std::vector<Journey> journeys;
  const auto most = static_cast<std::size_t>(search.most_boardings());
  std::vector<std::optional<ClockTime>> best(most + 1);  // by boardings, of departures that were asked already
  bool first = true;
  for (const ClockTime departure : departures_of(search, access, window)) {
    if (first)
      search.run(access, departure);
    else
      search.run_earlier(access, departure);
    first = false;
    for (std::size_t boardings = 1; boardings <= most; ++boardings) {
      const auto end = earliest_end(search, egress, static_cast<int>(boardings));
      if (!end || (best[boardings] && *best[boardings] <= end->time)) continue;
      for (std::size_t more = boardings; more <= most; ++more)
        if (!best[more] || *best[more] > end->time) best[more] = end->time;
      Journey journey = *earliest_journey(search, access, egress, static_cast<int>(boardings));
      if (journey.start() < window.end) journeys.push_back(std::move(journey));
    }
  }
  std::reverse(journeys.begin(), journeys.end());
  std::stable_sort(journeys.begin(), journeys.end(),
                   [](const Journey& a, const Journey& b) { return a.start() < b.start(); });
  return journeys;
}

}  // namespace planspiel
