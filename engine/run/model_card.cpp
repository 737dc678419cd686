#include "engine/run/model_card.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include <fmt/format.h>

#include "engine/base/filled.hpp"
#include "engine/city/entry_titles.hpp"
#include "engine/run/counted_sections.hpp"
#include "engine/run/stored.hpp"

namespace planspiel {

namespace {

constexpr std::size_t kNotesShown = 5;

/// Writes the card in one language.
class Card {
 public:
  Card(const City& city, const Results& results, Language language)
      : city_(city), results_(results), language_(language) {}

  std::string write() {
    head();
    measures();
    indicators();
    for (const ModelResult& model : results_.models) model_part(model);
    counts();
    certainties();
    sources();
    return std::move(text_);
  }

 private:
  std::string say(const char* de, const char* en) const { return language_ == Language::de ? de : en; }

  /// Six digits that count, with the language's decimal mark.
  std::string number(double value) const { return std::isnan(value) ? "–" : marked(fmt::format("{:.6g}", value)); }

  std::string marked(std::string digits) const {
    if (language_ == Language::de) std::replace(digits.begin(), digits.end(), '.', ',');
    return digits;
  }

  /// Text inside a table: bars and line ends would break it.
  static std::string cell(std::string text) {
    for (std::size_t at = 0; at < text.size(); ++at) {
      if (text[at] == '\n' || text[at] == '\r') text[at] = ' ';
      if (text[at] == '|') text.insert(at++, "\\");
    }
    return text;
  }

  void row(const std::vector<std::string>& cells) {
    text_ += '|';
    for (const std::string& one : cells) text_ += " " + cell(one) + " |";
    text_ += '\n';
  }

  void table_head(const std::vector<std::string>& names) {
    text_ += '\n';
    row(names);
    text_ += '|';
    for (std::size_t at = 0; at < names.size(); ++at) text_ += " --- |";
    text_ += '\n';
  }

  void head() {
    const std::string title = results_.title.in(language_);
    text_ += "# " + (title.empty() ? results_.scenario_name : title) + "\n\n";
    const std::string city = city_.profile.title.in(language_);
    text_ += say("Stadt", "City") + ": " + (city.empty() ? city_.profile.id : city);
    if (city_.profile.year > 0) text_ += ", " + std::to_string(city_.profile.year);
    text_ += ".";
    if (city_.profile.synthetic)
      text_ += say(" **Synthetische Stadt: aus veröffentlichten Kennzahlen erzeugt, keine Vermessung.**",
                   " **Synthetic city: generated from published figures, not surveyed.**");
    text_ += "\n\n" + say("Szenario", "Scenario") + ": " + results_.scenario_name + ", " + say("Startwert", "seed") +
             " " + std::to_string(results_.seed) + ". " +
             say("Simuliert ist ein mittlerer Werktag.", "The simulated day is an average working day.") + "\n";
  }

  void measures() {
    if (results_.measures.empty()) return;
    text_ += "\n## " + say("Maßnahmen", "Measures") + "\n";
    table_head({say("Maßnahme", "measure"), say("ändert", "changes"), say("gelesen von", "read by"),
                say("Wirkung", "effect"), say("gegen", "against")});
    for (const MeasureEffect& effect : results_.measures)
      row({effect.measure.kind + (effect.measure.id.empty() ? "" : " '" + effect.measure.id + "'"),
           join(effect.measure.tables, ", "), join(effect.families, ", "), effect_text(effect), effect.against});
    for (const MeasureEffect& effect : results_.measures)
      if (effect.effect == Effect::silent)
        text_ += "\n**" + say("Warnung", "Warning") + ": " + cell(silence_text(effect).in(language_)) + ".**\n";
  }

  std::string effect_text(const MeasureEffect& effect) const {
    if (effect.effect == Effect::moved) return say("bewegt ", "moves ") + effect.indicator;
    if (effect.effect == Effect::silent) return say("keine", "none");
    return effect.against.empty()
               ? say("unbekannt: kein Lauf ohne sie", "unknown: no run without it")
               : say("unbekannt: anderes ändert dasselbe", "unknown: something else changes the same");
  }

