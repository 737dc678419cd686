#include "engine/reach/foot_network.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include "engine/base/parallel.hpp"
#include "engine/reach/road_place.hpp"

namespace planspiel::reach {

namespace {

constexpr double kNever_m = std::numeric_limits<double>::infinity();

bool may_walk(const Roads& roads, EdgeId edge) { return (roads.access[edge] & access::walk) != 0; }

/// A search with reusable memory. One object serves one thread.
class FootSearch {
 public:
  explicit FootSearch(const FootNetwork& network)
      : network_(network), search_(network.graph()), best_m_(network.stop_places().size(), kNever_m) {}

  /// All that lies within `reach` along the streets of the place.
  void run(const FootPlace& from, Metres reach) {
    from_ = from;
    const EdgeId edge = from.edge;
    const double length_m = network_.roads().length[edge].value, off_m = from.off_road.value;
    const std::array<DijkstraSource, 2> ends{
        DijkstraSource{VertexId(network_.roads().from[edge].index()), off_m + from.along * length_m},
        DijkstraSource{VertexId(network_.roads().to[edge].index()), off_m + (1.0 - from.along) * length_m}};
    search_.run(network_.metres(), ends, {.radius = reach.value});
  }
  double metres_to(const FootPlace& to) const {
    const Roads& roads = network_.roads();
    const double length_m = roads.length[to.edge].value, off_m = to.off_road.value;
    double best_m = std::min(search_.distance(VertexId(roads.from[to.edge].index())) + to.along * length_m,
                             search_.distance(VertexId(roads.to[to.edge].index())) + (1.0 - to.along) * length_m);
    if (to.edge == from_.edge)
      best_m = std::min(best_m, from_.off_road.value + std::abs(to.along - from_.along) * length_m);
    const double straight_m = distance(from_.place, to.place).value;
    return straight_m <= from_.off_road.value + off_m ? straight_m : best_m + off_m;
  }
  std::vector<StopWalk> stops(const FootLaw& law) {
    std::vector<StopId> found;
    const auto see = [&](VertexId vertex) {
      for (const StopId stop : network_.stops_at(vertex)) {
        if (best_m_[stop.index()] < kNever_m) continue;
        best_m_[stop.index()] = metres_to(*network_.stop_places()[stop.index()]);
        found.push_back(stop);
      }
    };
    for (const VertexId vertex : search_.settled()) see(vertex);
    see(VertexId(network_.roads().from[from_.edge].index()));  // the ends of the own link may lie beyond the reach
    see(VertexId(network_.roads().to[from_.edge].index()));
    std::sort(found.begin(), found.end());
    std::vector<StopWalk> walks;
    for (const StopId stop : found) {
      const double metres = best_m_[stop.index()];
      best_m_[stop.index()] = kNever_m;
      if (metres <= law.reach.value) walks.push_back({stop, law.fixed + Metres(metres) / law.speed});
    }
    return walks;
  }

