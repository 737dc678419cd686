#pragma once

/// Water and green areas of an OpenStreetMap file: what is seen of a city besides streets and houses.

#include <filesystem>
#include <string>

#include "engine/city/city.hpp"

namespace planspiel {

struct OsmLandCoverOptions {
  std::string crs = "EPSG:25832";
  Box within{};  ///< in that CRS; areas that do not touch it are left out
};

/// What became of the file.
struct OsmLandCoverReport {
  std::size_t waters = 0, greens = 0;
  std::size_t small = 0;    ///< left out: under 500 m²
  std::size_t cut_off = 0;  ///< left out: multipolygons that the file does not hold whole
  Text text() const;
};

/// Adds to the land cover: natural = water, landuse = reservoir or basin, waterway = riverbank as water; parks, woods,
/// meadows, cemeteries, allotments and the like as green. Ids are "w" or "r" and the number of the way or relation.
/// Water that is mapped as a line only, and the sea, are not read. Throws Error(input) as read_osm_streets.
OsmLandCoverReport import_osm_land_cover(const std::filesystem::path& file, const OsmLandCoverOptions& options,
                                         CityBuilder& builder);

}  // namespace planspiel
