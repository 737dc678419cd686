#pragma once

#include "engine/city/city.hpp"
#include "gis/geopackage.hpp"
#include "gis/table_layout.hpp"

namespace planspiel {

/// Puts the cells of a city's tables into the row that a GeopackageWriter is making.
class CellWriter {
 public:
  CellWriter(const City& city, GeopackageWriter& out) : city_(city), out_(out) {}
  /// Where the layout says it belongs; `geometry` is the kind of the layer.
  void write(LayerGeometry geometry, const ColumnLayout& column, const Cell& cell);

 private:
  void write_geometry(LayerGeometry geometry, const Cell& cell);
  const std::string& external_id(const ColumnLayout& column, std::int64_t row) const;
  std::string list_text(const ColumnLayout& column, const Cell& cell) const;

  const City& city_;
  GeopackageWriter& out_;
};

/// All values of a table as cells, column by column.
std::vector<std::vector<Cell>> cells_of(const Table& table);

}  // namespace planspiel
