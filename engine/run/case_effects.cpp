#include "engine/run/case_effects.hpp"

#include <algorithm>
#include <set>

namespace planspiel {

namespace {

/// The plugin that brings the model.
const Plugin& plugin_of(const Registry& registry, const ModelEntry* model) {
  for (const Plugin& plugin : registry.plugins)
    for (const ModelEntry& entry : plugin.models)
      if (&entry == model) return plugin;
  throw Error(ErrorKind::internal, "no plugin brings the model '" + model->name + "'");
}

/// The plugins whose models read one of the tables, in the order of the schedule.
std::vector<std::string> families_reading(const std::vector<std::string>& tables, const Registry& registry,
                                          const Declarations& declarations) {
  std::vector<std::string> families;
  for (const std::size_t model : declarations.order) {
    const auto& asked = declarations.declared[model].declaration.tables;
    const bool reads = std::any_of(tables.begin(), tables.end(), [&](const std::string& table) {
      return std::find(asked.begin(), asked.end(), table) != asked.end();
    });
    const std::string& family = plugin_of(registry, declarations.models[model]).name;
    if (reads && std::find(families.begin(), families.end(), family) == families.end()) families.push_back(family);
  }
  return families;
}

/// A case as far as effects are read from it, without its indicators.
RunReading reading_of(const Case& scenario, const Registry& registry, const Declarations& declarations) {
  RunReading reading{.name = scenario.name,
                     .settings = std::to_string(scenario.seed) + canonical_json(scenario.options)};
  for (const AppliedMeasure& measure : scenario.measures)
    reading.measures.push_back(
        {.measure = measure, .families = families_reading(measure.tables, registry, declarations)});
  return reading;
}

/// The indicators of a family in the root's run; what they need is computed where it is missing.
std::vector<IndicatorReading> root_readings(const std::string& family, const EffectContext& context, const Case& root,
                                            CaseRunner& runner) {
  const Declarations& declarations = context.declarations;
  std::vector<IndicatorValue> values;
  for (const Indicator& whole : context.registry.indicators()) {
    if (whole.family != family || whole.diagnostic) continue;
    std::vector<std::string> fields;
    for (const auto* terms : {&whole.reduction.value, &whole.reduction.weight})
      for (const Term& term : *terms)
        if (declarations.writer_of.contains(term.source)) fields.push_back(term.source);
    const FieldMap known = runner.fields_for(fields);
    for (const Indicator& one : expand_areas(whole, root.city)) {
      values.push_back(evaluate(one, root.city, known));
      values.back().iterated = iterated_models(one, declarations);
    }
  }
  std::map<std::string, std::string> keys;
  for (std::size_t model = 0; model < declarations.models.size(); ++model)
    if (runner.has(model)) keys[declarations.models[model]->name] = runner.result(model).key.hex();
  return readings_of(values, family, keys);
}

}  // namespace

std::vector<std::string> iterated_models(const Indicator& indicator, const Declarations& declarations) {
  std::set<std::size_t> behind;
  std::vector<std::string> fields, iterated;
  for (const auto* terms : {&indicator.reduction.value, &indicator.reduction.weight})
    for (const Term& term : *terms) fields.push_back(term.source);
  while (!fields.empty()) {
    const auto writer = declarations.writer_of.find(fields.back());
    fields.pop_back();
    if (writer == declarations.writer_of.end() || !behind.insert(writer->second).second) continue;
    const auto& reads = declarations.declared[writer->second].declaration.reads;
    fields.insert(fields.end(), reads.begin(), reads.end());
  }
  for (const std::size_t model : behind)
    for (const FieldSpec& field : declarations.declared[model].declaration.writes)
      if (field.domain == domain_of<RoundId> &&
          (iterated.empty() || iterated.back() != declarations.models[model]->name))
        iterated.push_back(declarations.models[model]->name);
  return iterated;
}

std::vector<MeasureEffect> case_effects(const EffectContext& context, const Case& scenario, const Results& results,
                                        CaseRunner* root) {
  RunReading run = reading_of(scenario, context.registry, context.declarations);
  if (!root || run.measures.empty()) return run.measures;
  std::map<std::string, std::string> keys;
  for (const ModelResult& model : results.models) keys[model.model] = model.key.hex();
  run.indicators = [&](const std::string& family) { return readings_of(results.indicators, family, keys); };
  RunReading before = reading_of(*scenario.root, context.registry, context.declarations);
  before.indicators = [&](const std::string& family) { return root_readings(family, context, *scenario.root, *root); };
  std::vector<MeasureEffect> effects = measure_effects(run, before);
  for (const MeasureEffect& effect : effects)
    if (effect.effect == Effect::silent)
      context.options.observer->warning(silence_text(effect).in(context.options.language));
  return effects;
}

}  // namespace planspiel
