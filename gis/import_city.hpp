#pragma once

/// A city from its real sources, as a city.toml with kind = "imported" names them (docs/importing-a-city.md).

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "engine/city/city.hpp"

namespace planspiel {

/// What was read, scaled, left out, derived and assumed, line by line.
struct ImportReport {
  std::vector<std::string> lines;
  std::string text() const;
};

/// Builds the city. `replaced` names files instead of those of the description: "roads", "zones", "districts", "stops"
/// or "stations" → file. Tables of plugins are read from TABLE.csv beside the description, where there is one. Throws
/// Error(config) for the description, Error(input) for the sources, with every place.
City import_city(const std::filesystem::path& city_toml, ImportReport& report,
                 const std::map<std::string, std::filesystem::path>& replaced = {}, const TableKinds& of_plugins = {});

}  // namespace planspiel
