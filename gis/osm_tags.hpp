#pragma once

/// What the tags of an OpenStreetMap way say about a street.

#include <cstdint>
#include <optional>
#include <string>

#include "gis/osm_access.hpp"
#include "gis/osm_limits.hpp"

namespace planspiel {

struct OsmStreet {
  RoadClass road_class = RoadClass::residential;
  OsmAccess access{};
  int lanes_forward = 0, lanes_backward = 0;  ///< 0: not said
  OsmLimits limits{};
  std::string name{};
};

/// A street that motor vehicles of some kind may use in some direction; nothing for all other ways. Classes as in
/// `highway`; `unclassified` and `road` count as tertiary, `*_link` of secondary and tertiary roads as their roads;
/// pedestrian streets and busways count where a motor vehicle may use them. Roundabouts and motorways are one-way
/// unless they say otherwise. Service ways, tracks and everything smaller are left out; the report counts them.
std::optional<OsmStreet> read_street(const OsmTags& tags);

}  // namespace planspiel
