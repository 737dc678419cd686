#include "plugins/mobility/day/road_ends.hpp"

#include <algorithm>
#include <cmath>

#include "engine/base/math.hpp"
#include "engine/base/parallel.hpp"

namespace planspiel::mobility {

namespace {

constexpr double kAhead_m = 2000.0, kHorizon_m = 8000.0, kHorizonCosine = 0.766;  ///< of 40 degrees
constexpr double kTogether_m = 2000.0;
constexpr int kRounds = 40;

using IsPart = bool (*)(RoadClass);

bool is_motorway(RoadClass road_class) { return road_class == RoadClass::motorway; }
bool is_main(RoadClass road_class) {
  return road_class == RoadClass::motorway || road_class == RoadClass::trunk || road_class == RoadClass::primary ||
         road_class == RoadClass::secondary;
}

/// Nodes outside the territory at which roads of a part of the network have one neighbour only, towards the middle.
std::vector<NodeId> loose_ends(const Nodes& nodes, const Roads& roads, Point middle, IsPart is_part) {
  std::vector<std::vector<NodeId>> neighbours(nodes.size());
  std::vector<std::uint8_t> inside(nodes.size(), 0);
  for (const EdgeId edge : roads.ids()) {
    const NodeId from = roads.from[edge], to = roads.to[edge];
    if (roads.district[edge]) inside[from.index()] = inside[to.index()] = 1;
    if (!(roads.access[edge] & access::car) || !is_part(roads.road_class[edge])) continue;
    for (const auto& [node, other] : {std::pair{from, to}, std::pair{to, from}}) {
      auto& known = neighbours[node.index()];
      if (std::find(known.begin(), known.end(), other) == known.end()) known.push_back(other);
    }
  }
  std::vector<NodeId> ends;
  for (const NodeId node : nodes.ids())
    if (neighbours[node.index()].size() == 1 && !inside[node.index()] &&
        distance(middle, nodes.position[neighbours[node.index()].front()]) < distance(middle, nodes.position[node]))
      ends.push_back(node);
  return ends;
}

/// Whether none of these places lies ahead, seen from the middle.
bool nothing_ahead(Point place, Point middle, const std::vector<Point>& others) {
  const double away = std::max(1.0, distance(middle, place).value);
  const double ux = (place.x_m - middle.x_m) / away, uy = (place.y_m - middle.y_m) / away;
  return std::none_of(others.begin(), others.end(), [&](Point other) {
    const double dx = other.x_m - place.x_m, dy = other.y_m - place.y_m, ahead = dx * ux + dy * uy;
    return ahead > kAhead_m && ahead < kHorizon_m && ahead > kHorizonCosine * std::sqrt(dx * dx + dy * dy);
  });
}

/// Ends of a part of the network with nothing of it ahead.
std::vector<NodeId> ends_of(const Nodes& nodes, const Roads& roads, Point middle, IsPart is_part) {
  std::vector<Point> places;
  for (const EdgeId edge : roads.ids())
    if ((roads.access[edge] & access::car) && is_part(roads.road_class[edge]))
      places.push_back(nodes.position[roads.from[edge]]);
  std::vector<NodeId> ends = loose_ends(nodes, roads, middle, is_part);
  std::erase_if(ends, [&](NodeId node) { return !nothing_ahead(nodes.position[node], middle, places); });
  return ends;
}

/// Ends within 2 km of the first of them are one: two carriageways end at different ramps.
std::vector<RoadEnd> together(const std::vector<NodeId>& ends, const Nodes& nodes) {
  std::vector<RoadEnd> found;
  for (const NodeId node : ends) {
    const Point place = nodes.position[node];
    auto at = std::find_if(found.begin(), found.end(),
                           [&](const RoadEnd& end) { return distance(end.place, place).value < kTogether_m; });
    if (at == found.end()) at = found.insert(found.end(), RoadEnd{.place = place});
    at->enter.push_back(node);
  }
  return found;
}

/// Where one may enter and leave, and how many.
void measure(RoadEnd& end, const Roads& roads, const std::vector<std::vector<EdgeId>>& out,
             const std::vector<std::vector<EdgeId>>& in) {
  const std::vector<NodeId> nodes = std::move(end.enter);
  end.enter.clear();
  double inbound = 0.0, outbound = 0.0;
  for (const NodeId node : nodes) {
    if (!out[node.index()].empty()) end.enter.push_back(node);
    if (!in[node.index()].empty()) end.leave.push_back(node);
    for (const EdgeId edge : out[node.index()]) inbound += in_per_hour(roads.capacity[edge]);
    for (const EdgeId edge : in[node.index()]) outbound += in_per_hour(roads.capacity[edge]);
  }
  end.capacity = std::min(inbound, outbound);
}

/// Residual capacities of a road graph, PCU/h: how much traffic the roads behind an end take (maximum flow by shortest
/// augmenting paths, Edmonds and Karp 1972). A motorway that ends in a lane takes what the lane takes.
class RoomBehind {
 public:
  RoomBehind(const Nodes& nodes, const Roads& roads)
      : nodes_(nodes), roads_(roads), out_(nodes.size()), in_(nodes.size()) {
    for (const EdgeId edge : roads.ids()) {
      if (!(roads.access[edge] & access::car)) continue;
      out_[roads.from[edge].index()].push_back(edge);
      in_[roads.to[edge].index()].push_back(edge);
    }
  }

