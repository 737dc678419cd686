#pragma once

/// The best place for a site on each of many links, exactly: along a link the drive to each building is a piecewise
/// linear function of the place, so that what is met changes at a few places only.

#include <span>
#include <vector>

#include "engine/reach/drive_network.hpp"
#include "engine/reach/road_place.hpp"
#include "plugins/fire/new_stations/site_task.hpp"

namespace planspiel::fire {

/// The best place on a link, in the middle of the piece on which nothing changes.
struct PlaceOnLink {
  EdgeId edge;
  double along = 0.0;  ///< of the link's length
  double score = 0.0;  ///< of the task's goal
};

class RoadSearch {
 public:
  /// Keeps references. `networks`: of each situation, at its hour; `building`: where each building is.
  RoadSearch(std::span<const reach::DriveNetwork* const> networks,
             const Column<EdgeId, std::optional<EdgeId>>& opposite, std::span<const reach::MaybeRoadPlace> building);

  /// For each link, in the given order, its best place where that scores more than `least`. Pieces shorter than a fifth
  /// of a metre are passed over.
  std::vector<PlaceOnLink> search(const SiteTask& task, std::span<const EdgeId> links, double least) const;

 private:
  struct Targets;
  struct Ends;
  struct Change;
  Ends drive_from_ends(const SiteTask& task, const Targets& targets, std::span<const EdgeId> links) const;
  std::optional<PlaceOnLink> best_on(const SiteTask& task, const Ends& ends, EdgeId edge, double least) const;

  std::span<const reach::DriveNetwork* const> networks_;
  const Column<EdgeId, std::optional<EdgeId>>& opposite_;
  std::span<const reach::MaybeRoadPlace> building_;
};

}  // namespace planspiel::fire
