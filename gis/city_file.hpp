#pragma once

/// A city as a GeoPackage that opens in QGIS (docs/city-format.md).

#include <filesystem>

#include "engine/city/city.hpp"

namespace planspiel {

/// Writes every table and the profile. Equal cities give equal bytes. Throws Error(system) when the file cannot be
/// written; the target is then unchanged.
void write_city(const City& city, const std::filesystem::path& gpkg);

/// Reads a city, with the tables of `kinds` that plugins bring; derived columns are made anew. A table that belongs to
/// none of them is kept as it stands (engine/city/kept_table.hpp) and named in `notes`, and so is a column that a table
/// does not have. Throws Error(input) with every fault: file, layer, feature, column.
City read_city(const std::filesystem::path& gpkg, const TableKinds& kinds = {}, std::vector<Text>* notes = nullptr);

}  // namespace planspiel
