#pragma once

/// Journeys as people take them, out of the labels of a search: on foot, waiting, riding, changing.

#include <optional>
#include <span>
#include <vector>

#include "engine/routing/raptor.hpp"

namespace planspiel {

/// On foot or in one vehicle. Between two legs people wait.
struct Leg {
  ClockTime start, end;
  std::optional<StopId> from{}, to{};  ///< none: the door
  std::optional<Raptor::Ride> ride{};  ///< none: on foot
  std::optional<Seconds> headway{};    ///< of a vehicle without times, which comes so on average
};

struct Journey {
  std::vector<Leg> legs{};  ///< in order, at least one ride
  ClockTime start() const { return legs.front().start; }
  ClockTime end() const { return legs.back().end; }
  int boardings() const;
};

/// Where the vehicle of a ride calls and when, from boarding to alighting.
std::vector<VehicleCall> calls_of(const Timetable& timetable, const Leg& leg);

/// What a journey's time is made of.
struct JourneyParts {
  Seconds access{}, wait{}, ride{}, transfer{}, egress{};  ///< transfer: on foot between two rides
  int boardings = 0;
  Seconds total() const { return access + wait + ride + transfer + egress; }
};
JourneyParts parts_of(const Journey& journey);

/// What people count a minute on foot or of waiting, and a change, beside a minute of riding.
struct JourneyWeights {
  double walk = 1.0, wait = 1.0;
  Seconds change{};  ///< for each boarding after the first
};
/// Generalised time.
Seconds generalised(const JourneyParts& parts, const JourneyWeights& weights);

/// Of the last departure searched: the journey that ends first at a place around which the stops `egress` lie, after at
/// most so many boardings; of equal ones that with fewest boardings, then that to the first of the stops. It starts
/// as late as its first vehicle allows. `access` as it was searched. No value: there is none.
std::optional<Journey> earliest_journey(const Raptor& search, std::span<const StopWalk> access,
                                        std::span<const StopWalk> egress, int boardings);

/// Departures from `first` until before `end`.
struct DepartureWindow {
  ClockTime first, end;
};

/// All journeys of a window worth taking, the earliest first: none of them starts later, ends sooner and boards less
/// (Pareto). Of services by headway, which one can take at any time, only leaving at `first` is asked, and before each
/// vehicle that has times.
std::vector<Journey> best_journeys(Raptor& search, std::span<const StopWalk> access, std::span<const StopWalk> egress,
                                   const DepartureWindow& window);

}  // namespace planspiel
