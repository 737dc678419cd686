#include "engine/base/csv.hpp"

#include <charconv>
#include <cmath>

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
  std::string cell() {
    std::string value;
    if (at_end() || text_[at_] != '"') {
      while (!at_end() && text_[at_] != separator_ && text_[at_] != '\n' && text_[at_] != '\r') value += text_[at_++];
      return value;
    }
    const int opened = line_;
    for (++at_; !at_end(); ++at_) {
      if (text_[at_] == '\n') ++line_;
      if (text_[at_] != '"')
        value += text_[at_];
      else if (at_ + 1 < text_.size() && text_[at_ + 1] == '"')
        value += text_[++at_];
      else {
        ++at_;
        return value;
      }
    }
    throw Error(ErrorKind::input, name_ + ":" + std::to_string(opened) + ": a quoted cell is not closed");
  }

  std::string_view text_;
  const std::string& name_;
  char separator_;
  std::size_t at_ = 0;
  int line_ = 1;
};

}  // namespace

Csv Csv::parse(std::string_view text, const std::string& name, char separator) {
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  Csv table;
  table.name_ = name;
  Scanner scanner(text, table.name_, separator);
  while (!scanner.at_end()) {
    if (scanner.skip_comment()) continue;
    const int line = scanner.line();
    std::vector<std::string> cells = scanner.record();
    if (cells.size() == 1 && trim(cells[0]).empty()) continue;
    if (table.columns_.empty()) {
      for (const std::string& cell : cells) table.columns_.emplace_back(trim(cell));
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
  return parse(read_file(path), path.string(), separator);
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

}  // namespace planspiel
