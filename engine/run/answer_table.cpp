#include "engine/run/answer_table.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace planspiel {

namespace {

constexpr double kNoCell = std::numeric_limits<double>::quiet_NaN();

std::string shown_number(double value, int decimals, Language language) {
  return std::isfinite(value) ? format_number(value, decimals, language) : "–";
}

double size_of_change(const AnswerTable::Row& row) { return std::abs(row.values.front() - row.base_values.front()); }

std::string head_of(const AnswerTable::Column& column, Language language) {
  return column.title.in(language) + (column.unit.empty() ? "" : " [" + unit_in(column.unit, language) + "]");
}

Value list_of(const std::vector<double>& values) {
  Value list = Value::list();
  for (const double value : values) list.push_back(std::isfinite(value) ? Value(value) : Value());
  return list;
}

Value title_value(const Text& title) { return Value::table({{"de", title.de}, {"en", title.en}}); }

}  // namespace

AnswerTable largest_first(AnswerTable table) {
  std::stable_sort(table.rows.begin(), table.rows.end(), [](const AnswerTable::Row& a, const AnswerTable::Row& b) {
    return a.values.front() > b.values.front();
  });
  return table;
}

AnswerTable beside(AnswerTable table, const AnswerTable& base) {
  const double missing = table.by_size ? 0.0 : kNoCell;
  for (AnswerTable::Row& row : table.rows) {
    const auto found = std::find_if(base.rows.begin(), base.rows.end(),
                                    [&](const AnswerTable::Row& other) { return other.label == row.label; });
    row.base_values = found != base.rows.end() ? found->values : std::vector<double>(row.values.size(), missing);
  }
  for (const AnswerTable::Row& row : base.rows)
    if (std::none_of(table.rows.begin(), table.rows.end(),
                     [&](const AnswerTable::Row& other) { return other.label == row.label; }))
      table.rows.push_back({row.label, std::vector<double>(row.values.size(), missing), row.values});
  if (table.by_size)
    std::stable_sort(table.rows.begin(), table.rows.end(), [](const AnswerTable::Row& a, const AnswerTable::Row& b) {
      return size_of_change(a) > size_of_change(b);
    });
  return table;
}

std::vector<AnswerTable> beside(std::vector<AnswerTable> tables, const std::vector<AnswerTable>& base) {
  for (AnswerTable& table : tables)
    for (const AnswerTable& other : base)
      if (other.title == table.title) table = beside(std::move(table), other);
  return tables;
}

std::string shown_value(const AnswerTable& table, const AnswerTable::Row& row, std::size_t column, Language language) {
  const int decimals = table.columns[column].decimals;
  const std::string now = shown_number(row.values[column], decimals, language);
  if (row.base_values.empty()) return now;
  const std::string before = shown_number(row.base_values[column], decimals, language);
  return before == now ? now : before + " → " + now;
}

std::string text_of(const std::vector<AnswerTable>& tables, Language language, std::size_t most) {
  constexpr std::size_t kLabel = 46, kNumber = 22;
  std::string text;
  for (const AnswerTable& table : tables) {
    text += pad_right(table.title.in(language), kLabel);
    for (const AnswerTable::Column& column : table.columns) text += pad_left(head_of(column, language), kNumber);
    text += "\n";
    for (std::size_t i = 0; i < std::min(most, table.rows.size()); ++i) {
      text += pad_right("  " + table.rows[i].label.in(language), kLabel);
      for (std::size_t column = 0; column < table.columns.size(); ++column)
        text += pad_left(shown_value(table, table.rows[i], column, language), kNumber);
      text += "\n";
    }
    if (table.rows.size() > most)
      text += fmt::format("  … {} {}\n", table.rows.size() - most, language == Language::de ? "weitere" : "more");
  }
  return text;
}

Value value_of(const std::vector<AnswerTable>& tables) {
  Value list = Value::list();
  for (const AnswerTable& table : tables) {
    Value columns = Value::list(), rows = Value::list();
    for (const AnswerTable::Column& column : table.columns)
      columns.push_back(Value::table({{"title", title_value(column.title)}, {"unit", column.unit}}));
    for (const AnswerTable::Row& row : table.rows) {
      Value line = Value::table({{"label", title_value(row.label)}, {"values", list_of(row.values)}});
      if (!row.base_values.empty()) line.set("base", list_of(row.base_values));
      rows.push_back(line);
    }
    list.push_back(Value::table({{"title", title_value(table.title)}, {"columns", columns}, {"rows", rows}}));
  }
  return list;
}

}  // namespace planspiel
