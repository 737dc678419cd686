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
  std::vector<Text> lines;
  Text text() const;
};

/// Builds the city. `replaced` names files instead of those of the description: "roads", "zones", "districts", "stops"
/// or "stations" → file. Tables of plugins (`kinds`) are read from NAME.csv beside the description, else from among
/// the compact tables where these are of this city. Throws Error(config) for the description, Error(input) for the
/// sources, with every place.
City import_city(const std::filesystem::path& city_toml, ImportReport& report,
                 const std::map<std::string, std::filesystem::path>& replaced = {}, const TableKinds& kinds = {});

}  // namespace planspiel
