#include <fmt/format.h>

#include <filesystem>
#include <string>

#include "cli/city_source.hpp"
#include "cli/commands.hpp"
#include "cli/run_folder_writer.hpp"
#include "engine/run/case_runner.hpp"
#include "engine/scenario/scenario.hpp"

namespace planspiel::cli {

namespace {

struct RunArguments {
  std::filesystem::path scenario, out;
  bool all_hours = false, no_geopackage = false;
};

Value indicators_value(const Results& results) {
  Value list = Value::list();
  for (const IndicatorValue& indicator : results.indicators)
    list.push_back(
        Value::table({{"id", indicator.indicator.id}, {"value", indicator.value}, {"unit", indicator.indicator.unit}}));
  return Value::table(
      {{"scenario", results.scenario_name}, {"indicators", list}, {"measures", effects_to_value(results.measures)}});
}

std::string indicators_text(const Results& results, Language language) {
  std::string text;
  for (const IndicatorValue& indicator : results.indicators)
    text += fmt::format("{:<58} {:>16} {}\n", indicator.indicator.id, format_number(indicator.value, 2, language),
                        indicator.indicator.unit);
  return text;
}

int run(const RunArguments& arguments, Session& session) {
  OutputFolder out = run_folder(arguments.out, session);
  const Case made = read_case(arguments.scenario, session);
  const Results results = run_case(session.registry(), made, session.run_options());
  write_run_folder(made, results, out, {.geopackage = !arguments.no_geopackage, .all_hours = arguments.all_hours},
                   session);
  for (const ModelResult& model : results.models)
    for (const Note& note : model.notes) session.observer().message(fmt::format("{}: {}", model.model, note.text));
  session.print(indicators_value(results), indicators_text(results, session.language()));
  session.observer().message("wrote " + arguments.out.string());
  return 0;
}

int check(const std::filesystem::path& path, Session& session) {
  const Scenario scenario = read_scenario(path, session.registry());
  const Case made = case_of(scenario, session);
  check_options(declare_all(session.registry()), made);
  Value measures = Value::list();
  std::string text = scenario.title.in(session.language()) + "\n";
  for (const MeasureUse& use : scenario.measures) {
    measures.push_back(use.kind);
    text += fmt::format("  {} ({})\n", session.registry().measure(use.kind).title.in(session.language()), use.kind);
  }
  session.print(Value::table({{"ok", true}, {"measures", measures}, {"city", made.city.profile.id}}), text + "ok\n");
  return 0;
}

}  // namespace

void add_run_commands(CLI::App& app, Action& action) {
  auto arguments = std::make_shared<RunArguments>();
  CLI::App* command = app.add_subcommand("run", "run a scenario and write its run folder");
  add_scenario(*command, "scenario", arguments->scenario)->required();
  add_output(*command, "-o,--out", arguments->out, "run folder to write")->required();
  command->add_flag("--all-hours", arguments->all_hours, "every hour in the GeoPackage");
  command->add_flag("--no-geopackage", arguments->no_geopackage, "leave out fields.gpkg");
  command->callback(
      [arguments, &action] { action = [arguments](Session& session) { return run(*arguments, session); }; });

  auto path = std::make_shared<std::filesystem::path>();
  CLI::App* checking = app.add_subcommand("check", "check a scenario without running it");
  add_scenario(*checking, "scenario", *path)->required();
  checking->callback([path, &action] { action = [path](Session& session) { return check(*path, session); }; });
}

}  // namespace planspiel::cli
