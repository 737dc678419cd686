#pragma once

/// Everything that is loaded, found by name.

#include <filesystem>
#include <string_view>
#include <vector>

#include "engine/run/plugin.hpp"

namespace planspiel {

/// Everything that is loaded: plugins and the engine's own measures.
struct Registry {
  std::vector<Plugin> plugins{};         ///< sorted by name
  std::vector<MeasureEntry> measures{};  ///< the engine's own and all plugins', sorted by kind
  std::vector<Family> families{};        ///< the engine's own

  /// Throws Error(config) with the nearest known kind.
  const MeasureEntry& measure(std::string_view kind) const;
  const ToolEntry& tool(std::string_view name) const;
  std::vector<const ModelEntry*> models() const;  ///< sorted by name
  std::vector<Indicator> indicators() const;      ///< sorted by id
  TableKinds tables() const;                      ///< of all plugins, sorted by name
  /// As a plugin, else the engine declares it; else the name itself.
  Text family_title(std::string_view name) const;
};

/// All plugins of a folder (*.so, sorted) and of `extra` paths, with the engine's own measures. Throws Error(plugin)
/// for two plugins, models, measures, tools, exporters or tables of one name.
Registry load_registry(const std::filesystem::path& plugin_folder, const std::vector<std::filesystem::path>& extra,
                       std::vector<MeasureEntry> own_measures, std::vector<Family> own_families = {});

}  // namespace planspiel
