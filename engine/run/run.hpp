#pragma once

/// Runs the models of a scenario: declarations → schedule → cache or computation → indicators.

#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "engine/run/cache.hpp"
#include "engine/run/plugin.hpp"
#include "engine/run/results.hpp"

namespace planspiel {

/// Everything that is loaded: plugins and the engine's own measures.
struct Registry {
  std::vector<Plugin> plugins{};         ///< sorted by name
  std::vector<MeasureEntry> measures{};  ///< the engine's own and all plugins', sorted by kind

  /// Throws Error(config) with the nearest known kind.
  const MeasureEntry& measure(std::string_view kind) const;
  const ToolEntry& tool(std::string_view name) const;
  std::vector<const ModelEntry*> models() const;  ///< sorted by name
  std::vector<Indicator> indicators() const;      ///< sorted by id
  TableKinds tables() const;                      ///< of all plugins, sorted by name
  /// As a plugin, else the engine has it; else the name itself.
  Text family_title(std::string_view name) const;
};

/// All plugins of a folder (*.so, sorted) and of `extra` paths, with the engine's own measures. Throws Error(plugin)
/// for two plugins, models, measures, tools or tables of one name.
Registry load_registry(const std::filesystem::path& plugin_folder, const std::vector<std::filesystem::path>& extra,
                       std::vector<MeasureEntry> own_measures);

/// What a model declared by its ports.
struct Declaration {
  std::string model;
  std::vector<std::string> tables, reads, roots;
  std::vector<FieldSpec> writes;
  Value options = Value::list();  ///< described options
};
Declaration declare(const ModelEntry& model);

/// The order of the models: each after those whose fields it reads; ties by name. Throws Error(plugin) for a field
/// with two writers or none, and for a circle, with the names.
std::vector<std::vector<std::size_t>> schedule(const std::vector<Declaration>& declarations);

/// One scenario, ready to run: a city with its measures applied and the options of the models.
struct Case {
  std::string name;
  Text title{};
  City city{};
  Digest base_city{};
  std::uint64_t seed = 1;
  Value options = Value::table();  ///< by model name
  Value scenario = Value::table();
  std::vector<AppliedMeasure> measures{};  ///< in order
  std::shared_ptr<const Case> root{};      ///< the root of the chain of bases; null when this is it
};

struct RunOptions {
  std::stop_token stop{};
  RunObserver* observer = nullptr;         ///< never null while running; set by run_case when missing
  const Cache* cache = nullptr;            ///< null: compute everything, keep nothing
  std::vector<std::string> only_models{};  ///< empty: all; else these and what they need
  Language language = Language::en;        ///< of warnings about measures
  bool poison_other_tables = false;        ///< tests: tables that a model did not ask for are empty
};

/// The identity of a case: measures, options, seed, city, root. Kept in the manifest.
Digest case_identity(const Case& scenario);

/// Runs a case. Options of unknown models are an Error(config). If all other inputs of a model equal those of the
/// root's run, the root's result is taken unchanged; a model that asks for root fields makes the root run first.
Results run_case(const Registry& registry, const Case& scenario, const RunOptions& options);

/// A tool, with its ports bound to a city and the fields it reads (computed or from the cache).
std::unique_ptr<Tool> prepare_tool(const Registry& registry, const ToolEntry& tool, const Case& scenario,
                                   const Value& tool_options, const RunOptions& options);

}  // namespace planspiel
