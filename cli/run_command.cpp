#include <fmt/format.h>

#include <filesystem>
#include <string>

#include "cli/commands.hpp"
#include "engine/run/case_runner.hpp"
#include "program/cases.hpp"
#include "program/run_into.hpp"

namespace planspiel::cli {

namespace {

struct RunArguments {
  std::filesystem::path scenario, out;
  std::vector<std::string> exports{};  ///< empty: the GeoPackage
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
                        unit_in(indicator.indicator.unit, language));
  return text;
}

FolderOptions folder_options(const RunArguments& arguments) {
  FolderOptions options{.exports = arguments.exports, .all_hours = arguments.all_hours};
  if (options.exports.empty() && !arguments.no_geopackage) options.exports = {"geopackage"};
  return options;
}

int run(const RunArguments& arguments, Session& session) {
  const Services services = session.services();
  OutputFolder out = run_folder(arguments.out, services);
  const Results results = run_into(out, read_case(arguments.scenario, services), folder_options(arguments), services);
  for (const ModelResult& model : results.models)
    for (const Note& note : model.notes)
      services.message(fmt::format("{}: {}", model.model, note.text.in(session.language())));
  session.print(indicators_value(results), indicators_text(results, session.language()));
  services.message(Text{"geschrieben: ", "wrote "}.in(session.language()) + arguments.out.string());
  return 0;
}

int check(const std::filesystem::path& path, Session& session) {
  const Scenario scenario = read_scenario(path, session.registry());
  const Case made = case_of(scenario, session.services());
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
  command->add_option("--export", arguments->exports,
                      "write these formats too, see list exporters (default: geopackage)");
  command->add_flag("--no-geopackage", arguments->no_geopackage, "leave out fields.gpkg");
  command->callback(
      [arguments, &action] { action = [arguments](Session& session) { return run(*arguments, session); }; });

  auto path = std::make_shared<std::filesystem::path>();
  CLI::App* checking = app.add_subcommand("check", "check a scenario without running it");
  add_scenario(*checking, "scenario", *path)->required();
  checking->callback([path, &action] { action = [path](Session& session) { return check(*path, session); }; });
}

}  // namespace planspiel::cli
