#include "program/tools.hpp"

#include "engine/base/stop.hpp"

namespace planspiel {

namespace {

/// Where nobody listens.
class Silence final : public RunObserver {};

}  // namespace

Case empty_case() {
  Case made;
  made.name = "none";
  return made;
}

std::unique_ptr<Tool> prepare(const ToolEntry& tool, const Case& made, const Value& options, const Services& services) {
  return prepare_tool(*services.registry, tool, made, options, services.run_options());
}

ToolAnswer ask(const ToolEntry& tool, const Case& made, const Value& options, const Services& services) {
  const StopScope scope(services.stop);
  const std::unique_ptr<Tool> prepared = prepare(tool, made, options, services);
  Silence silence;
  RunContext context(made.seed, services.stop, services.observer ? *services.observer : silence);
  ToolAnswer answer = prepared->run(context);
  for (const Note& note : context.notes()) services.warning(note.text.in(services.language));
  return answer;
}

std::string proposed_scenario(const ToolAnswer& answer, const std::filesystem::path& asked_about,
                              const std::filesystem::path& out) {
  if (answer.measures.empty())
    throw Error(ErrorKind::config,
                "the answer proposes no measure, so there is no scenario to write to " + out.string());
  const auto folder = std::filesystem::absolute(out).parent_path();
  const auto asked = std::filesystem::absolute(asked_about);
  const auto base = asked.lexically_normal().lexically_relative(folder);
  Value scenario = Value::table();
  scenario.set("base", base.empty() ? asked.string() : base.string());
  scenario.set("measure", Value::list(answer.measures));
  return to_toml(scenario);
}

}  // namespace planspiel
