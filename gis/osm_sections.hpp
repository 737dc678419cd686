#pragma once

/// Streets of OpenStreetMap cut where they meet and at barriers.

#include <string>
#include <unordered_map>
#include <vector>

#include "engine/base/projection.hpp"
#include "gis/osm_reader.hpp"

namespace planspiel {

struct OsmVertex {
  std::string id{};  ///< "n12"; "n12:1" for the far side of a barrier
  Point place{};
};

/// A piece of a street between two vertices, or the step over a barrier.
struct OsmSection {
  const OsmWay* way = nullptr;  ///< of a barrier: the street behind it
  std::string id{};  ///< "w5:0": the way and the number along it; "b12:1" at the barrier n12, "en7" the joint at n7
  std::size_t from = 0, to = 0;  ///< vertices
  OsmAccess access{};
  std::vector<Point> shape{};
  double length_m = 0.0;
  bool is_barrier = false;
  bool is_joint = false;  ///< of two carriageways at the edge of the file (osm_map_edge)
};

struct OsmSections {
  std::vector<OsmVertex> vertices{};
  std::vector<OsmSection> sections{};
  std::unordered_map<std::int64_t, std::size_t> vertex_of{};  ///< by the node's number
};

/// A barrier that keeps somebody out who uses the street parts it: the streets end on both sides of it, and a step of
/// about a metre leads over it for those who pass.
OsmSections cut_into_sections(const OsmStreets& streets, const Projection& projection);

}  // namespace planspiel
