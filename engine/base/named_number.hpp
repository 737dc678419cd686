#pragma once

/// Numbers by name that a table of options may set: coefficients of a model, each with its unit, source and certainty.

#include <string>
#include <vector>

#include "engine/base/options.hpp"

namespace planspiel {

/// A number that somebody may doubt.
struct NamedNumber {
  std::string name;     ///< "roads.value_of_time"; a point nests in a file
  double value = 0.0;   ///< in `unit`
  std::string unit{};   ///< a symbol that parse_quantity() knows; empty: a plain number
  OptionRange range{};  ///< in `unit`
  Text title{};
  std::string certainty{}, source{};
  bool given = false;  ///< set by a file of options
};

/// An option of type "numbers": a table that sets some of the members by name, quantities as texts with their unit:
///   [options."model".coefficients]
///   roads.value_of_time = "16 EUR/h"
/// Reading throws Error(config) that names the nearest known name, the range, or a text with the right unit.
template <>
OptionSet& OptionSet::list<NamedNumber>(std::string name, std::vector<NamedNumber>& members, OptionLabel label);

/// Name, unit, range, default, title, certainty, source of each: `Option::row` of such an option.
Value described(const std::vector<NamedNumber>& numbers);

}  // namespace planspiel
