#pragma once

/// One table of a feed, row by row, with what is wrong in its cells.

#include <chrono>
#include <deque>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "gis/gtfs_faults.hpp"

namespace planspiel::gtfs {

using Day = std::chrono::sys_days;

/// "20230614"; none for what is no day of the calendar.
std::optional<Day> parse_day(std::string_view text);
/// "25:30:00" as seconds since noon less 12 h; none for what is none.
std::optional<std::int32_t> parse_time(std::string_view text);

/// A column that a reader asked for; a table may lack it.
struct Field {
  std::string_view name;
  std::optional<std::size_t> at{};
};

/// The least and the most that a number may be.
struct Range {
  double least = -std::numeric_limits<double>::infinity(), most = std::numeric_limits<double>::infinity();
};

/// Reads the format's CSV: commas, quotes, any line ends, UTF-8 with or without byte order mark. Faults of form are
/// added as they are met; a row that has one is passed over.
class TableReader {
 public:
  TableReader(std::string_view text, std::string file, Faults& faults);

  /// A column that must be there.
  Field need(std::string_view name);
  /// A column that may be missing.
  Field find(std::string_view name) const;

  /// Goes to the next row; false at the end, or at the row behind the most.
  bool next(std::uint64_t most_rows = std::numeric_limits<std::uint64_t>::max());
  std::size_t line() const { return line_; }
  const std::string& file() const { return file_; }
  /// Rows that had fewer cells than the header; the cells that lack are empty.
  std::size_t short_rows() const { return short_rows_; }

  /// The cell without blanks around; empty where the table lacks the column.
  std::string_view text(const Field& field) const;
  /// The same, a fault where it is empty.
  std::string_view needed(const Field& field);
  /// Cells as what they stand for; empty cells and faulty ones, which are added, are none.
  std::optional<std::int64_t> integer(const Field& field, Range range = {});
  std::optional<double> real(const Field& field, Range range = {});
  std::optional<std::int32_t> time(const Field& field);
  std::optional<Day> day(const Field& field);

  /// Adds a fault in this row.
  void fault(const Field& field, std::string rule, std::string text) {
    fault(field.name, std::move(rule), std::move(text));
  }
  void fault(std::string_view field, std::string rule, std::string text);

 private:
  bool read_record();
  std::string_view read_cell();
  std::string_view read_quoted();
  void read_header();
  bool has_clean_cells();
  void stop_with(std::string text);

  std::string_view text_;
  std::string file_;
  Faults& faults_;
  std::vector<std::string> columns_{};
  std::vector<std::string_view> cells_{};
  std::deque<std::string> unquoted_{};  ///< cells of this row that had doubled quotes
  std::size_t at_ = 0, next_line_ = 1, line_ = 1, short_rows_ = 0;
  std::uint64_t rows_ = 0;
};

}  // namespace planspiel::gtfs
