#include "engine/base/csv.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>

#include "engine/base/encoding.hpp"
#include "engine/base/error.hpp"
#include "engine/base/files.hpp"
#include "engine/base/text.hpp"

namespace planspiel {

namespace {

/// Reads cells of one record; quoted cells may hold separators, doubled quotes and line ends.
class Scanner {
 public:
  Scanner(std::string_view text, const std::string& name, char separator)
      : text_(text), name_(name), separator_(separator) {}
  bool at_end() const { return at_ >= text_.size(); }
  int line() const { return line_; }
  bool skip_comment() {
    if (text_[at_] != '#') return false;
    while (!at_end() && text_[at_] != '\n') ++at_;
    end_line();
    return true;
  }
  std::vector<std::string> record() {
    std::vector<std::string> cells;
    while (true) {
      cells.push_back(cell());
      if (!at_end() && text_[at_] == separator_) {
        ++at_;
        continue;
      }
      if (!at_end() && text_[at_] == '\r') ++at_;
      end_line();
      return cells;
    }
  }

 private:
  void end_line() {
    if (!at_end() && text_[at_] == '\n') ++at_;
    ++line_;
  }
  bool ends_cell() const { return at_end() || text_[at_] == separator_ || text_[at_] == '\n' || text_[at_] == '\r'; }
  /// Blanks between a separator and a quote; a separator is no blank.
  std::size_t after_blanks(std::size_t at) const {
    while (at < text_.size() && (text_[at] == ' ' || text_[at] == '\t') && text_[at] != separator_) ++at;
    return at;
  }
  std::string cell() {
    std::string value;
    const std::size_t start = after_blanks(at_);
    if (start >= text_.size() || text_[start] != '"') {
      while (!ends_cell()) value += text_[at_++];
      return value;
    }
    const int opened = line_;
    for (at_ = start + 1; !at_end(); ++at_) {
      if (text_[at_] == '\n') ++line_;
      if (text_[at_] != '"')
        value += text_[at_];
      else if (at_ + 1 < text_.size() && text_[at_ + 1] == '"')
        value += text_[++at_];
      else
        return close_quote(std::move(value), opened);
    }
    fail(opened, "a quoted cell is not closed");
  }
  std::string close_quote(std::string value, int opened) {
    at_ = after_blanks(at_ + 1);
    if (!ends_cell())
      fail(opened,
           "there is text after the closing quote of '" + value.substr(0, 40) + "': double quotes inside a cell");
    return value;
  }
  [[noreturn]] void fail(int line, const std::string& what) const {
    throw Error(ErrorKind::input, name_ + ":" + std::to_string(line) + ": " + what);
  }

