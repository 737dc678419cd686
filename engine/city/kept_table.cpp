#include "engine/city/kept_table.hpp"

#include "engine/base/error.hpp"

namespace planspiel {

namespace {

/// The value of a row that nobody set.
Cell empty_cell(ColumnKind kind) {
  switch (kind) {
    case ColumnKind::text:
      return std::string();
    case ColumnKind::line:
      return std::vector<Point>{};
    case ColumnKind::numbers:
      return std::vector<double>{};
    case ColumnKind::references:
      return std::vector<std::int64_t>{};
    default:
      return {};
  }
}

void hash_cell(Hasher& hasher, const Cell& cell) {
  hasher.integer(cell.index());
  if (const auto* number = std::get_if<double>(&cell)) hasher.bytes(number, sizeof *number);
  if (const auto* integer = std::get_if<std::int64_t>(&cell)) hasher.bytes(integer, sizeof *integer);
  if (const auto* text = std::get_if<std::string>(&cell)) hasher.text(*text);
  if (const auto* point = std::get_if<Point>(&cell)) hasher.bytes(point, sizeof *point);
  if (const auto* polygon = std::get_if<Polygon>(&cell)) cells::hash_value(hasher, *polygon);
  const auto list = [&](const auto* values) {
    if (values) hasher.integer(values->size()).bytes(values->data(), values->size() * sizeof(values->front()));
  };
  list(std::get_if<std::vector<Point>>(&cell));
  list(std::get_if<std::vector<double>>(&cell));
  list(std::get_if<std::vector<std::int64_t>>(&cell));
}

class CellsOfKept final : public ColumnCells {
 public:
  CellsOfKept(const KeptColumn& column, std::vector<Cell>& cells)
      : column_(column),
        cells_(cells),
        spec_{.unit = column.unit,
              .references = column.references,
              .derived = column.derived,
              .optional = column.optional,
              .help = {column.help, column.help}} {}
  std::string_view name() const override { return column_.name; }
  const ColumnSpec& spec() const override { return spec_; }
  ColumnKind kind() const override { return column_.kind; }
  std::vector<std::string_view> choices() const override { return {column_.choices.begin(), column_.choices.end()}; }
  std::size_t size() const override { return cells_.size(); }
  Cell get(std::size_t row) const override { return cells_[row]; }
  void set(std::size_t row, const Cell& cell) override { cells_[row] = cell; }
  void permute(const std::vector<std::uint32_t>& order) override {
    std::vector<Cell> sorted;
    sorted.reserve(order.size());
    for (const std::uint32_t old_row : order) sorted.push_back(std::move(cells_[old_row]));
    cells_ = std::move(sorted);
  }
  void renumber(const std::vector<std::uint32_t>& new_row) override {
    const auto renew = [&](std::int64_t& row) { row = new_row[static_cast<std::size_t>(row)]; };
    for (Cell& cell : cells_) {
      if (auto* row = std::get_if<std::int64_t>(&cell)) renew(*row);
      if (auto* rows = std::get_if<std::vector<std::int64_t>>(&cell))
        for (std::int64_t& row : *rows) renew(row);
    }
  }
  void add_to(Hasher& hasher) const override {
    hasher.text(column_.name).integer(cells_.size());
    for (const Cell& cell : cells_) hash_cell(hasher, cell);
  }

 private:
  const KeptColumn& column_;
  std::vector<Cell>& cells_;
  ColumnSpec spec_;
};

class TakeColumns final : public ColumnVisitor {
 public:
  void visit(ColumnCells& column) override {
    const ColumnSpec& spec = column.spec();
    KeptColumn taken{.name = std::string(column.name()),
                     .unit = std::string(spec.unit),
                     .references = std::string(spec.references),
                     .help = std::string(spec.help.en),
                     .kind = column.kind(),
                     .derived = spec.derived,
                     .optional = spec.optional};
    for (const std::string_view choice : column.choices()) taken.choices.emplace_back(choice);
    for (std::size_t row = 0; row < column.size(); ++row) taken.cells.push_back(column.get(row));
    columns.push_back(std::move(taken));
  }
  std::vector<KeptColumn> columns{};
};

}  // namespace

KeptTable::KeptTable(std::string name, std::vector<std::string> ids, std::vector<KeptColumn> columns)
    : ids_(std::move(ids)) {
  for (KeptColumn& column : columns) {
    PLANSPIEL_CHECK(column.cells.size() == ids_.size());
    cells_.push_back(std::move(column.cells));
    column.cells.clear();
  }
  description_ = std::make_shared<const Description>(Description{std::move(name), std::move(columns)});
}

KeptTable::KeptTable(std::string name, std::vector<std::string> ids, std::vector<KeptColumn> columns, Digest digest)
    : KeptTable(std::move(name), std::move(ids), std::move(columns)) {
  described_ = true;
  digest_ = digest;
}

void KeptTable::resize(std::size_t rows) {
  ids_.resize(rows);
  for (std::size_t column = 0; column < cells_.size(); ++column)
    cells_[column].resize(rows, empty_cell(description_->columns[column].kind));
}

void KeptTable::visit(ColumnVisitor& visitor) {
  for (std::size_t column = 0; column < cells_.size(); ++column) {
    CellsOfKept seen(description_->columns[column], cells_[column]);
    visitor.visit(seen);
  }
}

Digest KeptTable::digest() const { return described_ ? digest_ : Table::digest(); }

std::vector<KeptColumn> kept_columns(const Table& table) {
  TakeColumns take;
  const_cast<Table&>(table).visit(take);  // the visitor only reads
  return std::move(take.columns);
}

}  // namespace planspiel
