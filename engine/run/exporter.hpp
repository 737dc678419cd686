#pragma once

#include <filesystem>
#include <string>

#include "engine/run/results.hpp"

namespace planspiel {

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

}  // namespace planspiel
