#pragma once

/// The roads that fire engines may use, with their own metric in each hour.

#include <limits>
#include <memory>
#include <vector>

#include "engine/routing/hierarchy.hpp"
#include "engine/run/field.hpp"
#include "plugins/fire/options.hpp"

namespace planspiel::fire {

/// v = min(v_max, f v₀) · (1 − κ (1 − v_h / v₀)): the speed of an engine where cars drive v₀ on the empty road and v_h
/// in the hour (v_h ≤ v₀; no number: nobody drives there). `free_way`: a bus lane or green signals, κ = 0.
Speed engine_speed(Speed free, Speed in_hour, const DriveOptions& options, bool free_way = false);

/// One hierarchy for all hours and all sites. Engines may drive where the access bit `emergency` is set, on service
/// roads and larger; turn bans do not hold for them (§ 35 StVO), one-way streets do. A copy keeps its hour and shares
/// the hierarchy.
class DriveNetwork {
 public:
  /// Keeps references to the table. `nodes`: how many there are.
  DriveNetwork(const Roads& roads, std::size_t nodes, const DriveOptions& options);

  /// From now on drives take place in this hour. Not from several threads.
  void use_hour(const HourlyColumn<EdgeId, Speed>& road_speed, Hour hour);

  const Roads& roads() const { return roads_; }
  std::size_t nodes() const { return junction_.size(); }
  const DriveOptions& options() const { return options_; }
  const Hierarchy& hierarchy() const { return *hierarchy_; }
  const Metric<double>& metric() const { return metric_; }
  /// Time on a link in the hour, without the junction at its end; infinite where engines may not drive.
  double link_s(EdgeId edge) const { return link_s_[edge]; }
  /// Time on a part of a link; 0 · infinity is no number.
  double part_s(double share, EdgeId edge) const {
    return link_s_[edge] < std::numeric_limits<double>::infinity() ? share * link_s_[edge] : link_s_[edge];
  }
  /// Time lost where a node is passed: at junctions of three streets and more.
  double passing_s(NodeId node) const { return junction_[node] ? options_.junction_delay.value : 0.0; }

 private:
  const Roads& roads_;
  DriveOptions options_;
  Column<NodeId, Flag> junction_;
  Column<EdgeId, double> link_s_;
  std::shared_ptr<const Hierarchy> hierarchy_;
  Metric<double> metric_;
};

}  // namespace planspiel::fire
