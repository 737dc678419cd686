#pragma once

/// Buildings of an OpenStreetMap file.

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "engine/base/geometry.hpp"

namespace planspiel {

struct OsmBuilding {
  std::string id{}, name{};
  std::string
      use{};  ///< of the key `building`: "house", "school"; where that says "yes", of amenity, shop, office, tourism
  Polygon outline{};  ///< m
  std::optional<double> height_m{}, levels{};
};

struct OsmBuildings {
  std::vector<OsmBuilding> rows{};
  std::size_t cut_off = 0;  ///< that the file does not hold whole, or draws with crossings
};

/// Closed ways and multipolygons with `building`, in the CRS of the city; `no` and parts of buildings are none.
/// `height` and `building:levels` (with `roof:levels`) are read where they are understood. Throws Error(input).
OsmBuildings read_osm_buildings(const std::filesystem::path& file, const std::string& crs);

/// Share of the floor area in which people live, by use (gis/data/osm_buildings.csv); nothing where the use is not
/// there.
std::optional<double> homes_in(const std::string& use);
/// The same where neither the use nor the ground says anything.
inline constexpr double kHomesUsually = 0.8;

}  // namespace planspiel
