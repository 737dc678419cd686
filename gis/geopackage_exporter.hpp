#pragma once

#include "engine/run/exporter.hpp"

namespace planspiel {

/// The planner's copy of a run: fields.gpkg with a layer for each kind of place, the tables `indicators` and
/// `field_columns` (what each column means), and styles that QGIS takes by itself.
class GeopackageExporter final : public Exporter {
 public:
  std::string file_name() const override { return "fields.gpkg"; }
  void write(const City& city, const Results& results, const ExportOptions& options,
             const std::filesystem::path& path) const override;
};

}  // namespace planspiel
