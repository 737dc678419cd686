#include "plugins/mobility/day/closures.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <optional>

#include "engine/base/polygon_index.hpp"
#include "engine/city/selection.hpp"

namespace planspiel::mobility {

namespace {

constexpr Metres kAround{250.0};  ///< of a zone's centre: the streets that say whether it is closed
constexpr Metres kNear{800.0};    ///< of a zone's centre: junctions that it may join
constexpr std::size_t kJunctions = 4;
constexpr std::uint8_t kAllErrands = bit_of(Errand::none) | bit_of(Errand::resident) | bit_of(Errand::delivery);

bool is_street(const Roads& roads, EdgeId edge) {
  return roads.road_class[edge] >= RoadClass::primary && roads.road_class[edge] <= RoadClass::living_street;
}

/// Larger roads pass by a zone, often at its border, on the way to somewhere else.
bool is_local(const Roads& roads, EdgeId edge) {
  return roads.road_class[edge] >= RoadClass::tertiary && roads.road_class[edge] <= RoadClass::living_street;
}

/// Junctions of streets, with the errands for which roads lead in and out.
struct Junctions {
  std::vector<NodeId> node{};
  std::vector<Point> place{};
  std::vector<std::uint8_t> open_to{};  ///< bits
};

Junctions street_junctions(const Nodes& nodes, const Roads& roads) {
  std::vector<std::uint8_t> street(nodes.size(), 0), leaves(nodes.size(), 0), enters(nodes.size(), 0);
  for (const EdgeId edge : roads.ids()) {
    if (!is_street(roads, edge)) continue;
    const auto open = static_cast<std::uint8_t>(kAllErrands & ~closed_to(roads.access[edge]));
    street[roads.from[edge].index()] = street[roads.to[edge].index()] = 1;
    leaves[roads.from[edge].index()] |= open;
    enters[roads.to[edge].index()] |= open;
  }
  Junctions junctions;
  for (const NodeId node : nodes.ids()) {
    if (!street[node.index()]) continue;
    junctions.node.push_back(node);
    junctions.place.push_back(nodes.position[node]);
    junctions.open_to.push_back(leaves[node.index()] & enters[node.index()]);
  }
  return junctions;
}

/// Number of the connected piece of closed roads that each node lies in.
std::vector<std::uint32_t> closed_pieces(const Nodes& nodes, const Roads& roads) {
  std::vector<std::uint32_t> parent(nodes.size());
  std::iota(parent.begin(), parent.end(), 0u);
  const auto root = [&](std::uint32_t node) {
    while (parent[node] != node) node = parent[node] = parent[parent[node]];
    return node;
  };
  for (const EdgeId edge : roads.ids()) {
    if (!is_street(roads, edge) || closed_to(roads.access[edge]) == 0) continue;
    const std::uint32_t a = root(roads.from[edge].value), b = root(roads.to[edge].value);
    parent[std::max(a, b)] = std::min(a, b);
  }
  for (std::uint32_t node = 0; node < parent.size(); ++node) parent[node] = root(node);
  return parent;
}

std::vector<std::size_t> nearest_first(Point centre, const Junctions& junctions, const PointIndex& index) {
  std::vector<std::size_t> near = index.within(centre, kNear);
  std::sort(near.begin(), near.end(), [&](std::size_t a, std::size_t b) {
    const Metres da = distance(centre, junctions.place[a]), db = distance(centre, junctions.place[b]);
    return da != db ? da < db : a < b;
  });
  return near;
}

/// Middles of streets, with their length and whether cars may use them.
class StreetLengths {
 public:
  explicit StreetLengths(const Roads& roads) : roads_(roads), index_(middles(roads), kAround) {}
  /// Closed part of the length of the streets around a point; a street counts the less the farther its middle is. No
  /// value where there is no street.
  std::optional<double> closed_part(Point centre) const {
    double closed = 0.0, all = 0.0;
    for (const std::size_t at : index_.within(centre, kAround)) {
      const double weight =
          roads_.length[street_[at]].value * (1.0 - distance(centre, middle_of(roads_, street_[at])) / kAround);
      all += weight;
      if (closed_to(roads_.access[street_[at]]) != 0) closed += weight;
    }
    return all > 0.0 ? std::optional(closed / all) : std::nullopt;
  }

