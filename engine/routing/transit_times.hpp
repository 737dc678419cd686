#pragma once

/// How long people take by public transport who leave at any minute of a window: distributions instead of one lucky or
/// unlucky departure.

#include <functional>
#include <optional>
#include <span>
#include <vector>

#include "engine/routing/raptor.hpp"

namespace planspiel {

/// Departures at `first`, one `step` later and so on, before `end`.
struct DepartureMinutes {
  ClockTime first, end;
  Seconds step{60.0};
};
std::vector<ClockTime> departures_in(const DepartureMinutes& window);

/// Stops around a place, and the time on foot to or from them.
using StopsAround = std::vector<StopWalk>;

/// What is asked: one timetable or, where services have only headways, one for each drawn day (headway_draw.hpp).
struct TransitQuestion {
  std::span<const Timetable> days;
  RaptorOptions options{};
  DepartureMinutes window{};
};

/// Times from an origin to each of the destinations at each departure of each day; no value: no way. Destinations one
/// after the other; of each, all departures of the first day, then of the next. Ways all on foot are not part of it.
std::vector<std::optional<Seconds>> times_of_departures(const TransitQuestion& question, const StopsAround& origin,
                                                        std::span<const StopsAround> destinations);

/// The shortest of these times that at least `share` of them do not exceed; times without value are the longest. The
/// order of `times` changes.
std::optional<Seconds> quantile(std::span<std::optional<Seconds>> times, double share);

/// Quantiles for each origin and destination, in parallel: origin · destinations · shares. Where one may walk all the
/// way instead, the shorter of walk and quantile is the quantile of the shorter.
std::vector<std::optional<Seconds>> time_quantiles(const TransitQuestion& question,
                                                   std::span<const StopsAround> origins,
                                                   std::span<const StopsAround> destinations,
                                                   std::span<const double> shares);

}  // namespace planspiel
