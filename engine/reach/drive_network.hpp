#pragma once

/// The roads that a fleet may use, with its own metric in each hour.

#include <limits>
#include <memory>
#include <vector>

#include "engine/reach/fleet_law.hpp"
#include "engine/routing/hierarchy.hpp"

namespace planspiel::reach {

/// One hierarchy for all hours and all sites. Turn bans do not hold, one-way streets do. A copy keeps its hour and
/// shares the hierarchy.
class DriveNetwork {
 public:
  /// Keeps references to the table. `nodes`: how many there are.
  DriveNetwork(const Roads& roads, std::size_t nodes, FleetLaw law);

  /// From now on drives take place in an hour in which cars drive so fast. Not from several threads.
  void use_hour(const std::function<Speed(EdgeId)>& speed_of_cars);

  const Roads& roads() const { return roads_; }
  std::size_t nodes() const { return junction_.size(); }
  const FleetLaw& law() const { return law_; }
  const Hierarchy& hierarchy() const { return *hierarchy_; }
  const Metric<double>& metric() const { return metric_; }
  /// Time on a link in the hour, without the junction at its end; infinite where the fleet may not drive.
  double link_s(EdgeId edge) const { return link_s_[edge]; }
  /// Time on a part of a link; 0 · infinity is no number.
  double part_s(double share, EdgeId edge) const {
    return link_s_[edge] < std::numeric_limits<double>::infinity() ? share * link_s_[edge] : link_s_[edge];
  }
  /// Time lost where a node is passed: at junctions of three streets and more.
  double passing_s(NodeId node) const { return junction_[node] ? law_.junction_delay.value : 0.0; }

 private:
  const Roads& roads_;
  FleetLaw law_;
  Column<NodeId, Flag> junction_;
  Column<EdgeId, double> link_s_;
  std::shared_ptr<const Hierarchy> hierarchy_;
  Metric<double> metric_;
};

}  // namespace planspiel::reach
