#include "plugins/fire/new_stations/new_sites.hpp"
#include "plugins/fire/station_place.hpp"

#include <algorithm>
#include <cmath>

namespace planspiel::fire {

namespace {

/// Pairs given up stations with new sites, nearest pairs first; those that are left over stay in `given_up`.
void pair_moves(std::vector<NewSite>& sites, std::vector<std::size_t>& given_up, const PlacementCase& placement) {
  while (!given_up.empty()) {
    NewSite* best = nullptr;
    std::size_t station = 0;
    double best_m = 0.0;
    for (NewSite& site : sites) {
      if (site.from) continue;
      for (std::size_t i = 0; i < given_up.size(); ++i) {
        const double away_m =
            distance(placement.sites[site.site].position, placement.sites[given_up[i]].position).value;
        if (best && away_m >= best_m) continue;
        best = &site;
        station = i;
        best_m = away_m;
      }
    }
    if (!best) return;
    best->from = given_up[station];
    best->crewed.crew = placement.crew[given_up[station]];
    given_up.erase(given_up.begin() + static_cast<std::ptrdiff_t>(station));
  }
}

NewSite site_at(location::SiteNumber site, const PlacementCase& placement, const WrittenPlaces& places) {
  const LonLat at = places.written(placement.sites[site].position);
  return {.site = site,
          .at = at,
          .crewed = {places.road_of(at).value_or(placement.sites[site].place), placement.crew[site]}};
}

void add_others(const PlacementCase& placement, Changes& changes) {
  for (std::size_t other = 0; other < placement.other_crew.size(); ++other)
    changes.standing.push_back({placement.other_place[other], placement.other_crew[other]});
}

}  // namespace

WrittenPlaces::WrittenPlaces(const Roads& roads, const Column<EdgeId, std::optional<EdgeId>>& opposite,
                             const std::string& crs)
    : opposite_(opposite), projection_(crs), index_(roads) {}

LonLat WrittenPlaces::written(Point point) const {
  const LonLat at = projection_.to_degrees(point);
  const auto rounded = [](double degrees) { return std::round(degrees * 1e6) / 1e6; };
  return LonLat::degrees(rounded(at.lon_deg), rounded(at.lat_deg));
}

std::optional<reach::RoadPlace> WrittenPlaces::road_of(LonLat at) const {
  const auto nearest = index_.nearest(point_of(at), kStationReach);
  if (!nearest) return std::nullopt;
  return reach::RoadPlace{nearest->edge, opposite_[nearest->edge], nearest->along};
}

Changes changes_of(const std::vector<location::SiteNumber>& open, const PlacementCase& placement,
                   const WrittenPlaces& places) {
  Changes changes;
  for (const location::SiteNumber site : open)
    if (site >= placement.stations.size()) changes.built.push_back(site_at(site, placement, places));
  for (std::size_t station = 0; station < placement.stations.size(); ++station) {
    if (std::binary_search(open.begin(), open.end(), static_cast<location::SiteNumber>(station)))
      changes.standing.push_back({placement.sites[station].place, placement.crew[station]});
    else
      changes.closed.push_back(station);
  }
  pair_moves(changes.built, changes.closed, placement);
  add_others(placement, changes);
  return changes;
}

Changes crews_added(const std::vector<location::SiteNumber>& open, const std::vector<double>& functions,
                    Seconds turnout, const PlacementCase& placement, const WrittenPlaces& places) {
  Changes changes;
  for (std::size_t i = 0; i < open.size(); ++i) {
    NewSite site = site_at(open[i], placement, places);
    site.crewed.crew = {{turnout.value, functions[i], true, {}}};
    site.is_free = open[i] >= placement.stations.size();
    changes.built.push_back(std::move(site));
  }
  for (std::size_t station = 0; station < placement.stations.size(); ++station)
    changes.standing.push_back({placement.sites[station].place, placement.crew[station]});
  add_others(placement, changes);
  return changes;
}

}  // namespace planspiel::fire
