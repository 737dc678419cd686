#pragma once

/// How measures select parts of a city: by area, by external id.

#include <string>
#include <vector>

#include "engine/base/options.hpp"
#include "engine/city/city.hpp"

namespace planspiel {

/// The outline of an area: the rings it brings, else the city's area, sub-district (id or name) or larger district
/// of that name. Throws Error(config) with the nearest known name.
Polygon outline_of(const AreaSelection& area, const City& city);

/// Links whose middle lies in the outline, ascending.
std::vector<EdgeId> roads_inside(const City& city, const Polygon& outline);
/// Zones whose centre lies in the outline, ascending. External zones never.
std::vector<ZoneId> zones_inside(const City& city, const Polygon& outline);
/// Links by external id or street name, ascending. Throws Error(config) for a text that selects nothing.
std::vector<EdgeId> roads_named(const City& city, const std::vector<std::string>& names);
/// The point half-way along a link's shape.
Point middle_of(const Roads& roads, EdgeId edge);

}  // namespace planspiel
