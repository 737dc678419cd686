#include "engine/run/registry.hpp"

#include <algorithm>
#include <tuple>

namespace planspiel {

namespace {

/// Throws Error(plugin) for two things of one name. `names` holds name and origin.
void refuse_twins(const std::string& what, std::vector<std::pair<std::string, std::string>> names) {
  std::sort(names.begin(), names.end());
  for (std::size_t at = 1; at < names.size(); ++at)
    if (names[at].first == names[at - 1].first)
      throw Error(ErrorKind::plugin, "two " + what + " are called '" + names[at].first + "': one of " +
                                         names[at - 1].second + ", one of " + names[at].second);
}

std::vector<std::filesystem::path> plugin_files(const std::filesystem::path& folder) {
  if (folder.empty()) return {};
  std::error_code failed;
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::directory_iterator(folder, failed))
    if (entry.path().extension() == ".so") files.push_back(entry.path());
  if (failed)
    throw Error(ErrorKind::plugin, "plugin folder '" + folder.string() + "' cannot be read: " + failed.message());
  std::sort(files.begin(), files.end());
  return files;
}

void refuse_all_twins(const Registry& registry, const std::vector<MeasureEntry>& own) {
  std::vector<std::pair<std::string, std::string>> plugins, models, measures, tools, exporters, indicators, tables;
  for (const std::unique_ptr<Table>& table : empty_tables()) tables.emplace_back(table->table_name(), "the engine");
  tables.emplace_back("city", "the engine");  // the profile's, in files
  for (const MeasureEntry& measure : own) measures.emplace_back(measure.kind, "the engine");
  for (const Plugin& plugin : registry.plugins) {
    const std::string origin = "plugin '" + plugin.name + "' (" + plugin.path.string() + ")";
    plugins.emplace_back(plugin.name, plugin.path.string());
    for (const ModelEntry& model : plugin.models) models.emplace_back(model.name, origin);
    for (const MeasureEntry& measure : plugin.measures) measures.emplace_back(measure.kind, origin);
    for (const ToolEntry& tool : plugin.tools) tools.emplace_back(tool.name, origin);
    for (const ExporterEntry& exporter : plugin.exporters) exporters.emplace_back(exporter.name, origin);
    for (const TableKind& table : plugin.tables) tables.emplace_back(table.make()->table_name(), origin);
    for (const Indicator& indicator : plugin.indicators) indicators.emplace_back(indicator.id, origin);
  }
  refuse_twins("plugins", std::move(plugins));
  refuse_twins("models", std::move(models));
  refuse_twins("measures", std::move(measures));
  refuse_twins("tools", std::move(tools));
  refuse_twins("exporters", std::move(exporters));
  refuse_twins("indicators", std::move(indicators));
  refuse_twins("tables", std::move(tables));
}

}  // namespace

const MeasureEntry& Registry::measure(std::string_view kind) const {
  std::vector<std::string> kinds;
  for (const MeasureEntry& entry : measures) {
    if (entry.kind == kind) return entry;
    kinds.push_back(entry.kind);
  }
  throw Error(ErrorKind::config, "there is no measure '" + std::string(kind) + "': " + nearest_known(kind, kinds));
}

TableKinds Registry::tables() const {
  TableKinds all;
  for (const Plugin& plugin : plugins) all.insert(all.end(), plugin.tables.begin(), plugin.tables.end());
  std::ranges::sort(all, {}, [](const TableKind& kind) { return std::string(kind.make()->table_name()); });
  return all;
}

const ToolEntry& Registry::tool(std::string_view name) const {
  std::vector<std::string> names;
  for (const Plugin& plugin : plugins)
    for (const ToolEntry& entry : plugin.tools) {
      if (entry.name == name) return entry;
      names.push_back(entry.name);
    }
  throw Error(ErrorKind::config, "there is no tool '" + std::string(name) + "': " + nearest_known(name, names));
}

std::vector<const ModelEntry*> Registry::models() const {
  std::vector<const ModelEntry*> all;
  for (const Plugin& plugin : plugins)
    for (const ModelEntry& entry : plugin.models) all.push_back(&entry);
  std::sort(all.begin(), all.end(), [](const ModelEntry* a, const ModelEntry* b) { return a->name < b->name; });
  return all;
}

Text Registry::family_title(std::string_view name) const {
  for (const Plugin& plugin : plugins)
    for (const Family& family : plugin.families)
      if (family.name == name) return family.title;
  for (const Family& family : families)
    if (family.name == name) return family.title;
  return same_text(std::string(name));
}

std::vector<Indicator> Registry::indicators() const {
  std::vector<Indicator> all;
  for (const Plugin& plugin : plugins)
    for (const Indicator& indicator : plugin.indicators) {
      all.push_back(indicator);
      all.back().family = plugin.name;
    }
  std::sort(all.begin(), all.end(), [](const Indicator& a, const Indicator& b) { return a.id < b.id; });
  return all;
}

Registry load_registry(const std::filesystem::path& plugin_folder, const std::vector<std::filesystem::path>& extra,
                       std::vector<MeasureEntry> own_measures, std::vector<Family> own_families) {
  Registry registry;
  registry.families = std::move(own_families);
  for (const auto& file : plugin_files(plugin_folder)) registry.plugins.push_back(load_plugin(file));
  for (const auto& file : extra) registry.plugins.push_back(load_plugin(file));
  std::sort(registry.plugins.begin(), registry.plugins.end(),
            [](const Plugin& a, const Plugin& b) { return std::tie(a.name, a.path) < std::tie(b.name, b.path); });
  refuse_all_twins(registry, own_measures);
  registry.measures = std::move(own_measures);
  for (const Plugin& plugin : registry.plugins)
    registry.measures.insert(registry.measures.end(), plugin.measures.begin(), plugin.measures.end());
  std::sort(registry.measures.begin(), registry.measures.end(),
            [](const MeasureEntry& a, const MeasureEntry& b) { return a.kind < b.kind; });
  return registry;
}

}  // namespace planspiel
