#pragma once

/// What the tags and members of an OpenStreetMap relation say about turns of cars.

#include <optional>
#include <vector>

#include "gis/osm_reader.hpp"

namespace planspiel {

struct OsmMember {
  bool is_way = false;  ///< else a node or a relation
  std::int64_t id = 0;
  std::string_view role{};
};

/// A restriction that binds cars; nothing for other relations. `restriction:motorcar` and `restriction:motor_vehicle`
/// go before `restriction`. What is not read (conditions, rules for others, ways between, members that are missing) is
/// written down.
std::optional<OsmRestriction> read_restriction(const OsmTags& tags, const std::vector<OsmMember>& members);

}  // namespace planspiel
