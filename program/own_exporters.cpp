#include "gis/geopackage_exporter.hpp"
#include "program/exporters.hpp"

namespace planspiel {

Exporters own_exporters() {
  Exporters exporters;
  exporters.add("geopackage", {"GeoPackage für QGIS", "GeoPackage for QGIS"}, std::make_unique<GeopackageExporter>());
  return exporters;
}

}  // namespace planspiel
