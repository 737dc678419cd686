#include "plugins/fire/foreign_numbers.hpp"

#include <fmt/format.h>

#include "engine/base/error.hpp"
#include "engine/base/text.hpp"

namespace planspiel::fire {

ForeignNumbers::ForeignNumbers(const Csv& table, const std::string& decimal) : marks_(marks_named(decimal, "")) {
  if (decimal.empty() && table.separator() == ',') marks_.decimal = '.';
}

void ForeignNumbers::learn(const Csv& table, const std::vector<std::size_t>& columns) {
  std::vector<std::string_view> cells;
  for (std::size_t row = 0; row < table.size(); ++row)
    for (const std::size_t column : columns) cells.push_back(table.text(row, column));
  marks_ = marks_shown(cells, marks_);
}

double ForeignNumbers::at(const Csv& table, std::size_t row, std::size_t column, const std::string& what,
                          const std::string& hint) const {
  const std::string cell(trim(table.text(row, column)));
  const WrittenNumber read = read_number(cell, marks_);
  const auto fail = [&](const std::string& why) {
    throw Error(ErrorKind::input, fmt::format("{}: column '{}': {}", table.place(row), table.columns()[column], why));
  };
  if (read.either)
    fail(fmt::format("'{}' may be {} or {}: say --decimal , or --decimal .", cell, format_number(read.either->first),
                     format_number(read.either->second)));
  if (!read.value) fail(fmt::format("{} is '{}', not a number{}", what, cell, hint));
  if (*read.value < 0.0) fail(fmt::format("{} is {}: it has to be 0 or more", what, cell));
  return *read.value;
}

}  // namespace planspiel::fire
