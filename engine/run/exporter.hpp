#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <string>

#include "engine/city/city.hpp"

namespace planspiel {

struct Results;  // whoever writes an exporter includes engine/run/results.hpp

struct ExportOptions {
  bool all_hours = false;  ///< every hour; else day value, worst hour and hours 3, 8, 13, 17
  Language language = Language::en;
};

/// Writes a run's fields in a format that the engine itself does not know (gis: GeoPackage).
class Exporter {
 public:
  virtual ~Exporter() = default;
  /// The file's name in the run folder: "fields.gpkg".
  virtual std::string file_name() const = 0;
  virtual void write(const City& city, const Results& results, const ExportOptions& options,
                     const std::filesystem::path& path) const = 0;
};

/// A format that `planspiel run --export NAME` writes.
struct ExporterEntry {
  std::string name;  ///< "geopackage"
  Text title;
  std::function<std::unique_ptr<const Exporter>()> make;
};

/// Registers an exporter class under a name.
template <class ExporterClass>
ExporterEntry exporter(std::string name, Text title) {
  return {std::move(name), std::move(title),
          []() -> std::unique_ptr<const Exporter> { return std::make_unique<ExporterClass>(); }};
}

}  // namespace planspiel
