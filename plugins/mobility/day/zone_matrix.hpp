#pragma once

#include <array>
#include <span>
#include <utility>
#include <vector>

#include "engine/base/error.hpp"
#include "engine/city/ids.hpp"

namespace planspiel::mobility {

/// One value for each pair of zones, row-major: `matrix(from, to)`.
template <class Value>
class ZoneMatrix {
 public:
  ZoneMatrix() = default;  ///< nothing is known
  explicit ZoneMatrix(std::size_t zones, Value value = {}) : zones_(zones), values_(zones * zones, value) {}

  ZoneMatrix(std::size_t zones, std::vector<Value> values) : zones_(zones), values_(std::move(values)) {
    PLANSPIEL_CHECK(values_.size() == zones * zones);
  }

  std::size_t zones() const { return zones_; }
  bool empty() const { return values_.empty(); }
  Value& operator()(ZoneId from, ZoneId to) { return values_[from.index() * zones_ + to.index()]; }
  const Value& operator()(ZoneId from, ZoneId to) const { return values_[from.index() * zones_ + to.index()]; }
  std::span<Value> row(ZoneId from) { return {values_.data() + from.index() * zones_, zones_}; }
  std::span<const Value> row(ZoneId from) const { return {values_.data() + from.index() * zones_, zones_}; }
  /// All rows one after the other, for kernels.
  std::span<Value> values() { return values_; }
  std::span<const Value> values() const { return values_; }

 private:
  std::size_t zones_ = 0;
  std::vector<Value> values_{};
};

/// Trips per hour between zones, for each hour.
using HourlyMatrices = std::array<ZoneMatrix<float>, 24>;

}  // namespace planspiel::mobility
