#pragma once

/// Cities from files: the one place that knows which reader a file needs.

#include <filesystem>

#include "gis/import_city.hpp"
#include "program/services.hpp"

namespace planspiel {

/// The city of a file: a GeoPackage is read; a city.toml is built or imported once and kept in the cache, by the
/// content of every file beside and below it that it may use. Throws Error(config, input, stopped).
City load_city(const std::filesystem::path& path, const Services& services);

/// Builds or imports a city.toml, or imports files alone, without the cache. `report` says what was derived. Compact
/// tables that the request does not name are the usual ones of the services.
City make_city(ImportRequest request, const Services& services, Text& report);

}  // namespace planspiel
