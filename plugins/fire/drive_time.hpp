#pragma once

/// Travel times of fire engines on the network, hour by hour.

#include <memory>
#include <span>
#include <vector>

#include "engine/routing/sweep.hpp"
#include "engine/run/field.hpp"
#include "plugins/fire/options.hpp"
#include "plugins/fire/road_place.hpp"

namespace planspiel::fire {

/// v = min(v_max, f v₀) · (1 − κ (1 − v_h / v₀)): the speed of an engine where cars drive v₀ on the empty road and v_h
/// in the hour (v_h ≤ v₀; no number: nobody drives there).
Speed engine_speed(Speed free, Speed in_hour, const DriveOptions& options);

/// Shortest travel times from all stations to all places. Engines may drive where the access bit `emergency` is set,
/// on service roads and larger; turn bans do not hold for them.
class DriveTimes {
 public:
  /// Prepares the search from the stations that have a place; keeps references to the tables.
  DriveTimes(const Roads& roads, std::size_t nodes, const Column<StationId, MaybeRoadPlace>& stations,
             const DriveOptions& options);

  /// Searches at the speeds of an hour. Not from several threads.
  void use_hour(const HourlyColumn<EdgeId, Speed>& road_speed, Hour hour);

  std::size_t stations() const { return origin_.size(); }
  /// The stations of the answers, ascending.
  const std::vector<StationId>& origin() const { return station_; }
  /// Seconds from each station to a place, `off_road` included; infinite where there is no way.
  void to(const RoadPlace& place, std::span<double> seconds) const;
  /// Time on a link in the hour; infinite where engines may not drive.
  double link_seconds(EdgeId edge) const { return arc_s_[edge.index()]; }

 private:
  void improve_on_same_link(const RoadPlace& place, std::span<double> seconds) const;

  const Roads& roads_;
  DriveOptions options_;
  std::vector<StationId> station_;
  std::vector<RoadPlace> origin_;
  Column<EdgeId, Flag> has_station_;
  std::vector<double> arc_s_;  ///< links, then the ways from each station to both ends of its link
  RoadGraph graph_;            ///< nodes, then stations
  std::unique_ptr<Hierarchy> hierarchy_;
  std::unique_ptr<SweepPlan> plan_;
  std::unique_ptr<Metric<double>> metric_;
  std::vector<double> matrix_;   ///< stations × nodes
  std::vector<double> by_node_;  ///< nodes × stations
};

}  // namespace planspiel::fire
