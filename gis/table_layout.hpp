#pragma once

/// How a table of the city lies in a layer, made from the table's own description.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/city/table.hpp"
#include "gis/geopackage.hpp"

namespace planspiel {

/// One column of a table and its place in the layer.
struct ColumnLayout {
  std::string name;
  ColumnKind kind = ColumnKind::text;
  ColumnSpec spec{};
  std::vector<std::string> choices{};
  double factor = 1.0;           ///< what one of the file's unit is in base units
  bool is_geometry = false;      ///< the layer's geometry
  std::size_t first_field = 0;   ///< where its field is in LayerSpec::fields
  std::size_t second_field = 0;  ///< of a point beside another geometry: the field of y
};

struct TableLayout {
  LayerSpec layer{};
  std::vector<ColumnLayout> columns{};
  const ColumnLayout* geometry() const;
  /// Whether a city makes the table from others (every column is derived).
  bool is_derived() const;
};

/// The field 0 is `id`; then the columns in the order of the description.
TableLayout layout_of(const Table& table, const std::string& crs);

/// "06:00-09:00 15:00-19:00"; empty for no hour.
std::string hours_text(Hours hours);
/// Throws Error(input) with a right example.
Hours hours_from(std::string_view text);

/// A number in the file's unit that reads back as the same number in base units wherever there is one.
double in_unit(double in_base_units, double factor);

}  // namespace planspiel
