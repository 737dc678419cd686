#pragma once

/// The indicators that a summary shows, in the order in which a mayor reads them, and how their numbers look.

#include <string>
#include <string_view>
#include <vector>

#include "engine/base/text.hpp"

namespace planspiel {

/// An indicator, or a headline where the id is empty.
struct SummaryRow {
  Text title;
  std::string id;
  int decimals = 1;
  double factor = 1.0;    ///< from the indicator's unit to the one shown
  std::string de_unit{};  ///< unit shown; empty: the indicator's
  std::string en_unit{};
};

const std::vector<SummaryRow>& summary_rows();

/// Unit of a value, or of a change: of a percentage in points.
std::string shown_unit(const SummaryRow& row, const std::string& indicator_unit, Language language, bool change);
/// "17.22 million km"; of a change with its sign; "–" where there is no value.
std::string shown_value(double value, const SummaryRow& row, const std::string& indicator_unit, Language language);
std::string shown_change(double value, const SummaryRow& row, const std::string& indicator_unit, Language language);

}  // namespace planspiel
