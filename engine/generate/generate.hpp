#pragma once

#include <filesystem>

#include "engine/city/city.hpp"

namespace planspiel {

/// Builds a synthetic city from a city.toml with kind = "generated" and the compact tables beside it. The same files
/// give the same city, for any number of threads. Tables of plugins are read from TABLE.csv beside it, where there is
/// one. Throws Error(config) or Error(input) with file and line.
City generate_city(const std::filesystem::path& city_toml, const TableKinds& of_plugins = {});

}  // namespace planspiel
