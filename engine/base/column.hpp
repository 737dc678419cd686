#pragma once

/// Columns of tables: vectors that are indexed by one id type and by nothing else.

#include <initializer_list>
#include <span>
#include <utility>
#include <vector>

#include "engine/base/error.hpp"
#include "engine/base/id.hpp"

namespace planspiel {

template <class Row, class Value>
class Column {
 public:
  using row_type = Row;
  using value_type = Value;

  Column() = default;
  explicit Column(std::size_t rows, Value initial = Value{}) : values_(rows, initial) {}
  explicit Column(std::vector<Value> values) : values_(std::move(values)) {}
  Column(std::initializer_list<Value> values) : values_(values) {}

  Value& operator[](Row row) { return values_[row.index()]; }
  const Value& operator[](Row row) const { return values_[row.index()]; }

  std::size_t size() const { return values_.size(); }
  IdRange<Row> ids() const { return IdRange<Row>(values_.size()); }
  void resize(std::size_t rows, Value initial = Value{}) { values_.resize(rows, initial); }
  void push_back(Value value) { values_.push_back(std::move(value)); }
  std::vector<Value>& values() { return values_; }
  const std::vector<Value>& values() const { return values_; }
  auto begin() const { return values_.begin(); }
  auto end() const { return values_.end(); }
  bool operator==(const Column&) const = default;

 private:
  std::vector<Value> values_;
};

/// Added up in the order of the rows.
template <class Row>
double sum(const Column<Row, double>& column) {
  double total = 0.0;
  for (const double value : column) total += value;
  return total;
}

/// vector<bool> has no addressable elements; flags are bytes.
using Flag = std::uint8_t;

/// A list of values for each row ("stops of each line", "points of each road").
template <class Row, class Value>
class Adjacency {
 public:
  using row_type = Row;
  using value_type = Value;

  Adjacency() : first_(1, 0) {}
  std::size_t size() const { return first_.size() - 1; }
  IdRange<Row> ids() const { return IdRange<Row>(size()); }
  std::span<const Value> operator[](Row row) const {
    return {values_.data() + first_[row.index()], first_[row.index() + 1] - first_[row.index()]};
  }
  std::span<Value> operator[](Row row) {
    return {values_.data() + first_[row.index()], first_[row.index() + 1] - first_[row.index()]};
  }
  void push_back(std::span<const Value> list) {
    values_.insert(values_.end(), list.begin(), list.end());
    first_.push_back(static_cast<std::uint32_t>(values_.size()));
  }
  void push_back(const std::vector<Value>& list) { push_back(std::span<const Value>(list)); }
  const std::vector<Value>& values() const { return values_; }
  std::vector<Value>& values() { return values_; }
  const std::vector<std::uint32_t>& offsets() const { return first_; }
  bool operator==(const Adjacency&) const = default;

  /// Groups items 0 … group_of.size()-1 by their group; each list keeps the items' order.
  /// Value must be constructible from the item's number.
  static Adjacency grouped(std::size_t groups, std::span<const Row> group_of) {
    Adjacency result;
    result.first_.assign(groups + 1, 0);
    for (const Row group : group_of) ++result.first_[group.index() + 1];
    for (std::size_t g = 0; g < groups; ++g) result.first_[g + 1] += result.first_[g];
    result.values_.resize(group_of.size());
    std::vector<std::uint32_t> next(result.first_.begin(), result.first_.end() - 1);
    for (std::size_t item = 0; item < group_of.size(); ++item)
      result.values_[next[group_of[item].index()]++] = Value(item);
    return result;
  }

 private:
  std::vector<std::uint32_t> first_;
  std::vector<Value> values_;
};

/// The lists with another last one: after TableOf::add, which appended an empty list.
template <class Row, class Value>
Adjacency<Row, Value> with_last(const Adjacency<Row, Value>& lists, const std::vector<Value>& last) {
  Adjacency<Row, Value> result;
  for (std::size_t row = 0; row + 1 < lists.size(); ++row) result.push_back(lists[Row(row)]);
  result.push_back(last);
  return result;
}

}  // namespace planspiel
