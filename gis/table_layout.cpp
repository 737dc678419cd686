#include "gis/table_layout.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "engine/base/options.hpp"
#include "engine/base/text.hpp"

namespace planspiel {

namespace {

/// Reads the description of every column.
class Describe final : public ColumnVisitor {
 public:
  void visit(ColumnCells& column) override {
    ColumnLayout one{std::string(column.name()), column.kind(), column.spec()};
    for (const std::string_view choice : column.choices()) one.choices.emplace_back(choice);
    if (!one.spec.unit.empty()) one.factor = unit(one.spec.unit).factor;
    columns.push_back(std::move(one));
  }
  std::vector<ColumnLayout> columns{};
};

/// The column that becomes the layer's geometry: an area or a line rather than a point.
ColumnLayout* choose_geometry(std::vector<ColumnLayout>& columns) {
  for (const ColumnKind kind : {ColumnKind::polygon, ColumnKind::line, ColumnKind::point})
    for (ColumnLayout& column : columns)
      if (column.kind == kind) return &column;
  return nullptr;
}

LayerGeometry geometry_of(const ColumnLayout& column) {
  if (column.kind == ColumnKind::point) return LayerGeometry::point;
  if (column.kind == ColumnKind::polygon) return LayerGeometry::area;
  return column.name == "footprint" ? LayerGeometry::ring : LayerGeometry::line;
}

FieldType field_type(ColumnKind kind) {
  switch (kind) {
    case ColumnKind::number:
    case ColumnKind::point:
      return FieldType::real;
    case ColumnKind::integer:
    case ColumnKind::flag:
      return FieldType::integer;
    default:
      return FieldType::text;
  }
}

std::string clock(int hour) { return fmt::format("{:02}:00", hour); }

}  // namespace

const ColumnLayout* TableLayout::geometry() const {
  const auto found =
      std::find_if(columns.begin(), columns.end(), [](const ColumnLayout& column) { return column.is_geometry; });
  return found == columns.end() ? nullptr : &*found;
}

bool TableLayout::is_derived() const {
  return !columns.empty() &&
         std::all_of(columns.begin(), columns.end(), [](const ColumnLayout& c) { return c.spec.derived; });
}

TableLayout layout_of(const Table& table, const std::string& crs) {
  Describe describe;
  const_cast<Table&>(table).visit(describe);  // the visitor only reads
  TableLayout layout;
  layout.columns = std::move(describe.columns);
  layout.layer.name = std::string(table.table_name());
  layout.layer.fields.push_back({"id", FieldType::text});
  if (ColumnLayout* geometry = choose_geometry(layout.columns)) {
    geometry->is_geometry = true;
    layout.layer.geometry = geometry_of(*geometry);
    layout.layer.crs = crs;
  }
  for (ColumnLayout& column : layout.columns) {
    if (column.is_geometry) continue;
    PLANSPIEL_CHECK(column.kind != ColumnKind::polygon && column.kind != ColumnKind::line);  // one of these per table
    column.first_field = layout.layer.fields.size();
    if (column.kind != ColumnKind::point) {
      layout.layer.fields.push_back({column.name, field_type(column.kind)});
      continue;
    }
    layout.layer.fields.push_back({column.name + "_x", FieldType::real});
    column.second_field = layout.layer.fields.size();
    layout.layer.fields.push_back({column.name + "_y", FieldType::real});
  }
  return layout;
}

std::string hours_text(Hours hours) {
  std::string text;
  for (int from = 0; from < 24;) {
    if (!hours.contains(static_cast<std::size_t>(from))) {
      ++from;
      continue;
    }
    int to = from;
    while (to < 24 && hours.contains(static_cast<std::size_t>(to))) ++to;
    text += (text.empty() ? "" : " ") + clock(from) + "-" + clock(to);
    from = to;
  }
  return text;
}

Hours hours_from(std::string_view text) {
  Hours hours{0};
  for (const std::string& part : split(text, ' ')) {
    if (part.empty()) continue;
    std::uint32_t mask = 0;
    OptionSet set;
    set.hours("hours", mask, {});
    set.read(Value::table({{"hours", part}}));
    hours.mask |= mask;
  }
  return hours;
}

double in_unit(double in_base_units, double factor) {
  if (factor == 1.0 || !std::isfinite(in_base_units)) return in_base_units;
  const double near = in_base_units / factor;
  for (const double candidate : {near, std::nextafter(near, HUGE_VAL), std::nextafter(near, -HUGE_VAL)})
    if (candidate * factor == in_base_units) return candidate;
  return near;
}

}  // namespace planspiel