  /// At most `wanted` from the end to halfway to the middle.
  double from(const RoadEnd& end, Point middle, double wanted) {
    used_.assign(roads_.size(), 0.0);
    const double halfway = 0.5 * distance(end.place, middle).value;
    double found = 0.0;
    while (found < wanted) {
      const double more = augment(end.enter, middle, halfway);
      if (!(more > 0.0)) break;
      found += more;
    }
    return std::min(found, wanted);
  }

 private:
  double room(EdgeId edge) const { return in_per_hour(roads_.capacity[edge]) - used_[edge.index()]; }

  /// One more path; what it takes, 0 where there is none.
  double augment(const std::vector<NodeId>& starts, Point middle, double halfway_m) {
    std::vector<std::pair<std::uint32_t, bool>> came(nodes_.size(), {kNowhere, true});
    std::vector<NodeId> queue(starts);
    for (const NodeId start : starts) came[start.index()].first = kStart;
    for (std::size_t at = 0; at < queue.size(); ++at) {
      const NodeId node = queue[at];
      if (distance(nodes_.position[node], middle).value < halfway_m) return take(came, node);
      const auto reach = [&](NodeId next, EdgeId edge, bool forward, double left) {
        if (left < kLeast || came[next.index()].first != kNowhere) return;
        came[next.index()] = {edge.value, forward};
        queue.push_back(next);
      };
      for (const EdgeId edge : out_[node.index()]) reach(roads_.to[edge], edge, true, room(edge));
      for (const EdgeId edge : in_[node.index()]) reach(roads_.from[edge], edge, false, used_[edge.index()]);
    }
    return 0.0;
  }

  double take(const std::vector<std::pair<std::uint32_t, bool>>& came, NodeId last) {
    std::vector<std::pair<EdgeId, bool>> path;
    double least = 1e9;
    for (NodeId node = last; came[node.index()].first != kStart;) {
      const EdgeId edge(std::size_t{came[node.index()].first});
      const bool forward = came[node.index()].second;
      path.emplace_back(edge, forward);
      least = std::min(least, forward ? room(edge) : used_[edge.index()]);
      node = forward ? roads_.from[edge] : roads_.to[edge];
    }
    for (const auto& [edge, forward] : path) used_[edge.index()] += forward ? least : -least;
    return path.empty() ? 0.0 : least;
  }

