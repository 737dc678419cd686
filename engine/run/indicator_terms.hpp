#pragma once

/// Terms of indicators on a city: where their values lie, which of them count, whose district they are in.

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "engine/run/indicator.hpp"

namespace planspiel {

/// A field or a column of a table with its picks applied: value(row, hour) is a sum over the axes that are left.
struct BoundTerm {
  std::string table;    ///< whose rows these are; empty for scalars, rounds, persons, tours, trips
  std::string rows_of;  ///< what messages call the rows: the table, or the domain without one
  std::size_t rows = 0, row_size = 1;
  double factor = 1.0;
  const double* data = nullptr;                         ///< rows × row_size
  std::vector<double> owned{};                          ///< the column's values, where the source is a table
  std::vector<std::size_t> places{};                    ///< places in a row that count, hours together
  std::vector<std::vector<std::size_t>> hour_places{};  ///< the same by hour; empty where hours are picked or absent
  std::vector<std::string> open_axes{};                 ///< axes but hour that are not picked
  const FieldSpec* spec = nullptr;                      ///< null for columns
  std::string unit{};                                   ///< symbol of the source

  double at(std::size_t row, const std::vector<std::size_t>& where) const {
    const double* first = data + row * row_size;
    double sum = 0.0;
    for (const std::size_t place : where) sum += first[place];
    return sum * factor;
  }
  /// Places of one hour; all places where the term has no hours of its own.
  const std::vector<std::size_t>& places_of(std::size_t hour) const {
    return hour_places.empty() ? places : hour_places[hour];
  }
};

/// Whether the city has every zone and standard that the term picks. A city need not have the standards of another one;
/// the labels of the other axes are the same everywhere.
bool is_defined(const Term& term, const City& city, const FieldMap& fields);

/// Throws Error(plugin) when the source, an axis or a label is not there.
BoundTerm bind_term(const Term& term, const City& city, const FieldMap& fields);

struct Weighted {
  double value = 0.0, weight = 0.0;
  std::uint32_t order = 0;  ///< decides between equal values
};

/// The smallest value t whose items up to t weigh at least `wanted`; the largest where all weigh less. Reorders
/// `items`, of which there is at least one.
double weighted_quantile(std::vector<Weighted>& items, double wanted);

}  // namespace planspiel
