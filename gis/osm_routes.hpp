#pragma once

/// Lines of public transport of an OpenStreetMap file: relations with type = route.

#include <filesystem>
#include <string>
#include <vector>

#include "engine/base/geometry.hpp"
#include "engine/city/axes.hpp"

namespace planspiel {

struct OsmRouteStop {
  std::string id{}, name{};  ///< of the object; the name may be empty
  Point position{};
};

/// One line: of its variants and directions the one with the most stops in the file.
struct OsmRoute {
  std::string id{};   ///< of the relation
  std::string ref{};  ///< as printed on the vehicle; its name where it has none
  TransitMode mode{};
  std::vector<OsmRouteStop> stops{};  ///< in order
};

struct OsmRoutes {
  std::vector<OsmRoute> lines{};  ///< by mode, ref, id
  std::size_t variants = 0;       ///< other relations of the same lines
  std::size_t short_ones = 0;     ///< left out: with fewer than two stops in the file
  std::size_t long_distance = 0;  ///< left out: trains that a city's fares and headways are not for
};

/// route = bus, trolleybus, tram, light_rail, subway, train; members that say stop, else those that say platform, else
/// nodes that are stops. Stops that the file does not hold are passed over. Throws Error(input) as read_osm_streets.
OsmRoutes read_osm_routes(const std::filesystem::path& file, const std::string& crs);

}  // namespace planspiel
