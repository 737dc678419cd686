#pragma once

/// Collects the rows of a source and all that is wrong with them.

#include <set>

#include "gis/vector_source.hpp"

namespace planspiel {

/// Takes rows, keeps the sound ones, collects the faults.
class RowChecker {
 public:
  explicit RowChecker(const VectorSpec& spec) : spec_(spec) {}

  /// A number as the file's own type has it.
  void number(VectorRow& row, const std::string& column, double value, const std::string& cell);
  /// A number that is written as text; `marks` are those of its column. `present` is false for NULL.
  void written(VectorRow& row, const std::string& column, const std::string& cell, const NumberMarks& marks,
               bool present = true);
  /// A text; it has to be UTF-8.
  void text(VectorRow& row, const std::string& column, const std::string& cell);
  void identify(VectorRow& row, const std::string& id);
  void add(VectorRow row);
  void fault(const VectorRow& row, const std::string& what);

  /// The rows. Throws Error(input) with the first 20 faults, or where there is no row.
  std::vector<VectorRow> finish();

 private:
  bool is_unknown(const std::string& cell, std::optional<double> value) const;
  void refuse_number(const VectorRow& row, const std::string& column, const std::string& what);

  const VectorSpec& spec_;
  std::vector<VectorRow> rows_{};
  std::vector<std::string> faults_{};
  std::set<std::string> ids_{};
};

/// Counts the rows that `only` takes and remembers what the columns hold, for the case that it takes none.
class OnlyFilter {
 public:
  explicit OnlyFilter(const VectorSpec& spec) : spec_(spec) {}
  /// `text_of` gives the text in a column of the row.
  template <class TextOf>
  bool takes(TextOf&& text_of) {
    ++rows_;
    bool all = true;
    for (const auto& [column, wanted] : spec_.only) all = same(column, wanted, text_of(column)) && all;
    taken_ += all ? 1 : 0;
    return all;
  }
  /// Throws Error(input) when no row was taken; else a note on those left out, or an empty one.
  Text finish() const;

 private:
  bool same(const std::string& column, const std::string& wanted, const std::string& text);
  const VectorSpec& spec_;
  std::size_t rows_ = 0, taken_ = 0;
  std::map<std::string, std::set<std::string>> seen_{};
};

}  // namespace planspiel
