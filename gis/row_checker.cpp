#include "gis/row_checker.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "engine/base/encoding.hpp"
#include "engine/base/error.hpp"
#include "engine/base/filled.hpp"
#include "engine/base/text.hpp"

namespace planspiel {

namespace {

constexpr std::size_t kShownFaults = 20;
constexpr std::size_t kShownTexts = 8;

}  // namespace

bool RowChecker::is_unknown(const std::string& cell, std::optional<double> value) const {
  return std::any_of(spec_.unknown.begin(), spec_.unknown.end(), [&](const std::string& mark) {
    return mark == cell || (value && read_number(mark, spec_.marks).value == value);
  });
}

void RowChecker::refuse_number(const VectorRow& row, const std::string& column, const std::string& what) {
  fault(row, fmt::format("column '{}': {}", column, what));
}

void RowChecker::number(VectorRow& row, const std::string& column, double value, const std::string& cell) {
  if (is_unknown(cell, value)) {
    row.numbers[column] = std::nullopt;
  } else if (std::isfinite(value) && value >= 0.0) {
    row.numbers[column] = value;
  } else {
    refuse_number(row, column,
                  fmt::format("'{}' is no number of 0 or more; if it stands for unknown, list it in unknown = [\"{}\"]",
                              cell, cell));
  }
}

void RowChecker::written(VectorRow& row, const std::string& column, const std::string& cell, const NumberMarks& marks,
                         bool present) {
  const std::string text(trim(cell));
  const WrittenNumber read = read_number(text, marks);
  if (is_unknown(text, read.value) || (!present && is_unknown("NULL", {}))) {
    row.numbers[column] = std::nullopt;
  } else if (read.value && *read.value >= 0.0) {
    row.numbers[column] = read.value;
  } else if (read.either) {
    refuse_number(row, column,
                  fmt::format("'{}' may be {} or {}: declare decimal = \",\" or decimal = \".\"", text,
                              format_number(read.either->first), format_number(read.either->second)));
  } else if (text.empty()) {
    refuse_number(row, column,
                  fmt::format("{}; if that stands for unknown, list it in unknown = [\"\"]",
                              present ? "the cell is empty" : "there is no number (NULL)"));
  } else {
    const std::string how = marks.decimal == 0 ? "" : fmt::format(" with the decimal mark '{}'", marks.decimal);
    refuse_number(
        row, column,
        fmt::format("'{}' is no number of 0 or more{}, without unit or sign; if it stands for unknown, list it "
                    "in unknown = [\"{}\"]",
                    text, how, text));
  }
}

void RowChecker::text(VectorRow& row, const std::string& column, const std::string& cell) {
  if (first_foreign_byte(cell) != std::string::npos)
    fault(row, fmt::format("column '{}': the text is not UTF-8: declare what the file has, encoding = "
                           "\"Windows-1252\"",
                           column));
  else
    row.texts[column] = cell;
}

void RowChecker::identify(VectorRow& row, const std::string& id) {
  row.id = std::string(trim(id));
  if (row.id.empty()) fault(row, fmt::format("column '{}': the id is empty: every row has one", spec_.id));
  if (first_foreign_byte(row.id) == std::string::npos) return;
  row.id.clear();
  fault(row, fmt::format("column '{}': the id is not UTF-8: declare encoding = \"Windows-1252\"", spec_.id));
}

void RowChecker::add(VectorRow row) {
  if (!row.id.empty() && !ids_.insert(row.id).second) fault(row, "this id is there twice: ids are unique");
  rows_.push_back(std::move(row));
}

void RowChecker::fault(const VectorRow& row, const std::string& what) {
  faults_.push_back(fmt::format("{} (id '{}'): {}", row.where, row.id, what));
}

std::vector<VectorRow> RowChecker::finish() {
  if (faults_.empty() && rows_.empty()) throw Error(ErrorKind::input, spec_.file.string() + ": holds no feature");
  if (faults_.empty()) return std::move(rows_);
  std::string all;
  for (std::size_t i = 0; i < std::min(faults_.size(), kShownFaults); ++i) all += (i ? "\n" : "") + faults_[i];
  if (faults_.size() > kShownFaults) all += fmt::format("\nand {} more faults", faults_.size() - kShownFaults);
  throw Error(ErrorKind::input, all);
}

bool OnlyFilter::same(const std::string& column, const std::string& wanted, const std::string& text) {
  const std::string held(trim(text));
  auto& seen = seen_[column];
  if (seen.size() < kShownTexts) seen.insert(held);
  return held == trim(wanted);
}

Text OnlyFilter::finish() const {
  if (spec_.only.empty() || taken_ == rows_) return {};
  if (taken_ > 0)
    return filled("{} von {} Zeilen, die anderen durch `only` weggelassen",
                  "{} of {} rows, the others left out by only", taken_, rows_);
  std::string wanted, held;
  for (const auto& [column, text] : spec_.only) {
    wanted += fmt::format("{}{} = \"{}\"", wanted.empty() ? "" : ", ", column, text);
    std::vector<std::string> texts;
    for (const std::string& seen : seen_.at(column)) texts.push_back("'" + seen + "'");
    held +=
        fmt::format("; column '{}' holds {}{}", column, join(texts, ", "), texts.size() == kShownTexts ? ", …" : "");
  }
  throw Error(ErrorKind::input,
              fmt::format("{}: only = {{ {} }} matches no row of {}{}", spec_.file.string(), wanted, rows_, held));
}

}  // namespace planspiel
