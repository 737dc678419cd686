#pragma once

/// CSV tables: comma or semicolon, quotes, '#' comment lines; any encoding that decode_text finds, any line ends.

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace planspiel {

class Csv {
 public:
  /// The first line that is not a comment names the columns. Throws Error(input) with the line where a row has another
  /// number of cells, and where two columns have one name.
  static Csv parse(std::string_view text, const std::string& name, char separator = ',');
  static Csv read(const std::filesystem::path& path, char separator = ',');
  /// A table of somebody else's: separated by what the header has most of (comma, semicolon, tab or bar outside
  /// quotes), or what a first line "sep=;" says. Rows without any text are left out.
  static Csv parse_foreign(std::string_view text, const std::string& name);

  std::size_t size() const { return rows_.size(); }
  char separator() const { return separator_; }
  /// Lines that start with '#': passed over.
  std::size_t comments() const { return comments_; }
  const std::vector<std::string>& columns() const { return columns_; }
  bool has(std::string_view column) const;
  /// The column called so, capitals or not; none when there is none.
  std::optional<std::size_t> find(std::string_view name) const;
  /// Throws Error(input) that lists the columns when it is not there.
  std::size_t column(std::string_view name) const;
  const std::string& text(std::size_t row, std::size_t column) const { return rows_[row][column]; }
  const std::string& text(std::size_t row, std::string_view name) const { return rows_[row][column(name)]; }
  /// Throws Error(input) "file:line: column 'x': 'abc' is not a number".
  double number(std::size_t row, std::size_t column) const;
  double number(std::size_t row, std::string_view name) const { return number(row, column(name)); }
  /// "file:line" of a row, for messages.
  std::string place(std::size_t row) const;

 private:
  std::string name_;
  std::vector<std::string> columns_;
  std::vector<std::vector<std::string>> rows_;
  std::vector<int> lines_;
  std::size_t comments_ = 0;
  char separator_ = ',';
};

/// The text as one cell of a comma-separated table: in quotes where it has to be.
std::string csv_cell(const std::string& text);
/// A number as one cell; empty where it is none.
std::string csv_number(double value);

}  // namespace planspiel
