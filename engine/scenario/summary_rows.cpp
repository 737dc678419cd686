#include "engine/scenario/summary_rows.hpp"

#include <algorithm>
#include <cmath>
#include <set>

namespace planspiel {

namespace {

constexpr std::int64_t kMostDecimals = 15;  ///< a double has no more
constexpr int kLast = 1'000'000;            ///< order of rows that no family put anywhere

Text text_of(const Value& value) { return {value.at("de").as_text(), value.at("en").as_text()}; }

Headline headline_of(const Value& value) {
  return {.section = text_of(value.at("section")),
          .title = text_of(value.at("title")),
          .order = static_cast<int>(value.at("order").as_integer()),
          .decimals = static_cast<int>(std::clamp<std::int64_t>(value.at("decimals").as_integer(), 0, kMostDecimals)),
          .factor = value.at("factor").as_number(),
          .unit = text_of(value.at("unit"))};
}

/// A family's own name as a section: a plugin that says nothing of headlines.
Headline plain_headline(const Value& indicator, const std::string& family) {
  return {.section = {family, family}, .title = text_of(indicator.at("title")), .order = kLast, .decimals = 2};
}

}  // namespace

std::vector<SummaryRow> summary_rows(const std::vector<const RunFolder*>& runs) {
  std::set<std::string> with_headline;  // families
  for (const RunFolder* run : runs)
    for (const Value& indicator : run->indicators().at("indicators").items())
      if (indicator.find("headline") && indicator.find("family"))
        with_headline.insert(indicator.at("family").as_text());
  std::vector<SummaryRow> rows;
  std::set<std::string> known;
  for (const RunFolder* run : runs)
    for (const Value& indicator : run->indicators().at("indicators").items()) {
      const std::string& id = indicator.at("id").as_text();
      const Value* family = indicator.find("family");
      if (const Value* headline = indicator.find("headline")) {
        if (known.insert(id).second) rows.push_back({id, headline_of(*headline)});
      } else if (family && !with_headline.contains(family->as_text()) && !indicator.at("diagnostic").as_boolean() &&
                 known.insert(id).second) {
        rows.push_back({id, plain_headline(indicator, family->as_text())});
      }
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
  return indicator_unit;
}

std::string shown_value(double value, const SummaryRow& row, const std::string& indicator_unit, Language language) {
  return shown(value, row, shown_unit(row, indicator_unit, language, false), language, false);
}

std::string shown_change(double value, const SummaryRow& row, const std::string& indicator_unit, Language language) {
  return shown(value, row, shown_unit(row, indicator_unit, language, true), language, true);
}

}  // namespace planspiel
