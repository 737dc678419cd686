#pragma once

#include <filesystem>

#include "engine/base/geometry.hpp"
#include "engine/base/projection.hpp"

namespace planspiel {

/// Where most of an OpenStreetMap file lies: the middle one of its nodes from west to east and from south to north,
/// which a few strays do not move. Throws Error(input) as read_osm_streets, and where the file has no node.
LonLat middle_of_osm(const std::filesystem::path& file);

}  // namespace planspiel
