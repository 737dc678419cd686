#pragma once

/// What every table of a city is: a struct of columns that describes itself once. Storing, loading, hashing,
/// sorting and the documentation of the format all come from that description.

#include <array>
#include <concepts>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <variant>
#include <vector>

#include "engine/base/column.hpp"
#include "engine/base/geometry.hpp"
#include "engine/base/hash.hpp"
#include "engine/base/quantity.hpp"
#include "engine/base/text.hpp"

namespace planspiel {

/// One value of a table in a form that any file format can hold. References are row numbers of the table named
/// by the column; a missing reference is monostate.
using Cell = std::variant<std::monostate, double, std::int64_t, std::string, Point, Polygon, std::vector<Point>,
                          std::vector<double>, std::vector<std::int64_t>>;

enum class ColumnKind {
  number,
  integer,
  flag,
  text,
  choice,
  hours,
  reference,
  references,
  point,
  polygon,
  line,
  numbers
};

/// What is known of a column besides its values.
struct ColumnSpec {
  std::string_view unit = "";        ///< symbol; in files the column is in this unit
  std::string_view references = "";  ///< name of the table that a reference points into
  bool derived = false;              ///< recomputed by CityBuilder::build(), never read from files
  bool optional = false;             ///< may be missing in a file: rows then keep the default
  TextView help{};                   ///< meaning, for docs/city-format.md and lists
};

/// Of columns that many tables have.
inline constexpr TextView kSourceHelp{"Quelle", "source"};
inline constexpr TextView kCertaintyHelp{"gefunden, abgeleitet, erinnert oder angenommen",
                                         "found, derived, recalled or assumed"};

/// A column seen through cells. Numbers are in base units (m, s, g, EUR).
class ColumnCells {
 public:
  virtual ~ColumnCells() = default;
  virtual std::string_view name() const = 0;
  virtual const ColumnSpec& spec() const = 0;
  virtual ColumnKind kind() const = 0;
  /// The names of a choice column's values, in order.
  virtual std::vector<std::string_view> choices() const = 0;
  virtual std::size_t size() const = 0;
  virtual Cell get(std::size_t row) const = 0;
  /// Sets the value of a row that exists (lists: rows must be set in ascending order, each once).
  virtual void set(std::size_t row, const Cell& cell) = 0;
  /// Row i of the result is row order[i] of now.
  virtual void permute(const std::vector<std::uint32_t>& order) = 0;
  /// References r become new_row[r].
  virtual void renumber(const std::vector<std::uint32_t>& new_row) = 0;
  virtual void add_to(Hasher& hasher) const = 0;
};

class ColumnVisitor {
 public:
  virtual ~ColumnVisitor() = default;
  virtual void visit(ColumnCells& column) = 0;
};

/// Base of every table, the city's own and those that plugins declare.
class Table {
 public:
  virtual ~Table() = default;
  virtual std::string_view table_name() const = 0;
  virtual std::size_t size() const = 0;
  virtual void resize(std::size_t rows) = 0;
  virtual void visit(ColumnVisitor& visitor) = 0;
  virtual std::unique_ptr<Table> clone() const = 0;
  virtual std::vector<std::string>& external_ids() = 0;
  const std::vector<std::string>& external_ids() const { return const_cast<Table*>(this)->external_ids(); }
  /// Hash of all columns, derived ones included.
  virtual Digest digest() const;
};

/// A table `Self` with row ids `Row`. `Self` has `static constexpr std::string_view kName` and
/// `template <class Each> void describe(Each&& each)` that calls `each("name", column, ColumnSpec{…})` for every
/// column but `id`.
template <class Self, class Row>
class TableOf : public Table {
 public:
  using row_type = Row;
  /// External id, unique in the table: OSM way, station code. What files and people use.
  Column<Row, std::string> id;

  std::string_view table_name() const override { return Self::kName; }
  std::size_t size() const override { return id.size(); }
  IdRange<Row> ids() const { return id.ids(); }
  /// Appends a row of defaults.
  Row add(std::string external_id) {
    const Row row(id.size());
    id.push_back(std::move(external_id));
    resize(id.size());
    return row;
  }
  /// The row with an external id. CityBuilder sorts by it (binary search); rows that measures appended are searched
  /// one by one.
  std::optional<Row> find(std::string_view external_id) const;

  void resize(std::size_t row_count) override;
  void visit(ColumnVisitor& visitor) override;
  std::unique_ptr<Table> clone() const override { return std::make_unique<Self>(static_cast<const Self&>(*this)); }
  std::vector<std::string>& external_ids() override { return id.values(); }
  using Table::external_ids;
};

/// Where a plugin or model finds a table: `tables::roads`.
template <class TableType>
struct TableKey {
  using table_type = TableType;
  std::string_view name = TableType::kName;
};

}  // namespace planspiel

#include "engine/city/table_columns.hpp"
