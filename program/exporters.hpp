#pragma once

/// The formats in which a run is written beside its fields: whoever brings one registers it by name.

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "engine/run/exporter.hpp"

namespace planspiel {

struct Registry;

class Exporters {
 public:
  /// Throws Error(plugin) where another one has this name or writes a file of the same name, or the file lies elsewhere
  /// than in the run folder.
  void add(std::string name, Text title, std::unique_ptr<const Exporter> exporter);
  /// Those of all plugins.
  void add_of(const Registry& registry);
  /// Throws Error(config) that names the nearest known one.
  const Exporter& named(std::string_view name) const;
  std::vector<std::string> names() const;  ///< sorted
  const Text& title(std::string_view name) const;

 private:
  struct Entry {
    Text title;
    std::unique_ptr<const Exporter> exporter;
  };
  const Entry& entry(std::string_view name) const;
  std::map<std::string, Entry, std::less<>> entries_;
};

/// Those that come with Planspiel: "geopackage".
Exporters own_exporters();

}  // namespace planspiel
