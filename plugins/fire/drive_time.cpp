#include "plugins/fire/drive_time.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "engine/base/parallel.hpp"

namespace planspiel::fire {

namespace {

constexpr double kNever = std::numeric_limits<double>::infinity();

/// Time on a part of a link; 0 · infinity is no number.
double part_of(double share, double link_s) { return link_s < kNever ? share * link_s : kNever; }

bool is_drivable(const Roads& roads, EdgeId edge) {
  return (roads.access[edge] & access::emergency) != 0 && roads.road_class[edge] <= RoadClass::service;
}

}  // namespace

Speed engine_speed(Speed free, Speed in_hour, const DriveOptions& options) {
  const double ratio = in_hour / free;
  const double flowing = std::isnan(ratio) ? 1.0 : std::clamp(ratio, 0.0, 1.0);
  return std::min(options.fastest, options.faster * free) * (1.0 - options.congestion * (1.0 - flowing));
}

DriveTimes::DriveTimes(const Roads& roads, std::size_t nodes, const Column<StationId, MaybeRoadPlace>& stations,
                       const DriveOptions& options)
    : roads_(roads), options_(options), has_station_(roads.size(), Flag{0}) {
  Column<ArcId, VertexId> tail, head;
  for (const EdgeId edge : roads.ids()) {
    tail.push_back(VertexId(roads.from[edge].index()));
    head.push_back(VertexId(roads.to[edge].index()));
  }
  std::vector<VertexId> origins, destinations;
  for (const StationId station : stations.ids()) {
    if (!stations[station]) continue;
    const RoadPlace& place = *stations[station];
    const VertexId vertex(nodes + origins.size());
    for (const NodeId end : {roads.to[place.edge], roads.from[place.edge]}) {
      tail.push_back(vertex);
      head.push_back(VertexId(end.index()));
    }
    has_station_[place.edge] = 1;
    if (place.opposite) has_station_[*place.opposite] = 1;
    station_.push_back(station);
    origin_.push_back(place);
    origins.push_back(vertex);
  }
  for (std::size_t node = 0; node < nodes; ++node) destinations.push_back(VertexId(node));
  graph_ = make_road_graph(nodes + origins.size(), std::move(tail), std::move(head));
  arc_s_.assign(graph_.arcs(), kNever);
  if (origins.empty()) return;
  hierarchy_ = std::make_unique<Hierarchy>(graph_);
  plan_ = std::make_unique<SweepPlan>(*hierarchy_, origins, destinations);
  metric_ = std::make_unique<Metric<double>>(*hierarchy_);
  matrix_.resize(origins.size() * nodes);
  by_node_.resize(matrix_.size());
}

void DriveTimes::use_hour(const HourlyColumn<EdgeId, Speed>& road_speed, Hour hour) {
  for_each_row<EdgeId>(roads_.size(), [&](EdgeId edge) {
    const Speed speed = engine_speed(roads_.free_speed[edge], road_speed(edge, hour), options_);
    arc_s_[edge.index()] =
        is_drivable(roads_, edge) && speed.value > 0.0 ? (roads_.length[edge] / speed).value : kNever;
  });
  std::size_t arc = roads_.size();
  for (const RoadPlace& place : origin_) {
    arc_s_[arc++] = part_of(1.0 - place.along, link_seconds(place.edge));
    arc_s_[arc++] = place.opposite ? part_of(place.along, link_seconds(*place.opposite)) : kNever;
  }
  if (origin_.empty()) return;
  metric_->customize(arc_s_);
  sweep_distances<double>(*plan_, *metric_, matrix_);
  const std::size_t nodes = plan_->destinations();
  for_each_row<NodeId>(nodes, [&](NodeId node) {
    for (std::size_t station = 0; station < origin_.size(); ++station)
      by_node_[node.index() * origin_.size() + station] = matrix_[station * nodes + node.index()];
  });
}

void DriveTimes::to(const RoadPlace& place, std::span<double> seconds) const {
  const std::size_t count = origin_.size();
  const double* from = by_node_.data() + roads_.from[place.edge].index() * count;
  const double* to = by_node_.data() + roads_.to[place.edge].index() * count;
  const double forward_s = part_of(place.along, link_seconds(place.edge));
  const double backward_s = place.opposite ? part_of(1.0 - place.along, link_seconds(*place.opposite)) : kNever;
  for (std::size_t station = 0; station < count; ++station)
    seconds[station] = std::min(from[station] + forward_s, to[station] + backward_s);
  if (has_station_[place.edge]) improve_on_same_link(place, seconds);
  const double off_road_s = (place.off_road / options_.off_road_speed).value;
  for (double& time : seconds) time += off_road_s;
}

/// From a station on the same street engines need not go round by its end.
void DriveTimes::improve_on_same_link(const RoadPlace& place, std::span<double> seconds) const {
  for (std::size_t station = 0; station < origin_.size(); ++station) {
    const RoadPlace& start = origin_[station];
    const bool same = start.edge == place.edge;
    if (!same && (!place.opposite || start.edge != *place.opposite)) continue;
    const double ahead = place.along - (same ? start.along : 1.0 - start.along);
    const double direct_s = ahead >= 0.0     ? part_of(ahead, link_seconds(place.edge))
                            : place.opposite ? part_of(-ahead, link_seconds(*place.opposite))
                                             : kNever;
    seconds[station] = std::min(seconds[station], direct_s);
  }
}

}  // namespace planspiel::fire