  void indicators() {
    text_ += "\n## " + say("Kennzahlen", "Indicators") + "\n";
    table_head({"id", say("Wert", "value"), say("Einheit", "unit"), say("Stunde", "hour"), say("Bezeichnung", "title"),
                say("Abgrenzung", "perimeter"), say("Quelle", "source")});
    for (const IndicatorValue& value : results_.indicators)
      row({value.indicator.id, number(value.value), unit_in(value.indicator.unit, language_),
           value.hour ? std::to_string(*value.hour) : "", value.indicator.title.in(language_),
           value.indicator.perimeter.in(language_), value.indicator.source.in(language_)});
  }

  void model_part(const ModelResult& model) {
    text_ += "\n## " + model.model + "\n";
    for (const auto& [name, field] : model.fields)
      if (field.spec.domain == domain_of<ScalarId> || field.spec.domain == domain_of<RoundId>) field_table(field);
    notes(model.notes);
  }

  /// Rounds (or the one row of a scalar) down, entries of the axes across; a scalar's first axis goes down.
  void field_table(const FieldValues& field) {
    const FieldSpec& spec = field.spec;
    const double factor = unit_factor(spec.unit);
    const auto values = field.grid->raw();
    const std::string shown = unit_in(spec.unit, language_), unit = shown.empty() ? "" : ", " + shown;
    if (spec.domain == domain_of<ScalarId> && spec.axes.empty()) {
      text_ += "\n- " + spec.title.in(language_) + ": " + number(values[0] / factor) +
               (shown.empty() ? "" : " " + shown) + "\n";
      return;
    }
    std::vector<std::vector<std::string>> labels;
    for (const AxisSpec& axis : spec.axes) {
      labels.push_back(axis_labels(axis, city_));
      const std::vector<Text>& titles = axis.label_titles;
      for (std::size_t at = 0; at < titles.size(); ++at) labels.back()[at] = titles[at].in(language_);
    }
    std::vector<std::string> down, across{say("Wert", "value")};
    std::vector<double> factors{factor};  // of the columns
    if (spec.domain == domain_of<ScalarId>) {
      down = labels[0];
      if (labels.size() > 1) across = with_units(spec, 1, labels[1], factors);
    } else {
      for (std::size_t round = 0; round < field.grid->rows(); ++round) down.push_back(std::to_string(round + 1));
      if (labels.size() == 1) across = with_units(spec, 0, labels[0], factors);
      if (labels.size() > 1) across = products(labels[0], labels[1]);
    }
    const bool own_units = factors.size() == across.size() && factors.size() > 1;
    text_ += "\n" + spec.title.in(language_) + (own_units ? "" : unit) + ": " + spec.help.in(language_) + "\n";
    std::vector<std::string> head{spec.domain == domain_of<ScalarId> ? spec.axes[0].title.in(language_)
                                                                     : say("Runde", "round")};
    head.insert(head.end(), across.begin(), across.end());
    table_head(head);
    for (std::size_t at = 0; at < down.size(); ++at) {
      std::vector<std::string> cells{down[at]};
      for (std::size_t column = 0; column < across.size(); ++column)
        cells.push_back(number(values[at * across.size() + column] / factors[own_units ? column : 0]));
      row(cells);
    }
  }

  /// Labels with the units in which their values are shown, where they have their own.
  static std::vector<std::string> with_units(const FieldSpec& spec, std::size_t axis, std::vector<std::string> labels,
                                             std::vector<double>& factors) {
    if (spec.axes[axis].label_units.empty()) return labels;
    factors.clear();
    for (std::size_t entry = 0; entry < labels.size(); ++entry) {
      const std::string unit = shown_at(spec, axis, entry).unit;
      labels[entry] += ", " + unit;
      factors.push_back(unit_factor(unit));
    }
    return labels;
  }

  static std::vector<std::string> products(const std::vector<std::string>& first,
                                           const std::vector<std::string>& second) {
    std::vector<std::string> all;
    for (const std::string& a : first)
      for (const std::string& b : second) all.push_back(a + " " + b);
    return all;
  }

  /// Notes by code, with how many there are and the first of them.
  void notes(const std::vector<Note>& notes) {
    std::map<std::string, std::vector<const Note*>> by_code;
    for (const Note& note : notes) by_code[note.code].push_back(&note);
    if (by_code.empty()) return;
    text_ += "\n" + say("Hinweise", "Notes") + ":\n\n";
    for (const auto& [code, list] : by_code) {
      text_ += "- `" + code + "` (" + std::to_string(list.size()) + ")\n";
      for (std::size_t at = 0; at < std::min(list.size(), kNotesShown); ++at)
        text_ += "  - " + cell(list[at]->text.in(language_)) +
                 (list[at]->external_id.empty() ? "" : " [" + cell(list[at]->external_id) + "]") + "\n";
      if (list.size() > kNotesShown) text_ += "  - …\n";
    }
  }

