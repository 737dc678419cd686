#pragma once

/// Any two runs side by side: indicators with change, fields with difference.

#include <filesystem>
#include <string>
#include <vector>

#include "engine/run/results.hpp"
#include "engine/scenario/changed_rows.hpp"
#include "engine/scenario/summary_rows.hpp"

namespace planspiel {

struct ComparedIndicator {
  std::string id, unit;
  Text title;
  Better better = Better::neutral;
  std::vector<double> values;  ///< per run; NaN where a run does not have it
};

struct Comparison {
  std::vector<std::string> names;  ///< of the runs, the first is the base
  std::vector<Text> titles;
  std::vector<ComparedIndicator> indicators;
  std::vector<std::vector<ChangedRows>> changes;       ///< per run after the first: who enters and leaves
  std::vector<std::vector<MeasureEffect>> measures{};  ///< per run after the first: what its measures do
  std::vector<SummaryRow> rows{};                      ///< of the summary
  bool synthetic_city = false;
  Text note{};  ///< of the city: what its runs are calibrated to
};

/// Throws Error(input) when the runs are of different base cities or fewer than two.
Comparison compare(const std::vector<RunFolder>& runs);

/// comparison.json, comparison.csv and summary.md (for people) in an existing folder.
void write_comparison(const Comparison& comparison, const std::filesystem::path& folder, Language language);
Value comparison_value(const Comparison& comparison);

/// The table a mayor can read: shares, the 80 % goal under each definition, emissions, coverage, euros, with the
/// first run, the others, and the change against the first.
std::string summary_table(const Comparison& comparison, Language language);

}  // namespace planspiel
