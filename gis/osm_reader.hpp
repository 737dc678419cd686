#pragma once

/// Streets, their nodes and turn restrictions of an OpenStreetMap file. libosmium stays behind this header.

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
  /// Nodes in their order: one part, or several where the file does not hold nodes between them. Parts have two nodes
  /// and more.
  std::vector<std::vector<std::int64_t>> parts{};
};

/// How a restriction says that one turns.
enum class OsmTurn { left, right, straight_on, u_turn, any };

/// A restriction for cars with one node between: each `from` way to each `to` way. `only` allows nothing else, else it
/// is forbidden.
struct OsmRestriction {
  std::int64_t id = 0, via_node = 0;
  std::vector<std::int64_t> from_ways{}, to_ways{};
  OsmTurn turn = OsmTurn::any;
  bool only = false;
};

struct OsmStreets {
  std::vector<OsmWay> ways{};  ///< in the order of their ids
  std::unordered_map<std::int64_t, LonLat> places{};
  std::unordered_map<std::int64_t, std::int32_t> barriers{};  ///< nodes that not everybody passes: who does
  std::vector<OsmRestriction> restrictions{};                 ///< in the order of their ids
  std::size_t cut_ways = 0;    ///< with nodes that the file does not hold, or holds outside the world
  std::size_t short_ways = 0;  ///< with fewer than two nodes left
  std::size_t repeated = 0;    ///< objects that stand there more than once: the newest version counts
  std::size_t deleted = 0;     ///< objects that are marked as deleted
  OsmUnread unread{};
};

/// Throws Error(input) when the file is missing, cut off, damaged, of another kind, or holds no street.
OsmStreets read_osm_streets(const std::filesystem::path& file);

}  // namespace planspiel
