#include "plugins/fire/station_place.hpp"

#include "engine/city/road_index.hpp"

namespace planspiel::fire {

Origins origins_of(const Column<StationId, reach::MaybeRoadPlace>& places) {
  Origins origins;
  for (const StationId station : places.ids()) {
    if (!places[station]) continue;
    origins.station.push_back(station);
    origins.place.push_back(*places[station]);
  }
  return origins;
}

Column<StationId, reach::MaybeRoadPlace> places_of(const Stations& stations, const Roads& roads,
                                                   const Column<EdgeId, std::optional<EdgeId>>& opposite) {
  Column<StationId, reach::MaybeRoadPlace> places(stations.size());
  const RoadIndex index(roads);
  for (const StationId station : stations.ids()) {
    if (stations.closed[station]) continue;
    if (const auto nearest = index.nearest(stations.position[station], kStationReach))
      places[station] = reach::RoadPlace{nearest->edge, opposite[nearest->edge], nearest->along};
  }
  return places;
}

}  // namespace planspiel::fire
