#pragma once

/// Numbers in tables that people bring, for tools with the option `decimal`.

#include <string>
#include <string_view>
#include <vector>

#include "engine/base/csv.hpp"
#include "engine/base/written_number.hpp"

namespace planspiel::fire {

/// How a table writes its numbers. Whoever cannot tell 1.234 from 1,234 says so and names the option.
class ForeignNumbers {
 public:
  /// `decimal` is "." or ","; empty: a point where commas separate the columns, else what the table shows.
  ForeignNumbers(const Csv& table, const std::string& decimal);
  /// Takes the mark that these columns prove.
  void learn(const Csv& table, const std::vector<std::size_t>& columns);
  /// A number of 0 or more. Throws Error(input) with line, column and `what` it is ("the distance"); `hint` follows
  /// what is no number.
  double at(const Csv& table, std::size_t row, std::size_t column, const std::string& what,
            const std::string& hint = "") const;
  bool is_number(std::string_view text) const { return read_number(text, marks_).value.has_value(); }

 private:
  NumberMarks marks_{};
};

}  // namespace planspiel::fire
