#pragma once

/// The day as mobility.day left it: times from the run's speeds, shares at these times.

#include "plugins/mobility/day/day.hpp"
#include "plugins/mobility/fields.hpp"

namespace planspiel::mobility {

/// What a tool asks for to see the day again.
struct SolvedDayPorts {
  explicit SolvedDayPorts(Ports& ports);
  DayTables tables;
  const HourlyColumn<EdgeId, Speed>& road_speed;
  const HourlyColumn<EdgeId, Seconds>& junction_wait;
  const Grid<ScalarId, double, CoefficientAxis>& coefficient;
  RootFields root;  ///< as the run wrote them: every run carries the root's
};

/// Persons, tours, times between zones. All persons, also where the run took a sample.
struct SolvedDay {
  SolvedDay(const SolvedDayPorts& ports, std::uint64_t seed);
  Day day;
};

/// "Schwabing-West" of a zone in a district, else the zone's own name ("Augsburg").
std::string place_name(const Zones& zones, const Districts& districts, ZoneId zone);

}  // namespace planspiel::mobility
