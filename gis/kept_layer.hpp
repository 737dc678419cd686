#pragma once

/// Layers of a city file that no loaded plugin describes.

#include <memory>
#include <string>

#include "engine/city/city.hpp"
#include "engine/city/kept_table.hpp"
#include "gis/file_faults.hpp"
#include "gis/geopackage.hpp"

namespace planspiel {

/// The layer as it stands: its fields, and its place as a column `geometry`.
std::unique_ptr<KeptTable> keep_layer(GeopackageReader& in, const std::string& layer, const CityProfile& profile,
                                      FileFaults& faults);

}  // namespace planspiel
