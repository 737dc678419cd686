#pragma once

#include "engine/city/city.hpp"
#include "gis/geopackage.hpp"

namespace planspiel {

/// The version of the format that this program writes, column `schema` of the table `city`.
inline constexpr int kCitySchema = 1;

/// Writes the profile as the table `city` with one row.
void write_profile(const CityProfile& profile, GeopackageWriter& out);

/// Reads the profile. Throws Error(input) where the table is missing, its CRS unknown or its schema newer.
CityProfile read_profile(GeopackageReader& in);

}  // namespace planspiel
