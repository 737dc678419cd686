#pragma once

/// Fields: the data through which models meet. Every field over a spatial domain is, with no further code,
/// stored, exported, a layer on maps and in the viewer, a difference map, an aggregate by district.

#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "engine/base/column.hpp"
#include "engine/base/text.hpp"
#include "engine/city/city.hpp"

namespace planspiel {

/// Rows that are no table of the city.
struct PersonId : Id<PersonId> {
  using Id::Id;
  static constexpr DomainSpec kDomain{.name = "person", .de = "Personen", .en = "persons", .rows = RowCount::of_model};
};
struct TourId : Id<TourId> {
  using Id::Id;
  static constexpr DomainSpec kDomain{.name = "tour", .de = "Touren", .en = "tours", .rows = RowCount::of_model};
};
struct TripId : Id<TripId> {
  using Id::Id;
  static constexpr DomainSpec kDomain{.name = "trip", .de = "Wege", .en = "trips", .rows = RowCount::of_model};
};
/// One row.
struct ScalarId : Id<ScalarId> {
  using Id::Id;
  static constexpr DomainSpec kDomain{.name = "scalar", .de = "Stadt", .en = "city", .rows = RowCount::one};
};
/// Rounds of a fixed point.
struct RoundId : Id<RoundId> {
  using Id::Id;
  static constexpr DomainSpec kDomain{.name = "round", .de = "Runden", .en = "rounds", .rows = RowCount::of_model};
};

enum class Better { more, less, neutral };

struct FieldSpec {
  std::string name;  ///< "mobility.road_flow"
  Domain domain = domain_of<ScalarId>;
  std::vector<AxisSpec> axes;
  std::string unit;  ///< symbol shown and stored; values in memory are in base units
  Text title;
  Better better = Better::neutral;
  Text help;                     ///< what is counted, and how
  std::vector<double> levels{};  ///< in `unit`: the area up to each is a polygon in the GeoPackage (isochrones)
  bool flag = false;             ///< values are 0 or 1: comparisons list the rows that change
  std::string beside{};          ///< table whose places a map of the field shows ("stations"); empty: none
  bool shown_first = false;      ///< what a layer of its rows shows when it is opened
  bool counted = false;          ///< vehicles per hour on roads: what the table of counts counts
};

/// A dense array [rows × axes…] of doubles or quantities, row-major. Values without meaning (no speed, not
/// reached) are NaN.
class GridBase {
 public:
  virtual ~GridBase() = default;
  const std::vector<std::size_t>& shape() const { return shape_; }
  std::size_t rows() const { return shape_.empty() ? 0 : shape_[0]; }
  /// Values per row.
  std::size_t row_size() const { return row_size_; }
  virtual std::span<const double> raw() const = 0;
  virtual std::span<double> raw() = 0;
  virtual void reshape(std::vector<std::size_t> shape) = 0;

 protected:
  std::vector<std::size_t> shape_;
  std::size_t row_size_ = 1;
};

template <class Row, class Value, class... Axes>
class Grid final : public GridBase {
  static_assert(sizeof(Value) == sizeof(double) && std::is_standard_layout_v<Value>,
                "a field holds doubles or quantities");
  static_assert(sizeof...(Axes) <= 2, "a field has at most two axes");

 public:
  Grid() { reshape(std::vector<std::size_t>(1 + sizeof...(Axes), 0)); }
  explicit Grid(std::vector<std::size_t> shape) { reshape(std::move(shape)); }

  Value& operator()(Row row, Axes... axes) { return values_[offset(row, axes...)]; }
  const Value& operator()(Row row, Axes... axes) const { return values_[offset(row, axes...)]; }
  Value& operator[](Row row) requires(sizeof...(Axes) == 0) { return values_[row.index()]; }
  const Value& operator[](Row row) const requires(sizeof...(Axes) == 0) { return values_[row.index()]; }
  /// All values of one row.
  std::span<Value> row(Row r) { return {values_.data() + r.index() * row_size_, row_size_}; }
  std::span<const Value> row(Row r) const { return {values_.data() + r.index() * row_size_, row_size_}; }

