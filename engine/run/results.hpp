#pragma once

/// What a run leaves, in memory and as a folder.

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "engine/base/folder_manifest.hpp"
#include "engine/base/hash.hpp"
#include "engine/base/value.hpp"
#include "engine/run/indicator.hpp"
#include "engine/run/measure_effect.hpp"
#include "engine/run/observer.hpp"
#include "engine/run/stored_indicator.hpp"

namespace planspiel {

/// The part of a run that one model made.
struct ModelResult {
  std::string model;
  Digest key{};  ///< of everything it depends on
  FieldMap fields{};
  std::vector<Note> notes{};
  bool from_cache = false;
  double seconds = 0.0;  ///< wall time; goes to timing.json only
};

/// A whole run.
struct Results {
  std::string scenario_name;  ///< file name without ending
  Text title;
  Digest identity{};     ///< of the scenario: measures, options, seed, city, root
  Digest city_digest{};  ///< of the changed city
  Digest base_city_digest{};
  std::uint64_t seed = 0;
  std::vector<ModelResult> models{};  ///< in the order of the schedule, ties by name
  std::vector<IndicatorValue> indicators{};
  std::vector<MeasureEffect> measures{};  ///< of all measures, against the root of the chain of bases
  Value scenario = Value::table();        ///< the scenario as it was understood, bases resolved
  std::vector<Value> plugins{};           ///< name, version, digest
  std::vector<std::pair<std::string, double>> timing{};

  FieldMap fields() const;  ///< of all models
};

/// Writes the run folder (DESIGN §7) into an existing, empty folder: indicators.json and .csv, fields/*.npy with
/// index.json, manifest.json, model-card.md, timing.json.
void write_results(const City& city, const Results& results, const std::filesystem::path& folder, Language language);

/// A run folder read back. Fields are read when asked for.
class RunFolder {
 public:
  /// Throws Error(input) when it is no run folder or of another schema.
  explicit RunFolder(std::filesystem::path folder);
  const std::filesystem::path& path() const { return folder_; }
  const Value& manifest() const { return manifest_; }
  /// What indicators.json holds, in order of ids. Reductions are not stored: they are empty.
  const std::vector<StoredIndicator>& indicators() const { return indicators_; }
  const StoredIndicator* indicator(std::string_view id) const;  ///< nullptr where there is none
  /// Descriptions of all fields, in order of names.
  const std::vector<FieldSpec>& fields() const { return specs_; }
  /// Throws Error(input) that lists the fields when there is none of that name.
  FieldValues field(std::string_view name) const;
  /// The city of the run. Throws Error(input) where there is none, or it is not the one that the manifest names.
  City city() const;
  /// External ids of the rows of a table as stored ("roads"), where fields of its domain exist.
  std::vector<std::string> row_ids(const Domain& domain) const;

 private:
  /// The path of a file of the folder. Throws Error(input) where it is another one than the manifest lists.
  std::filesystem::path as_written(const std::string& name) const;

  std::filesystem::path folder_;
  ListedFiles listed_{};
  Value manifest_, index_;
  std::vector<StoredIndicator> indicators_;
  std::vector<FieldSpec> specs_;
};

/// Throws Error(input) where a field has other rows than the city's table.
void check_rows(const FieldValues& field, const City& city);

/// numpy's format, version 1.0, little-endian doubles, C order.
void write_npy(const std::filesystem::path& path, const std::vector<std::size_t>& shape,
               std::span<const double> values);
/// Throws Error(input) for anything but '<f8' in C order, or a file shorter or longer than its shape says.
std::vector<double> read_npy(const std::filesystem::path& path, std::vector<std::size_t>& shape);

}  // namespace planspiel