  static constexpr std::uint32_t kNowhere = 0xffffffffu, kStart = 0xfffffffeu;
  static constexpr double kLeast = 1.0;
  const Nodes& nodes_;
  const Roads& roads_;
  std::vector<std::vector<EdgeId>> out_, in_;
  std::vector<double> used_{};
};

double pcu_of(ExternalKind kind, double car_share, const RoadCoefficients& c) {
  switch (kind) {
    case ExternalKind::van:
      return c.pcu[1];
    case ExternalKind::light_truck:
      return c.pcu[2];
    case ExternalKind::heavy_truck:
      return c.pcu[3];
    case ExternalKind::through:
      return c.pcu[0];
    default:
      return car_share * c.pcu[0] / c.occupancy;
  }
}

/// c · exp(-excess / excess_m) of each end, for a place outside.
std::vector<double> weights_of(Point place, Point middle, const std::vector<RoadEnd>& ends, double excess_m) {
  const auto way = [&](const RoadEnd& end) { return (distance(place, end.place) + distance(end.place, middle)).value; };
  double least = way(ends.front());
  for (const RoadEnd& end : ends) least = std::min(least, way(end));
  std::vector<double> weights;
  for (const RoadEnd& end : ends) weights.push_back(end.capacity * math::exp(-(way(end) - least) / excess_m));
  return weights;
}

/// Shares of a zone; those below a fiftieth of the largest are left out.
std::vector<double> normalised(std::vector<double> weights) {
  const double least = 0.02 * *std::max_element(weights.begin(), weights.end());
  double sum = 0.0;
  for (double& one : weights) sum += one = one < least ? 0.0 : one;
  for (double& one : weights) one /= sum;
  return weights;
}

/// Each zone's shares: its weights times a factor of each end that keeps the load of the busiest hour within room.
std::vector<std::vector<double>> shares_with_room(std::vector<std::vector<double>> weights,
                                                  const std::vector<RoadEnd>& ends, std::span<const double> demand,
                                                  double busy) {
  std::vector<std::vector<double>> shares(weights.size());
  for (int round = 0; round < kRounds; ++round) {
    std::vector<double> load(ends.size(), 0.0);
    for (std::size_t zone = 0; zone < weights.size(); ++zone) {
      if (weights[zone].empty()) continue;
      shares[zone] = normalised(weights[zone]);
      for (std::size_t e = 0; e < ends.size(); ++e) load[e] += demand[zone] * shares[zone][e];
    }
    for (std::size_t e = 0; e < ends.size(); ++e)
      if (const double room = busy * ends[e].capacity; load[e] > room)
        for (auto& of_zone : weights)
          if (!of_zone.empty()) of_zone[e] *= room / load[e];
  }
  return shares;
}

}  // namespace

Point middle_of(const Zones& zones) {
  double people = 0.0, x = 0.0, y = 0.0;
  for (const ZoneId zone : zones.ids()) {
    if (!zones.district[zone]) continue;
    const double weight = zones.residents[zone] + 1e-3;
    people += weight;
    x += weight * zones.centre[zone].x_m;
    y += weight * zones.centre[zone].y_m;
  }
  return people > 0.0 ? Point::metres(x / people, y / people) : Point{};
}

std::vector<RoadEnd> find_road_ends(const Nodes& nodes, const Roads& roads, Point middle) {
  std::vector<std::vector<EdgeId>> out(nodes.size()), in(nodes.size());
  for (const EdgeId edge : roads.ids()) {
    if (!(roads.access[edge] & access::car) || !is_main(roads.road_class[edge])) continue;
    out[roads.from[edge].index()].push_back(edge);
    in[roads.to[edge].index()].push_back(edge);
  }
  std::vector<NodeId> ends = ends_of(nodes, roads, middle, is_motorway);
  for (const NodeId node : ends_of(nodes, roads, middle, is_main))
    if (std::find(ends.begin(), ends.end(), node) == ends.end()) ends.push_back(node);
  std::vector<RoadEnd> found = together(ends, nodes);
  RoomBehind behind(nodes, roads);
  for (RoadEnd& end : found) {
    measure(end, roads, out, in);
    end.capacity = behind.from(end, middle, end.capacity);
  }
  std::erase_if(found, [](const RoadEnd& end) { return !(end.capacity > 0.0); });
  return found;
}

std::vector<double> busiest_hour(const Zones& zones, const ExternalDemand& external,
                                 const RoadCoefficients& coefficients) {
  std::vector<std::array<double, 24>> hours(zones.size(), std::array<double, 24>{});
  for (const ExternalDemandId row : external.ids()) {
    const double pcu = external.tours[row] * pcu_of(external.demand_kind[row], external.car_share[row], coefficients);
    for (std::size_t hour = 0; hour < 24; ++hour) {
      hours[external.from[row].index()][hour] += pcu * external.departure[row][hour];
      if (external.to[row]) hours[external.to[row]->index()][hour] += pcu * external.departure[row][hour];
    }
  }
  std::vector<double> busiest;
  for (const auto& of_zone : hours) busiest.push_back(*std::max_element(of_zone.begin(), of_zone.end()));
  return busiest;
}

Entries::Entries(const Zones& zones, const std::vector<RoadEnd>& ends, std::span<const std::uint8_t> near,
                 std::span<const double> demand, const RoadCoefficients& c)
    : ways_(zones.size()), centroids_(zones.size() + ends.size()) {
  std::vector<std::vector<double>> weight(zones.size());
  for (const ZoneId zone : zones.ids())
    if (!zones.district[zone] && !near[zone.index()] && !ends.empty())
      weight[zone.index()] = weights_of(zones.centre[zone], middle_of(zones), ends, c.ends_excess_m);
  const std::vector<std::vector<double>> share = shares_with_room(std::move(weight), ends, demand, c.ends_busy);
  for (const ZoneId zone : zones.ids()) {
    auto& ways = ways_[zone.index()];
    if (share[zone.index()].empty()) ways.push_back({static_cast<std::uint32_t>(zone.index())});
    for (std::size_t e = 0; e < share[zone.index()].size(); ++e) {
      const double part = share[zone.index()][e],
                   metres = c.connector_detour * distance(zones.centre[zone], ends[e].place).value;
      if (part > 0.0)
        ways.push_back({static_cast<std::uint32_t>(zones.size() + e), static_cast<float>(part),
                        static_cast<float>(metres / c.outside_speed.value), static_cast<float>(metres)});
    }
  }
}

std::vector<float> Entries::spread(std::span<const float> trips) const {
  std::vector<float> result(centroids_ * centroids_, 0.0f);
  for (std::size_t from = 0; from < zones(); ++from)
    for (std::size_t to = 0; to < zones(); ++to) {
      const float whole = trips[from * zones() + to];
      if (!(whole > 0.0f)) continue;
      for (const Way& a : ways_[from])
        for (const Way& b : ways_[to])
          if (a.centroid != b.centroid) result[a.centroid * centroids_ + b.centroid] += whole * a.share * b.share;
    }
  return result;
}

void Entries::gather(std::span<const float> of_centroids, Outside outside, std::span<float> of_zones) const {
  const auto added = [&](const Way& way) {
    return outside == Outside::seconds ? way.outside_s : outside == Outside::metres ? way.outside_m : 0.0f;
  };
  for_each_row<ZoneId>(zones(), [&](ZoneId from) {
    for (std::size_t to = 0; to < zones(); ++to) {
      float sum = 0.0f;
      for (const Way& a : ways_[from.index()])
        for (const Way& b : ways_[to])
          sum += a.share * b.share * (added(a) + of_centroids[a.centroid * centroids_ + b.centroid] + added(b));
      of_zones[from.index() * zones() + to] = sum;
    }
  });
}

}  // namespace planspiel::mobility
