#pragma once

/// Names of a choice (class of road, mode, certainty) in a column of a fact table.

#include <algorithm>
#include <string>

#include "engine/base/csv.hpp"
#include "engine/base/error.hpp"
#include "engine/city/city.hpp"

namespace planspiel::generate {

/// Throws Error(input) with line and column where the name is unknown.
template <class Choice>
Choice choice_of(const Csv& csv, std::size_t row, const char* column) {
  const auto names = choice_names(Choice{});
  const std::string& text = csv.text(row, column);
  const auto found = std::find(names.begin(), names.end(), text);
  if (found == names.end())
    throw Error(ErrorKind::input, csv.place(row) + ": column '" + column + "': '" + text + "' is unknown");
  return static_cast<Choice>(found - names.begin());
}

}  // namespace planspiel::generate
