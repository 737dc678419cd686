#pragma once

/// Cities from files: the one place that knows which reader a file needs.

#include <filesystem>
#include <map>
#include <string>

#include "engine/city/city.hpp"
#include "program/services.hpp"

namespace planspiel {

/// The city of a file: a GeoPackage is read; a city.toml is built or imported once and kept in the cache, by the
/// content of every file beside and below it that it may use. Throws Error(config, input, stopped).
City load_city(const std::filesystem::path& path, const Services& services);

/// Builds or imports a city.toml without the cache. `report` says what was derived; `replaced` are files instead of
/// those that the description names, by source.
City make_city(const std::filesystem::path& toml, const Services& services, Text& report,
               const std::map<std::string, std::filesystem::path>& replaced = {});

}  // namespace planspiel
