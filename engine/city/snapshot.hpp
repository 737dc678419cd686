#pragma once

#include <filesystem>

#include "engine/city/city.hpp"

namespace planspiel {

/// A city as one binary file, for the cache: all tables, derived columns included, in this engine's layout.
/// Not an exchange format: that is city.gpkg.
void write_snapshot(const City& city, const std::filesystem::path& path);

/// Throws Error(input) when the file is no snapshot, is cut off or has a wrong checksum.
City read_snapshot(const std::filesystem::path& path);
/// Whether the file is of an older version: its city had other columns and tables, and so another digest.
bool is_older_snapshot(const std::filesystem::path& path);

}  // namespace planspiel
