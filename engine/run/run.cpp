#include "engine/run/run.hpp"

#include <algorithm>
#include <chrono>
#include <set>

#include "engine/base/parallel.hpp"
#include "engine/base/stop.hpp"
#include "engine/run/case_effects.hpp"

namespace planspiel {

namespace {

/// A case with its root, ready to compute. Everything the runners point to lives here.
class Session {
 public:
  Session(const Registry& registry, const Case& scenario, const RunOptions& options)
      : options_(options), declarations_(declare_all(registry)) {
    if (!options_.observer) options_.observer = &silent_;
    check_options(declarations_, scenario);
    if (scenario.root) {
      check_options(declarations_, *scenario.root);
      root_.emplace(declarations_, *scenario.root, options_, nullptr);
    }
    runner_.emplace(declarations_, scenario, options_, root_ ? &*root_ : nullptr);
  }

  CaseRunner& runner() { return *runner_; }
  CaseRunner* root() { return root_ ? &*root_ : nullptr; }
  const Declarations& declarations() const { return declarations_; }
  const RunOptions& options() const { return options_; }

 private:
  RunObserver silent_;
  RunOptions options_;
  Declarations declarations_;
  std::optional<CaseRunner> root_, runner_;
};

/// Position of the model in the list of all. Throws Error(config).
std::size_t model_named(const Declarations& declarations, const std::string& name) {
  std::vector<std::string> names;
  for (const ModelEntry* model : declarations.models) names.push_back(model->name);
  const auto found = std::find(names.begin(), names.end(), name);
  if (found == names.end())
    throw Error(ErrorKind::config, "there is no model '" + name + "': " + nearest_known(name, names));
  return static_cast<std::size_t>(found - names.begin());
}

/// True where every field of the indicator was computed.
bool can_evaluate(const Indicator& indicator, const FieldMap& fields, const Declarations& declarations) {
  const auto present = [&](const Term& term) {
    return fields.contains(term.source) || !declarations.writer_of.contains(term.source);
  };
  const Reduction& reduction = indicator.reduction;
  return std::all_of(reduction.value.begin(), reduction.value.end(), present) &&
         std::all_of(reduction.weight.begin(), reduction.weight.end(), present);
}

void describe(Results& results, const Registry& registry, const Case& scenario) {
  results.scenario_name = scenario.name;
  results.title = scenario.title;
  results.identity = case_identity(scenario);
  results.city_digest = scenario.city.digest();
  results.base_city_digest = scenario.base_city;
  results.seed = scenario.seed;
  results.scenario = scenario.scenario;
  for (const Plugin& plugin : registry.plugins)
    results.plugins.push_back(
        Value::table({{"name", plugin.name}, {"version", plugin.version}, {"digest", plugin.digest.hex()}}));
}

/// Owns what a tool's ports refer to.
class BoundTool final : public Tool {
 public:
  BoundTool(std::unique_ptr<BoundPorts> ports, const ToolEntry& entry)
      : ports_(std::move(ports)), tool_(entry.make(*ports_)) {}
  ToolAnswer run(RunContext& context) override { return tool_->run(context); }
  ToolAnswer update(const Value& edit, RunContext& context) override { return tool_->update(edit, context); }

 private:
  std::unique_ptr<BoundPorts> ports_;
  std::unique_ptr<Tool> tool_;
};

}  // namespace

Digest case_identity(const Case& scenario) {
  Hasher hasher;
  hasher.text(canonical_json(scenario.scenario)).integer(scenario.seed).text(canonical_json(scenario.options));
  hasher.digest(scenario.base_city).digest(scenario.city.digest());
  if (scenario.root) hasher.digest(case_identity(*scenario.root));
  return hasher.finish();
}

Results run_case(const Registry& registry, const Case& scenario, const RunOptions& options) {
  const StopScope scope(options.stop);
  Session session(registry, scenario, options);
  const Declarations& declarations = session.declarations();
  Results results;
  describe(results, registry, scenario);
  std::set<std::size_t> wanted;
  for (const std::string& name : options.only_models) wanted.insert(model_named(declarations, name));
  for (const std::size_t model : declarations.order)
    if (options.only_models.empty() || wanted.contains(model)) session.runner().result(model);
  for (const std::size_t model : declarations.order)
    if (session.runner().has(model)) results.models.push_back(session.runner().result(model));
  const auto start = std::chrono::steady_clock::now();
  const FieldMap fields = results.fields();
  std::vector<Indicator> asked;
  for (const Indicator& indicator : registry.indicators())
    if (options.only_models.empty() || can_evaluate(indicator, fields, declarations))
      for (Indicator& one : expand_areas(indicator, scenario.city)) asked.push_back(std::move(one));
  results.indicators.resize(asked.size());
  for_each_block(asked.size(),
                 [&](std::size_t at) { results.indicators[at] = evaluate(asked[at], scenario.city, fields); });
  for (IndicatorValue& value : results.indicators) value.iterated = iterated_models(value.indicator, declarations);
  if (options.only_models.empty())
    results.measures = case_effects({registry, declarations, session.options()}, scenario, results, session.root());
  results.timing.emplace_back("indicators",
                              std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count());
  return results;
}

std::unique_ptr<Tool> prepare_tool(const Registry& registry, const ToolEntry& tool, const Case& scenario,
                                   const Value& tool_options, const RunOptions& options) {
  const StopScope scope(options.stop);
  Session session(registry, scenario, options);
  DeclaringPorts declaring(tool.name, session.declarations().empty_city, nullptr);
  tool.make(declaring);
  const Declared& declared = declaring.declared();
  if (!declared.asks_options && !tool_options.members().empty())
    throw Error(ErrorKind::config, "the tool '" + tool.name + "' has no options");
  auto ports =
      std::make_unique<BoundPorts>(declared, Binding{.city = scenario.city,
                                                     .empty_city = session.declarations().empty_city,
                                                     .fields = session.runner().fields_for(declared.declaration.reads),
                                                     .root = session.runner().root_fields(declared.declaration),
                                                     .options = tool_options,
                                                     .options_place = "options of the tool '" + tool.name + "'",
                                                     .model_options = scenario.options,
                                                     .poison_other_tables = options.poison_other_tables});
  return std::make_unique<BoundTool>(std::move(ports), tool);
}

}  // namespace planspiel
