#pragma once

/// The sites of an answer as a scenario builds them: who moves where, with which crew, at which road.

#include <optional>
#include <vector>

#include "engine/city/road_index.hpp"
#include "plugins/fire/new_stations/run_judge.hpp"

namespace planspiel::fire {

struct NewSite {
  location::SiteNumber site = 0;      ///< of the case, that it began as
  std::optional<std::size_t> from{};  ///< number of the station that moves there
  LonLat at{};                        ///< as the scenario writes it
  CrewedSite crewed;
  Metres moved{};       ///< from the candidate that it began as
  bool is_free = true;  ///< false: more crew at a station, which stays where it is
};

/// Where a run puts a station that a scenario writes; degrees are rounded to a decimetre.
class WrittenPlaces {
 public:
  WrittenPlaces(const Roads& roads, const Column<EdgeId, std::optional<EdgeId>>& opposite, const std::string& crs);
  LonLat written(Point point) const;
  Point point_of(LonLat at) const { return projection_.to_metres(at); }
  /// Nothing where no road that engines may use lies near enough.
  std::optional<reach::RoadPlace> road_of(LonLat at) const;

 private:
  const Column<EdgeId, std::optional<EdgeId>>& opposite_;
  Projection projection_;
  RoadIndex index_;
};

/// What an answer changes.
struct Changes {
  std::vector<NewSite> built{};
  std::vector<std::size_t> closed{};   ///< numbers of stations that are given up and move nowhere
  std::vector<CrewedSite> standing{};  ///< all stations that stay, volunteers too where they count
};

/// Stations that are given up are paired with the new sites nearest to them.
Changes changes_of(const std::vector<location::SiteNumber>& open, const PlacementCase& placement,
                   const WrittenPlaces& places);
/// Crews of these sizes are added at the open sites, beside all that stands.
Changes crews_added(const std::vector<location::SiteNumber>& open, const std::vector<double>& functions,
                    Seconds turnout, const PlacementCase& placement, const WrittenPlaces& places);

}  // namespace planspiel::fire
