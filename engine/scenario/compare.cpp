#include "engine/scenario/compare.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

#include "engine/base/csv.hpp"
#include "engine/base/files.hpp"
#include "engine/run/case_runner.hpp"

namespace planspiel {

namespace {

constexpr std::size_t kTitleWidth = 50;
/// Who enters and leaves each flag, a line for each that changes.
std::string changes_table(const std::vector<ChangedRows>& changes, const std::string& name, Language language) {
  const bool german = language == Language::de;
  std::string text;
  for (const ChangedRows& rows : changes) {
    if (rows.rows.empty()) continue;
    const auto counted = [&](bool gained) {
      return fmt::format("{} {} ({} {})", format_number(rows.residents(gained), 0, language),
                         german ? "Bewohner" : "residents", rows.count(gained), german ? "Gebäude" : "buildings");
    };
    text += fmt::format("  {}: {} {}, {} {}\n",
                        pad_right(rows.title.in(language) + (rows.label.empty() ? "" : ", " + rows.label), kTitleWidth),
                        german ? "neu" : "new", counted(true), german ? "nicht mehr" : "no longer", counted(false));
  }
  if (text.empty()) return text;
  return "\n" + std::string(german ? "Wer gewinnt und wer verliert: " : "Who gains and who loses: ") + name + "\n" +
         text;
}

/// A run folder as far as effects are read from it. A folder of an older program says nothing about measures.
RunReading reading_of(const RunFolder& run) {
  const Value& manifest = run.manifest();
  RunReading reading{.name = manifest.at("scenario").as_text()};
  if (const Value* measures = manifest.find("measures")) reading.measures = effects_from_value(*measures);
  const Value& definition = manifest.at("definition");
  if (const Value* options = definition.find("options"))
    reading.settings = manifest.at("seed").as_text() + canonical_json(*options);
  std::map<std::string, std::string> keys;
  for (const Value& model : manifest.at("models").items()) keys[model.at("name").as_text()] = model.at("key").as_text();
  std::vector<IndicatorReading> readings;
  for (const StoredIndicator& indicator : run.indicators()) {
    if (indicator.diagnostic) continue;
    readings.push_back({.id = indicator.id,
                        .family = indicator.family,
                        .unit = indicator.unit,
                        .value = indicator.value,
                        .local = indicator.local});
    for (const std::string& model : indicator.iterated)
      if (const auto key = keys.find(model); key != keys.end()) readings.back().iterated.emplace(*key);
  }
  reading.indicators = [readings](const std::string& name) {
    std::vector<IndicatorReading> mine;
    for (const IndicatorReading& one : readings)
      if (one.family == name) mine.push_back(one);
    return mine;
  };
  return reading;
}

/// What the measures of each run after the first do: against the run of the list that has all but the one, where there
/// is one, else against the first.
std::vector<std::vector<MeasureEffect>> effects_of(const std::vector<RunFolder>& runs) {
  std::vector<RunReading> readings;
  for (const RunFolder& run : runs) readings.push_back(reading_of(run));
  std::vector<std::vector<MeasureEffect>> effects;
  for (std::size_t other = 1; other < readings.size(); ++other)
    effects.push_back(measure_effects(readings[other], readings));
  return effects;
}

std::string silences_text(const Comparison& comparison, Language language) {
  std::string text;
  for (std::size_t other = 0; other < comparison.measures.size(); ++other)
    for (const MeasureEffect& effect : comparison.measures[other])
      if (effect.effect == Effect::silent)
        text += fmt::format("\n{}: {}: {}.\n", language == Language::de ? "Warnung" : "Warning",
                            comparison.names[other + 1], silence_text(effect).in(language));
  return text;
}

}  // namespace

Comparison compare(const std::vector<RunFolder>& runs) {
  if (runs.size() < 2) throw Error(ErrorKind::config, "compare needs at least two run folders");
  Comparison comparison;
  const std::string city = runs[0].manifest().at("base_city").as_text();
  for (const RunFolder& run : runs) {
    const Value& manifest = run.manifest();
    if (manifest.at("base_city").as_text() != city)
      throw Error(ErrorKind::input, run.path().string() + " is a run of another city than " + runs[0].path().string() +
                                        ": compare runs of one city only");
    comparison.names.push_back(manifest.at("scenario").as_text());
    comparison.titles.push_back({manifest.at("title").at("de").as_text(), manifest.at("title").at("en").as_text()});
    if (const Value* synthetic = manifest.find("synthetic")) comparison.synthetic_city = synthetic->as_boolean();
    if (const Value* note = manifest.find("note"))
      comparison.note = {note->at("de").as_text(), note->at("en").as_text()};
  }
  std::vector<std::string> ids;
  for (const RunFolder& run : runs)
    for (const StoredIndicator& indicator : run.indicators())
      if (std::find(ids.begin(), ids.end(), indicator.id) == ids.end()) ids.push_back(indicator.id);
  for (const std::string& id : ids) {
    ComparedIndicator compared{.id = id, .unit = {}, .title = {}, .values = {}};
    for (const RunFolder& run : runs) {
      const StoredIndicator* indicator = run.indicator(id);
      compared.values.push_back(indicator ? indicator->value : std::numeric_limits<double>::quiet_NaN());
      if (!indicator || !compared.title.en.empty()) continue;
      compared.unit = indicator->unit;
      compared.title = indicator->title;
      compared.better = indicator->better;
    }
    comparison.indicators.push_back(std::move(compared));
  }
  for (std::size_t other = 1; other < runs.size(); ++other)
    comparison.changes.push_back(changed_rows(runs[0], runs[other]));
  comparison.measures = effects_of(runs);
  std::vector<const RunFolder*> all;
  for (const RunFolder& run : runs) all.push_back(&run);
  comparison.rows = summary_rows(all);
  return comparison;
}

Value comparison_value(const Comparison& comparison) {
  Value runs = Value::list(), indicators = Value::list();
  for (std::size_t r = 0; r < comparison.names.size(); ++r)
    runs.push_back(
        Value::table({{"scenario", comparison.names[r]},
                      {"title", Value::table({{"de", comparison.titles[r].de}, {"en", comparison.titles[r].en}})}}));
  for (const ComparedIndicator& compared : comparison.indicators) {
    Value values = Value::list(), change = Value::list(), percent = Value::list();
    for (const double value : compared.values) {
      values.push_back(value);
      change.push_back(value - compared.values[0]);
      percent.push_back(100.0 * (value / compared.values[0] - 1.0));
    }
    indicators.push_back(Value::table({{"id", compared.id},
                                       {"unit", compared.unit},
                                       {"values", values},
                                       {"change", change},
                                       {"change_percent", percent}}));
  }
  Value changes = Value::list();
  for (std::size_t other = 0; other < comparison.changes.size(); ++other)
    for (const ChangedRows& rows : comparison.changes[other])
      changes.push_back(Value::table({{"scenario", comparison.names[other + 1]},
                                      {"field", rows.field},
                                      {"label", rows.label},
                                      {"enter", rows.count(true)},
                                      {"leave", rows.count(false)},
                                      {"residents_enter", rows.residents(true)},
                                      {"residents_leave", rows.residents(false)}}));
  Value measures = Value::list();
  for (const auto& effects : comparison.measures) measures.push_back(effects_to_value(effects));
  return Value::table({{"runs", runs}, {"indicators", indicators}, {"changes", changes}, {"measures", measures}});
}

void write_comparison(const Comparison& comparison, const std::filesystem::path& folder, Language language) {
  write_file(folder / "comparison.json", to_json(comparison_value(comparison)) + "\n");
  std::string csv = "id,unit";
  for (const std::string& name : comparison.names) csv += "," + csv_cell(name);
  csv += "\n";
  for (const ComparedIndicator& compared : comparison.indicators) {
    csv += compared.id + "," + compared.unit;
    for (const double value : compared.values) csv += "," + csv_number(value);
    csv += "\n";
  }
  write_file(folder / "comparison.csv", csv);
  for (std::size_t other = 0; other < comparison.changes.size(); ++other)
    for (const ChangedRows& rows : comparison.changes[other])
      if (!rows.rows.empty())
        write_file(folder / fmt::format("{}_{}{}.csv", comparison.names[other + 1], rows.field,
                                        rows.label.empty() ? "" : "_" + rows.label),
                   changed_rows_csv(rows));
  write_file(folder / "summary.md", "```\n" + summary_table(comparison, language) + "```\n");
}

std::string summary_table(const Comparison& comparison, Language language) {
  const bool german = language == Language::de;
  std::string text;
  constexpr std::size_t kTitle = kTitleWidth, kNumber = 18;
  std::string head = pad_right("", kTitle);
  for (std::size_t r = 0; r < comparison.names.size(); ++r) {
    head += pad_left(comparison.names[r], kNumber);
    if (r > 0) head += pad_left(german ? "Änderung" : "change", kNumber);
  }
  text += head + "\n";
  const SummaryRow* before = nullptr;
  for (const SummaryRow& row : comparison.rows) {
    const auto found = std::ranges::find(comparison.indicators, row.id, &ComparedIndicator::id);
    std::string line = row_head(row, std::exchange(before, &row), language, kTitle);
    for (std::size_t r = 0; r < found->values.size(); ++r) {
      line += pad_left(shown_value(found->values[r], row, found->unit, language), kNumber);
      if (r > 0)
        line += pad_left(shown_change(found->values[r] - found->values[0], row, found->unit, language), kNumber);
    }
    text += line + "\n";
  }
  for (std::size_t other = 0; other < comparison.changes.size(); ++other)
    text += changes_table(comparison.changes[other], comparison.names[other + 1], language);
  text += silences_text(comparison, language);
  text += "\n";
  if (const std::string& note = comparison.note.in(language); !note.empty()) text += note + "\n";
  if (comparison.synthetic_city)
    text += german ? "Eingebaute Stadt: aus öffentlichen Zahlen erzeugt, kein amtlicher Bestand.\n"
                   : "Built-in city: generated from public figures, not an official inventory.\n";
  return text;
}

}  // namespace planspiel
