#pragma once

#include <filesystem>

#include "cli/session.hpp"

namespace planspiel::cli {

struct FolderOptions {
  bool geopackage = true;
  bool all_hours = false;
};

/// Writes a run folder whole or not at all: results, the changed city as snapshot (maps and the viewer read it), and
/// the planner's GeoPackage.
void write_run_folder(const Case& made, const Results& results, const std::filesystem::path& out, FolderOptions options,
                      Session& session);

}  // namespace planspiel::cli
