#pragma once

/// Travel times of a fleet from sites (stations, candidates) to places on the network.

#include <memory>
#include <span>
#include <vector>

#include "engine/reach/drive_network.hpp"
#include "engine/reach/road_place.hpp"
#include "engine/routing/sweep.hpp"

namespace planspiel::reach {

/// Shortest travel times from all sites to all places, in the hour that the network uses. Memory: 8 bytes for each site
/// and node, so many sites are taken in batches.
class DriveTimes {
 public:
  /// Plans the search; keeps a reference to the network.
  DriveTimes(const DriveNetwork& network, std::vector<RoadPlace> sites);

  /// Searches at the network's present hour. Not from several threads.
  void search();

  std::size_t sites() const { return site_.size(); }
  /// Seconds from each site to a place, `off_road` included; infinite where there is no way.
  void to(const RoadPlace& place, std::span<double> seconds) const;

 private:
  /// A way from a site to an end of its link.
  struct Start {
    std::size_t site, origin;
    EdgeId edge;
    double share;  ///< of the link that is driven
  };
  double part_s(double share, EdgeId edge) const { return network_.part_s(share, edge); }
  void improve_on_same_link(const RoadPlace& place, std::span<double> seconds) const;

  const DriveNetwork& network_;
  std::vector<RoadPlace> site_;
  std::vector<Start> start_;
  std::vector<VertexId> origin_;  ///< ends of the sites' links, each once
  Column<EdgeId, Flag> has_site_;
  std::unique_ptr<SweepPlan> plan_;
  std::vector<double> matrix_;   ///< origins × nodes
  std::vector<double> by_node_;  ///< nodes × sites
};

}  // namespace planspiel::reach
