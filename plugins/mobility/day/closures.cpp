#include "plugins/mobility/day/closures.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

namespace planspiel::mobility {

namespace {

constexpr Metres kNear{800.0};
constexpr std::size_t kJunctions = 4;
constexpr std::uint8_t kAllErrands = bit_of(Errand::none) | bit_of(Errand::resident) | bit_of(Errand::delivery);

bool is_street(const Roads& roads, EdgeId edge) {
  return roads.road_class[edge] >= RoadClass::primary && roads.road_class[edge] <= RoadClass::living_street;
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

std::vector<std::size_t> nearest_junctions(Point centre, const Junctions& junctions, const PointIndex& index) {
  std::vector<std::size_t> near = index.within(centre, kNear);
  std::sort(near.begin(), near.end(), [&](std::size_t a, std::size_t b) {
    const Metres da = distance(centre, junctions.place[a]), db = distance(centre, junctions.place[b]);
    return da != db ? da < db : a < b;
  });
  near.resize(std::min(near.size(), kJunctions));
  return near;
}

ZoneAccess access_of(const std::vector<std::size_t>& near, const Junctions& junctions,
                     const std::vector<std::uint32_t>& piece) {
  const auto open = static_cast<std::size_t>(std::count_if(
      near.begin(), near.end(), [&](std::size_t at) { return junctions.open_to[at] & bit_of(Errand::none); }));
  ZoneAccess access;
  if (near.empty() || 4 * (near.size() - open) < 3 * near.size()) return access;
  access.closed_to = kAllErrands;
  for (const std::size_t at : near) {
    if (junctions.open_to[at] & bit_of(Errand::none)) continue;
    access.area = piece[junctions.node[at].index()];
    if (junctions.open_to[at] == 0) continue;
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

std::vector<ZoneAccess> zone_access(const Nodes& nodes, const Roads& roads, const Zones& zones) {
  const Junctions junctions = street_junctions(nodes, roads);
  const std::vector<std::uint32_t> piece = closed_pieces(nodes, roads);
  const PointIndex index(junctions.place, kNear);
  std::vector<ZoneAccess> all(zones.size());
  for (const ZoneId zone : zones.ids())
    if (zones.district[zone])
      all[zone.index()] = access_of(nearest_junctions(zones.centre[zone], junctions, index), junctions, piece);
  return all;
}

CarStops::CarStops(std::vector<ZoneAccess> access, std::span<const float> walk_m, std::span<const float> drive_s,
                   std::span<const double> search_min, EdgeWalk walk)
    : any_(std::any_of(access.begin(), access.end(), [](const ZoneAccess& zone) { return zone.closed(); })),
      access_(std::move(access)),
      row_of_(access_.size(), kNone),
      walk_m_(walk_m.begin(), walk_m.end()),
      drive_s_(drive_s.begin(), drive_s.end()),
      search_min_(search_min.begin(), search_min.end()),
      walk_(walk) {
  if (any_) fill();
}

void CarStops::fill() {
  const std::size_t zones = access_.size();
  for (std::size_t zone = 0; zone < zones; ++zone) {
    unload_.push_back(zone);
    if (!access_[zone].closed()) continue;
    row_of_[zone] = static_cast<std::uint32_t>(stop_.size() / zones);
    for (std::size_t from = 0; from < zones; ++from) stop_.push_back(best_stop(zone, from));
    if (access_[zone].open_to(Errand::delivery)) continue;
    float least = std::numeric_limits<float>::infinity();
    for (std::size_t other = 0; other < zones; ++other) {
      if (access_[other].closed() || !(walk_m_[other * zones + zone] < least)) continue;
      least = walk_m_[other * zones + zone];
      unload_[zone] = other;
    }
  }
}

std::uint32_t CarStops::best_stop(std::size_t closed, std::size_t from) const {
  const std::size_t zones = access_.size();
  std::uint32_t best = kNone;
  double least = std::numeric_limits<double>::infinity();
  for (std::size_t stop = 0; stop < zones; ++stop) {
    const double walk = walk_m_[stop * zones + closed], drive = drive_s_[from * zones + stop];
    if (access_[stop].closed() || !(walk <= walk_.longest_m)) continue;
    // From a closed zone no car can start: there the walk alone decides.
    const double cost = walk * walk_.seconds_per_m + 60.0 * search_min_[stop] + (access_[from].closed() ? 0.0 : drive);
    if (!(cost < least)) continue;
    least = cost;
    best = static_cast<std::uint32_t>(stop);
  }
  return best;
}

bool CarStops::may_drive_up(std::size_t zone, std::size_t home, Errand errand) const {
  const ZoneAccess& access = access_[zone];
  if (!access.closed()) return true;
  if (!access.open_to(errand)) return false;
  return errand != Errand::resident ||
         (access_[home].closed() && access_[home].open_to(errand) && access_[home].area == access.area);
}

CarEnds CarStops::ends(std::size_t home, std::size_t destination, Errand errand) const {
  CarEnds ends{home, destination};
  if (!any_ || (may_drive_up(destination, home, errand) && may_drive_up(home, home, errand))) return ends;
  ends.possible = home != destination;
  const std::size_t zones = access_.size();
  const auto leave_at_edge = [&](std::size_t& end, std::size_t other) {
    const std::uint32_t stop = stop_[row_of_[end] * zones + other];
    if (stop == kNone) {
      ends.possible = false;
      return;
    }
    ends.walk_m += walk_m_[stop * zones + end];
    end = stop;
  };
  if (ends.possible && !may_drive_up(destination, home, errand)) leave_at_edge(ends.destination, home);
  if (ends.possible && !may_drive_up(home, home, errand)) leave_at_edge(ends.home, ends.destination);
  ends.possible = ends.possible && ends.home != ends.destination;
  return ends;
}

}  // namespace planspiel::mobility
