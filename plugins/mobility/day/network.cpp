#include "plugins/mobility/day/network.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>
#include <string>

namespace planspiel::mobility {

namespace {

constexpr std::size_t kConnectorsOfClass = 4, kConnectorsInside = 8;

/// A graph under construction: nodes first, then two vertices per centroid.
struct Draft {
  std::size_t vertices = 0;
  Column<ArcId, VertexId> tail, head;
  std::vector<double> time_s, length_m, inside_m;
  std::vector<double> room;  ///< PCU/h that a connector takes before it slows down; 0: any number
  void add(VertexId from, VertexId to, double time, double length, double inside, double capacity = 0.0) {
    tail.push_back(from);
    head.push_back(to);
    time_s.push_back(time);
    length_m.push_back(length);
    inside_m.push_back(inside);
    room.push_back(capacity);
  }
};

/// Which roads may carry connectors.
struct AnchorFilter {
  std::int32_t access = access::car;
  RoadClass first_class = RoadClass::motorway, last_class = RoadClass::path;
  bool outside_only = false;
};

/// Nodes at which a filter's roads start and end, as candidates for connectors, with the best road there.
struct Anchors {
  std::vector<NodeId> node;
  std::vector<Point> place;
  std::vector<std::string> road;      ///< name of the road of the best class, or of its class where it has no name
  std::vector<RoadClass> road_class;  ///< of that road
  std::vector<double> capacity;       ///< PCU/h of the roads that start there
};

Anchors find_anchors(const Nodes& nodes, const Roads& roads, const AnchorFilter& filter) {
  std::vector<std::uint8_t> leaves(nodes.size(), 0), enters(nodes.size(), 0);
  std::vector<double> capacity(nodes.size(), 0.0);
  std::vector<std::optional<EdgeId>> best(nodes.size());
  for (const EdgeId edge : roads.ids())
    if ((roads.access[edge] & filter.access) && roads.road_class[edge] >= filter.first_class &&
        roads.road_class[edge] <= filter.last_class && !(filter.outside_only && roads.district[edge])) {
      capacity[roads.from[edge].index()] += in_per_hour(roads.capacity[edge]);
      leaves[roads.from[edge].index()] = 1;
      enters[roads.to[edge].index()] = 1;
      auto& at = best[roads.from[edge].index()];
      if (!at || roads.road_class[edge] < roads.road_class[*at]) at = edge;
    }
  Anchors anchors;
  for (const NodeId node : nodes.ids()) {
    if (!leaves[node.index()] || !enters[node.index()]) continue;
    anchors.node.push_back(node);
    anchors.place.push_back(nodes.position[node]);
    anchors.capacity.push_back(capacity[node.index()]);
    const EdgeId edge = *best[node.index()];
    anchors.road_class.push_back(roads.road_class[edge]);
    anchors.road.push_back(roads.name[edge].empty()
                               ? std::string(kRoadClassNames[static_cast<std::size_t>(roads.road_class[edge])])
                               : roads.name[edge]);
  }
  return anchors;
}

std::vector<std::size_t> nearest_first(std::vector<std::size_t> near, const Anchors& anchors, Point centre) {
  std::sort(near.begin(), near.end(), [&](std::size_t a, std::size_t b) {
    const Metres da = distance(centre, anchors.place[a]), db = distance(centre, anchors.place[b]);
    return da != db ? da < db : a < b;
  });
  return near;
}

/// The nearest junctions of each class of main road around the middle of an external zone: the lanes next to it would
/// not carry a region. Of motorways both carriageways.
std::vector<std::size_t> around_of(Point centre, const Anchors& anchors, const PointIndex& index,
                                   const RoadCoefficients& c) {
  std::vector<std::size_t> chosen;
  if (index.within(centre, c.near).empty()) return chosen;
  std::map<RoadClass, std::size_t> of_class;
  for (const std::size_t at : nearest_first(index.within(centre, c.around), anchors, centre)) {
    const RoadClass road_class = anchors.road_class[at];
    const double apart_m = road_class == RoadClass::motorway ? 0.0 : c.apart.value;
    const bool apart = std::all_of(chosen.begin(), chosen.end(), [&](std::size_t other) {
      return distance(anchors.place[other], anchors.place[at]).value >= apart_m;
    });
    if (!apart || of_class[road_class] >= kConnectorsOfClass) continue;
    ++of_class[road_class];
    chosen.push_back(at);
  }
  return chosen;
}

/// A zone inside is joined to its eight nearest junctions; one outside to those of the main roads around it, and where
/// there are none and no road ends, to the nearest junction of each of up to six roads.
std::vector<std::size_t> anchors_of(Point centre, bool external, const Anchors& anchors, const PointIndex& index,
                                    const RoadCoefficients& c) {
  if (!external) {
    std::vector<std::size_t> near = nearest_first(index.within(centre, c.connector_reach), anchors, centre);
    near.resize(std::min<std::size_t>(near.size(), kConnectorsInside));
    if (!near.empty()) return near;
  }
  const std::size_t nearest = index.nearest(centre, Metres(200000.0));
  if (nearest == anchors.place.size()) return {};
  if (!external) return {nearest};
  if (const auto around = around_of(centre, anchors, index, c); !around.empty()) return around;
  const Metres reach = 1.6 * distance(centre, anchors.place[nearest]) + 4000.0_m;
  std::vector<std::size_t> chosen;
  for (const std::size_t at : nearest_first(index.within(centre, reach), anchors, centre)) {
    const bool known = std::any_of(chosen.begin(), chosen.end(),
                                   [&](std::size_t other) { return anchors.road[other] == anchors.road[at]; });
    if (!known) chosen.push_back(at);
    if (chosen.size() == 6) break;
  }
  return chosen;
}

/// Joins a zone's centre with a junction, there and back. `room`: PCU/h of the way there; 0: any number.
void connect(Draft& draft, const Nodes& nodes, const Zones& zones, ZoneId zone, NodeId junction, double room,
             const RoadCoefficients& c) {
  const bool external = !zones.district[zone];
  const VertexId departs(nodes.size() + 2 * zone.index()), arrives(nodes.size() + 2 * zone.index() + 1);
  const double length =
      std::max(30.0, c.connector_detour * distance(zones.centre[zone], nodes.position[junction]).value);
  const double time = length / (external ? c.outside_speed : c.connector_speed).value;
  const VertexId node(junction.index());
  draft.add(departs, node, time, length, external ? 0.0 : length, room);
  draft.add(node, arrives, time, length, external ? 0.0 : length, room);
}

/// `closed`: zones with junctions of their own, where there are any. Zones that enter over road ends, by `skip`, need
/// no connectors.
void connect_zones(Draft& draft, const Nodes& nodes, const Zones& zones, const Anchors& inside, const Anchors& outside,
                   const RoadCoefficients& c, const Column<ZoneId, ZoneAccess>* closed = nullptr,
                   const Entries* skip = nullptr) {
  const PointIndex inside_index(inside.place, Metres(400.0)), outside_index(outside.place, Metres(2000.0));
  for (const ZoneId zone : zones.ids()) {
    if (closed && (*closed)[zone].closed()) {
      for (const NodeId junction : (*closed)[zone].junctions) connect(draft, nodes, zones, zone, junction, 0.0, c);
      continue;
    }
    const bool external = !zones.district[zone];
    if (skip && skip->of(zone).front().centroid != zone.index()) continue;
    const Anchors& anchors = external ? outside : inside;
    // The streets outside that no file gives are as full as the main road that they lead to.
    for (const std::size_t at :
         anchors_of(zones.centre[zone], external, anchors, external ? outside_index : inside_index, c))
      connect(draft, nodes, zones, zone, anchors.node[at], external ? anchors.capacity[at] : 0.0, c);
  }
}

/// External zones with main roads around them.
std::vector<std::uint8_t> near_zones(const Zones& zones, const Anchors& outside, const RoadCoefficients& c) {
  const PointIndex index(outside.place, Metres(2000.0));
  std::vector<std::uint8_t> near(zones.size(), 0);
  for (const ZoneId zone : zones.ids())
    near[zone.index()] = !zones.district[zone] && !index.within(zones.centre[zone], c.near).empty();
  return near;
}

void connect_road_ends(Draft& draft, std::size_t first_vertex, const std::vector<RoadEnd>& ends) {
  for (std::size_t end = 0; end < ends.size(); ++end) {
    const VertexId departs(first_vertex + 2 * end), arrives(first_vertex + 2 * end + 1);
    for (const NodeId node : ends[end].enter) draft.add(departs, VertexId(node.index()), 0.0, 0.0, 0.0);
    for (const NodeId node : ends[end].leave) draft.add(VertexId(node.index()), arrives, 0.0, 0.0, 0.0);
  }
}

/// Whether three or more streets meet at each node: where a queue stands.
std::vector<std::uint8_t> junctions(const Nodes& nodes, const Roads& roads) {
  std::vector<std::vector<NodeId>> neighbours(nodes.size());
  for (const EdgeId edge : roads.ids()) {
    if (!(roads.access[edge] & (access::car | access::resident_car))) continue;
    for (const auto& [node, other] :
         {std::pair{roads.from[edge], roads.to[edge]}, std::pair{roads.to[edge], roads.from[edge]}}) {
      auto& known = neighbours[node.index()];
      if (std::find(known.begin(), known.end(), other) == known.end()) known.push_back(other);
    }
  }
  std::vector<std::uint8_t> is_junction;
  for (const auto& known : neighbours) is_junction.push_back(known.size() >= 3);
  return is_junction;
}

/// The draft's graph without the forbidden movements. The free passages that a split junction needs are added to the
/// draft, so that its arrays fit the graph's arcs.
AssignmentNetwork assignment_network(Draft& draft, std::size_t nodes, std::size_t centroids,
                                     std::span<const Turn> forbidden) {
  SplitGraph split = with_turns(make_road_graph(nodes + 2 * centroids, draft.tail, draft.head), forbidden);
  for (std::size_t arc = draft.tail.size(); arc < split.graph.arcs(); ++arc)
    draft.add(split.graph.tail[ArcId(arc)], split.graph.head[ArcId(arc)], 0.0, 0.0, 0.0);
  AssignmentNetwork network;
  for (std::size_t centroid = 0; centroid < centroids; ++centroid) {
    network.departs.push_back(split.departs[VertexId(nodes + 2 * centroid)]);
    network.arrives.push_back(split.arrives[VertexId(nodes + 2 * centroid + 1)]);
  }
  network.graph = std::move(split.graph);
  return network;
}

std::vector<Turn> forbidden_turns(const Turns& turns, const CarNetwork& car) {
  std::vector<Turn> forbidden;
  for (const TurnId row : turns.ids()) {
    const std::uint32_t from = car.arc_of_edge[turns.from[row].index()], to = car.arc_of_edge[turns.to[row].index()];
    if (turns.forbidden[row] && from != CarNetwork::kNoArc && to != CarNetwork::kNoArc)
      forbidden.push_back({ArcId(from), ArcId(to)});
  }
  std::sort(forbidden.begin(), forbidden.end());
  return forbidden;
}

/// Solves on fewer arcs: chains of the same delay exponent are merged, dead ends left out.
void shrink_network(const AssignmentNetwork& full, CarNetwork& car) {
  std::vector<VertexId> kept(full.departs);
  kept.insert(kept.end(), full.arrives.begin(), full.arrives.end());
  std::vector<std::uint8_t> kind(full.graph.arcs());
  for (std::size_t arc = 0; arc < kind.size(); ++arc) kind[arc] = car.delay.exponent_kind(ArcId(arc));
  car.shrunk = shrink(full.graph, kept, kind);
  car.shrunk_delay = VolumeDelay(car.shrunk.graph.arcs());
  for (std::size_t arc = 0; arc < kind.size(); ++arc)
    if (car.shrunk.arc_of[arc] != ShrunkGraph::kNone)
      car.shrunk_delay.append(ArcId(std::size_t{car.shrunk.arc_of[arc]}), car.delay, ArcId(arc));
  AssignmentNetwork network{car.shrunk.graph, {}, {}};
  for (std::size_t zone = 0; zone < full.zones(); ++zone) {
    network.departs.emplace_back(car.shrunk.vertex_of[full.departs[zone].index()]);
    network.arrives.emplace_back(car.shrunk.vertex_of[full.arrives[zone].index()]);
  }
  car.ready = std::make_unique<ReadyNetwork>(std::move(network));
}

}  // namespace

bool CarNetwork::closes_roads(Errand errand) const {
  return std::any_of(closed_to.begin(), closed_to.end(), [&](std::uint8_t bits) { return bits & bit_of(errand); });
}

bool CarNetwork::has(Errand errand) const {
  return std::any_of(zone_access.begin(), zone_access.end(),
                     [&](const ZoneAccess& zone) { return zone.closed() && zone.open_to(errand); });
}

CarNetwork make_car_network(const StreetTables& streets, const Turns& turns, const ExternalDemand& external,
                            const RoadCoefficients& coefficients) {
  const auto& [nodes, roads, zones] = streets;
  Draft draft;
  CarNetwork car;
  car.arc_of_edge.assign(roads.size(), CarNetwork::kNoArc);
  for (const EdgeId edge : roads.ids()) {
    if (!(roads.access[edge] & (access::car | access::resident_car | access::truck))) continue;
    car.arc_of_edge[edge.index()] = static_cast<std::uint32_t>(car.edge_of_arc.size());
    car.edge_of_arc.push_back(edge);
    const double length = roads.length[edge].value;
    draft.add(VertexId(roads.from[edge].index()), VertexId(roads.to[edge].index()),
              length / roads.free_speed[edge].value, length, roads.district[edge] ? length : 0.0);
  }
  car.zone_access = zone_access(nodes, roads, zones);
  const Anchors inside = find_anchors(nodes, roads, {.access = access::car, .first_class = RoadClass::primary}),
                outside = find_anchors(
                    nodes, roads, {.access = access::car, .last_class = RoadClass::secondary, .outside_only = true});
  const std::vector<RoadEnd> ends = find_road_ends(nodes, roads, middle_of(zones));
  car.entries = Entries(zones, ends, near_zones(zones, outside, coefficients),
                        busiest_hour(zones, external, coefficients), coefficients);
  connect_zones(draft, nodes, zones, inside, outside.place.empty() ? inside : outside, coefficients, &car.zone_access,
                &car.entries);
  connect_road_ends(draft, nodes.size() + 2 * zones.size(), ends);
  AssignmentNetwork network =
      assignment_network(draft, nodes.size(), car.entries.centroids(), forbidden_turns(turns, car));
  const std::vector<std::uint8_t> is_junction = junctions(nodes, roads);
  const std::size_t arcs = draft.tail.size();
  car.delay = VolumeDelay(arcs);
  car.closed_to.assign(arcs, 0);
  for (std::size_t arc = 0; arc < car.links(); ++arc) {
    const EdgeId edge = car.edge_of_arc[arc];
    const DelayShape& shape =
        roads.road_class[edge] <= RoadClass::trunk_link ? coefficients.open_road : coefficients.street;
    car.delay.set(ArcId(arc), {.free_time = draft.time_s[arc],
                               .capacity = in_per_hour(roads.capacity[edge]),
                               .alpha = shape.alpha,
                               .beta = shape.beta,
                               .queue = is_junction[roads.to[edge].index()] ? coefficients.junction_queue.value : 0.0});
    car.closed_to[arc] = closed_to(roads.access[edge]);
  }
  for (std::size_t arc = car.links(); arc < arcs; ++arc)  // connectors and passages
    car.delay.set(ArcId(arc), {.free_time = draft.time_s[arc],
                               .capacity = std::max(1.0, draft.room[arc]),
                               .alpha = draft.room[arc] > 0.0 ? coefficients.open_road.alpha : 0.0,
                               .beta = coefficients.open_road.beta});
  car.length_m = draft.length_m;
  car.inside_m = draft.inside_m;
  shrink_network(network, car);
  return car;
}

ZoneMatrix<float> active_distances(const StreetTables& streets, std::int32_t access_bit, const ZoneMatrix<float>& crow,
                                   const RoadCoefficients& coefficients) {
  const auto& [nodes, roads, zones] = streets;
  Draft draft;
  for (const EdgeId edge : roads.ids())
    if (roads.access[edge] & access_bit)
      draft.add(VertexId(roads.from[edge].index()), VertexId(roads.to[edge].index()), 0.0, roads.length[edge].value,
                0.0);
  const Anchors anchors = find_anchors(nodes, roads, {.access = access_bit});
  connect_zones(draft, nodes, zones, anchors, anchors, coefficients);
  const ReadyNetwork ready(assignment_network(draft, nodes.size(), zones.size(), {}));
  const std::vector<double>& length = draft.length_m;
  ZoneMatrix<float> matrix(zones.size());
  skim(ready, length, matrix.values());
  for (const ZoneId from : zones.ids())
    for (const ZoneId to : zones.ids())
      if (from == to || !std::isfinite(matrix(from, to))) matrix(from, to) = crow(from, to);
  return matrix;
}

}  // namespace planspiel::mobility
