#pragma once

/// Scenario files: strict TOML, a chain of bases, measures in order.

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engine/run/case.hpp"
#include "engine/run/registry.hpp"

namespace planspiel {

/// What a scenario file means, by number: `schema = 1`. A file that does not say it is of schema 1, as all were that
/// were written before. A change that gives an old file another meaning raises the number and reads the older ones as
/// they were meant; so far there was none.
inline constexpr int kScenarioSchema = 1;

/// One [[measure]] as written, with the file it came from.
struct MeasureUse {
  std::string kind;
  std::string id;  ///< empty: cannot be removed
  Value options;   ///< the table, areas from GeoJSON files already read
};

/// A scenario file with its chain of bases resolved: measures of the base come first.
struct Scenario {
  std::filesystem::path path;
  std::string name;  ///< file name without ending
  Text title{}, question{};
  std::vector<std::filesystem::path> files{};  ///< all that were read for it: bases, itself, areas
  std::filesystem::path city;                  ///< .toml (built or imported on first use) or .gpkg
  std::uint64_t seed = 1;
  Value options = Value::table();  ///< by model name, base first
  std::vector<MeasureUse> measures{};
  std::shared_ptr<const Scenario> root{};  ///< the first of the chain; null when this is it

  /// The part that is its identity (title and comments are not): for hashes and manifests.
  Value identity() const;
};

/// Reads a scenario and its bases. Throws Error(config) with all errors at once, each with file, line and column:
/// unknown keys (nearest known named), wrong types, a circle of bases, a missing file, a path that leaves the folder.
Scenario read_scenario(const std::filesystem::path& path, const Registry& registry);

/// The same for a text that is not saved yet, as if it stood at `path`.
Scenario parse_scenario(std::string_view text, const std::filesystem::path& path, const Registry& registry);

/// Gives the city that a scenario names.
using CityLoader = std::function<City(const std::filesystem::path&)>;

/// Applies the measures to the city. Throws Error(config) with the faults of all measures, each with its place.
Case make_case(const Scenario& scenario, const Registry& registry, const CityLoader& load_city);

}  // namespace planspiel
