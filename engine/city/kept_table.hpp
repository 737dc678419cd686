#pragma once

/// Tables that no loaded plugin knows: kept as they stand, so that nothing of a city is lost, and named.

#include <memory>
#include <string>
#include <vector>

#include "engine/city/table.hpp"

namespace planspiel {

/// One column with its values, as any table's column is seen through cells.
struct KeptColumn {
  std::string name, unit{}, references{}, help{};  ///< help in English
  ColumnKind kind = ColumnKind::text;
  bool derived = false, optional = true;
  std::vector<std::string> choices{};
  std::vector<Cell> cells{};  ///< monostate: empty
};

class KeptTable final : public Table {
 public:
  /// As a file without description has it: numbers in the file's units, choices and references as texts.
  KeptTable(std::string name, std::vector<std::string> ids, std::vector<KeptColumn> columns);
  /// As a table of a plugin was, with the digest that it had.
  KeptTable(std::string name, std::vector<std::string> ids, std::vector<KeptColumn> columns, Digest digest);

  std::string_view table_name() const override { return description_->name; }
  std::size_t size() const override { return ids_.size(); }
  void resize(std::size_t rows) override;
  void visit(ColumnVisitor& visitor) override;
  std::unique_ptr<Table> clone() const override { return std::make_unique<KeptTable>(*this); }
  std::vector<std::string>& external_ids() override { return ids_; }
  using Table::external_ids;
  Digest digest() const override;
  /// Whether the columns mean what their table's description says (base units, row numbers).
  bool is_described() const { return described_; }

 private:
  struct Description {
    std::string name;
    std::vector<KeptColumn> columns;  ///< without cells
  };
  std::shared_ptr<const Description> description_;
  std::vector<std::string> ids_;
  std::vector<std::vector<Cell>> cells_;  ///< of each column
  bool described_ = false;
  Digest digest_{};
};

/// The columns of a table with their cells.
std::vector<KeptColumn> kept_columns(const Table& table);

}  // namespace planspiel
