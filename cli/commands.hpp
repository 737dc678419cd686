#pragma once

/// One function per group of commands: it adds its subcommands to the program. `action` receives what to do once
/// the line is parsed.

#include <CLI/CLI.hpp>
#include <functional>

#include "cli/session.hpp"

namespace planspiel::cli {

/// What a parsed command does; the result is the exit code.
using Action = std::function<int(Session&)>;

/// Adds an option for a file or folder that the command writes (-o): all other paths on its line are read.
CLI::Option* add_output(CLI::App& command, const std::string& names, std::filesystem::path& path,
                        const std::string& help);

/// Adds what names a scenario: a file, or from any folder one of the ready ones ("scenarios/munich/base.toml").
CLI::Option* add_scenario(CLI::App& command, const std::string& names, std::filesystem::path& path,
                          const std::string& help = "scenario file (TOML)");
/// The same for a city, which stands without a flag.
CLI::Option* add_city(CLI::App& command, std::filesystem::path& path, const std::string& help);

void add_run_commands(CLI::App& app, Action& action);  ///< run, check
void add_compare_command(CLI::App& app, Action& action);
void add_explain_command(CLI::App& app, Action& action);
void add_map_command(CLI::App& app, Action& action);
void add_counts_command(CLI::App& app, Action& action);
void add_render_command(CLI::App& app, Action& action);
void add_view_command(CLI::App& app, Action& action);
void add_sweep_command(CLI::App& app, Action& action);
void add_city_commands(CLI::App& app, Action& action);  ///< city build, import, check
void add_list_command(CLI::App& app, Action& action);
void add_cache_commands(CLI::App& app, Action& action);  ///< cache info, clear
/// One command per tool of the loaded plugins, its options as described by the tool.
void add_tool_commands(CLI::App& app, Action& action, const Registry& registry);

}  // namespace planspiel::cli
