#include <algorithm>
#include <map>
#include <queue>

#include "engine/base/parallel.hpp"
#include "engine/generate/network.hpp"

namespace planspiel::generate {

namespace {

struct MeshId : Id<MeshId> {
  using Id::Id;
};

/// A mesh of junctions at least `apart_m` from each other, whose neighbours are joined by streets of one class.
struct Mesh {
  RoadClass road_class;
  double apart_m;
};
constexpr Mesh kMeshes[] = {{RoadClass::secondary, 1100.0}, {RoadClass::tertiary, 520.0}};

/// A shortest way follows streets that are raised already where the detour is small.
constexpr double kPreferRaised = 0.65;

double cost(const Street& street) {
  return street.length_m * (street.road_class <= RoadClass::tertiary ? kPreferRaised : 1.0);
}

/// Junctions in order of their number, each at least `apart` from all before.
std::vector<std::uint32_t> spread(const Network& network, double apart_m) {
  std::vector<Point> places;
  for (const StreetNode& node : network.nodes) places.push_back(node.at);
  const PointIndex index(places, Metres(apart_m));
  std::vector<bool> covered(places.size(), false);
  std::vector<std::uint32_t> chosen;
  for (std::uint32_t i = 0; i < places.size(); ++i) {
    if (covered[i] || !network.nodes[i].joins) continue;
    chosen.push_back(i);
    for (const std::size_t j : index.within(places[i], Metres(apart_m))) covered[j] = true;
  }
  return chosen;
}

/// Streets of the shortest ways from `start` to each of `ends`, where they are at most `limit_m` long.
std::vector<std::uint32_t> ways(const Network& network, const Incidence& meets, std::uint32_t start,
                                const std::vector<std::uint32_t>& ends, double limit_m) {
  struct Open {
    double cost;
    std::uint32_t node;
    bool operator>(const Open& o) const { return cost != o.cost ? cost > o.cost : node > o.node; }
  };
  std::priority_queue<Open, std::vector<Open>, std::greater<>> open;
  std::map<std::uint32_t, std::pair<double, std::uint32_t>> best{{start, {0.0, 0}}};  // cost, street that leads here
  open.push({0.0, start});
  while (!open.empty()) {
    const Open at = open.top();
    open.pop();
    if (at.cost > best.at(at.node).first || at.cost > limit_m) continue;
    for (std::uint32_t k = meets.first[at.node]; k < meets.first[at.node + 1]; ++k) {
      const Street& street = network.streets[meets.street[k]];
      if (is_motorway(street.road_class)) continue;
      const std::uint32_t next = street.from == at.node ? street.to : street.from;
      const double total = at.cost + cost(street);
      const auto found = best.find(next);
      if (found != best.end() && found->second.first <= total) continue;
      best[next] = {total, meets.street[k]};
      open.push({total, next});
    }
  }
  std::vector<std::uint32_t> used;
  for (const std::uint32_t end : ends) {
    if (!best.contains(end)) continue;
    for (std::uint32_t node = end; node != start;) {
      const std::uint32_t street = best.at(node).second;
      used.push_back(street);
      node = network.streets[street].from == node ? network.streets[street].to : network.streets[street].from;
    }
  }
  return used;
}

/// Gabriel neighbours of a mesh point with a higher number, within three times the spacing.
std::vector<std::uint32_t> neighbours(const PointIndex& index, const std::vector<Point>& places, std::size_t i,
                                      double apart_m) {
  std::vector<std::uint32_t> found;
  for (const std::size_t j : index.within(places[i], Metres(3.0 * apart_m))) {
    if (j <= i) continue;
    const Point middle = Point::metres((places[i].x_m + places[j].x_m) / 2.0, (places[i].y_m + places[j].y_m) / 2.0);
    const double half_m = distance(places[i], places[j]).value / 2.0;
    bool empty = true;
    for (const std::size_t k : index.within(middle, Metres(half_m)))
      empty = empty && (k == i || k == j || distance(middle, places[k]).value >= half_m);
    if (empty) found.push_back(static_cast<std::uint32_t>(j));
  }
  return found;
}

void raise(Network& network, const Mesh& mesh, const CityTables& tables) {
  const Incidence meets(network);
  const std::vector<std::uint32_t> points = spread(network, mesh.apart_m);
  std::vector<Point> places;
  for (const std::uint32_t node : points) places.push_back(network.nodes[node].at);
  const PointIndex index(places, Metres(mesh.apart_m));
  std::vector<std::vector<std::uint32_t>> used(points.size());
  for_each_row<MeshId>(points.size(), [&](MeshId row) {
    std::vector<std::uint32_t> ends;
    for (const std::uint32_t j : neighbours(index, places, row.index(), mesh.apart_m)) ends.push_back(points[j]);
    used[row.index()] = ways(network, meets, points[row.index()], ends, 4.0 * mesh.apart_m);
  });
  const ClassRow& row = tables.classes[static_cast<std::size_t>(mesh.road_class)];
  for (const auto& streets : used)
    for (const std::uint32_t i : streets) {
      Street& street = network.streets[i];
      if (street.fixed || street.road_class <= mesh.road_class) continue;
      street.road_class = mesh.road_class;
      street.lanes = row.lanes;
      street.limit_km_h = row.limit_km_h;
    }
}

}  // namespace

void raise_classes(Network& network, const CityTables& tables) {
  for (const Mesh& mesh : kMeshes) raise(network, mesh, tables);
}

}  // namespace planspiel::generate
