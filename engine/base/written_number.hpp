#pragma once

/// Numbers as people write them into tables: with a decimal point or a decimal comma, thousands grouped or not.

#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace planspiel {

/// Which marks a table uses, as far as it is known.
struct NumberMarks {
  char decimal = 0;    ///< '.' or ','; 0: not known
  char thousands = 0;  ///< '.', ',', ' ' or '\''; 0: not known
};

/// Marks by their names in a description: decimal "." or ",", thousands ".", ",", "'" or " "; empty: not known. Throws
/// Error(config) for any other, and where both are the same.
NumberMarks marks_named(const std::string& decimal, const std::string& thousands);

struct WrittenNumber {
  std::optional<double> value{};                      ///< none: no number, or one of several
  std::optional<std::pair<double, double>> either{};  ///< "1.234" is 1234 or 1.234
  char decimal = 0;                                   ///< the decimal mark that the text proves; 0: none
};

/// Reads a text as a whole. Groups are of three digits with '.', ',', ''' or a blank (also the narrow ones of Unicode)
/// between. Meanings above `most` are left out: a longitude is no thousand. Texts with anything else than a number
/// (units, "%", "–", "nan", "inf") have no value.
WrittenNumber read_number(std::string_view text, const NumberMarks& marks = {},
                          double most = std::numeric_limits<double>::infinity());

/// `marks`, and where they do not say it the decimal mark that the first telling one of the texts proves: a column is
/// written in one way.
NumberMarks marks_shown(const std::vector<std::string_view>& texts, NumberMarks marks,
                        double most = std::numeric_limits<double>::infinity());

}  // namespace planspiel
