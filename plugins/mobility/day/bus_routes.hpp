#pragma once

/// Which streets scheduled buses drive: a line of the city is a list of stops, its way between them is found here.

#include <array>
#include <vector>

#include "engine/city/network.hpp"
#include "engine/city/transit.hpp"

namespace planspiel::mobility {

/// The way of one direction of a bus line.
struct BusRoute {
  std::vector<EdgeId> links{};  ///< in driving order; a link that is driven twice stands twice
  double placed = 0.0;          ///< share of the line's length that has a way on links
  /// Km of the timetable per km of `links`: the shapes of streets and of lines differ by some per cent, and the km of
  /// the timetable are to be kept.
  double scale = 0.0;
};

/// The way of each line whose vehicles are buses (others: empty): the shortest one over links that buses may use,
/// through one end of the street nearest to each stop (at most 200 m away). Both ends are candidates; the pair that
/// makes the whole way shortest is taken (a Viterbi search along the stops). Between two stops a way longer than twice
/// the airline and 400 m is none: that part of the line stays off the links.
Column<LineId, BusRoute> bus_routes(const Nodes& nodes, const Roads& roads, const Stops& stops, const Lines& lines);

/// Buses per hour on each link by their timetable, and their mean speed, stops included (0 where none drives).
struct BusTraffic {
  Column<EdgeId, std::array<Flow, Hour::kCount>> flow;
  Column<EdgeId, Speed> speed;  ///< of the timetable: km over hours of the lines that drive there
};
BusTraffic bus_traffic(const Nodes& nodes, const Roads& roads, const Stops& stops, const Lines& lines,
                       const Headways& headways, const Departures& timetable);

}  // namespace planspiel::mobility
