#include "plugins/mobility/day/bus_routes.hpp"

#include <algorithm>
#include <limits>

#include "engine/base/parallel.hpp"
#include "engine/city/hourly_departures.hpp"
#include "engine/city/road_index.hpp"
#include "engine/routing/dijkstra.hpp"

namespace planspiel::mobility {

namespace {

constexpr Metres kToStop{200.0};                        ///< from a stop to its street, at most
constexpr double kDetour = 2.0, kDetourMore_m = 400.0;  ///< longest way between two stops against the airline
constexpr double kMissed = 3.0;   ///< what a metre between a stop and its end counts: more than the way that it saves
constexpr std::size_t kEnds = 2;  ///< candidates of a stop: both ends of its street

/// Links that buses may use, as a graph over all nodes.
struct BusStreets {
  RoadGraph graph;
  std::vector<EdgeId> link_of;  ///< by arc
  std::vector<double> length_m;
};

BusStreets bus_streets(const Nodes& nodes, const Roads& roads) {
  BusStreets streets;
  Column<ArcId, VertexId> tail, head;
  for (const EdgeId edge : roads.ids()) {
    if (!(roads.access[edge] & access::bus)) continue;
    tail.push_back(VertexId(roads.from[edge].index()));
    head.push_back(VertexId(roads.to[edge].index()));
    streets.link_of.push_back(edge);
    streets.length_m.push_back(roads.length[edge].value);
  }
  streets.graph = make_road_graph(nodes.size(), std::move(tail), std::move(head));
  return streets;
}

/// The two ends of the street of a stop, and what it costs to call there instead; none where no street is near.
struct Ends {
  std::vector<VertexId> vertex{};
  std::array<double, kEnds> cost{};
};

Ends ends_of(const Nodes& nodes, const Roads& roads, const RoadIndex& index, Point stop) {
  const auto near = index.nearest(stop, kToStop, {.access = access::bus, .last_class = RoadClass::service});
  if (!near) return {};
  const NodeId from = roads.from[near->edge], to = roads.to[near->edge];
  const auto cost = [&](NodeId node) { return kMissed * distance(nodes.position[node], stop).value; };
  return {{VertexId(from.index()), VertexId(to.index())}, {cost(from), cost(to)}};
}

/// Best ways so far that end at one end of a stop's street.
struct Reached {
  double metres = std::numeric_limits<double>::infinity();  ///< driven, and what the ends cost
  std::size_t before = kEnds;                               ///< end of the stop before; kEnds: the way starts here
  std::vector<ArcId> arcs{};                                ///< from there to here
};

/// Finds the way of one line after the other.
class RouteFinder {
 public:
  RouteFinder(const BusStreets& streets, const Nodes& nodes, const Roads& roads, const RoadIndex& index,
              const Stops& stops)
      : streets_(streets), nodes_(nodes), roads_(roads), index_(index), stops_(stops), search_(streets.graph) {}

  BusRoute find(std::span<const StopId> calls, Metres line_length) {
    BusRoute route;
    double airline_m = 0.0, placed_m = 0.0;
    std::vector<std::array<Reached, kEnds>> chain;
    Ends ends;
    for (std::size_t i = 0; i < calls.size(); ++i) {
      const double piece_m = i > 0 ? distance(place(calls[i - 1]), place(calls[i])).value : 0.0;
      const Ends here = ends_of(nodes_, roads_, index_, place(calls[i]));
      std::array<Reached, kEnds> reached =
          chain.empty() ? std::array<Reached, kEnds>{} : step(chain.back(), ends, here, piece_m);
      airline_m += piece_m;
      if (is_reached(reached)) {
        placed_m += piece_m;
      } else {
        take(chain, route);
        chain.clear();
        for (std::size_t end = 0; end < here.vertex.size(); ++end) reached[end].metres = here.cost[end];
      }
      if (!here.vertex.empty()) chain.push_back(std::move(reached));
      ends = here;
    }
    take(chain, route);
    measure(route, airline_m > 0.0 ? placed_m / airline_m : 0.0, line_length);
    return route;
  }

 private:
  Point place(StopId stop) const { return stops_.position[stop]; }
  static bool is_reached(const std::array<Reached, kEnds>& reached) {
    return std::any_of(reached.begin(), reached.end(),
                       [](const Reached& one) { return one.metres < Reached{}.metres; });
  }

  std::array<Reached, kEnds> step(const std::array<Reached, kEnds>& before, const Ends& from, const Ends& to,
                                  double piece_m) {
    std::array<Reached, kEnds> reached;
    const double longest_m = kDetour * piece_m + kDetourMore_m;
    for (std::size_t a = 0; a < from.vertex.size(); ++a) {
      if (!(before[a].metres < Reached{}.metres) || to.vertex.empty()) continue;
      const std::array<DijkstraSource, 1> source{{{from.vertex[a], 0.0}}};
      search_.run(streets_.length_m, source, {.radius = longest_m, .targets = to.vertex});
      for (std::size_t b = 0; b < to.vertex.size(); ++b) {
        const double metres = before[a].metres + search_.distance(to.vertex[b]) + to.cost[b];
        if (metres < reached[b].metres) reached[b] = {metres, a, search_.path_to(to.vertex[b])};
      }
    }
    return reached;
  }

