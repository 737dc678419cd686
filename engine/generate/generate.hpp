#pragma once

#include <filesystem>

#include "engine/city/city.hpp"

namespace planspiel {

/// Builds a synthetic city from a city.toml with kind = "generated" and the compact tables beside it. The same files
/// give the same city, for any number of threads. Throws Error(config) or Error(input) with file and line.
City generate_city(const std::filesystem::path& city_toml);

}  // namespace planspiel
