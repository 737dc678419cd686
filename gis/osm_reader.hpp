#pragma once

/// Streets, their nodes and turn restrictions of an OpenStreetMap file (PBF or XML). libosmium stays behind this
/// header.

#include <cstdint>
#include <filesystem>
#include <unordered_map>
#include <vector>

#include "engine/base/geometry.hpp"
#include "gis/osm_tags.hpp"

namespace planspiel {

struct OsmWay {
  std::int64_t id = 0;
  OsmStreet street{};
  std::vector<std::int64_t> nodes{};
};

/// A restriction with one node between two ways: `only` allows nothing else, else it is forbidden.
struct OsmRestriction {
  std::int64_t id = 0, from_way = 0, via_node = 0, to_way = 0;
  bool only = false;
};

struct OsmStreets {
  std::vector<OsmWay> ways{};  ///< in the order of their ids
  std::unordered_map<std::int64_t, LonLat> places{};
  std::vector<OsmRestriction> restrictions{};  ///< in the order of their ids
  std::size_t restrictions_over_ways = 0;      ///< with ways between; not read
};

/// Throws Error(input) when the file is missing, cut off, damaged, or holds no street for cars.
OsmStreets read_osm_streets(const std::filesystem::path& file);

}  // namespace planspiel
