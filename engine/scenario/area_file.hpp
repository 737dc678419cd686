#pragma once

#include <filesystem>
#include <string_view>

#include "engine/base/value.hpp"

namespace planspiel {

/// Whether an area option names a file ("quarter.geojson") and not an area of the city.
bool names_area_file(std::string_view text);

/// The polygons of a GeoJSON file beside or below the scenario, as {name = …, rings = [[[lon, lat], …], …]}: what
/// OptionSet::area reads. `option` is the text of the option, for messages. Throws Error(config).
Value read_area_file(const Value& option, const std::filesystem::path& folder);

}  // namespace planspiel
