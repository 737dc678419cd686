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
  std::vector<Text> assumptions{};  ///< first in the text, and rows of the table `sources`
  std::vector<Text> lines{};
  Text text() const;
};

/// What is to be imported.
struct ImportRequest {
  std::filesystem::path city_toml{};                     ///< the description; empty: nothing but the files
  std::map<std::string, std::filesystem::path> files{};  ///< by source ("roads", "stops"), before the description's
  double residents = 0.0;            ///< of the whole city, before what the sources say; 0: as they say
  std::filesystem::path defaults{};  ///< folder of compact tables for a description that names none
};

/// Builds the city. Of what no source gives, the road file gives what it can where the compact tables are of another
/// city. Tables of plugins (`kinds`) are read from NAME.csv beside the description, else from among the compact tables
/// where these are of this city. Throws Error(config) for the description, Error(input) for the sources, with every
/// place.
City import_city(const ImportRequest& request, ImportReport& report, const TableKinds& kinds = {});

}  // namespace planspiel
