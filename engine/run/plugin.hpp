#pragma once

/// The one header a plugin includes, with plugins/fields.hpp where it reads fields of other families.

#include <filesystem>
#include <string>
#include <vector>

#include "engine/base/parallel.hpp"
#include "engine/run/exporter.hpp"
#include "engine/run/family.hpp"
#include "engine/run/indicator.hpp"
#include "engine/run/measure.hpp"
#include "engine/run/model.hpp"
#include "engine/run/tool.hpp"
#include "planspiel_handshake.hpp"

namespace planspiel {

/// What one plugin brings.
struct Plugin {
  std::string name, version;
  std::vector<Family> families{};
  std::vector<ModelEntry> models{};
  std::vector<MeasureEntry> measures{};
  std::vector<ToolEntry> tools{};
  std::vector<ExporterEntry> exporters{};
  std::vector<Indicator> indicators{};
  TableKinds tables{};  ///< of its own
  Digest digest{};      ///< of the file it came from
  std::filesystem::path path{};

  void add(Family entry) { families.push_back(std::move(entry)); }
  void add(ModelEntry entry) { models.push_back(std::move(entry)); }
  void add(MeasureEntry entry) { measures.push_back(std::move(entry)); }
  void add(TableKind entry) { tables.push_back(std::move(entry)); }
  void add(ToolEntry entry) { tools.push_back(std::move(entry)); }
  void add(ExporterEntry entry) { exporters.push_back(std::move(entry)); }
  void add(std::vector<Indicator> entries) {
    for (auto& entry : entries) indicators.push_back(std::move(entry));
  }
};

/// Registers a model class under a name.
template <class ModelClass>
ModelEntry model(std::string name) {
  return {std::move(name), [](Ports& ports) -> std::unique_ptr<Model> { return std::make_unique<ModelClass>(ports); }};
}

/// Registers a table: what its rows are, for docs and lists.
template <class TableType>
TableKind table(Text purpose) {
  return {[]() -> std::unique_ptr<Table> { return std::make_unique<TableType>(); }, std::move(purpose)};
}

template <class... Entries>
Plugin make_plugin(std::string name, std::string version, Entries... entries) {
  Plugin plugin{std::move(name), std::move(version)};
  (plugin.add(std::move(entries)), ...);
  return plugin;
}

/// Loads a plugin file. Before dlopen the file is checked: it is a whole ELF shared object, every segment lies
/// inside the file, its handshake section equals this engine's, and it is as it was sealed when it was built;
/// constructors of a wrong, truncated or changed plugin never run. One that nobody sealed is tried in a child process
/// first. Throws Error(plugin) with both handshakes.
Plugin load_plugin(const std::filesystem::path& path);

/// The handshake of this engine: hash of plugin-visible headers and the compiler.
std::string_view engine_handshake();

}  // namespace planspiel

/// The last line of a plugin: name, version, then titles of families, models, measures, tools, exporters, lists of
/// indicators.
#define PLANSPIEL_PLUGIN(...)                                                                            \
  extern "C" __attribute__((visibility("default"))) ::planspiel::Plugin planspiel_plugin_v1() {          \
    return ::planspiel::make_plugin(__VA_ARGS__);                                                        \
  }                                                                                                      \
  extern "C" __attribute__((section("planspiel_handshake"), used)) const char planspiel_handshake_v1[] = \
      "planspiel-handshake:" PLANSPIEL_HANDSHAKE;                                                        \
  extern "C" __attribute__((section("planspiel_checksum"), used)) const char planspiel_checksum_v1[] =   \
      "00000000000000000000000000000000";
