#pragma once

/// From the best candidates to the best places along roads around them, judged as a run judges.

#include "plugins/fire/new_stations/new_sites.hpp"
#include "plugins/fire/new_stations/road_search.hpp"
#include "plugins/fire/station_place.hpp"

namespace planspiel::fire {

/// Of a weight: less is no improvement.
inline constexpr double kBetter = 1e-6;

/// Around each site no place is better. A site that a run puts on a road is at most kStationReach away from it.
inline constexpr Metres kRefinedWithin{1000.0};

class Refinement {
 public:
  /// Keeps references.
  Refinement(const PlacementCase& placement, const RunJudge& judge, const Roads& roads,
             const Column<EdgeId, std::optional<EdgeId>>& opposite, const WrittenPlaces& places);

  /// Moves the free sites, each in turn, until no place along a road that a run could choose within kRefinedWithin of
  /// any of them is better. Returns what arrives in time in the end. Throws Error(stopped).
  InTime refine(Changes& changes, RunContext& context) const;

 private:
  bool refine_site(NewSite& site, const InTime& others, RunContext& context) const;
  std::vector<EdgeId> links_near(Point centre, std::vector<Flag>& seen) const;
  std::optional<NewSite> site_on(const PlaceOnLink& place, const NewSite& like) const;

  const PlacementCase& placement_;
  const RunJudge& judge_;
  const Roads& roads_;
  const Column<EdgeId, std::optional<EdgeId>>& opposite_;
  const WrittenPlaces& places_;
  std::vector<const reach::DriveNetwork*> networks_;
};

}  // namespace planspiel::fire
