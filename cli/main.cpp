/// The program: parses the command line and hands over. It contains no model.

#include <CLI/CLI.hpp>
#include <algorithm>
#include <csignal>
#include <cstdio>
#include <exception>
#include <new>
#include <optional>
#include <string>
#include <vector>

#include "cli/commands.hpp"
#include "cli/installation.hpp"
#include "cli/self_description.hpp"
#include "engine/base/environment.hpp"
#include "engine/base/error.hpp"
#include "engine/base/stop.hpp"
#include "engine/base/text.hpp"
#include "engine/base/value.hpp"

namespace planspiel::cli {

namespace {

/// The common options, on the program and on every subcommand, so that they may stand anywhere.
void add_common_options(CLI::App& app, CommonOptions& common) {
  app.add_option("--threads", common.threads, "threads to use (0: all)")->check(CLI::Range(0, 1024));
  app.add_flag("--json", common.json, "print one JSON object");
  app.add_option("--lang", common.language, "language of tables and reports")->check(CLI::IsMember({"de", "en"}));
  app.add_option("--plugin", common.plugins, "load this plugin too")->check(CLI::ExistingFile);
  app.add_option("--plugin-folder", common.plugin_folder, "where plugins lie (default: those of the program)")
      ->check(CLI::ExistingDirectory);
  app.add_flag("--no-cache", common.no_cache, "compute everything, keep nothing");
  app.add_flag("--overwrite", common.overwrite, "outputs may replace files that planspiel did not write");
}

constexpr const char* kWritten = "OUTPUT";  ///< type of the options that name what is written

/// Everything on the line that is there and is no output: the command may read it.
void add_inputs(const CLI::App& app, Inputs& inputs) {
  for (const CLI::Option* option : app.get_options())
    if (option->get_type_name() != kWritten)
      for (const std::string& text : option->results()) inputs.add(text);
  for (const CLI::App* command : app.get_subcommands()) add_inputs(*command, inputs);
}

/// Plugins that the line names: tools become commands, so they are needed before the line is parsed.
CommonOptions early_options(int argc, char** argv) {
  CommonOptions early;
  for (int i = 1; i + 1 < argc; ++i) {
    if (std::string_view(argv[i]) == "--plugin") early.plugins.emplace_back(argv[i + 1]);
    if (std::string_view(argv[i]) == "--plugin-folder") early.plugin_folder = argv[i + 1];
  }
  return early;
}

/// A message that a person can read: what a file holds may be a million letters long, and so may its faults.
std::string readable(std::string_view message) {
  constexpr std::size_t kMostLines = 100, kLongestLine = 1000;
  std::string text;
  const std::vector<std::string> lines = split(message, '\n');
  for (std::size_t at = 0; at < std::min(lines.size(), kMostLines); ++at) {
    const std::string& line = lines[at];
    if (at > 0) text += '\n';
    if (line.size() <= kLongestLine)
      text += line;
    else  // where it is stands at the start, what would be right at the end
      text += line.substr(0, kLongestLine / 2) + " … " + line.substr(line.size() - kLongestLine / 2);
  }
  if (lines.size() > kMostLines) text += "\n… and " + std::to_string(lines.size() - kMostLines) + " lines more";
  return text;
}

/// Whatever fails once a stop was asked for, fails because of it.
int report(std::string_view message, int code, const std::stop_token& stop) {
  if (stop.stop_requested()) {
    std::fputs("planspiel: stopped on request\n", stderr);
    return kExitStopped;
  }
  std::fputs(("planspiel: " + readable(message) + "\n").c_str(), stderr);
  return code;
}

/// What the program says of itself to shells and to man, where the line asks for that: no command, because a shell
/// completes lines that are not finished.
std::optional<std::string> self_description(const CLI::App& app, int argc, char** argv) {
  const std::string_view first = argc > 1 ? argv[1] : "";
  if (first == "--complete") return text_of(complete(app, {argv + 2, argv + argc}));
  if (first == "--manual-page") return manual_page(app, PLANSPIEL_VERSION);
  return std::nullopt;
}

int run_program(int argc, char** argv) {
  CLI::App app("Planspiel: what a bundle of measures does to mobility, emissions and fire-station coverage of a city",
               "planspiel");
  app.set_version_flag("--version", "planspiel " PLANSPIEL_VERSION);
  app.require_subcommand(1);
  app.fallthrough();
  CommonOptions common;
  add_common_options(app, common);
  Action action;
  add_run_commands(app, action);
  add_compare_command(app, action);
  add_explain_command(app, action);
  add_map_command(app, action);
  add_counts_command(app, action);
  add_render_command(app, action);
  add_view_command(app, action);
  add_sweep_command(app, action);
  add_city_commands(app, action);
  add_list_command(app, action);
  add_cache_commands(app, action);
  Session early(early_options(argc, argv));
  add_tool_commands(app, action, early.registry());
  for (CLI::App* command : app.get_subcommands(nullptr)) command->fallthrough();
  if (const auto text = self_description(app, argc, argv)) {
    std::fputs(text->c_str(), stdout);
    return 0;
  }
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? 0 : 2;
  }
  Session session(common);
  add_inputs(app, session.inputs());
  return action(session);
}

}  // namespace

CLI::Option* add_output(CLI::App& command, const std::string& names, std::filesystem::path& path,
                        const std::string& help) {
  return command.add_option(names, path, help)->type_name(kWritten);
}

CLI::Option* add_scenario(CLI::App& command, const std::string& names, std::filesystem::path& path,
                          const std::string& help) {
  return command.add_option(names, path, help)->type_name("SCENARIO")->transform([](const std::string& text) {
    return here_or_ready(text).string();
  });
}

CLI::Option* add_city(CLI::App& command, std::filesystem::path& path, const std::string& help) {
  return add_scenario(command, "city", path, help)->type_name("CITY");
}

}  // namespace planspiel::cli

int main(int argc, char** argv) {
  using namespace planspiel;
  ignore_library_settings();
  const std::stop_token stop = cli::watch_for_interrupt();
  const StopScope scope(stop);
  try {
    std::signal(SIGXFSZ, SIG_IGN);  // a write beyond the limit on files then fails with a reason
    return cli::run_program(argc, argv);
  } catch (const Error& error) {
    return cli::report(error.what(), error.exit_code(), stop);
  } catch (const std::bad_alloc&) {
    return cli::report("out of memory: raise the limit (ulimit -v), or free some", 1, stop);
  } catch (const std::exception& error) {
    return cli::report(error.what(), 1, stop);
  }
}
