#pragma once

/// The service of public transport of a city on one of its days, as its tables have it.

#include "engine/city/transit.hpp"
#include "engine/routing/timetable.hpp"

namespace planspiel::reach {

struct TransitTables {
  const Stops& stops;
  const Lines& lines;
  const Headways& headways;
  const Departures& departures;
};

/// Runs of lines with times, and headways of lines without. All days are alike: what runs after midnight runs in the
/// first hours of the day too, and the first hours come again after 24:00. Headways of one line in one hour add up: two
/// of 20 minutes are one of 10; they are those at the first stop. No ways on foot: those are the caller's
/// (foot_network.hpp).
TransitService transit_service_of(const TransitTables& tables);

}  // namespace planspiel::reach
