#include "engine/run/measure_effect.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include "engine/run/tolerance.hpp"

namespace planspiel {

namespace {

using Families = std::vector<std::string>;

/// Difference of an indicator in units of its noise: above 1 it moved.
double against_noise(const IndicatorReading& now, const IndicatorReading& before) {
  if (std::isnan(now.value) && std::isnan(before.value)) return 0.0;
  constexpr double kSurely = std::numeric_limits<double>::infinity();
  if (std::isnan(now.value) || std::isnan(before.value)) return kSurely;
  const double difference = std::abs(now.value - before.value);
  if (difference == 0.0) return 0.0;
  const double noise = now.iterated == before.iterated ? 0.0 : indicator_tolerance(now.unit, before.value, now.local);
  return noise > 0.0 ? difference / noise : kSurely;
}

/// The indicator of the families that moved most; empty when none moved. Families behind the first that moved are not
/// looked at.
std::string moved_most(const Families& families, const RunReading& run, const RunReading& reference) {
  for (const std::string& family : families) {
    const auto before = reference.indicators(family);
    std::string id;
    double most = 1.0;
    for (const IndicatorReading& now : run.indicators(family)) {
      const auto same =
          std::find_if(before.begin(), before.end(), [&](const IndicatorReading& other) { return other.id == now.id; });
      if (same == before.end()) continue;
      const double moved = against_noise(now, *same);
      if (!(moved > most)) continue;
      most = moved;
      id = now.id;
    }
    if (!id.empty()) return id;
  }
  return "";
}

/// The measures of `a` that `b` does not have; one that stands there twice counts twice.
std::vector<const MeasureEffect*> only_in(const std::vector<MeasureEffect>& a, const std::vector<MeasureEffect>& b) {
  std::vector<std::string> known;
  for (const MeasureEffect& other : b) known.push_back(other.measure.identity);
  std::vector<const MeasureEffect*> only;
  for (const MeasureEffect& one : a) {
    const auto same = std::find(known.begin(), known.end(), one.measure.identity);
    if (same == known.end())
      only.push_back(&one);
    else
      known.erase(same);
  }
  return only;
}

bool meet(const Families& a, const Families& b) {
  return std::any_of(a.begin(), a.end(),
                     [&](const auto& name) { return std::find(b.begin(), b.end(), name) != b.end(); });
}

/// Of one measure. `differing`: all measures that only one of the two runs has.
MeasureEffect effect_of(const MeasureEffect& one, const std::vector<const MeasureEffect*>& differing,
                        const RunReading& run, const RunReading& reference) {
  MeasureEffect found = one;
  found.against = reference.name;
  found.indicator = moved_most(one.families, run, reference);
  const bool alone = run.settings == reference.settings &&
                     std::none_of(differing.begin(), differing.end(), [&](const MeasureEffect* other) {
                       return other != &one && meet(other->families, one.families);
                     });
  found.effect = found.indicator.empty() ? Effect::silent : alone ? Effect::moved : Effect::unknown;
  return found;
}

std::string list_of(const std::vector<std::string>& names) {
  std::string text;
  for (const std::string& name : names) text += (text.empty() ? "" : ", ") + name;
  return text;
}

std::vector<std::string> texts_of(const Value& list) {
  std::vector<std::string> texts;
  for (const Value& text : list.items()) texts.push_back(text.as_text());
  return texts;
}

constexpr std::array<std::string_view, 3> kEffectNames{"moved", "silent", "unknown"};

}  // namespace

std::string_view effect_name(Effect effect) { return kEffectNames[static_cast<std::size_t>(effect)]; }

bool is_local(const Indicator& indicator) {
  const Reduction& reduction = indicator.reduction;
  return !reduction.area.empty() || reduction.kind == Reduction::Kind::maximum ||
         reduction.kind == Reduction::Kind::minimum;
}

std::vector<IndicatorReading> readings_of(const std::vector<IndicatorValue>& values, const std::string& family,
                                          const std::map<std::string, std::string>& keys) {
  std::vector<IndicatorReading> readings;
  for (const IndicatorValue& value : values) {
    const Indicator& indicator = value.indicator;
    if (indicator.family != family || indicator.diagnostic) continue;
    readings.push_back({.id = indicator.id,
                        .family = family,
                        .unit = indicator.unit,
                        .value = value.value,
                        .local = is_local(indicator)});
    for (const std::string& model : value.iterated)
      if (const auto key = keys.find(model); key != keys.end()) readings.back().iterated.emplace(*key);
  }
  return readings;
}

std::vector<MeasureEffect> measure_effects(const RunReading& run, const RunReading& reference) {
  return measure_effects(run, std::vector{reference});
}

std::vector<MeasureEffect> measure_effects(const RunReading& run, const std::vector<RunReading>& references) {
  std::vector<MeasureEffect> effects;
  const RunReading& first = references.at(0);
  for (const MeasureEffect* one : only_in(run.measures, first.measures)) {
    const RunReading* chosen = &first;
    for (const RunReading& reference : references) {
      const auto mine = only_in(run.measures, reference.measures), others = only_in(reference.measures, run.measures);
      if (others.empty() && mine == std::vector{one} && reference.settings == run.settings) chosen = &reference;
    }
    std::vector<const MeasureEffect*> differing = only_in(run.measures, chosen->measures);
    for (const MeasureEffect* other : only_in(chosen->measures, run.measures)) differing.push_back(other);
    effects.push_back(effect_of(*one, differing, run, *chosen));
  }
  return effects;
}

Text silence_text(const MeasureEffect& effect) {
  const AppliedMeasure& measure = effect.measure;
  const std::string name = measure.id.empty() ? measure.kind : measure.kind + " '" + measure.id + "'";
  if (measure.tables.empty())
    return {fmt::format("Die Maßnahme {} ändert keine Tabelle: die Stadt ist dieselbe wie ohne sie", name),
            fmt::format("the measure {} changes no table: the city is the same without it", name)};
  const std::string tables = list_of(measure.tables), families = list_of(effect.families);
  if (families.empty())
    return {fmt::format("Die Maßnahme {} ändert {}, aber kein Modell liest das", name, tables),
            fmt::format("the measure {} changes {}, but no model reads that", name, tables)};
  return {fmt::format("Die Maßnahme {} ändert {}, aber keine Kennzahl von {} weicht um mehr als das Rauschen von '{}' "
                      "ab; vielleicht gilt sie, wo oder wann niemand unterwegs ist",
                      name, tables, families, effect.against),
          fmt::format("the measure {} changes {}, but no indicator of {} differs from '{}' by more than the noise; "
                      "perhaps it holds where or when nobody travels",
                      name, tables, families, effect.against)};
}

Value texts_to_value(const std::vector<std::string>& texts) {
  Value value = Value::list();
  for (const std::string& text : texts) value.push_back(text);
  return value;
}

Value effects_to_value(const std::vector<MeasureEffect>& effects) {
  Value list = Value::list();
  for (const MeasureEffect& effect : effects) {
    Value entry = Value::table({{"kind", effect.measure.kind},
                                {"id", effect.measure.id},
                                {"identity", effect.measure.identity},
                                {"tables", texts_to_value(effect.measure.tables)},
                                {"families", texts_to_value(effect.families)},
                                {"effect", effect_name(effect.effect)},
                                {"against", effect.against},
                                {"indicator", effect.indicator}});
    if (effect.effect == Effect::silent) {
      const Text text = silence_text(effect);
      entry.set("warning", Value::table({{"de", text.de}, {"en", text.en}}));
    }
    list.push_back(entry);
  }
  return list;
}

std::vector<MeasureEffect> effects_from_value(const Value& list) {
  std::vector<MeasureEffect> effects;
  for (const Value& entry : list.items()) {
    const std::string effect = entry.at("effect").as_text();
    const auto known = std::find(kEffectNames.begin(), kEffectNames.end(), effect);
    if (known == kEffectNames.end()) entry.at("effect").fail("an effect is moved, silent or unknown");
    effects.push_back({.measure = {entry.at("kind").as_text(), entry.at("id").as_text(), entry.at("identity").as_text(),
                                   texts_of(entry.at("tables"))},
                       .families = texts_of(entry.at("families")),
                       .effect = static_cast<Effect>(known - kEffectNames.begin()),
                       .against = entry.at("against").as_text(),
                       .indicator = entry.at("indicator").as_text()});
  }
  return effects;
}

}  // namespace planspiel
