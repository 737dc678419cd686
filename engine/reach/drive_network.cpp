#include "engine/reach/drive_network.hpp"

#include <algorithm>
#include <limits>
#include <set>

#include "engine/base/parallel.hpp"

namespace planspiel::reach {

namespace {

constexpr double kNoDrive_s = std::numeric_limits<double>::infinity();

Column<NodeId, Flag> junctions(const Roads& roads, std::size_t nodes, const FleetLaw& law) {
  std::vector<std::set<NodeId>> neighbours(nodes);
  for (const EdgeId edge : roads.ids()) {
    if (!law.may_use(roads, edge)) continue;
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

DriveNetwork::DriveNetwork(const Roads& roads, std::size_t nodes, FleetLaw law)
    : roads_(roads),
      law_(std::move(law)),
      junction_(junctions(roads, nodes, law_)),
      link_s_(roads.size(), kNoDrive_s),
      hierarchy_(std::make_shared<const Hierarchy>(graph_of(roads, nodes))),
      metric_(*hierarchy_) {}

void DriveNetwork::use_hour(const std::function<Speed(EdgeId)>& speed_of_cars) {
  std::vector<double> arc_s(roads_.size());
  for_each_row<EdgeId>(roads_.size(), [&](EdgeId edge) {
    const Speed speed = law_.may_use(roads_, edge) ? law_.speed(roads_, edge, speed_of_cars(edge)) : Speed{};
    link_s_[edge] = speed.value > 0.0 ? (roads_.length[edge] / speed).value : kNoDrive_s;
    arc_s[edge.index()] = link_s_[edge] + passing_s(roads_.to[edge]);
  });
  metric_.customize(arc_s);
}

}  // namespace planspiel::reach
