#pragma once

#include <filesystem>
#include <map>
#include <string>

#include "cli/session.hpp"
#include "engine/city/city.hpp"
#include "engine/scenario/scenario.hpp"

namespace planspiel::cli {

/// The city of a file: a GeoPackage is read; a city.toml is built or imported once and kept in the cache, by the
/// content of every file beside and below it that it may use.
City load_city(const std::filesystem::path& path, Session& session);

/// The case of a scenario, all files that it hangs on noted as inputs.
Case case_of(const Scenario& scenario, Session& session);
Case read_case(const std::filesystem::path& scenario, Session& session);

/// Builds or imports a city.toml without the cache. The report says what was derived.
City make_city(const std::filesystem::path& toml, Session& session, std::string& report,
               const std::map<std::string, std::filesystem::path>& replaced = {});

}  // namespace planspiel::cli