  /// Counted and simulated vehicles side by side, where the city has counts and the run has road traffic.
  void counts() {
    const Counts& counts = city_[tables::counts];
    const FieldMap all = results_.fields();
    const auto flow = std::ranges::find_if(all, [](const auto& field) { return field.second.spec.counted; });
    if (counts.size() == 0 || flow == all.end()) return;
    text_ += "\n## " + say("Belastungen neben Zählungen", "Volumes beside counts") + "\n\n" +
             say("Zum Vergleich: nichts ist an Zählungen angepasst.", "For comparison: nothing is fitted to counts.") +
             "\n";
    table_head({"id", say("Straße", "road"), say("gezählt", "counted"), say("simuliert", "simulated"),
                say("Verhältnis", "ratio"), "GEH", "SQV", say("Quelle", "source")});
    const std::vector<CountedSection> sections = counted_sections(city_, flow->second.grid->raw());
    for (const CountedSection& section : sections)
      row({counts.id[section.count], city_[tables::roads].name[counts.road[section.count]],
           fmt::format("{:.0f}", section.counted), fmt::format("{:.0f}", section.simulated),
           marked(fmt::format("{:.2f}", section.ratio)), fmt::format("{:.0f}", section.geh),
           marked(fmt::format("{:.2f}", section.sqv)), counts.source[section.count]});
    text_ += "\n" +
             filled("{} von {} liegen innerhalb von {:.0f} % (Ziel: 85 % der Querschnitte).",
                    "{} of {} are within {:.0f} % (aim: 85 % of the sections).", near_sections(sections),
                    sections.size(), 100.0 * kNearCount)
                 .in(language_) +
             "\n";
  }

  /// How many rows of each input table are found, derived, recalled, assumed.
  void certainties() {
    text_ += "\n## " + say("Annahmen", "Assumptions") + "\n\n" +
             say("Zeilen der Eingangstabellen nach Sicherheit der Angabe.",
                 "Rows of the input tables by how sure they are.") +
             "\n";
    std::vector<std::string> head{say("Tabelle", "table")};
    for (const std::string_view name : kCertaintyNames) head.push_back(certainty(name));
    table_head(head);
    for (const std::string& name : city_.table_names()) {
      CountCertainty count;
      const_cast<Table&>(city_.table(name)).visit(count);  // the visitor only reads
      if (!count.present || city_.table(name).size() == 0) continue;
      std::vector<std::string> cells{name};
      for (const std::size_t rows : count.rows) cells.push_back(std::to_string(rows));
      row(cells);
    }
  }

  class CountCertainty final : public ColumnVisitor {
   public:
    void visit(ColumnCells& column) override {
      if (column.name() != "certainty" || column.kind() != ColumnKind::choice) return;
      present = true;
      for (std::size_t row = 0; row < column.size(); ++row)
        ++rows.at(static_cast<std::size_t>(std::get<std::int64_t>(column.get(row))));
    }
    bool present = false;
    std::array<std::size_t, kCertaintyNames.size()> rows{};
  };

  void sources() {
    const Sources& sources = city_[tables::sources];
    if (sources.size() == 0) return;
    text_ += "\n## " + say("Quellen", "Sources") + "\n";
    table_head(
        {"id", say("Titel", "title"), say("Lizenz", "licence"), say("Stand", "date"), say("Sicherheit", "certainty")});
    for (const SourceId id : sources.ids())
      row({sources.id[id], sources.title[id], sources.licence[id], sources.date[id],
           certainty(kCertaintyNames[static_cast<std::size_t>(sources.certainty[id])])});
  }

  std::string certainty(std::string_view name) const { return title_of_entry("certainty", name).in(language_); }

  const City& city_;
  const Results& results_;
  Language language_;
  std::string text_;
};

}  // namespace

std::string model_card(const City& city, const Results& results, Language language) {
  return Card(city, results, language).write();
}

}  // namespace planspiel
