#pragma once

/// How each kind of column is seen through cells (part of table.hpp).

#include <algorithm>
#include <span>

#include "engine/city/table.hpp"

namespace planspiel {

/// An enum with readable names declares `std::span<const std::string_view> choice_names(TheEnum)`.
template <class T>
concept Choice = std::is_enum_v<T> && requires(T t) {
  { choice_names(t) } -> std::convertible_to<std::span<const std::string_view>>;
};

/// A set of hours of the day; bit h is the hour [h, h+1).
struct Hours {
  std::uint32_t mask = 0xffffffu;
  bool contains(std::size_t hour) const { return (mask >> hour) & 1u; }
  bool operator==(const Hours&) const = default;
};

namespace cells {

template <class T>
struct IsQuantity : std::false_type {};
template <int L, int T, int M, int C>
struct IsQuantity<Quantity<L, T, M, C>> : std::true_type {};
template <class T>
struct IsOptional : std::false_type {};
template <class T>
struct IsOptional<std::optional<T>> : std::true_type {};
template <class T>
concept IdType = requires(T t) {
  t.index();
}
&&!IsOptional<T>::value;

template <class T>
constexpr ColumnKind kind_of() {
  if constexpr (IsQuantity<T>::value || std::is_same_v<T, double>)
    return ColumnKind::number;
  else if constexpr (std::is_same_v<T, Flag>)
    return ColumnKind::flag;
  else if constexpr (std::is_same_v<T, std::string>)
    return ColumnKind::text;
  else if constexpr (Choice<T>)
    return ColumnKind::choice;
  else if constexpr (std::is_same_v<T, Hours>)
    return ColumnKind::hours;
  else if constexpr (IdType<T> || IsOptional<T>::value)
    return ColumnKind::reference;
  else if constexpr (std::is_same_v<T, Point>)
    return ColumnKind::point;
  else if constexpr (std::is_same_v<T, Polygon>)
    return ColumnKind::polygon;
  else {
    static_assert(std::is_integral_v<T>, "no cell form for this column type");
    return ColumnKind::integer;
  }
}

template <class T>
Cell to_cell(const T& value) {
  if constexpr (IsQuantity<T>::value)
    return value.value;
  else if constexpr (IsOptional<T>::value)
    return value ? Cell(static_cast<std::int64_t>(value->index())) : Cell();
  else if constexpr (IdType<T>)
    return static_cast<std::int64_t>(value.index());
  else if constexpr (std::is_same_v<T, Hours>)
    return static_cast<std::int64_t>(value.mask);
  else if constexpr (std::is_enum_v<T> || std::is_integral_v<T>)
    return static_cast<std::int64_t>(value);
  else
    return value;
}

template <class T>
T from_cell(const Cell& cell) {
  if constexpr (IsQuantity<T>::value)
    return T(std::get<double>(cell));
  else if constexpr (IsOptional<T>::value) {
    if (std::holds_alternative<std::monostate>(cell)) return std::nullopt;
    return typename T::value_type(static_cast<std::size_t>(std::get<std::int64_t>(cell)));
  } else if constexpr (IdType<T>)
    return T(static_cast<std::size_t>(std::get<std::int64_t>(cell)));
  else if constexpr (std::is_same_v<T, Hours>)
    return Hours{static_cast<std::uint32_t>(std::get<std::int64_t>(cell))};
  else if constexpr (std::is_enum_v<T> || std::is_integral_v<T>)
    return static_cast<T>(std::get<std::int64_t>(cell));
  else
    return std::get<T>(cell);
}

template <class T>
void hash_value(Hasher& hasher, const T& value) {
  if constexpr (std::is_same_v<T, std::string>)
    hasher.text(value);
  else if constexpr (std::is_same_v<T, Polygon>) {
    hasher.integer(value.rings.size());
    for (const Ring& ring : value.rings) hasher.integer(ring.size()).bytes(ring.data(), ring.size() * sizeof(Point));
  } else if constexpr (IsOptional<T>::value)
    hasher.integer(value ? value->index() + 1 : 0);
  else
    hasher.bytes(&value, sizeof(T));
}

template <class T>
inline constexpr bool kBulkHash = std::is_trivially_copyable_v<T>&& std::has_unique_object_representations_v<T>;

template <class ColumnType>
class CellsOf;

template <class Row, class T>
class CellsOf<Column<Row, T>> final : public ColumnCells {
 public:
  CellsOf(std::string_view name, Column<Row, T>& column, const ColumnSpec& spec)
      : name_(name), column_(column), spec_(spec) {}
  std::string_view name() const override { return name_; }
  const ColumnSpec& spec() const override { return spec_; }
  ColumnKind kind() const override { return kind_of<T>(); }
  std::vector<std::string_view> choices() const override {
    if constexpr (Choice<T>) {
      const auto names = choice_names(T{});
      return {names.begin(), names.end()};
    } else
      return {};
  }
  std::size_t size() const override { return column_.size(); }
  Cell get(std::size_t row) const override { return to_cell(column_[Row(row)]); }
  void set(std::size_t row, const Cell& cell) override { column_[Row(row)] = from_cell<T>(cell); }
  void permute(const std::vector<std::uint32_t>& order) override {
    std::vector<T> sorted;
    sorted.reserve(order.size());
    for (const std::uint32_t old_row : order) sorted.push_back(std::move(column_.values()[old_row]));
    column_.values() = std::move(sorted);
  }
  void renumber([[maybe_unused]] const std::vector<std::uint32_t>& new_row) override {
    if constexpr (IdType<T>)
      for (T& id : column_.values()) id = T(std::size_t{new_row[id.index()]});
    else if constexpr (IsOptional<T>::value && kind_of<T>() == ColumnKind::reference)
      for (T& id : column_.values())
        if (id) id = typename T::value_type(std::size_t{new_row[id->index()]});
  }
  void add_to(Hasher& hasher) const override {
    hasher.text(name_).integer(column_.size());
    if constexpr (kBulkHash<T> || std::is_same_v<T, double> || IsQuantity<T>::value || std::is_same_v<T, Point>)
      hasher.bytes(column_.values().data(), column_.size() * sizeof(T));
    else
      for (const T& value : column_) hash_value(hasher, value);
  }