  /// New extents; all values become 0.
  void reshape(std::vector<std::size_t> shape) override {
    PLANSPIEL_CHECK(shape.size() == 1 + sizeof...(Axes));
    row_size_ = 1;
    for (std::size_t axis = 1; axis < shape.size(); ++axis) row_size_ *= shape[axis];
    values_.assign(shape[0] * row_size_, Value{});
    shape_ = std::move(shape);
  }
  /// Sets the number of rows of a field whose rows only the model knows (persons, tours, rounds).
  void set_rows(std::size_t count) {
    auto shape = shape_;
    shape[0] = count;
    reshape(std::move(shape));
  }
  std::vector<Value>& values() { return values_; }
  const std::vector<Value>& values() const { return values_; }
  std::span<const double> raw() const override {
    return {reinterpret_cast<const double*>(values_.data()), values_.size()};
  }
  std::span<double> raw() override { return {reinterpret_cast<double*>(values_.data()), values_.size()}; }

 private:
  std::size_t offset(Row row) const { return row.index(); }
  template <class A>
  std::size_t offset(Row row, A a) const {
    return row.index() * row_size_ + a.index();
  }
  template <class A, class B>
  std::size_t offset(Row row, A a, B b) const {
    return row.index() * row_size_ + a.index() * shape_[2] + b.index();
  }
  std::vector<Value> values_;
};

/// A field of the hours of the day.
template <class Row, class Value>
using HourlyColumn = Grid<Row, Value, Hour>;

/// What a field is, without its types. Its functions are compiled once, and not for each field in each file of its
/// family: fields are globals.
struct DeclaredField {
  FieldSpec spec;
  ~DeclaredField();
  DeclaredField(const DeclaredField&);
  DeclaredField(DeclaredField&&) noexcept;
  DeclaredField& operator=(const DeclaredField&) = delete;

 protected:
  DeclaredField(std::string_view name, std::string_view unit, TextView title, Better better, TextView help,
                const DomainSpec& domain, std::initializer_list<AxisSpec (*)()> axes);
};

/// A named, typed field: what a model says to read or write it. Declared once, by the family that writes it.
template <class Row, class Value, class... Axes>
struct Field : DeclaredField {
  using grid = Grid<Row, Value, Axes...>;
  Field(std::string_view name, std::string_view unit, TextView title, Better better, TextView help)
      : DeclaredField(name, unit, title, better, help, domain_of<Row>, {&axis_spec<Axes>...}) {}
  Field with_levels(std::vector<double> levels) && {
    spec.levels = std::move(levels);
    return std::move(*this);
  }
  /// Maps show the places of this table too.
  Field beside(std::string table) && {
    spec.beside = std::move(table);
    return std::move(*this);
  }
  /// Layers of these rows open with this field.
  Field first() && {
    spec.shown_first = true;
    return std::move(*this);
  }
  /// The card of a run shows the day's values beside the counts of the city.
  Field counted() && requires(std::is_same_v<grid, Grid<EdgeId, Flow, Hour>>) {
    spec.counted = true;
    return std::move(*this);
  }
  Field as_flag() && {
    spec.flag = true;
    return std::move(*this);
  }
};

/// The extents of a field on a city: rows of the domain's table (0 for persons, tours, trips, rounds, whose
/// model sets them), labels of each axis.
std::vector<std::size_t> extents(const FieldSpec& spec, const City& city);
/// What the values along an axis are called on a city: its labels, or the external ids of zones or standards.
std::vector<std::string> axis_labels(const AxisSpec& axis, const City& city);

/// What people call the values along an axis: titles of its labels, else the labels themselves.
std::vector<Text> label_texts(const AxisSpec& axis);

/// A field as it is shown at one entry of an axis: in the entry's unit where it has one.
FieldSpec shown_at(FieldSpec spec, std::size_t axis, std::size_t entry);

/// What becomes of the hours when a day is asked for: amounts and rates add up; speeds, times to get somewhere, shares
/// and values per anything but an hour are averaged over the hours that have a value.
enum class DayValue { sum, mean };
/// By the unit: "h" and "km" are amounts (vehicle-hours, vehicle-kilometres), "s", "min" and "m" are how long it takes
/// and how far it is.
DayValue day_value(const FieldSpec& field);
/// The unit of the day's value: "1/day" ("1/Tag") for the sum of "1/h", else the field's own.
std::string day_unit(const FieldSpec& field, Language language);

/// A stored field: its description and its values.
struct FieldValues {
  FieldSpec spec;
  std::shared_ptr<const GridBase> grid;
};

/// Fields by name, in the order of the names.
using FieldMap = std::map<std::string, FieldValues, std::less<>>;

}  // namespace planspiel
