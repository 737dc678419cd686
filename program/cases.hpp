#pragma once

/// From a scenario to a case that can be run.

#include <filesystem>

#include "engine/scenario/scenario.hpp"
#include "program/services.hpp"

namespace planspiel {

/// The case of a scenario, its city loaded and measures applied; all files that it hangs on are noted as read. Throws
/// Error(config, input, stopped).
Case case_of(const Scenario& scenario, const Services& services);
Case read_case(const std::filesystem::path& scenario, const Services& services);

}  // namespace planspiel
