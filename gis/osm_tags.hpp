#pragma once

/// What the tags of an OpenStreetMap way say about a street.

#include <functional>
#include <optional>
#include <string>

#include "engine/city/network.hpp"

namespace planspiel {

/// The value of a key, or an empty text.
using OsmTag = std::function<std::string(const char* key)>;

struct OsmStreet {
  RoadClass road_class = RoadClass::residential;
  bool forward = true, backward = true;       ///< for cars
  int lanes_forward = 0, lanes_backward = 0;  ///< 0: not said
  double limit_km_h = 0.0;                    ///< 0: not said
  std::string name{};
  bool operator==(const OsmStreet&) const = default;
};

/// A street that cars may use; nothing for all other ways. Classes as in `highway`; `unclassified` and `road` count as
/// tertiary, `*_link` of secondary and tertiary roads as their roads. Roundabouts and motorways are one-way unless they
/// say otherwise. Private roads, tracks and service ways are left out.
std::optional<OsmStreet> read_street(const OsmTag& tag);

/// "50", "30 mph", "walk", "none", "DE:urban", "DE:zone:30": km/h; nothing where it says nothing that is known.
std::optional<double> parse_maxspeed(const std::string& text);

}  // namespace planspiel
