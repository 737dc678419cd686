#pragma once

/// Tables for people in a tool's answer, alone or beside the same table of another scenario.

#include <limits>
#include <string>
#include <vector>

#include "engine/base/text.hpp"
#include "engine/base/value.hpp"

namespace planspiel {

/// Rows of two answers belong together by their label.
struct AnswerTable {
  struct Column {
    Text title;
    std::string unit{};
    int decimals = 0;
  };
  struct Row {
    Text label;
    std::vector<double> values{};       ///< one of each column; NaN: none
    std::vector<double> base_values{};  ///< of the other scenario, where there is one
  };
  Text title;
  std::vector<Column> columns{};
  std::vector<Row> rows{};  ///< the most important first
  bool by_size = true;      ///< whether the first column says what is important; else the order of the rows does
};

/// Rows by the first column, largest first.
AnswerTable largest_first(AnswerTable table);
/// The rows of both tables: by the size of the change in the first column, or in the order of `table`. Rows that one
/// table lacks have 0 there where size is what counts, else NaN.
AnswerTable beside(AnswerTable table, const AnswerTable& base);
/// The same for all tables of an answer, matched by title.
std::vector<AnswerTable> beside(std::vector<AnswerTable> tables, const std::vector<AnswerTable>& base);

/// "1.234" or "1.250 → 1.234".
std::string shown_value(const AnswerTable& table, const AnswerTable::Row& row, std::size_t column, Language language);
/// Plain lines, `most` rows of each table.
std::string text_of(const std::vector<AnswerTable>& tables, Language language, std::size_t most);
/// A list of {title, unit by column, rows}.
Value value_of(const std::vector<AnswerTable>& tables);

}  // namespace planspiel