 private:
  const FootNetwork& network_;
  Dijkstra search_;
  FootPlace from_{};
  std::vector<double> best_m_;  ///< by stop; infinite between searches
};

}  // namespace

FootNetwork::FootNetwork(const Roads& roads, std::size_t nodes, const Stops& stops)
    : roads_(roads), index_(roads), opposite_(opposite_links(roads, nodes)), stop_places_(stops.size()) {
  Column<ArcId, VertexId> tail, head;
  const auto add = [&](NodeId from, NodeId to, Metres length) {
    tail.push_back(VertexId(from.index()));
    head.push_back(VertexId(to.index()));
    metres_.push_back(length.value);
  };
  for (const EdgeId edge : roads.ids()) {
    if (!may_walk(roads, edge)) continue;
    add(roads.from[edge], roads.to[edge], roads.length[edge]);
    if (opposite_[edge] && may_walk(roads, *opposite_[edge])) continue;
    add(roads.to[edge], roads.from[edge], roads.length[edge]);
  }
  graph_ = make_road_graph(nodes, std::move(tail), std::move(head));
  for_each_row<StopId>(stops.size(), [&](StopId stop) { stop_places_[stop.index()] = place_of(stops.position[stop]); });
  std::vector<std::vector<StopId>> at(nodes);
  for (const StopId stop : stops.ids()) {
    if (!stop_places_[stop.index()]) continue;
    const EdgeId edge = stop_places_[stop.index()]->edge;
    at[roads.from[edge].index()].push_back(stop);
    if (roads.to[edge] != roads.from[edge]) at[roads.to[edge].index()].push_back(stop);
  }
  for (const auto& list : at) stops_at_.push_back(list);
}

std::optional<FootPlace> FootNetwork::place_of(Point point) const {
  const auto road = index_.nearest(point, kBeside, {.access = access::walk, .last_class = RoadClass::path});
  if (!road) return std::nullopt;
  FootPlace place{point, road->edge, road->along, road->distance};
  if (const auto back = opposite_[road->edge]; back && *back < road->edge && may_walk(roads_, *back))
    place.edge = *back, place.along = 1.0 - place.along;
  return place;
}

std::vector<std::vector<StopWalk>> stops_around(const FootNetwork& network, std::span<const Point> points,
                                                const FootLaw& law) {
  std::vector<std::vector<StopWalk>> around(points.size());
  for_each_piece(points.size(), 64, [&](std::size_t begin, std::size_t end) {
    FootSearch search(network);
    for (std::size_t at = begin; at < end; ++at) {
      const auto place = network.place_of(points[at]);
      if (!place) continue;
      search.run(*place, law.reach);
      around[at] = search.stops(law);
    }
  });
  return around;
}

std::vector<Footpath> footpaths_between_stops(const FootNetwork& network, const FootLaw& law) {
  const auto& places = network.stop_places();
  std::vector<std::vector<StopWalk>> around(places.size());
  for_each_piece(places.size(), 64, [&](std::size_t begin, std::size_t end) {
    FootSearch search(network);
    for (std::size_t stop = begin; stop < end; ++stop) {
      if (!places[stop]) continue;
      search.run(*places[stop], law.reach);
      around[stop] = search.stops(law);
    }
  });
  std::vector<Footpath> paths;
  for (std::size_t stop = 0; stop < places.size(); ++stop)
    for (const StopWalk& to : around[stop])
      if (to.stop.index() != stop) paths.push_back({StopId(stop), to.stop, to.walk});
  return paths;
}

std::vector<std::optional<Seconds>> walks_among(const FootNetwork& network, std::span<const Point> points,
                                                const FootLaw& law) {
  std::vector<std::optional<FootPlace>> places(points.size());
  for (std::size_t at = 0; at < points.size(); ++at) places[at] = network.place_of(points[at]);
  std::vector<std::optional<Seconds>> walks(points.size() * points.size());
  for_each_piece(points.size(), 16, [&](std::size_t begin, std::size_t end) {
    FootSearch search(network);
    for (std::size_t from = begin; from < end; ++from) {
      walks[from * points.size() + from] = law.fixed;
      if (!places[from]) continue;
      search.run(*places[from], law.reach);
      for (std::size_t to = 0; to < points.size(); ++to) {
        if (!places[to] || to == from) continue;
        const double metres = search.metres_to(*places[to]);
        if (metres <= law.reach.value) walks[from * points.size() + to] = law.fixed + Metres(metres) / law.speed;
      }
    }
  });
  return walks;
}

std::optional<Seconds> walk_between(const FootNetwork& network, Point from, Point to, const FootLaw& law) {
  const auto start = network.place_of(from), end = network.place_of(to);
  if (!start || !end) return std::nullopt;
  FootSearch search(network);
  search.run(*start, law.reach);
  const double metres = search.metres_to(*end);
  if (!(metres <= law.reach.value)) return std::nullopt;
  return law.fixed + Metres(metres) / law.speed;
}

}  // namespace planspiel::reach
