#pragma once

#include <filesystem>
#include <string_view>

#include "engine/city/city.hpp"

namespace planspiel {

/// Appends the rows of a CSV file to a table of the builder. Columns carry the table's column names and units; `id` may
/// be missing (rows are then numbered), references are external ids of rows that are there already, lists are separated
/// by spaces, hours are written "06:00-20:00". Points are two columns NAME_lon, NAME_lat in degrees. Unknown columns
/// are faults. Throws Error(input) with file and line.
void read_table_csv(CityBuilder& builder, std::string_view table, const CityProfile& profile,
                    const std::filesystem::path& path);

}  // namespace planspiel
