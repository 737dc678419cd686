#include "plugins/fire/measures/station_selection.hpp"

#include <cmath>

#include "engine/base/projection.hpp"
#include "engine/city/road_index.hpp"
#include "engine/reach/road_place.hpp"
#include "plugins/fire/station_place.hpp"

namespace planspiel::fire {

StationId station_named(const City& city, const std::string& name) {
  const Stations& stations = city[tables::stations];
  std::vector<std::string> names;
  for (const StationId station : stations.ids()) {
    if (stations.name[station] == name || stations.id[station] == name) return station;
    names.push_back(stations.name[station]);
  }
  if (names.empty()) throw Error(ErrorKind::config, "the city has no fire station, so none is called '" + name + "'");
  throw Error(ErrorKind::config, "no fire station is called '" + name + "': " + nearest_known(name, names));
}

Point station_site(const City& city, const std::string& name, LonLat at) {
  constexpr Metres kSearch{20000.0};
  const Point site = Projection(city.profile.crs).to_metres(at);
  const Roads& roads = city[tables::roads];
  const RoadIndex index(roads);
  if (index.nearest(site, kStationReach)) return site;
  const auto nearest = index.nearest(site, kSearch);
  const std::string where = nearest ? "the nearest, '" + roads.id[nearest->edge] + "', is " +
                                          format_number(std::round(nearest->distance.value)) + " m away"
                                    : std::string("there is none within 20 km");
  throw Error(ErrorKind::config, "fire station '" + name +
                                     "' lies more than 300 m from any road that fire engines may use: " + where +
                                     "; give 'at' as [lon, lat] in degrees");
}

}  // namespace planspiel::fire
