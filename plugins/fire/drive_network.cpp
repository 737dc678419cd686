#include "plugins/fire/drive_network.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <set>

#include "engine/base/parallel.hpp"

namespace planspiel::fire {

namespace {

constexpr double kNever = std::numeric_limits<double>::infinity();

bool is_drivable(const Roads& roads, EdgeId edge) {
  return (roads.access[edge] & access::emergency) != 0 && roads.road_class[edge] <= RoadClass::service;
}

Column<NodeId, Flag> junctions(const Roads& roads, std::size_t nodes) {
  std::vector<std::set<NodeId>> neighbours(nodes);
  for (const EdgeId edge : roads.ids()) {
    if (!is_drivable(roads, edge)) continue;
    neighbours[roads.from[edge].index()].insert(roads.to[edge]);
    neighbours[roads.to[edge].index()].insert(roads.from[edge]);
  }
  Column<NodeId, Flag> junction(nodes, Flag{0});
  for (const NodeId node : junction.ids()) junction[node] = neighbours[node.index()].size() >= 3;
  return junction;
}

RoadGraph graph_of(const Roads& roads, std::size_t nodes) {
  Column<ArcId, VertexId> tail, head;
  for (const EdgeId edge : roads.ids()) {
    tail.push_back(VertexId(roads.from[edge].index()));
    head.push_back(VertexId(roads.to[edge].index()));
  }
  return make_road_graph(nodes, std::move(tail), std::move(head));
}

}  // namespace

Speed engine_speed(Speed free, Speed in_hour, const DriveOptions& options, bool free_way) {
  const double ratio = in_hour / free;
  const double flowing = std::isnan(ratio) || free_way ? 1.0 : std::clamp(ratio, 0.0, 1.0);
  return std::min(options.fastest, options.faster * free) * (1.0 - options.congestion * (1.0 - flowing));
}

DriveNetwork::DriveNetwork(const Roads& roads, std::size_t nodes, const DriveOptions& options)
    : roads_(roads),
      options_(options),
      junction_(junctions(roads, nodes)),
      link_s_(roads.size(), kNever),
      hierarchy_(std::make_shared<const Hierarchy>(graph_of(roads, nodes))),
      metric_(*hierarchy_) {}

void DriveNetwork::use_hour(const HourlyColumn<EdgeId, Speed>& road_speed, Hour hour) {
  std::vector<double> arc_s(roads_.size());
  for_each_row<EdgeId>(roads_.size(), [&](EdgeId edge) {
    const bool free_way = roads_.bus_lane[edge] || roads_.signal_priority[edge];
    const Speed speed = engine_speed(roads_.free_speed[edge], road_speed(edge, hour), options_, free_way);
    link_s_[edge] = is_drivable(roads_, edge) && speed.value > 0.0 ? (roads_.length[edge] / speed).value : kNever;
    arc_s[edge.index()] = link_s_[edge] + passing_s(roads_.to[edge]);
  });
  metric_.customize(arc_s);
}

}  // namespace planspiel::fire
