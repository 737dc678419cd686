#include "gis/cell_writer.hpp"

#include <utility>

#include "engine/base/value.hpp"

namespace planspiel {

namespace {

class TakeCells final : public ColumnVisitor {
 public:
  void visit(ColumnCells& column) override {
    std::vector<Cell> cells;
    cells.reserve(column.size());
    for (std::size_t row = 0; row < column.size(); ++row) cells.push_back(column.get(row));
    columns.push_back(std::move(cells));
  }
  std::vector<std::vector<Cell>> columns{};
};

}  // namespace

void CellWriter::write(LayerGeometry geometry, const ColumnLayout& column, const Cell& cell) {
  if (std::holds_alternative<std::monostate>(cell)) return;
  if (column.is_geometry) return write_geometry(geometry, cell);
  const std::size_t field = column.first_field;
  switch (column.kind) {
    case ColumnKind::number:
      return out_.set(field, in_unit(std::get<double>(cell), column.factor));
    case ColumnKind::integer:
    case ColumnKind::flag:
      return out_.set(field, std::get<std::int64_t>(cell));
    case ColumnKind::text:
      return out_.set(field, std::string_view(std::get<std::string>(cell)));
    case ColumnKind::choice:
      return out_.set(field,
                      std::string_view(column.choices.at(static_cast<std::size_t>(std::get<std::int64_t>(cell)))));
    case ColumnKind::hours:
      return out_.set(field, std::string_view(hours_text({static_cast<std::uint32_t>(std::get<std::int64_t>(cell))})));
    case ColumnKind::reference:
      return out_.set(field, std::string_view(external_id(column, std::get<std::int64_t>(cell))));
    case ColumnKind::references:
    case ColumnKind::numbers:
      return out_.set(field, std::string_view(list_text(column, cell)));
    case ColumnKind::point:
      out_.set(field, std::get<Point>(cell).x_m);
      return out_.set(column.second_field, std::get<Point>(cell).y_m);
    case ColumnKind::polygon:
    case ColumnKind::line:
      return;  // always the geometry
  }
}

void CellWriter::write_geometry(LayerGeometry geometry, const Cell& cell) {
  if (geometry == LayerGeometry::point)
    out_.set_point(std::get<Point>(cell));
  else if (geometry == LayerGeometry::area)
    out_.set_polygon(std::get<Polygon>(cell));
  else if (geometry == LayerGeometry::ring)
    out_.set_ring(std::get<std::vector<Point>>(cell));
  else
    out_.set_line(std::get<std::vector<Point>>(cell));
}

const std::string& CellWriter::external_id(const ColumnLayout& column, std::int64_t row) const {
  return city_.table(column.spec.references).external_ids().at(static_cast<std::size_t>(row));
}

std::string CellWriter::list_text(const ColumnLayout& column, const Cell& cell) const {
  std::vector<Value> items;
  if (column.kind == ColumnKind::references)
    for (const std::int64_t row : std::get<std::vector<std::int64_t>>(cell))
      items.emplace_back(external_id(column, row));
  else
    for (const double number : std::get<std::vector<double>>(cell)) items.emplace_back(in_unit(number, column.factor));
  return to_json(Value::list(std::move(items)), -1);
}

std::vector<std::vector<Cell>> cells_of(const Table& table) {
  TakeCells taken;
  const_cast<Table&>(table).visit(taken);  // the visitor only reads
  return std::move(taken.columns);
}

}  // namespace planspiel
