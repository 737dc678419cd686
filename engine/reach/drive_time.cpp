#include "engine/reach/drive_time.hpp"

#include <algorithm>
#include <limits>

#include "engine/base/parallel.hpp"

namespace planspiel::reach {

namespace {

constexpr double kNever_s = std::numeric_limits<double>::infinity();

}  // namespace

DriveTimes::DriveTimes(const DriveNetwork& network, std::vector<RoadPlace> sites)
    : network_(network), site_(std::move(sites)), has_site_(network.roads().size(), Flag{0}) {
  const Roads& roads = network.roads();
  std::vector<VertexId> ends;
  const auto add = [&](std::size_t site, EdgeId edge, double share) {
    start_.push_back({site, ends.size(), edge, share});
    ends.push_back(VertexId(roads.to[edge].index()));
    has_site_[edge] = 1;
  };
  for (std::size_t site = 0; site < site_.size(); ++site) {
    add(site, site_[site].edge, 1.0 - site_[site].along);
    if (site_[site].opposite) add(site, *site_[site].opposite, site_[site].along);
  }
  origin_ = ends;
  std::sort(origin_.begin(), origin_.end());
  origin_.erase(std::unique(origin_.begin(), origin_.end()), origin_.end());
  for (Start& start : start_)
    start.origin = static_cast<std::size_t>(std::lower_bound(origin_.begin(), origin_.end(), ends[start.origin]) -
                                            origin_.begin());
  if (origin_.empty()) return;
  std::vector<VertexId> nodes;
  for (std::size_t node = 0; node < network.nodes(); ++node) nodes.push_back(VertexId(node));
  plan_ = std::make_unique<SweepPlan>(network.hierarchy(), origin_, nodes);
}

void DriveTimes::search() {
  if (origin_.empty()) return;
  const std::size_t nodes = network_.nodes(), sites = site_.size();
  matrix_.resize(origin_.size() * nodes);
  by_node_.resize(sites * nodes);
  sweep_distances<double>(*plan_, network_.metric(), matrix_);
  std::vector<double> start_s;
  for (const Start& start : start_)
    start_s.push_back(part_s(start.share, start.edge) + network_.passing_s(network_.roads().to[start.edge]));
  for_each_row<NodeId>(nodes, [&](NodeId node) {
    double* seconds = by_node_.data() + node.index() * sites;
    std::fill_n(seconds, sites, kNever_s);
    for (std::size_t i = 0; i < start_.size(); ++i)
      seconds[start_[i].site] =
          std::min(seconds[start_[i].site], start_s[i] + matrix_[start_[i].origin * nodes + node.index()]);
  });
}

void DriveTimes::to(const RoadPlace& place, std::span<double> seconds) const {
  const std::size_t count = site_.size();
  const Roads& roads = network_.roads();
  const double* from = by_node_.data() + roads.from[place.edge].index() * count;
  const double* to = by_node_.data() + roads.to[place.edge].index() * count;
  const double forward_s = part_s(place.along, place.edge);
  const double backward_s = place.opposite ? part_s(1.0 - place.along, *place.opposite) : kNever_s;
  for (std::size_t site = 0; site < count; ++site)
    seconds[site] = std::min(from[site] + forward_s, to[site] + backward_s);
  if (has_site_[place.edge] || (place.opposite && has_site_[*place.opposite])) improve_on_same_link(place, seconds);
  const double off_road_s = (place.off_road / network_.law().off_road_speed).value;
  for (double& time : seconds) time += off_road_s;
}

/// From a site on the same street engines need not go round by its end.
void DriveTimes::improve_on_same_link(const RoadPlace& place, std::span<double> seconds) const {
  for (std::size_t site = 0; site < site_.size(); ++site) {
    const RoadPlace& start = site_[site];
    const bool same = start.edge == place.edge;
    if (!same && (!place.opposite || start.edge != *place.opposite)) continue;
    const double ahead = place.along - (same ? start.along : 1.0 - start.along);
    const double direct_s = ahead >= 0.0     ? part_s(ahead, place.edge)
                            : place.opposite ? part_s(-ahead, *place.opposite)
                                             : kNever_s;
    seconds[site] = std::min(seconds[site], direct_s);
  }
}

}  // namespace planspiel::reach
