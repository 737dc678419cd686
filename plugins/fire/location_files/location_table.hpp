#pragma once

/// Distances in tables of one's own: a line for each pair, or a line for each place and a column for each site.

#include "plugins/fire/location_files/location_file.hpp"

namespace planspiel::fire {

/// CSV, separated by comma, semicolon or tab. `decimal` is "." or ","; where it is empty, the point in a table that is
/// separated by commas, else what the numbers show. Throws Error(input) with file and line: a pair or a name that is
/// there twice, a number that is none, negative or ambiguous, a column that is no site.
LocationFile read_location_table(const std::filesystem::path& path, const std::string& decimal);

}  // namespace planspiel::fire
