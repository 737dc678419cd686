#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>

#include "engine/base/projection.hpp"
#include "engine/base/random.hpp"
#include "engine/city/road_index.hpp"
#include "engine/routing/dijkstra.hpp"
#include "tests/unit/scenarios/built_in_munich.hpp"

namespace planspiel {
namespace {

const City& munich() { return test::built_in_munich(); }

/// Mean of distance by car over distance as the crow flies, over pairs of zones 1 to 15 km apart, both drawn by
/// residents. From one node to the other: the drivable node nearest to each centre.
double detour_factor(const City& city, std::uint64_t draws) {
  const Roads& roads = city[tables::roads];
  const auto& position = city[tables::nodes].position;
  const std::size_t nodes = city[tables::nodes].size();
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

TEST(BuiltInMunich, MakesCarsGoRoundAsMuchAsCitiesDo) {
  const double detour = detour_factor(munich(), 400);
  EXPECT_GT(detour, 1.2);  // usual in cities: 1.2 to 1.4
  EXPECT_LT(detour, 1.45);
}

TEST(BuiltInMunich, HasItsRealStreetsWithTheirNames) {
  // Both directions of a street; Leopoldstraße has 3 km and roads beside it.
  std::map<std::string, double> km;
  const Roads& roads = munich()[tables::roads];
  for (const EdgeId edge : roads.ids()) km[roads.name[edge]] += in_km(roads.length[edge]);
  EXPECT_NEAR(km["Leopoldstraße"] / 2.0, 3.4, 1.2);
  EXPECT_GT(km["Landshuter Allee"], 4.0);
}

TEST(BuiltInMunich, HasItsStopsWhereTheyAre) {
  const Projection projection(munich().profile.crs);
  const Stops& stops = munich()[tables::stops];
  const auto at = [&](const char* name) {
    for (const StopId stop : stops.ids())
      if (stops.name[stop] == name) return stops.position[stop];
    return Point{};
  };
  EXPECT_LT(distance(at("Marienplatz"), projection.to_metres(LonLat::degrees(11.5766, 48.1371))).value, 150.0);
  EXPECT_LT(distance(at("Olympiazentrum"), projection.to_metres(LonLat::degrees(11.5554, 48.1796))).value, 200.0);
}

TEST(BuiltInMunich, HasTheOldTownAsItIsAndMarksWhatIsMade) {
  const Buildings& buildings = munich()[tables::buildings];
  const RoadIndex roads(munich()[tables::roads]);
  std::size_t found = 0;
  double highest_m = 0.0, most_m = 0.0;
  for (const BuildingId building : buildings.ids()) {
    if (buildings.certainty[building] == Certainty::found) {
      ++found;
      highest_m = std::max(highest_m, buildings.height[building].value);
    } else {
      most_m = std::max(most_m, buildings.height[building].value);
      EXPECT_FALSE(roads.nearest(buildings.centre[building], Metres(10.9), {.access = ~0})) << buildings.id[building];
    }
  }
  EXPECT_EQ(found, 1188u);
  EXPECT_NEAR(highest_m, 99.0, 12.0);  // the towers of the Frauenkirche
  EXPECT_LT(most_m, 26.0);             // seven storeys
}

TEST(BuiltInMunich, ZonesOfASubDistrictHaveAsManyResidentsEach) {
  const Zones& zones = munich()[tables::zones];
  const Districts& districts = munich()[tables::districts];
  std::vector<double> count(districts.size(), 0.0);
  double whole_m2 = 0.0, zones_m2 = 0.0;
  for (const ZoneId zone : zones.ids())
    if (zones.district[zone]) {
      count[zones.district[zone]->index()] += 1.0;
      zones_m2 += zones.outline[zone].area().value;
    }
  for (const Polygon& outline : districts.outline) whole_m2 += outline.area().value;
  EXPECT_NEAR(zones_m2 / whole_m2, 1.0, 1e-6);
  std::size_t even = 0, all = 0;
  for (const ZoneId zone : zones.ids()) {
    if (!zones.district[zone]) continue;
    const double mean = districts.residents[*zones.district[zone]] / count[zones.district[zone]->index()];
    ++all;
    even += std::abs(zones.residents[zone] - mean) < 0.3 * mean;
  }
  EXPECT_GT(static_cast<double>(even), 0.9 * static_cast<double>(all));
}

}  // namespace
}  // namespace planspiel
