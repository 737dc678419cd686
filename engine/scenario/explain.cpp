#include "engine/scenario/explain.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "engine/base/csv.hpp"

namespace planspiel {

namespace {

constexpr double kMissing = std::numeric_limits<double>::quiet_NaN();
constexpr std::size_t kBase = 0, kTogether = 1;

std::size_t measures_of_root(const Scenario& scenario) { return scenario.root ? scenario.root->measures.size() : 0; }

std::string name_of(const MeasureUse& use, std::size_t number) {
  return use.id.empty() ? fmt::format("{}-{}", number + 1, use.kind) : use.id;
}

Scenario with(const Scenario& scenario, const std::string& name, const std::vector<bool>& keep) {
  Scenario made = scenario;
  made.name = name;
  made.measures.resize(measures_of_root(scenario));
  for (std::size_t i = 0; i < keep.size(); ++i)
    if (keep[i]) made.measures.push_back(scenario.measures[measures_of_root(scenario) + i]);
  return made;
}

double value_of(const RunFolder& run, const std::string& id) {
  const StoredIndicator* indicator = run.indicator(id);
  return indicator ? indicator->value : kMissing;
}

/// value(to) − value(from), NaN where a run is missing.
double change(const std::optional<RunFolder>& from, const std::optional<RunFolder>& to, const std::string& id) {
  return from && to ? value_of(*to, id) - value_of(*from, id) : kMissing;
}

ResidentsMoved moved(const ChangedRows& rows) { return {rows.residents(true), rows.residents(false)}; }

/// Of one flag between two runs; none where a run is missing.
std::optional<ResidentsMoved> moved(const std::optional<std::vector<ChangedRows>>& changes, std::size_t flag) {
  if (!changes) return std::nullopt;
  return moved((*changes)[flag]);
}

std::optional<std::vector<ChangedRows>> changes(const std::optional<RunFolder>& from,
                                                const std::optional<RunFolder>& to) {
  if (!from || !to) return std::nullopt;
  return changed_rows(*from, *to);
}

std::string shown(const std::optional<ResidentsMoved>& residents, Language language) {
  if (!residents) return "–";
  return fmt::format("+{} −{}", format_number(residents->enter, 0, language),
                     format_number(residents->leave, 0, language));
}

Value number_value(double value) { return std::isnan(value) ? Value() : Value(value); }

}  // namespace

ExplanationPlan plan_explanation(const Scenario& scenario) {
  const std::size_t first = measures_of_root(scenario), count = scenario.measures.size() - first;
  if (count == 0)
    throw Error(ErrorKind::config, scenario.path.string() + ": the scenario has no measure of its own to explain");
  ExplanationPlan plan;
  std::vector<std::vector<bool>> keeps;
  const auto variant = [&](const std::string& name, const std::vector<bool>& keep) {
    const auto known = std::ranges::find(keeps, keep);
    if (known != keeps.end()) return static_cast<std::size_t>(known - keeps.begin());
    keeps.push_back(keep);
    plan.variants.push_back({name, with(scenario, name, keep)});
    return keeps.size() - 1;
  };
  variant("base", std::vector<bool>(count, false));
  variant("together", std::vector<bool>(count, true));
  for (std::size_t i = 0; i < count; ++i) {
    const std::string name = name_of(scenario.measures[first + i], i);
    std::vector<bool> only(count, false), others(count, true);
    only[i] = true;
    others[i] = false;
    plan.measures.push_back(name);
    plan.alone.push_back(variant("only-" + name, only));
    plan.without.push_back(variant("without-" + name, others));
  }
  return plan;
}

Explanation explain(const ExplanationPlan& plan, const std::vector<std::optional<RunFolder>>& runs) {
  Explanation explanation{.measures = plan.measures, .indicators = {}, .flags = {}};
  const RunFolder &base = *runs[kBase], &together = *runs[kTogether];
  for (const StoredIndicator& indicator : together.indicators()) {
    ExplainedIndicator row{.id = indicator.id,
                           .unit = indicator.unit,
                           .title = indicator.title,
                           .base = value_of(base, indicator.id),
                           .together = indicator.value};
    for (std::size_t i = 0; i < plan.measures.size(); ++i) {
      row.alone.push_back(change(runs[kBase], runs[plan.alone[i]], indicator.id));
      row.last_in.push_back(change(runs[plan.without[i]], runs[kTogether], indicator.id));
    }
    explanation.indicators.push_back(std::move(row));
  }
  explanation.rows = summary_rows({&base, &together});
  const std::vector<ChangedRows> all = changed_rows(base, together);
  std::vector<std::optional<std::vector<ChangedRows>>> alone, last_in;
  for (std::size_t i = 0; i < plan.measures.size(); ++i) {
    alone.push_back(changes(runs[kBase], runs[plan.alone[i]]));
    last_in.push_back(changes(runs[plan.without[i]], runs[kTogether]));
  }
  for (std::size_t flag = 0; flag < all.size(); ++flag) {
    ExplainedFlag row{
        .field = all[flag].field, .label = all[flag].label, .title = all[flag].title, .together = moved(all[flag])};
    for (std::size_t i = 0; i < plan.measures.size(); ++i) {
      row.alone.push_back(moved(alone[i], flag));
      row.last_in.push_back(moved(last_in[i], flag));
    }
    if (row.together.enter > 0.0 || row.together.leave > 0.0) explanation.flags.push_back(std::move(row));
  }
  return explanation;
}

std::string explanation_table(const Explanation& explanation, Language language) {
  const bool german = language == Language::de;
  constexpr std::size_t kTitle = 50, kNumber = 20;
  const std::string alone = german ? "allein" : "alone", last = german ? "zuletzt" : "last in";
  std::string text = pad_right("", kTitle) + pad_left(german ? "alle zusammen" : "all together", kNumber);
  for (const std::string& measure : explanation.measures) text += pad_left(measure, 2 * kNumber);
  text += "\n" + pad_right("", kTitle) + pad_left("", kNumber);
  for (std::size_t i = 0; i < explanation.measures.size(); ++i)
    text += pad_left(alone, kNumber) + pad_left(last, kNumber);
  text += "\n";
  const SummaryRow* before = nullptr;
  for (const SummaryRow& row : explanation.rows) {
    const auto found = std::ranges::find(explanation.indicators, row.id, &ExplainedIndicator::id);
    if (found == explanation.indicators.end()) continue;
    const auto cell = [&](double value) { return pad_left(shown_change(value, row, found->unit, language), kNumber); };
    text += row_head(row, std::exchange(before, &row), language, kTitle) + cell(found->together - found->base);
    for (std::size_t i = 0; i < explanation.measures.size(); ++i)
      text += cell(found->alone[i]) + cell(found->last_in[i]);
    text += "\n";
  }
  if (!explanation.flags.empty())
    text +=
        german ? "\nBewohner, die dazukommen (+) und herausfallen (−)\n" : "\nResidents who enter (+) and leave (−)\n";
  for (const ExplainedFlag& flag : explanation.flags) {
    text += pad_right("  " + flag.title.in(language) + (flag.label.empty() ? "" : ", " + flag.label), kTitle) +
            pad_left(shown(flag.together, language), kNumber);
    for (std::size_t i = 0; i < explanation.measures.size(); ++i)
      text += pad_left(shown(flag.alone[i], language), kNumber) + pad_left(shown(flag.last_in[i], language), kNumber);
    text += "\n";
  }
  return text;
}

std::string explanation_csv(const Explanation& explanation) {
  std::string csv = "id,unit,base,together";
  for (const std::string& measure : explanation.measures)
    csv += "," + csv_cell("alone: " + measure) + "," + csv_cell("last in: " + measure);
  csv += "\n";
  for (const ExplainedIndicator& row : explanation.indicators) {
    csv += row.id + "," + row.unit + "," + csv_number(row.base) + "," + csv_number(row.together - row.base);
    for (std::size_t i = 0; i < explanation.measures.size(); ++i)
      csv += "," + csv_number(row.alone[i]) + "," + csv_number(row.last_in[i]);
    csv += "\n";
  }
  const auto flag_line = [&](const ExplainedFlag& flag, const char* word, double ResidentsMoved::*part) {
    csv += csv_cell(flag.field + (flag.label.empty() ? "" : "." + flag.label) + "." + word) + ",residents,," +
           csv_number(flag.together.*part);
    for (std::size_t i = 0; i < explanation.measures.size(); ++i)
      for (const auto& moved : {flag.alone[i], flag.last_in[i]}) csv += "," + (moved ? csv_number((*moved).*part) : "");
    csv += "\n";
  };
  for (const ExplainedFlag& flag : explanation.flags) {
    flag_line(flag, "enter", &ResidentsMoved::enter);
    flag_line(flag, "leave", &ResidentsMoved::leave);
  }
  return csv;
}

Value explanation_value(const Explanation& explanation) {
  Value measures = Value::list(), indicators = Value::list(), flags = Value::list();
  for (const std::string& measure : explanation.measures) measures.push_back(measure);
  const auto numbers = [](const std::vector<double>& values) {
    Value list = Value::list();
    for (const double value : values) list.push_back(number_value(value));
    return list;
  };
  for (const ExplainedIndicator& row : explanation.indicators)
    indicators.push_back(Value::table({{"id", row.id},
                                       {"unit", row.unit},
                                       {"base", number_value(row.base)},
                                       {"together", number_value(row.together - row.base)},
                                       {"alone", numbers(row.alone)},
                                       {"last_in", numbers(row.last_in)}}));
  const auto residents = [](const std::optional<ResidentsMoved>& moved) {
    return moved ? Value::table({{"enter", moved->enter}, {"leave", moved->leave}}) : Value();
  };
  for (const ExplainedFlag& flag : explanation.flags) {
    Value alone = Value::list(), last_in = Value::list();
    for (std::size_t i = 0; i < explanation.measures.size(); ++i) {
      alone.push_back(residents(flag.alone[i]));
      last_in.push_back(residents(flag.last_in[i]));
    }
    flags.push_back(Value::table({{"field", flag.field},
                                  {"label", flag.label},
                                  {"together", residents(flag.together)},
                                  {"alone", alone},
                                  {"last_in", last_in}}));
  }
  return Value::table({{"measures", measures}, {"indicators", indicators}, {"residents", flags}});
}

}  // namespace planspiel
