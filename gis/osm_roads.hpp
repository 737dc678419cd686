#pragma once

/// A routable road network from OpenStreetMap.

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "engine/city/city.hpp"
#include "gis/osm_object.hpp"

namespace planspiel {

struct OsmRoadOptions {
  std::string crs = "EPSG:25832";
  std::vector<Polygon> built_up{};  ///< in that CRS: inside, streets without a limit have the urban one
};

/// What became of the file.
struct OsmRoadReport {
  std::size_t ways = 0, nodes = 0, links = 0, turns = 0;
  std::size_t dropped_links = 0;  ///< for motor vehicles, outside the largest strongly connected part
  std::size_t dead_ends = 0;      ///< nodes with one neighbour
  std::size_t barriers = 0;       ///< that keep somebody out
  std::size_t joints = 0;         ///< of carriageways at the edge of the file
  std::size_t restrictions = 0, restrictions_unplaced = 0;
  std::size_t cut_ways = 0, short_ways = 0, repeated = 0, deleted = 0;  ///< as in OsmStreets
  std::map<RoadClass, double> extract_km{}, graph_km{};                 ///< a way in both directions counts once
  std::map<std::int32_t, double> open_km{};                             ///< of directed links, by bit of access
  double link_km = 0.0;                                                 ///< of all directed links
  OsmUnread unread{};
  Text text() const;
};

/// Adds nodes, roads and turns to the builder. Ways are cut where they meet; each direction is a link with those who
/// may use it. Each kind of motor vehicle keeps the largest part in which it gets from everywhere to everywhere;
/// streets that none of them keeps are left out. Throws Error(input) as read_osm_streets.
OsmRoadReport import_osm_roads(const std::filesystem::path& file, const OsmRoadOptions& options, CityBuilder& builder);

}  // namespace planspiel
