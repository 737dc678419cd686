#pragma once

/// Speed limits of OpenStreetMap streets for cars.

#include <optional>
#include <string_view>

#include "gis/osm_object.hpp"

namespace planspiel {

struct OsmLimits {
  double forward_km_h = 0.0, backward_km_h = 0.0;  ///< 0: not said, or not understood
};

/// The narrowest of maxspeed:motorcar and maxspeed decides, a direction before none; then the lanes', where the fastest
/// lane counts; then what names a zone or a country's rule (zone:maxspeed, maxspeed:type, source:maxspeed).
/// A list ("50;30") counts as its lowest limit. What is not understood is written down.
OsmLimits street_limits(const OsmTags& tags);

/// One limit in km/h: "50", "50 km/h", "30 mph", "walk" (10), "none" (130), "DE:urban", "DE:zone:30", "RO:rural";
/// nothing where it is not known.
std::optional<double> parse_maxspeed(std::string_view text);

}  // namespace planspiel
