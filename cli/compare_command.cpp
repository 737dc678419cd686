#include "engine/scenario/compare.hpp"

#include <fmt/format.h>

#include <filesystem>
#include <optional>

#include "cli/commands.hpp"
#include "engine/map/map.hpp"

namespace planspiel::cli {

namespace {

struct CompareArguments {
  std::vector<std::filesystem::path> runs;
  std::filesystem::path out;
};

int compare_runs(const CompareArguments& arguments, Session& session) {
  std::optional<OutputFolder> out;
  if (!arguments.out.empty()) out.emplace(arguments.out, "comparison", session.output_rules());
  std::vector<RunFolder> runs;
  for (const std::filesystem::path& path : arguments.runs) runs.emplace_back(path);
  const Comparison comparison = compare(runs);
  if (out) {
    out->write([&](const std::filesystem::path& folder) {
      write_comparison(comparison, folder, session.language());
      for (std::size_t other = 1; other < runs.size(); ++other)
        draw_map(runs[other],
                 {.field = "mobility.road_flow", .hour = 8, .compare = &runs[0], .language = session.language()},
                 folder / fmt::format("road_flow_{}_minus_{}.png", comparison.names[other], comparison.names[0]));
    });
  }
  session.print(comparison_value(comparison), summary_table(comparison, session.language()));
  return 0;
}

}  // namespace

void add_compare_command(CLI::App& app, Action& action) {
  auto arguments = std::make_shared<CompareArguments>();
  CLI::App* command = app.add_subcommand("compare", "compare run folders; the first is the base");
  command->add_option("runs", arguments->runs, "run folders")
      ->required()
      ->expected(2, 100)
      ->check(CLI::ExistingDirectory);
  add_output(*command, "-o,--out", arguments->out, "folder for tables and difference maps");
  command->callback(
      [arguments, &action] { action = [arguments](Session& session) { return compare_runs(*arguments, session); }; });
}

}  // namespace planspiel::cli
