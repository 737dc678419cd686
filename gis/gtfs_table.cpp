#include "gis/gtfs_table.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>

#include "engine/base/encoding.hpp"
#include "engine/base/text.hpp"

namespace planspiel::gtfs {

namespace {

constexpr std::string_view kMark = "\xEF\xBB\xBF";         ///< byte order mark
constexpr std::string_view kReplacement = "\xEF\xBF\xBD";  ///< U+FFFD: a letter that somebody could not read
constexpr int kMostHours = 200;                            ///< of a run that goes on for a week

/// A number of so many digits; none for anything else.
std::optional<int> digits(std::string_view text) {
  int value = 0;
  const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (text.empty() || text.front() == '-' || fault != std::errc() || end != text.data() + text.size())
    return std::nullopt;
  return value;
}

std::string shown(std::string_view cell) { return "'" + std::string(cell.substr(0, 40)) + "'"; }

}  // namespace

std::optional<Day> parse_day(std::string_view text) {
  if (text.size() != 8) return std::nullopt;
  const auto year = digits(text.substr(0, 4)), month = digits(text.substr(4, 2)), day = digits(text.substr(6, 2));
  if (!year || !month || !day) return std::nullopt;
  const std::chrono::year_month_day date{std::chrono::year(*year), std::chrono::month(static_cast<unsigned>(*month)),
                                         std::chrono::day(static_cast<unsigned>(*day))};
  if (!date.ok()) return std::nullopt;
  return Day(date);
}

std::optional<std::int32_t> parse_time(std::string_view text) {
  const std::size_t first = text.find(':');
  if (first == std::string_view::npos || first == 0 || first > 3 || text.size() != first + 6 || text[first + 3] != ':')
    return std::nullopt;
  const auto hours = digits(text.substr(0, first)), minutes = digits(text.substr(first + 1, 2)),
             seconds = digits(text.substr(first + 4, 2));
  if (!hours || !minutes || !seconds || *hours > kMostHours || *minutes > 59 || *seconds > 59) return std::nullopt;
  return 3600 * *hours + 60 * *minutes + *seconds;
}

TableReader::TableReader(std::string_view text, std::string file, Faults& faults)
    : text_(text), file_(std::move(file)), faults_(faults) {
  if (text_.starts_with(kMark)) text_.remove_prefix(kMark.size());
  read_header();
}

void TableReader::read_header() {
  if (trim(text_).empty()) {
    at_ = text_.size();
    faults_.add({.file = file_, .rule = "empty_file", .text = "is empty: the first line names the columns"});
    return;
  }
  if (!read_record() || !has_clean_cells()) {
    at_ = text_.size();
    return;
  }
  for (const std::string_view cell : cells_) {
    const std::string name(trim(cell));
    if (name.empty())
      fault("", "empty_column_name", fmt::format("column {} has no name", columns_.size() + 1));
    else if (std::find(columns_.begin(), columns_.end(), name) != columns_.end())
      fault(name, "duplicated_column", "the column is there twice: names of columns differ");
    columns_.push_back(name);
  }
}

Field TableReader::find(std::string_view name) const {
  const auto found = std::find(columns_.begin(), columns_.end(), name);
  if (found == columns_.end()) return {name};
  return {name, static_cast<std::size_t>(found - columns_.begin())};
}

Field TableReader::need(std::string_view name) {
  const Field field = find(name);
  if (!field.at && !columns_.empty())
    faults_.add({.file = file_,
                 .line = 1,
                 .field = std::string(name),
                 .rule = "missing_required_column",
                 .text = "the column is missing; there are " + join(columns_, ", ")});
  return field;
}

bool TableReader::next(std::uint64_t most_rows) {
  while (at_ < text_.size()) {
    if (!read_record()) return false;
    if (cells_.size() == 1 && trim(cells_[0]).empty()) continue;
    if (++rows_ > most_rows) {
      stop_with("");
      fault("", "too_many_rows", fmt::format("more than {} rows: cut the feed to the city's region", most_rows));
      return false;
    }
    if (cells_.size() > columns_.size()) {
      fault("", "invalid_row_length", fmt::format("{} cells where the header has {}", cells_.size(), columns_.size()));
      continue;
    }
    if (!has_clean_cells()) continue;
    short_rows_ += cells_.size() < columns_.size() ? 1 : 0;
    cells_.resize(columns_.size());
    return true;
  }
  return false;
}

bool TableReader::read_record() {
  cells_.clear();
  unquoted_.clear();
  line_ = next_line_;
  while (true) {
    cells_.push_back(read_cell());
    if (at_ >= text_.size() || text_[at_] != ',') break;
    ++at_;
  }
  const bool ends = at_ >= text_.size() || text_[at_] == '\n' || text_[at_] == '\r';
  if (!ends) {
    stop_with("there is text after the closing quote: double quotes inside a cell");
    return false;
  }
  if (at_ < text_.size() && text_[at_] == '\r') ++at_;
  if (at_ < text_.size() && text_[at_] == '\n') ++at_;
  ++next_line_;
  return true;
}

/// Up to the comma or the end of the line.
std::string_view TableReader::read_cell() {
  if (at_ < text_.size() && text_[at_] == '"') return read_quoted();
  const std::size_t start = at_, end = std::min(text_.find_first_of(",\r\n", at_), text_.size());
  at_ = end;
  return text_.substr(start, end - start);
}

/// Leaves `at_` behind the closing quote; on the quote that opened where none closes.
std::string_view TableReader::read_quoted() {
  std::string value;
  for (std::size_t at = at_ + 1; at < text_.size(); ++at) {
    if (text_[at] == '"' && at + 1 < text_.size() && text_[at + 1] == '"')
      ++at;
    else if (text_[at] == '"') {
      at_ = at + 1;
      return unquoted_.emplace_back(std::move(value));
    } else if (text_[at] == '\n')
      ++next_line_;
    value += text_[at];
  }
  return {};
}

/// Nothing behind is read: where a quote is not closed, no cell is what it seems.
void TableReader::stop_with(std::string text) {
  const bool open = at_ < text_.size() && text_[at_] == '"';
  at_ = text_.size();
  if (!text.empty()) fault("", "csv_parsing_failed", open ? "a quoted cell is not closed" : std::move(text));
}

bool TableReader::has_clean_cells() {
  bool clean = true;
  for (std::size_t at = 0; at < cells_.size(); ++at) {
    const std::string_view cell = cells_[at];
    const std::string_view field = at < columns_.size() ? std::string_view(columns_[at]) : std::string_view();
    const bool lines = cell.find_first_of("\r\n") != std::string_view::npos;
    const bool letters = cell.find('\0') != std::string_view::npos ||
                         cell.find(kReplacement) != std::string_view::npos ||
                         first_foreign_byte(cell) != std::string_view::npos;
    if (lines) fault(field, "new_line_in_value", "the cell has a line break: a value is on one line");
    if (letters)
      fault(field, "invalid_character", "the cell holds what is no letter of UTF-8: save the table as UTF-8");
    clean = clean && !lines && !letters;
  }
  return clean;
}

std::string_view TableReader::text(const Field& field) const { return field.at ? trim(cells_[*field.at]) : ""; }

std::string_view TableReader::needed(const Field& field) {
  const std::string_view cell = text(field);
  if (cell.empty() && field.at) fault(field, "missing_required_field", "is empty: a value is needed");
  return cell;
}

namespace {

std::string range_text(Range range) {
  if (std::isinf(range.most)) return fmt::format("at least {}", range.least);
  return fmt::format("{} to {}", range.least, range.most);
}

}  // namespace

std::optional<std::int64_t> TableReader::integer(const Field& field, Range range) {
  const std::string_view cell = text(field);
  if (cell.empty()) return std::nullopt;
  std::int64_t value = 0;
  const auto [end, problem] = std::from_chars(cell.data(), cell.data() + cell.size(), value);
  if (problem != std::errc() || end != cell.data() + cell.size()) {
    fault(field, "invalid_integer", shown(cell) + " is no whole number");
    return std::nullopt;
  }
  if (static_cast<double>(value) >= range.least && static_cast<double>(value) <= range.most) return value;
  fault(field, "number_out_of_range", fmt::format("{} is out of range: {} is possible", value, range_text(range)));
  return std::nullopt;
}

std::optional<double> TableReader::real(const Field& field, Range range) {
  const std::string_view cell = text(field);
  if (cell.empty()) return std::nullopt;
  double value = 0.0;
  const std::size_t sign = cell.starts_with('+') ? 1 : 0;  // which from_chars refuses
  const auto [end, problem] = std::from_chars(cell.data() + sign, cell.data() + cell.size(), value);
  if (problem != std::errc() || end != cell.data() + cell.size() || !std::isfinite(value)) {
    fault(field, "invalid_float", shown(cell) + " is no number: \"48.1374\" is one");
    return std::nullopt;
  }
  if (value >= range.least && value <= range.most) return value;
  fault(field, "number_out_of_range", fmt::format("{} is out of range: {} is possible", cell, range_text(range)));
  return std::nullopt;
}

std::optional<std::int32_t> TableReader::time(const Field& field) {
  const std::string_view cell = text(field);
  if (cell.empty()) return std::nullopt;
  const auto value = parse_time(cell);
  if (!value) fault(field, "invalid_time", shown(cell) + " is no time: \"25:30:00\" is half past one in the night");
  return value;
}

std::optional<Day> TableReader::day(const Field& field) {
  const std::string_view cell = text(field);
  if (cell.empty()) return std::nullopt;
  const auto value = parse_day(cell);
  if (!value) fault(field, "invalid_date", shown(cell) + " is no date: \"20230614\" is 14 June 2023");
  return value;
}

void TableReader::fault(std::string_view field, std::string rule, std::string text) {
  faults_.add({file_, line_, std::string(field), std::move(rule), std::move(text)});
}

}  // namespace planspiel::gtfs
