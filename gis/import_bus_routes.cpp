#include <algorithm>
#include <cmath>
#include <limits>

#include "engine/base/parallel.hpp"
#include "engine/base/polygon_index.hpp"
#include "engine/routing/dijkstra.hpp"
#include "gis/import_steps.hpp"

namespace planspiel::importing {

namespace {

constexpr Metres kNearestEnd{3000.0}, kFarthestEnd{10000.0};  ///< of a bus line, as the crow flies
constexpr double kLongestRoute_m = 14000.0, kMostDetour = 2.0;
constexpr std::size_t kEndsEach = 60;
constexpr Metres kBesideStop{80.0};
constexpr double kAlongStops = 0.3;  ///< a street with a stop counts as so much of its length
constexpr Metres kSameStation{400.0}, kFromStreet{400.0};

/// How much longer a street counts than it is: buses keep to streets that gather traffic.
double reluctance(RoadClass road_class) {
  switch (road_class) {
    case RoadClass::secondary:
    case RoadClass::tertiary:
      return 1.0;
    case RoadClass::primary:
      return 1.3;
    case RoadClass::residential:
    case RoadClass::living_street:
    case RoadClass::primary_link:
      return 2.0;
    default:
      return std::numeric_limits<double>::infinity();
  }
}

struct BusNetwork {
  RoadGraph graph{};
  std::vector<double> weight{};
};

/// Whether a known stop lies beside a street.
std::vector<char> has_stop(const Roads& roads, const Stops& stops) {
  std::vector<char> served(roads.size(), 0);
  const PointIndex index(stops.position.values(), kBesideStop);
  for_each_row<EdgeId>(roads.size(), [&](EdgeId edge) {
    const auto shape = roads.shape[edge];
    for (std::size_t i = 0; i < shape.size() && !served[edge.index()]; ++i)
      served[edge.index()] = index.nearest(shape[i], kBesideStop) < stops.size();
  });
  return served;
}

BusNetwork bus_network(const Roads& roads, const Stops& stops, std::size_t nodes) {
  const std::vector<char> served = has_stop(roads, stops);
  Column<ArcId, VertexId> tail, head;
  BusNetwork network;
  for (const EdgeId edge : roads.ids()) {
    tail.push_back(VertexId(roads.from[edge].index()));
    head.push_back(VertexId(roads.to[edge].index()));
    const bool open = (roads.access[edge] & access::bus) != 0;
    network.weight.push_back(open ? roads.length[edge].value * reluctance(roads.road_class[edge]) *
                                        (served[edge.index()] ? kAlongStops : 1.0)
                                  : std::numeric_limits<double>::infinity());
  }
  network.graph = make_road_graph(nodes, std::move(tail), std::move(head));
  return network;
}

/// Stations of rail, metro and the ends of trams in the districts, each place once.
std::vector<Point> stations_of(const Work& work) {
  const PolygonIndex territory(work.builder[tables::districts].outline.values());
  std::vector<Point> stations;
  const auto add = [&](Point place) {
    const bool is_new = std::all_of(stations.begin(), stations.end(),
                                    [&](Point other) { return distance(other, place) > kSameStation; });
    if (is_new && territory.contains(place)) stations.push_back(place);
  };
  for (const generate::TransitLine& line : work.facts.lines) {
    if (line.mode == TransitMode::rail || line.mode == TransitMode::metro)
      for (const Point place : line.places) add(place);
    if (line.mode == TransitMode::tram && !line.places.empty()) {
      add(line.places.front());
      add(line.places.back());
    }
  }
  return stations;
}

/// The nearest other stations that are far enough away for a line.
std::vector<std::size_t> ends_from(std::size_t start, const std::vector<Point>& stations) {
  std::vector<std::size_t> ends;
  const auto away = [&](std::size_t end) { return distance(stations[start], stations[end]); };
  for (std::size_t end = 0; end < stations.size(); ++end)
    if (away(end) >= kNearestEnd && away(end) <= kFarthestEnd) ends.push_back(end);
  std::sort(ends.begin(), ends.end(), [&](std::size_t a, std::size_t b) { return away(a) < away(b); });
  if (ends.size() > kEndsEach) ends.resize(kEndsEach);
  return ends;
}

/// The way as a run; none where it is too long for what lies between its ends.
std::optional<generate::LatticeRun> run_along(const std::vector<ArcId>& path, const Roads& roads) {
  generate::LatticeRun run;
  double length = 0.0;
  for (const ArcId arc : path) {
    const EdgeId edge(arc.index());
    length += roads.length[edge].value;
    const auto shape = roads.shape[edge];
    run.points.insert(run.points.end(), shape.begin() + (run.points.empty() ? 0 : 1), shape.end());
  }
  if (path.empty() || length > kLongestRoute_m ||
      length > kMostDetour * distance(run.points.front(), run.points.back()).value)
    return std::nullopt;
  return run;
}

}  // namespace

std::vector<generate::LatticeRun> bus_routes_of(const Work& work) {
  const Roads& roads = work.builder[tables::roads];
  const std::vector<Point> stations = stations_of(work);
  const BusNetwork network = bus_network(roads, work.builder[tables::stops], work.builder[tables::nodes].size());
  std::vector<Point> places;
  std::vector<VertexId> vertices;
  for (std::size_t vertex = 0; vertex < network.graph.vertices; ++vertex) {
    const auto leaving = network.graph.leaving[VertexId(vertex)];
    const bool served = std::any_of(leaving.begin(), leaving.end(),
                                    [&](ArcId arc) { return std::isfinite(network.weight[arc.index()]); });
    if (!served) continue;
    places.push_back(work.builder[tables::nodes].position[NodeId(vertex)]);
    vertices.emplace_back(vertex);
  }
  const PointIndex index(places, kFromStreet);
  std::vector<std::optional<VertexId>> at;
  for (const Point station : stations) {
    const std::size_t nearest = index.nearest(station, kFromStreet);
    at.push_back(nearest < places.size() ? std::optional(vertices[nearest]) : std::nullopt);
  }
  std::vector<std::vector<generate::LatticeRun>> runs(stations.size());
  for_each_block(stations.size(), [&](std::size_t start) {
    if (!at[start]) return;
    Dijkstra search(network.graph);
    search.run(network.weight, std::vector<DijkstraSource>{{*at[start], 0.0}}, {.radius = 2.0 * kLongestRoute_m});
    for (const std::size_t end : ends_from(start, stations))
      if (at[end] && search.reached(*at[end]))
        if (auto run = run_along(search.path_to(*at[end]), roads)) runs[start].push_back(std::move(*run));
  });
  std::vector<generate::LatticeRun> all;
  for (auto& of_station : runs) std::move(of_station.begin(), of_station.end(), std::back_inserter(all));
  return all;
}

}  // namespace planspiel::importing
