#pragma once

/// Runs the models of one case, each at most once, in the order of their needs.

#include "engine/run/ports.hpp"
#include "engine/run/run.hpp"

namespace planspiel {

/// What is declared by everything that is loaded: the same for a case and its root.
struct Declarations {
  std::vector<const ModelEntry*> models{};  ///< sorted by name
  std::vector<Declared> declared{};         ///< of each model
  std::vector<Digest> code{};               ///< of each model: engine and plugin files
  std::vector<std::size_t> order{};         ///< in which they run
  std::map<std::string, std::size_t, std::less<>> writer_of{};
  City empty_city{};  ///< every table without rows, plugins' own included
};

/// Throws Error(plugin) where the declarations do not fit together.
Declarations declare_all(const Registry& registry);

/// JSON in one line with the keys of all tables in order: equal for files that differ in the order of keys.
std::string canonical_json(const Value& value);

/// Options of the case for a model; an empty table when it gives none.
const Value& options_of(const Case& scenario, const std::string& model);

/// Throws Error(config) with all wrong options at once: unknown models, unknown keys, bad values.
void check_options(const Declarations& declarations, const Case& scenario);

class CaseRunner {
 public:
  /// `root` runs the root of the case; null when the case is the root. All arguments must outlive the runner.
  CaseRunner(const Declarations& declarations, const Case& scenario, const RunOptions& options, CaseRunner* root);

  /// The result of a model and, before it, of all models it needs. Throws Error(stopped) between models.
  const ModelResult& result(std::size_t model);
  /// Results that exist by now.
  bool has(std::size_t model) const { return results_[model].has_value(); }
  /// The fields that something declared reads, computed where they are missing.
  FieldMap fields_for(const std::vector<std::string>& names);
  /// Root fields of a declaration; none when this is the root.
  std::optional<FieldMap> root_fields(const Declaration& declaration);

 private:
  ModelResult make(std::size_t model);
  ModelResult compute(std::size_t model, const Digest& key);
  bool same_as_root(std::size_t model);
  Digest key_without_root(std::size_t model);
  Digest key_of_own_inputs(std::size_t model) const;
  Digest key(std::size_t model);
  const Digest& field_digest(const std::string& name);
  Digest table_digest(const std::string& name) const;

  const Declarations& declarations_;
  const Case& case_;
  const RunOptions& options_;
  CaseRunner* root_;
  std::vector<std::optional<ModelResult>> results_;
  std::map<std::string, Digest, std::less<>> field_digests_;
};

}  // namespace planspiel
