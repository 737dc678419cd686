#pragma once

/// Figures of a street network that do not depend on how it is cut into links.

#include <array>
#include <map>
#include <string_view>
#include <vector>

#include "engine/base/random.hpp"
#include "engine/city/city.hpp"
#include "engine/city/road_index.hpp"
#include "engine/routing/dijkstra.hpp"

namespace planspiel::test {

/// Where a sub-district lies: its centroid inside the Mittlerer Ring; else settled (7,000 residents and jobs per km²
/// and more, where the generator settles every block); else open.
enum class DistrictType { inner, middle, outer };
inline constexpr std::array<std::string_view, 3> kDistrictTypeNames{"inner", "middle", "outer"};

inline Column<DistrictId, DistrictType> district_types(const City& city) {
  const Districts& districts = city[tables::districts];
  const Areas& areas = city[tables::areas];
  const Polygon& ring = areas.outline[*areas.find("mittlerer-ring")];
  Column<DistrictId, DistrictType> types(districts.size());
  for (const DistrictId district : districts.ids()) {
    const Polygon& outline = districts.outline[district];
    const double per_km2 = (districts.residents[district] + districts.jobs[district]) / (outline.area().value / 1e6);
    types[district] = ring.contains(outline.centroid()) ? DistrictType::inner
                      : per_km2 >= 7000.0               ? DistrictType::middle
                                                        : DistrictType::outer;
  }
  return types;
}

/// Kilometres of street per km² by type of district: streets for cars but service roads, both directions counted once.
/// `of_link` is the district of each link.
inline std::array<double, 3> street_density(const City& city, const Roads& roads,
                                            const Column<EdgeId, std::optional<DistrictId>>& of_link) {
  const Column<DistrictId, DistrictType> types = district_types(city);
  const auto is_street = [&](EdgeId edge) {
    return (roads.access[edge] & access::car) != 0 && roads.road_class[edge] < RoadClass::service;
  };
  std::map<std::pair<std::uint32_t, std::uint32_t>, int> directions;
  for (const EdgeId edge : roads.ids())
    if (is_street(edge)) ++directions[{roads.from[edge].value, roads.to[edge].value}];
  std::array<double, 3> km{}, km2{};
  for (const EdgeId edge : roads.ids()) {
    if (!is_street(edge) || !of_link[edge]) continue;
    const bool both = directions.contains({roads.to[edge].value, roads.from[edge].value});
    km[static_cast<std::size_t>(types[*of_link[edge]])] += roads.length[edge].value / 1000.0 * (both ? 0.5 : 1.0);
  }
  const Districts& districts = city[tables::districts];
  for (const DistrictId district : districts.ids())
    km2[static_cast<std::size_t>(types[district])] += districts.outline[district].area().value / 1e6;
  for (std::size_t type = 0; type < km.size(); ++type) km[type] /= km2[type];
  return km;
}

/// Mean of distance by car over distance as the crow flies, over pairs of zones 1 to 15 km apart, both drawn by
/// residents. From one node to the other: the drivable node nearest to each centre.
inline double detour_factor(const City& city, std::size_t nodes, const Roads& roads,
                            const Column<NodeId, Point>& position, std::uint64_t draws) {
  std::vector<EdgeId> drivable;
  std::vector<bool> is_end(nodes, false);
  Column<ArcId, VertexId> tail, head;
  std::vector<double> length;
  for (const EdgeId edge : roads.ids()) {
    if (!(roads.access[edge] & access::car)) continue;
    tail.push_back(VertexId(roads.from[edge].index()));
    head.push_back(VertexId(roads.to[edge].index()));
    length.push_back(roads.length[edge].value);
    is_end[roads.from[edge].index()] = true;
  }
  const RoadGraph graph = make_road_graph(nodes, std::move(tail), std::move(head));
  const Zones& zones = city[tables::zones];
  std::vector<double> up_to;  // residents of the zones so far
  std::vector<ZoneId> inside;
  for (const ZoneId zone : zones.ids())
    if (zones.district[zone]) {
      inside.push_back(zone);
      up_to.push_back((up_to.empty() ? 0.0 : up_to.back()) + zones.residents[zone]);
    }
  const auto drawn = [&](double share) {
    return inside[static_cast<std::size_t>(std::lower_bound(up_to.begin(), up_to.end(), share * up_to.back()) -
                                           up_to.begin())];
  };
  const auto nearest = [&](ZoneId zone) {
    std::size_t best = 0;
    double least = std::numeric_limits<double>::infinity();
    for (std::size_t node = 0; node < nodes; ++node)
      if (const double away = distance(position[NodeId(node)], zones.centre[zone]).value;
          is_end[node] && away < least) {
        least = away;
        best = node;
      }
    return NodeId(best);
  };
  const RandomStream random(1, "test.detour");
  Dijkstra search(graph);
  double sum = 0.0;
  std::size_t count = 0;
  for (std::uint64_t draw = 0; draw < draws; ++draw) {
    const NodeId from = nearest(drawn(random.uniform(draw, 0))), to = nearest(drawn(random.uniform(draw, 1)));
    const double straight = distance(position[from], position[to]).value;
    if (straight < 1000.0 || straight > 15000.0) continue;
    const std::vector<VertexId> target{VertexId(to.index())};
    const std::vector<DijkstraSource> source{{VertexId(from.index())}};
    search.run(length, source, {.targets = target});
    PLANSPIEL_CHECK(search.reached(target[0]));
    sum += search.distance(target[0]) / straight;
    ++count;
  }
  return sum / static_cast<double>(count);
}

}  // namespace planspiel::test
