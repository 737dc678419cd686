#include "program/exporters.hpp"

#include "engine/base/error.hpp"
#include "engine/run/registry.hpp"

namespace planspiel {

void Exporters::add(std::string name, Text title, std::unique_ptr<const Exporter> exporter) {
  const std::filesystem::path file = exporter->file_name();
  if (file.empty() || file.filename() != file || file == "." || file == "..")
    throw Error(ErrorKind::plugin, "the exporter '" + name + "' writes '" + file.string() +
                                       "': give the name of a file of the run folder, \"fields.gpkg\"");
  for (const auto& [known, entry] : entries_)
    if (known == name || entry.exporter->file_name() == exporter->file_name())
      throw Error(ErrorKind::plugin, "the exporter '" + name + "' (" + exporter->file_name() +
                                         ") has the name or the file of '" + known + "' (" +
                                         entry.exporter->file_name() + "): give it others");
  entries_.emplace(std::move(name), Entry{std::move(title), std::move(exporter)});
}

void Exporters::add_of(const Registry& registry) {
  for (const Plugin& plugin : registry.plugins)
    for (const ExporterEntry& entry : plugin.exporters) add(entry.name, entry.title, entry.make());
}

std::vector<std::string> Exporters::names() const {
  std::vector<std::string> all;
  for (const auto& [name, entry] : entries_) all.push_back(name);
  return all;
}

const Exporters::Entry& Exporters::entry(std::string_view name) const {
  const auto found = entries_.find(name);
  if (found == entries_.end())
    throw Error(ErrorKind::config, "there is no exporter '" + std::string(name) + "': " + nearest_known(name, names()));
  return found->second;
}

const Exporter& Exporters::named(std::string_view name) const { return *entry(name).exporter; }

const Text& Exporters::title(std::string_view name) const { return entry(name).title; }

}  // namespace planspiel
