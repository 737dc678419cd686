#include "viewer/app/table_columns.hpp"

namespace planspiel::viewer {

namespace {

/// The cells of one column.
struct Cells final : ColumnVisitor {
  std::string_view wanted;
  std::optional<std::vector<Cell>> found{};
  explicit Cells(std::string_view column) : wanted(column) {}
  void visit(ColumnCells& column) override {
    if (column.name() != wanted) return;
    found.emplace();
    for (std::size_t row = 0; row < column.size(); ++row) found->push_back(column.get(row));
  }
};

template <class Value, class Take>
std::optional<std::vector<Value>> column_of(const Table& table, std::string_view column, Take&& take) {
  Cells cells(column);
  const_cast<Table&>(table).visit(cells);  // the visitor only reads
  if (!cells.found) return std::nullopt;
  std::vector<Value> values;
  for (const Cell& cell : *cells.found) {
    std::optional<Value> value = take(cell);
    if (!value) return std::nullopt;
    values.push_back(*std::move(value));
  }
  return values;
}

template <class Value>
std::optional<Value> held(const Cell& cell) {
  const Value* value = std::get_if<Value>(&cell);
  return value ? std::optional<Value>(*value) : std::nullopt;
}

}  // namespace

std::optional<std::vector<double>> numbers_in(const Table& table, std::string_view column) {
  return column_of<double>(table, column, [](const Cell& cell) -> std::optional<double> {
    if (const auto whole = held<std::int64_t>(cell)) return static_cast<double>(*whole);
    return held<double>(cell);
  });
}

std::optional<std::vector<std::string>> texts_in(const Table& table, std::string_view column) {
  return column_of<std::string>(table, column, held<std::string>);
}

std::optional<std::vector<Point>> points_in(const Table& table, std::string_view column) {
  return column_of<Point>(table, column, held<Point>);
}

}  // namespace planspiel::viewer
