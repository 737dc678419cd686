#pragma once

/// What people reach from where they live: jobs, places at schools, within so many minutes.

#include <optional>
#include <vector>

#include "engine/city/places.hpp"
#include "engine/routing/transit_times.hpp"
#include "plugins/mobility/access/city_timetable.hpp"
#include "plugins/mobility/day/network.hpp"

namespace planspiel::mobility {

/// Times from each zone's centre to each other one's: from · zones + to; no value: no way.
using ZoneTimes = std::vector<std::optional<Seconds>>;

struct TransitAccess {
  DepartureMinutes window{};  ///< people leave at any of these times
  double share = 0.5;         ///< of these departures that are at most as long
  Seconds slack{};            ///< as of RaptorOptions
  std::size_t days = 0;       ///< drawn for lines that have only headways; 0: their expected waits, the same always
  std::uint64_t seed = 1;     ///< of the draws
};

/// All the way on foot, up to `longest`.
ZoneTimes walk_times(const CityTimetable& city, const Zones& zones, Seconds longest);
/// By bike along the links that are open to it, as mode choice rides them.
ZoneTimes bike_times(const StreetTables& streets, const Coefficients& coefficients);
/// By public transport, or on foot where that is shorter.
ZoneTimes transit_times(const CityTimetable& city, const Zones& zones, const TransitAccess& access,
                        const ZoneTimes& on_foot);

/// Σ of `what` over the zones within `limit` of each zone, the zone itself among them.
Column<ZoneId, double> within(const ZoneTimes& times, const Column<ZoneId, double>& what, Seconds limit);

}  // namespace planspiel::mobility
