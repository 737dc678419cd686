#pragma once

/// Public transport of a city with its ways on foot, ready to be searched.

#include "engine/reach/foot_network.hpp"
#include "engine/reach/transit_service.hpp"
#include "engine/routing/timetable.hpp"
#include "plugins/mobility/day/coefficients.hpp"

namespace planspiel::mobility {

/// Ways on foot follow the streets: from doors as far as transit.access, between stops as far as transit.change, both
/// by the detour that these airlines stand for. Lines that have only headways are pooled where they go the same way.
/// Keeps references to the tables.
struct CityTimetable {
  CityTimetable(const reach::TransitTables& tables, const Roads& roads, std::size_t nodes,
                const TransitCoefficients& coefficients);

  /// Days on which lines that have only headways run at times that are drawn.
  std::vector<Timetable> drawn_days(std::size_t count, std::uint64_t seed) const;

  reach::FootNetwork streets;
  reach::FootLaw access, change;
  TransitService service;  ///< each line by itself
  Timetable timetable;     ///< with lines pooled
};

}  // namespace planspiel::mobility
