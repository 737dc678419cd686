#pragma once

/// The rows of a summary: the indicators that the families of the runs put first, and how their numbers look.

#include <string>
#include <vector>

#include "engine/run/results.hpp"

namespace planspiel {

struct SummaryRow {
  std::string id;  ///< of the indicator
  Headline headline;
};

/// Those of all runs, in their order, each once. A family that puts none first is shown with all its indicators that
/// are about the city, after the others.
std::vector<SummaryRow> summary_rows(const std::vector<const RunFolder*>& runs);

/// "  walking", under its section where that is another one than the row before had.
std::string row_head(const SummaryRow& row, const SummaryRow* before, Language language, std::size_t width);
/// Unit of a value, or of a change: of a percentage in points.
std::string shown_unit(const SummaryRow& row, const std::string& indicator_unit, Language language, bool change);
/// "17.22 million km"; of a change with its sign; "–" where there is no value.
std::string shown_value(double value, const SummaryRow& row, const std::string& indicator_unit, Language language);
std::string shown_change(double value, const SummaryRow& row, const std::string& indicator_unit, Language language);

}  // namespace planspiel
