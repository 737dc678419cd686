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

/// The ride that ends at a stop after so many boardings.
Leg ride_to(const Raptor& search, StopId stop, int boardings) {
  const Timetable& table = search.timetable();
  const Raptor::Ride& ride = search.ride(stop, boardings);
  const PatternId pattern = table.pattern[ride.trip];
  Leg leg{.start = {}, .end = *search.alighting(stop, boardings), .from = table.stops[pattern][ride.board], .to = stop};
  leg.trip = ride.trip;
  leg.expected = table.by_headway(pattern);
  if (leg.expected) {
    const auto since_start = table.arrival[ride.trip];
    leg.start = ClockTime(leg.end.second - since_start[ride.alight].second + since_start[ride.board].second);
  } else {
    const std::size_t number = ride.trip.index() - table.first_trip[pattern].index();
    leg.start = table.departure[pattern][ride.board * table.trips[pattern] + number];
  }
  return leg;
}

/// On foot to the first ride: as late as that allows, or at once where it has no time.
Leg access_to(const Raptor& search, std::span<const StopWalk> access, const Leg& ride) {
  const Seconds walk = walk_of(access, *ride.from);
  const ClockTime there =
      ride.expected ? *search.arrival(*ride.from, 0) : ClockTime(ride.start.second - whole_seconds(search.slack()));
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

/// When one leaves for each of the trips that stop around an origin, and at `first`; the latest first, each once.
std::vector<ClockTime> departures_of(const Raptor& search, std::span<const StopWalk> access,
                                     const DepartureWindow& window) {
  const Timetable& table = search.timetable();
  std::vector<ClockTime> times{window.first};
  for (const StopWalk& to : access)
    for (const Timetable::Call& call : table.calls[to.stop]) {
      const auto departure = table.departure[call.pattern];
      for (std::size_t trip = 0; trip < table.trips[call.pattern] && !departure.empty(); ++trip) {
        const ClockTime leave(departure[call.position * table.trips[call.pattern] + trip].second -
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
  return static_cast<int>(std::count_if(legs.begin(), legs.end(), [](const Leg& leg) { return leg.trip.has_value(); }));
}

JourneyParts parts_of(const Journey& journey) {
  JourneyParts parts;
  for (std::size_t i = 0; i < journey.legs.size(); ++i) {
    const Leg& leg = journey.legs[i];
    if (i > 0) parts.wait += leg.start - journey.legs[i - 1].end;
    Seconds& mine = leg.trip ? parts.ride : !leg.from ? parts.access : !leg.to ? parts.egress : parts.transfer;
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
      journeys.push_back(*earliest_journey(search, access, egress, static_cast<int>(boardings)));
    }
  }
  std::reverse(journeys.begin(), journeys.end());
  std::stable_sort(journeys.begin(), journeys.end(),
                   [](const Journey& a, const Journey& b) { return a.start() < b.start(); });
  return journeys;
}

}  // namespace planspiel
