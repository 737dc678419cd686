#pragma once

/// Turn restrictions of OpenStreetMap on the links of a network.

#include <optional>
#include <unordered_map>
#include <vector>

#include "engine/city/city.hpp"
#include "gis/osm_reader.hpp"

namespace planspiel {

/// Links as they were made of the streets.
struct OsmLinks {
  std::unordered_map<std::int64_t, std::vector<EdgeId>> of_way{};
  std::unordered_map<std::int64_t, NodeId> node{};  ///< by the number of the OpenStreetMap node
  std::unordered_map<EdgeId, EdgeId> back{};        ///< the same piece in the other direction
};

/// Adds the movements that are forbidden for cars. Where a street of the rule goes on behind the node, the word of the
/// rule (left, right, straight on, back) says which piece is meant, by the angle; what stays ambiguous is not placed.
/// Returns the rules that were not placed: their streets do not meet there in the network, or it is ambiguous how.
std::vector<std::int64_t> add_turns(const std::vector<OsmRestriction>& rules, const OsmLinks& links,
                                    CityBuilder& builder);

}  // namespace planspiel
