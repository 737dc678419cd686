#include "engine/scenario/explain.hpp"

#include <fmt/format.h>

#include <filesystem>
#include <optional>

#include "cli/city_source.hpp"
#include "cli/commands.hpp"
#include "cli/run_folder_writer.hpp"
#include "engine/sweep/sweep.hpp"

namespace planspiel::cli {

namespace {

struct ExplainArguments {
  std::filesystem::path scenario, out;
};

/// Runs a variant into its folder, or finds it there. None, with a warning, where its measures cannot be without the
/// ones left out.
std::optional<RunFolder> run_variant(const Variant& variant, const std::filesystem::path& folder, bool must_be,
                                     Session& session) {
  std::optional<Case> made;
  try {
    made = case_of(variant.scenario, session);
  } catch (const Error& error) {
    if (must_be || error.kind() != ErrorKind::config) throw;
    session.observer().warning(variant.name + " cannot be: " + error.what());
    return std::nullopt;
  }
  if (!is_done(folder, case_identity(*made))) {
    OutputFolder out = run_folder(folder, session);
    session.observer().message("running " + variant.name);
    const Results results = run_case(session.registry(), *made, session.run_options());
    write_run_folder(*made, results, out, {.geopackage = false}, session);
  }
  return RunFolder(folder);
}

int explain_scenario(const ExplainArguments& arguments, Session& session) {
  const ExplanationPlan plan = plan_explanation(read_scenario(arguments.scenario, session.registry()));
  const GrowingFolder out(arguments.out, "explanation", session.output_rules());
  const std::filesystem::path folder = arguments.out / "runs";
  std::filesystem::create_directories(folder);
  std::vector<std::optional<RunFolder>> runs;
  for (std::size_t i = 0; i < plan.variants.size(); ++i)
    runs.push_back(run_variant(plan.variants[i], folder / plan.variants[i].name, i < 2, session));
  const Explanation explanation = explain(plan, runs);
  const std::string table = explanation_table(explanation, session.language());
  out.put({{"explanation.csv", explanation_csv(explanation)}, {"explanation.md", "```\n" + table + "```\n"}});
  session.print(explanation_value(explanation), table);
  return 0;
}

}  // namespace

void add_explain_command(CLI::App& app, Action& action) {
  auto arguments = std::make_shared<ExplainArguments>();
  CLI::App* command =
      app.add_subcommand("explain", "which measure of a scenario does what: each alone, and each as the last one in");
  add_scenario(*command, "scenario", arguments->scenario)->required();
  add_output(*command, "-o,--out", arguments->out, "folder for the table and the runs")->required();
  command->callback([arguments, &action] {
    action = [arguments](Session& session) { return explain_scenario(*arguments, session); };
  });
}

}  // namespace planspiel::cli
