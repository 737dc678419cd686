#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>

#include "engine/base/value.hpp"
#include "engine/generate/facts.hpp"
#include "gis/vector_source.hpp"

namespace planspiel::importing {

/// One source of the description: the file and the columns by what they mean ("residents" → "einwohner").
struct Source {
  bool given = false;
  VectorSpec spec{};
  std::string licence, date;
  std::map<std::string, std::string> columns{};
  bool has(const std::string& meaning) const { return columns.contains(meaning); }
};

/// What an imported city.toml says.
struct Description {
  generate::Settings settings{};  ///< profile, and the folder of the compact tables
  Value crs{};                    ///< of the city, with its place in the description
  Source roads{}, districts{}, zones{}, buildings{}, stops{}, stations{};
  bool scale_to_districts = false;
  double jobs_total = 0.0;     ///< 0: as the file says
  double cars_per_1000 = 0.0;  ///< where nothing better is known
};

/// Throws Error(config) for unknown keys and files that are not there, with their places.
Description read_description(const std::filesystem::path& city_toml,
                             const std::map<std::string, std::filesystem::path>& replaced);

/// Throws Error(config) with the line of the CRS where a city there needs another one; else a note, or "".
std::optional<Text> check_city_crs_of(const Description& description);

}  // namespace planspiel::importing