  std::string_view text_;
  const std::string& name_;
  char separator_;
  std::size_t at_ = 0;
  int line_ = 1;
};

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";  ///< byte order mark

/// Columns without a name may be several: nobody can ask for them.
void refuse_doubles(const std::vector<std::string>& columns, const std::string& name, int line) {
  for (std::size_t i = 0; i < columns.size(); ++i)
    if (!columns[i].empty() && std::find(columns.begin(), columns.begin() + static_cast<std::ptrdiff_t>(i),
                                         columns[i]) != columns.begin() + static_cast<std::ptrdiff_t>(i))
      throw Error(ErrorKind::input, name + ":" + std::to_string(line) + ": the column '" + columns[i] +
                                        "' is there twice: names of columns differ");
}

/// "sep=;" in the first line.
std::optional<char> declared_separator(std::string_view text) {
  const std::string_view line = text.substr(0, text.find_first_of("\r\n"));
  if (line.size() != 5 || !(line.starts_with("sep=") || line.starts_with("SEP="))) return std::nullopt;
  return line[4];
}

/// Of comma, semicolon, tab and bar the one that the header, the first line that is no comment, has most of.
char separator_of(std::string_view text) {
  while (text.starts_with("#") || text.starts_with("\n") || text.starts_with("\r")) {
    const std::size_t end = text.find_first_of("\r\n");
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
  }
  constexpr std::string_view kSeparators = ",;\t|";
  std::size_t count[kSeparators.size()] = {};
  bool quoted = false;
  for (const char c : text.substr(0, text.find_first_of("\r\n"))) {
    quoted = quoted != (c == '"');
    const std::size_t at = kSeparators.find(c);
    if (!quoted && at != std::string_view::npos) ++count[at];
  }
  return kSeparators[static_cast<std::size_t>(std::max_element(std::begin(count), std::end(count)) - count)];
}

}  // namespace

Csv Csv::parse(std::string_view text, const std::string& name, char separator) {
  if (text.starts_with(kByteOrderMark)) text.remove_prefix(kByteOrderMark.size());
  Csv table;
  table.name_ = name;
  table.separator_ = separator;
  Scanner scanner(text, table.name_, separator);
  while (!scanner.at_end()) {
    if (scanner.skip_comment()) {
      ++table.comments_;
      continue;
    }
    const int line = scanner.line();
    std::vector<std::string> cells = scanner.record();
    if (cells.size() == 1 && trim(cells[0]).empty()) continue;
    if (table.columns_.empty()) {
      for (const std::string& cell : cells) table.columns_.emplace_back(trim(cell));
      refuse_doubles(table.columns_, name, line);
      continue;
    }
    if (cells.size() != table.columns_.size())
      throw Error(ErrorKind::input, name + ":" + std::to_string(line) + ": " + std::to_string(cells.size()) +
                                        " cells where the header has " + std::to_string(table.columns_.size()));
    table.rows_.push_back(std::move(cells));
    table.lines_.push_back(line);
  }
  if (table.columns_.empty()) throw Error(ErrorKind::input, name + ": no header line");
  return table;
}

Csv Csv::read(const std::filesystem::path& path, char separator) {
  return parse(read_text(path).text, path.string(), separator);
}

Csv Csv::parse_foreign(std::string_view text, const std::string& name) {
  if (text.starts_with(kByteOrderMark)) text.remove_prefix(kByteOrderMark.size());
  std::string blanked;  // a first line "sep=;", which spreadsheets write, as a comment: line numbers stay
  char separator = separator_of(text);
  if (const auto declared = declared_separator(text)) {
    separator = *declared;
    blanked = "#" + std::string(text.substr(1));
    text = blanked;
  }
  Csv table = parse(text, name, separator);
  if (!blanked.empty()) --table.comments_;
  std::size_t kept = 0;
  for (std::size_t row = 0; row < table.rows_.size(); ++row) {
    const auto& cells = table.rows_[row];
    if (std::all_of(cells.begin(), cells.end(), [](const std::string& cell) { return trim(cell).empty(); })) continue;
    std::swap(table.rows_[kept], table.rows_[row]);
    table.lines_[kept++] = table.lines_[row];
  }
  table.rows_.resize(kept);
  table.lines_.resize(kept);
  return table;
}

bool Csv::has(std::string_view column) const {
  for (const std::string& known : columns_)
    if (known == column) return true;
  return false;
}

std::size_t Csv::column(std::string_view name) const {
  for (std::size_t i = 0; i < columns_.size(); ++i)
    if (columns_[i] == name) return i;
  throw Error(ErrorKind::input, name_ + ": no column '" + std::string(name) + "'; it has " + join(columns_, ", "));
}

std::optional<std::size_t> Csv::find(std::string_view name) const {
  const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; };
  for (std::size_t i = 0; i < columns_.size(); ++i)
    if (std::ranges::equal(columns_[i], name, {}, lower, lower)) return i;
  return std::nullopt;
}

double Csv::number(std::size_t row, std::size_t column) const {
  const std::string_view text = trim(rows_[row][column]);
  double value = 0.0;
  const auto result = std::from_chars(text.data(), text.data() + text.size(), value);
  if (text.empty() || result.ptr != text.data() + text.size() || !std::isfinite(value))
    throw Error(ErrorKind::input,
                place(row) + ": column '" + columns_[column] + "': '" + std::string(text) + "' is not a number");
  return value;
}

std::string Csv::place(std::size_t row) const { return name_ + ":" + std::to_string(lines_[row]); }

std::string csv_cell(const std::string& text) {
  const bool plain = text.find_first_of(",\"\n\r") == std::string::npos && !text.starts_with('#');
  if (plain) return text;
  std::string quoted = "\"";
  for (const char c : text) quoted += c == '"' ? std::string("\"\"") : std::string(1, c);
  return quoted + "\"";
}

std::string csv_number(double value) { return std::isnan(value) ? "" : format_number(value); }

}  // namespace planspiel
