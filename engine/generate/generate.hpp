#pragma once

#include <filesystem>

#include "engine/city/city.hpp"

namespace planspiel {

/// Builds a synthetic city from a city.toml with kind = "generated" and the compact tables beside it. The same files
/// give the same city, for any number of threads. Tables of plugins are read where NAME.csv lies there. Throws
/// Error(config) or Error(input) with file and line.
City generate_city(const std::filesystem::path& city_toml, const TableKinds& kinds = {});

}  // namespace planspiel
