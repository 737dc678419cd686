#pragma once

#include <optional>
#include <string>

#include "engine/base/geometry.hpp"
#include "engine/base/text.hpp"

namespace planspiel {

/// What a city there should have: "EPSG:25832".
std::string crs_for(LonLat place);

/// Holds the CRS of a city against where it lies: lengths in it are those on the ground within 0.5 %, and the place is
/// in the area for which it is made, or at most 3 degrees beside. Returns a note for a place beside. Throws
/// Error(config) that says what to use. `whose` says what lies there: "the districts (districts.gpkg)".
std::optional<Text> check_city_crs(const std::string& crs, LonLat place, const Text& whose);

}  // namespace planspiel
