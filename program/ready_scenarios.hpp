#pragma once

/// Scenarios that are ready to be run: "scenarios/TOWN/NAME.toml" below the folder one works in, or below that of the
/// installed program.

#include <filesystem>
#include <vector>

namespace planspiel {

/// Those below `root` (empty: the folder one works in) whose city or base is there, as one writes them from any folder
/// ("scenarios/munich/base.toml"), sorted.
std::vector<std::filesystem::path> ready_scenarios(const std::filesystem::path& root);

/// The path, or where there is none here and it starts with "scenarios/", the file of this name below `root`.
std::filesystem::path here_or_ready(const std::filesystem::path& path, const std::filesystem::path& root);

}  // namespace planspiel
