#pragma once

/// What the measures on fire stations share.

#include <string>

#include "engine/city/city.hpp"

namespace planspiel::fire {

/// The station with a name or external id. Throws Error(config) with the nearest known name.
StationId station_named(const City& city, const std::string& name);

/// The place in the city's CRS. Throws Error(config) that names the station when no road that engines may use lies
/// within 300 m.
Point station_site(const City& city, const std::string& name, LonLat at);

}  // namespace planspiel::fire