 private:
  std::vector<Point> middles(const Roads& roads) {
    std::vector<Point> places;
    for (const EdgeId edge : roads.ids()) {
      if (!is_street(roads, edge)) continue;
      street_.push_back(edge);
      places.push_back(middle_of(roads, edge));
    }
    return places;
  }
  const Roads& roads_;
  std::vector<EdgeId> street_{};
  PointIndex index_;
};

/// Closed part of the length of the local streets whose middles lie in each zone. No value where there is none.
std::vector<std::optional<double>> closed_parts_inside(const Zones& zones, const Roads& roads) {
  std::vector<double> closed(zones.size(), 0.0), all(zones.size(), 0.0);
  const PolygonIndex index(zones.outline.values());
  for (const EdgeId edge : roads.ids()) {
    if (!is_local(roads, edge)) continue;
    const auto zone = index.row_at<ZoneId>(middle_of(roads, edge));
    if (!zone) continue;
    all[zone->index()] += roads.length[edge].value;
    if (closed_to(roads.access[edge]) != 0) closed[zone->index()] += roads.length[edge].value;
  }
  std::vector<std::optional<double>> parts(zones.size());
  for (std::size_t zone = 0; zone < parts.size(); ++zone)
    if (all[zone] > 0.0) parts[zone] = closed[zone] / all[zone];
  return parts;
}

/// A closed zone among these junctions, nearest first.
ZoneAccess closed_zone(const std::vector<std::size_t>& near, const Junctions& junctions,
                       const std::vector<std::uint32_t>& piece) {
  ZoneAccess access;
  access.closed_to = kAllErrands;
  bool first = true;
  for (const std::size_t at : near) {
    if (junctions.open_to[at] & bit_of(Errand::none)) continue;
    if (first) access.area = piece[junctions.node[at].index()];
    first = false;
    if (junctions.open_to[at] == 0 || access.junctions.size() == kJunctions) continue;
    access.junctions.push_back(junctions.node[at]);
    access.closed_to &= static_cast<std::uint8_t>(~junctions.open_to[at]);
  }
  return access;
}

}  // namespace

std::uint8_t closed_to(std::int32_t access) {
  if (access & access::car) return 0;
  std::uint8_t bits = bit_of(Errand::none);
  if (!(access & access::resident_car)) bits |= bit_of(Errand::resident);
  if (!(access & access::truck)) bits |= bit_of(Errand::delivery);
  return bits;
}

Column<ZoneId, ZoneAccess> zone_access(const Nodes& nodes, const Roads& roads, const Zones& zones) {
  const Junctions junctions = street_junctions(nodes, roads);
  const std::vector<std::uint32_t> piece = closed_pieces(nodes, roads);
  const PointIndex index(junctions.place, kNear);
  const StreetLengths streets(roads);
  const std::vector<std::optional<double>> inside = closed_parts_inside(zones, roads);
  Column<ZoneId, ZoneAccess> all(zones.size());
  for (const ZoneId zone : zones.ids()) {
    if (!zones.district[zone]) continue;
    const std::vector<std::size_t> near = nearest_first(zones.centre[zone], junctions, index);
    if (near.empty()) continue;
    const bool at_nearest = (junctions.open_to[near.front()] & bit_of(Errand::none)) == 0;
    const std::optional<double> part =
        inside[zone.index()] ? inside[zone.index()] : streets.closed_part(zones.centre[zone]);
    if (part ? *part > 0.5 : at_nearest) all[zone] = closed_zone(near, junctions, piece);
  }
  return all;
}

CarStops::CarStops(Column<ZoneId, ZoneAccess> access, ZoneMatrix<float> walk_m, ZoneMatrix<float> drive_s,
                   Column<ZoneId, double> search_min, EdgeWalk walk)
    : any_(std::any_of(access.begin(), access.end(), [](const ZoneAccess& zone) { return zone.closed(); })),
      access_(std::move(access)),
      row_of_(access_.size(), kNone),
      walk_m_(std::move(walk_m)),
      drive_s_(std::move(drive_s)),
      search_min_(std::move(search_min)),
      walk_(walk) {
  if (any_) fill();
}

void CarStops::fill() {
  const IdRange<ZoneId> zones(access_.size());
  for (const ZoneId zone : zones) {
    unload_.push_back(zone);
    if (!closed(zone)) continue;
    row_of_[zone.index()] = static_cast<std::uint32_t>(stop_.size() / zones.size());
    for (const ZoneId from : zones) stop_.push_back(best_stop(zone, from));
    if (access_[zone].open_to(Errand::delivery)) continue;
    float least = std::numeric_limits<float>::infinity();
    for (const ZoneId other : zones) {
      if (closed(other) || !(walk_m_(other, zone) < least)) continue;
      least = walk_m_(other, zone);
      unload_[zone.index()] = other;
    }
  }
}

std::uint32_t CarStops::best_stop(ZoneId zone, ZoneId from) const {
  std::uint32_t best = kNone;
  double least = std::numeric_limits<double>::infinity();
  for (const ZoneId stop : IdRange<ZoneId>(access_.size())) {
    const double walk = walk_m_(stop, zone), drive = drive_s_(from, stop);
    if (closed(stop) || !(walk <= walk_.longest_m)) continue;
    // From a closed zone no car can start: there the walk alone decides.
    const double cost = walk * walk_.seconds_per_m + 60.0 * search_min_[stop] + (closed(from) ? 0.0 : drive);
    if (!(cost < least)) continue;
    least = cost;
    best = stop.value;
  }
  return best;
}

bool CarStops::may_drive_up(ZoneId zone, ZoneId home, Errand errand) const {
  const ZoneAccess &there = access_[zone], &here = access_[home];
  if (!there.closed()) return true;
  if (!there.open_to(errand)) return false;
  return errand != Errand::resident || (here.closed() && here.open_to(errand) && here.area == there.area);
}

CarEnds CarStops::ends(ZoneId home, ZoneId destination, Errand errand) const {
  CarEnds ends{home, destination};
  if (!any_ || (may_drive_up(destination, home, errand) && may_drive_up(home, home, errand))) return ends;
  ends.possible = home != destination;
  const auto leave_at_edge = [&](ZoneId& end, ZoneId other) {
    const std::uint32_t stop = stop_[row_of_[end.index()] * access_.size() + other.index()];
    if (stop == kNone) {
      ends.possible = false;
      return;
    }
    ends.walk_m += walk_m_(ZoneId(std::size_t{stop}), end);
    end = ZoneId(std::size_t{stop});
  };
  if (ends.possible && !may_drive_up(destination, home, errand)) leave_at_edge(ends.destination, home);
  if (ends.possible && !may_drive_up(home, home, errand)) leave_at_edge(ends.home, ends.destination);
  ends.possible = ends.possible && ends.home != ends.destination;
  return ends;
}

}  // namespace planspiel::mobility
