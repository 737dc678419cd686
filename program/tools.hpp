#pragma once

/// Asks a plugin's tool, and makes a scenario of what it proposes.

#include <filesystem>
#include <memory>
#include <string>

#include "program/services.hpp"

namespace planspiel {

/// The case that tools without a city are asked with.
Case empty_case();

/// A tool that is ready to be asked about a case, often. Throws Error(config, stopped, …).
std::unique_ptr<Tool> prepare(const ToolEntry& tool, const Case& made, const Value& options, const Services& services);

/// Asks once; what the tool warns of goes to the observer.
ToolAnswer ask(const ToolEntry& tool, const Case& made, const Value& options, const Services& services);

/// The measures that a tool proposes, as the text of a scenario file `out` on top of the one it was asked about. Throws
/// Error(config) where it proposes none.
std::string proposed_scenario(const ToolAnswer& answer, const std::filesystem::path& asked_about,
                              const std::filesystem::path& out);

}  // namespace planspiel
