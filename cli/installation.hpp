#pragma once

/// Where the program's own files lie: beside it where it was built, below its prefix (share, lib) where it is
/// installed. Nothing holds the prefix, so it may be moved.

#include <filesystem>
#include <vector>

namespace planspiel::cli {

/// The folder of the plugins that are loaded by themselves.
std::filesystem::path plugin_folder();

/// Where the ready scenarios lie that were installed ("share/planspiel"); it need not be there.
std::filesystem::path data_folder();

/// The path, or where there is none here and it starts with "scenarios/", the ready file of this name.
std::filesystem::path here_or_ready(const std::filesystem::path& path);

/// The folder of the compact tables for cities that name none: those of the ready Munich.
std::filesystem::path usual_tables();

/// Ready scenarios as one writes them from any folder ("scenarios/munich/base.toml"), sorted: those below ./scenarios,
/// else the installed ones.
std::vector<std::filesystem::path> ready_scenarios();

}  // namespace planspiel::cli