  /// Appends the shortest way along the chain to the route.
  void take(const std::vector<std::array<Reached, kEnds>>& chain, BusRoute& route) const {
    if (chain.empty()) return;
    std::size_t end = chain.back()[1].metres < chain.back()[0].metres ? 1 : 0;
    std::vector<const std::vector<ArcId>*> pieces;
    for (std::size_t i = chain.size(); i-- > 0 && end != kEnds;) {
      pieces.push_back(&chain[i][end].arcs);
      end = chain[i][end].before;
    }
    for (auto piece = pieces.rbegin(); piece != pieces.rend(); ++piece)
      for (const ArcId arc : **piece) route.links.push_back(streets_.link_of[arc.index()]);
  }

  void measure(BusRoute& route, double placed, Metres line_length) const {
    Metres driven{};
    for (const EdgeId edge : route.links) driven += roads_.length[edge];
    if (!(driven.value > 0.0)) return;
    route.placed = placed;
    route.scale = placed * (line_length / driven);
  }

  const BusStreets& streets_;
  const Nodes& nodes_;
  const Roads& roads_;
  const RoadIndex& index_;
  const Stops& stops_;
  Dijkstra search_;
};

using HourlyFlow = std::array<Flow, Hour::kCount>;

/// Adds up what lines drive on the links of their routes.
class BusesOnStreets {
 public:
  BusesOnStreets(const Roads& roads, const Lines& lines, const Column<LineId, BusRoute>& routes)
      : roads_(roads),
        lines_(lines),
        routes_(routes),
        flow_(roads.size()),
        driven_m_(roads.size()),
        taken_s_(roads.size()) {}

  void drive(LineId line, const HourlyFlow& buses) {
    const auto arrival = lines_.arrival[line];
    if (routes_[line].links.empty() || arrival.empty()) return;
    const double s_per_m = arrival.back().value / lines_.length[line].value;
    for (const EdgeId edge : routes_[line].links)
      for (const Hour hour : kHoursOfDay) {
        const Flow flow = buses[hour.index()];
        if (!(flow.value > 0.0)) continue;
        flow_[edge][hour.index()] += flow;
        driven_m_[edge] += flow.value * roads_.length[edge].value;
        taken_s_[edge] += flow.value * roads_.length[edge].value * s_per_m;
      }
  }

  BusTraffic traffic() const {
    BusTraffic traffic{flow_, Column<EdgeId, Speed>(roads_.size())};
    for (const EdgeId edge : roads_.ids())
      if (taken_s_[edge] > 0.0) traffic.speed[edge] = Speed(driven_m_[edge] / taken_s_[edge]);
    return traffic;
  }

 private:
  const Roads& roads_;
  const Lines& lines_;
  const Column<LineId, BusRoute>& routes_;
  Column<EdgeId, HourlyFlow> flow_;
  Column<EdgeId, double> driven_m_, taken_s_;  ///< of all buses on the day
};

}  // namespace

Column<LineId, BusRoute> bus_routes(const Nodes& nodes, const Roads& roads, const Stops& stops, const Lines& lines) {
  const BusStreets streets = bus_streets(nodes, roads);
  const RoadIndex index(roads);
  Column<LineId, BusRoute> routes(lines.size());
  for_each_piece(lines.size(), 16, [&](std::size_t begin, std::size_t end) {
    RouteFinder finder(streets, nodes, roads, index, stops);
    for (std::size_t row = begin; row < end; ++row) {
      const LineId line(row);
      if (lines.transit_mode[line] == TransitMode::bus)
        routes[line] = finder.find(lines.stops[line], lines.length[line]);
    }
  });
  return routes;
}

BusTraffic bus_traffic(const Nodes& nodes, const Roads& roads, const Stops& stops, const Lines& lines,
                       const Headways& headways, const Departures& timetable) {
  const Column<LineId, BusRoute> routes = bus_routes(nodes, roads, stops, lines);
  BusesOnStreets buses(roads, lines, routes);
  for (const HeadwayId row : headways.ids()) {
    if (!(headways.headway[row].value > 0.0)) continue;
    const LineId line = headways.line[row];
    HourlyFlow by_hour{};
    for (const Hour hour : kHoursOfDay)
      if (headways.hours[row].contains(hour.index()))
        by_hour[hour.index()] = routes[line].scale / headways.headway[row];
    buses.drive(line, by_hour);
  }
  const auto runs = hourly_departures(timetable, lines.size());
  for (const LineId line : lines.ids()) {
    HourlyFlow by_hour{};
    for (const Hour hour : kHoursOfDay)
      by_hour[hour.index()] = routes[line].scale * runs[line][hour.index()] / Seconds(3600.0);
    buses.drive(line, by_hour);
  }
  return buses.traffic();
}

}  // namespace planspiel::mobility
