#include "engine/scenario/explain.hpp"

#include <fmt/format.h>

#include <filesystem>
#include <optional>

#include "cli/commands.hpp"
#include "program/cases.hpp"
#include "program/variants.hpp"

namespace planspiel::cli {

namespace {

struct ExplainArguments {
  std::filesystem::path scenario, out;
};

/// The run of a variant. None, with a warning, where its measures cannot be without the ones left out.
std::optional<RunFolder> run_of(const Variant& variant, const std::filesystem::path& runs, bool must_be,
                                const Services& services) {
  const VariantOutcome outcome = run_variant(
      variant.name, [&] { return case_of(variant.scenario, services); }, runs, {}, services);
  if (!outcome.error) return RunFolder(outcome.folder);
  if (must_be || outcome.state != VariantState::impossible || outcome.error->kind() != ErrorKind::config)
    throw *outcome.error;
  services.warning(variant.name + Text{" ist nicht möglich: ", " cannot be: "}.in(services.language) +
                   outcome.error->what());
  return std::nullopt;
}

int explain_scenario(const ExplainArguments& arguments, Session& session) {
  const Services services = session.services();
  const ExplanationPlan plan = plan_explanation(read_scenario(arguments.scenario, session.registry()));
  const GrowingFolder out(arguments.out, "explanation", session.output_rules());
  const std::filesystem::path folder = arguments.out / "runs";
  std::filesystem::create_directories(folder);
  std::vector<std::optional<RunFolder>> runs;
  for (std::size_t i = 0; i < plan.variants.size(); ++i)
    runs.push_back(run_of(plan.variants[i], folder, i < 2, services));
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
