#include "engine/scenario/summary_rows.hpp"

#include <algorithm>
#include <cmath>
#include <set>

namespace planspiel {

namespace {

constexpr int kLast = 1'000'000;  ///< order of rows that no family put anywhere

/// A family's own name as a section: a plugin that says nothing of headlines.
Headline plain_headline(const StoredIndicator& indicator) {
  return {.section = same_text(indicator.family), .title = indicator.title, .order = kLast, .decimals = 2};
}

}  // namespace

std::vector<SummaryRow> summary_rows(const std::vector<const RunFolder*>& runs) {
  std::set<std::string> with_headline;  // families
  for (const RunFolder* run : runs)
    for (const StoredIndicator& indicator : run->indicators())
      if (indicator.headline) with_headline.insert(indicator.family);
  std::vector<SummaryRow> rows;
  std::set<std::string> known;
  for (const RunFolder* run : runs)
    for (const StoredIndicator& indicator : run->indicators()) {
      if (!indicator.headline && (with_headline.contains(indicator.family) || indicator.diagnostic)) continue;
      if (known.insert(indicator.id).second)
        rows.push_back({indicator.id, indicator.headline ? *indicator.headline : plain_headline(indicator)});
    }
  std::ranges::stable_sort(rows, {}, [](const SummaryRow& row) { return row.headline.order; });
  return rows;
}

std::string row_head(const SummaryRow& row, const SummaryRow* before, Language language, std::size_t width) {
  const bool begins = !before || before->headline.section.en != row.headline.section.en;
  return (begins ? "\n" + row.headline.section.in(language) + "\n" : std::string()) +
         pad_right("  " + row.headline.title.in(language), width);
}

namespace {

std::string shown(double value, const SummaryRow& row, const std::string& unit, Language language, bool sign) {
  if (std::isnan(value)) return "–";
  std::string text = format_number(value * row.headline.factor, row.headline.decimals, language);
  if (sign && value > 0 && text.find_first_not_of("0.,") != std::string::npos) text = "+" + text;
  return text + (unit.empty() ? "" : " " + unit);
}

}  // namespace

std::string shown_unit(const SummaryRow& row, const std::string& indicator_unit, Language language, bool change) {
  if (const std::string& unit = row.headline.unit.in(language); !unit.empty()) return unit;
  if (change && indicator_unit == "%") return language == Language::de ? "Pkt." : "pts";
  return unit_in(indicator_unit, language);
}

std::string shown_value(double value, const SummaryRow& row, const std::string& indicator_unit, Language language) {
  return shown(value, row, shown_unit(row, indicator_unit, language, false), language, false);
}

std::string shown_change(double value, const SummaryRow& row, const std::string& indicator_unit, Language language) {
  return shown(value, row, shown_unit(row, indicator_unit, language, true), language, true);
}

}  // namespace planspiel