 private:
  std::string_view name_;
  Column<Row, T>& column_;
  const ColumnSpec& spec_;
};

template <class Row, class T>
class CellsOf<Adjacency<Row, T>> final : public ColumnCells {
 public:
  using List = std::conditional_t<std::is_same_v<T, Point>, std::vector<Point>,
                                  std::conditional_t<IdType<T>, std::vector<std::int64_t>, std::vector<double>>>;
  CellsOf(std::string_view name, Adjacency<Row, T>& column, const ColumnSpec& spec)
      : name_(name), column_(column), spec_(spec) {}
  std::string_view name() const override { return name_; }
  const ColumnSpec& spec() const override { return spec_; }
  ColumnKind kind() const override {
    return std::is_same_v<T, Point> ? ColumnKind::line : IdType<T> ? ColumnKind::references : ColumnKind::numbers;
  }
  std::vector<std::string_view> choices() const override { return {}; }
  std::size_t size() const override { return column_.size(); }
  Cell get(std::size_t row) const override {
    List list;
    for (const T& value : column_[Row(row)]) list.push_back(element(value));
    return list;
  }
  void set(std::size_t row, const Cell& cell) override {
    if (row == 0) column_ = {};
    PLANSPIEL_CHECK(row == column_.size());
    std::vector<T> list;
    for (const auto& value : std::get<List>(cell)) list.push_back(stored(value));
    column_.push_back(list);
  }
  void permute(const std::vector<std::uint32_t>& order) override {
    Adjacency<Row, T> sorted;
    for (const std::uint32_t old_row : order) sorted.push_back(std::as_const(column_)[Row(std::size_t{old_row})]);
    column_ = std::move(sorted);
  }
  void renumber([[maybe_unused]] const std::vector<std::uint32_t>& new_row) override {
    if constexpr (IdType<T>)
      for (T& id : column_.values()) id = T(std::size_t{new_row[id.index()]});
  }
  void add_to(Hasher& hasher) const override {
    hasher.text(name_).integer(column_.size());
    hasher.bytes(column_.offsets().data(), column_.offsets().size() * sizeof(std::uint32_t));
    hasher.bytes(column_.values().data(), column_.values().size() * sizeof(T));
  }

 private:
  static auto element(const T& value) {
    if constexpr (IdType<T>)
      return static_cast<std::int64_t>(value.index());
    else if constexpr (IsQuantity<T>::value)
      return value.value;
    else
      return value;
  }
  static T stored(const typename List::value_type& value) {
    if constexpr (IdType<T>)
      return T(static_cast<std::size_t>(value));
    else
      return T(value);
  }
  std::string_view name_;
  Adjacency<Row, T>& column_;
  const ColumnSpec& spec_;
};

template <class Row, class T>
void grow(Column<Row, T>& column, std::size_t rows) {
  column.resize(rows, T{});
}
template <class Row, class T>
void grow(Adjacency<Row, T>& column, std::size_t rows) {
  while (column.size() < rows) column.push_back(std::span<const T>());
}

}  // namespace cells

template <class Self, class Row>
void TableOf<Self, Row>::resize(std::size_t row_count) {
  id.resize(row_count);
  static_cast<Self&>(*this).describe(
      [&](std::string_view, auto& column, const ColumnSpec&) { cells::grow(column, row_count); });
}

template <class Self, class Row>
void TableOf<Self, Row>::visit(ColumnVisitor& visitor) {
  static_cast<Self&>(*this).describe([&](std::string_view name, auto& column, const ColumnSpec& spec) {
    cells::CellsOf<std::remove_cvref_t<decltype(column)>> seen(name, column, spec);
    visitor.visit(seen);
  });
}

template <class Self, class Row>
std::optional<Row> TableOf<Self, Row>::find(std::string_view external_id) const {
  const auto& all = id.values();
  auto found = std::lower_bound(all.begin(), all.end(), external_id);
  if (found == all.end() || *found != external_id)
    found = std::find(all.begin(), all.end(), external_id);  // appended rows
  if (found == all.end()) return std::nullopt;
  return Row(static_cast<std::size_t>(found - all.begin()));
}

}  // namespace planspiel
