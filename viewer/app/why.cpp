#include "viewer/app/why.hpp"

#include <algorithm>

namespace planspiel::viewer {

namespace {

bool has_option(const ToolEntry& tool, std::string_view name) {
  const Value options = tool.describe();
  return std::any_of(options.items().begin(), options.items().end(),
                     [&](const Value& option) { return option.at("name").as_text() == name; });
}

}  // namespace

/// A tool with the scenario, and its base where that is another one; only the worker prepares and asks them.
struct WhySession::Prepared {
  std::string key{};
  ScenarioText scenario{};
  std::shared_ptr<const Case> base{};  ///< null where there is nothing to compare
  const ToolEntry* entry = nullptr;
  std::unique_ptr<Tool> of_scenario{}, of_base{};
  std::uint64_t seed = 1;

  void make_ready(const Workbench& bench, const std::stop_token& stop, RunObserver& observer) {
    if (of_scenario) return;
    const Case made = bench.case_of(scenario);
    seed = made.seed;
    if (base) of_base = bench.prepare(entry->name, *base, Value::table(), stop, observer);
    of_scenario = bench.prepare(entry->name, made, Value::table(), stop, observer);
  }
};

std::vector<const ToolEntry*> WhySession::tools_for(const Registry& registry, const Domain& domain) {
  std::vector<const ToolEntry*> tools;
  for (const Plugin& plugin : registry.plugins)
    for (const ToolEntry& tool : plugin.tools)
      if (tool.explains == domain) tools.push_back(&tool);
  return tools;
}

void WhySession::ask(const WhyQuestion& question) {
  const auto scenario = bench_.current();
  if (!scenario || !bench_.base_city() || !bench_.is_sound()) return;
  const std::string key = bench_.document()->toml("/") + question.tool;
  const std::string asked = key + "|" + question.row + "|" + std::to_string(question.hour);
  if (asked == asked_) return;
  asked_ = asked;
  answer_.reset();
  const Registry& registry = *bench_.services().registry;
  if (!prepared_ || prepared_->key != key)
    prepared_ = std::make_shared<Prepared>(
        Prepared{.key = key,
                 .scenario = *scenario,
                 .base = bench_.document()->measures().empty() ? nullptr : bench_.base_case(),
                 .entry = &registry.tool(question.tool)});
  worker_.start_latest(
      "why",
      [this, question, asked, prepared = prepared_](std::stop_token stop, RunObserver& observer) -> Worker::Answer {
        prepared->make_ready(bench_, stop, observer);
        RunContext context(prepared->seed, stop, observer);
        Value edit = Value::table({{"row", question.row}});
        if (has_option(*prepared->entry, "hour")) edit.set("hour", question.hour);
        ToolAnswer told = prepared->of_scenario->update(edit, context);
        if (prepared->of_base)
          told.tables = beside(std::move(told.tables), prepared->of_base->update(edit, context).tables);
        WhyAnswer answer{.question = question, .tables = std::move(told.tables)};
        if (!told.fields.empty()) answer.field = told.fields.begin()->second;
        return [this, asked, answer] {
          if (asked == asked_) answer_ = answer;
        };
      },
      [this, asked](const Error& error) {
        if (asked == asked_) bench_.report(error);
      });
}

bool WhySession::is_current(const std::string& row, int hour) const {
  return answer_ && prepared_ && bench_.document() && answer_->question.row == row && answer_->question.hour == hour &&
         prepared_->key == bench_.document()->toml("/") + answer_->question.tool;
}

void WhySession::clear() {
  worker_.cancel();
  asked_.clear();
  answer_.reset();
  prepared_.reset();
}

}  // namespace planspiel::viewer
