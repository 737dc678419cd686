#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "engine/base/value.hpp"
#include "engine/generate/facts.hpp"
#include "gis/import_city.hpp"
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

/// Feeds of timetables, and the day of them that counts.
struct Timetables {
  std::vector<std::filesystem::path> files{};  ///< archives or folders; none: lines are made by rule
  std::string day = "working day";             ///< or a date, "2023-06-14"
  Value place{};                               ///< where the description says the day
  std::string licence{};
  bool given() const { return !files.empty(); }
};

/// What an imported city.toml says.
struct Description {
  generate::Settings settings{};  ///< profile, and the folder of the compact tables
  Value crs{};                    ///< of the city, with its place in the description
  bool own_defaults = false;      ///< the description names the folder of the compact tables itself
  double residents = 0.0;         ///< of the whole city; 0: as the sources say
  Source roads{}, districts{}, zones{}, buildings{}, stops{}, stations{};
  Timetables timetables{};
  bool scale_to_districts = false;
  double jobs_total = 0.0;                   ///< 0: as the file says
  double cars_per_1000 = 0.0;                ///< where nothing better is known; 0: as assumed
  std::vector<Text> assumptions{}, notes{};  ///< what was taken and found because the description does not say it
  /// Districts are those of a file or of the compact tables; else the road file shows where the city lies.
  bool has_districts() const;
};

/// Throws Error(config) for unknown keys and files that are not there, with their places.
Description read_description(const ImportRequest& request);

/// Whether a file is one of OpenStreetMap, by its ending: map files of other formats have endings of their own.
bool is_osm(const std::filesystem::path& file);

/// Throws Error(config) with the line of the CRS where a city there needs another one; else a note, or "".
std::optional<Text> check_city_crs_of(const Description& description);

}  // namespace planspiel::importing
