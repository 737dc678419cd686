#include <fmt/format.h>

#include <memory>

#include "cli/commands.hpp"
#include "engine/sweep/sweep.hpp"
#include "program/cases.hpp"
#include "program/variants.hpp"

namespace planspiel::cli {

namespace {

struct SweepArguments {
  std::filesystem::path list, out;
  std::string shard = "1/1";
};

std::pair<std::size_t, std::size_t> parse_shard(const std::string& text) {
  const std::vector<std::string> parts = split(text, '/');
  try {
    if (parts.size() == 2) return {std::stoul(parts[0]), std::stoul(parts[1])};
  } catch (const std::exception&) {
  }
  throw Error(ErrorKind::config, "--shard '" + text + "': write I/N, for example 2/8");
}

int sweep(const SweepArguments& arguments, Session& session) {
  const std::vector<SweepJob> all = read_work_list(arguments.list);
  const auto [part, parts] = parse_shard(arguments.shard);
  const GrowingFolder folder(arguments.out, "sweep", session.output_rules());
  const std::filesystem::path runs = arguments.out / "runs";
  std::filesystem::create_directories(runs);
  const Services services = session.services();
  std::size_t done_before = 0, failed = 0;
  for (const SweepJob& job : shard_of(all, part, parts)) {
    const VariantOutcome outcome = run_variant(
        job.name, [&] { return read_case(job.scenario, services); }, runs, {}, services);
    if (outcome.state == VariantState::was_there) ++done_before;
    if (!outcome.error) continue;
    ++failed;
    services.warning(job.name + Text{" ist fehlgeschlagen: ", " failed: "}.in(session.language()) +
                     outcome.error->what());
  }
  folder.put({{"table.csv", merged_table(all, runs)}});
  session.print(
      Value::table({{"jobs", all.size()},
                    {"done_before", done_before},
                    {"failed", failed},
                    {"table", (arguments.out / "table.csv").string()}}),
      fmt::format(fmt::runtime(session.language() == Language::de
                                   ? "{} Szenarien, {} davon schon gerechnet, {} fehlgeschlagen; Tabelle: {}\n"
                                   : "{} scenarios, {} done before, {} failed; table: {}\n"),
                  all.size(), done_before, failed, (arguments.out / "table.csv").string()));
  return failed == 0 ? 0 : 1;
}

}  // namespace

void add_sweep_command(CLI::App& app, Action& action) {
  auto arguments = std::make_shared<SweepArguments>();
  CLI::App* command = app.add_subcommand("sweep", "run a list of scenarios; resumes after a kill");
  command->add_option("list", arguments->list, "work list (TOML: scenarios = [\"a.toml\", …])")
      ->required()
      ->check(CLI::ExistingFile);
  add_output(*command, "-o,--out", arguments->out, "folder for run folders and the table")->required();
  command->add_option("--shard", arguments->shard, "run part I of N only, written I/N");
  command->callback(
      [arguments, &action] { action = [arguments](Session& session) { return sweep(*arguments, session); }; });
}

}  // namespace planspiel::cli
