#pragma once

#include <filesystem>

#include "cli/session.hpp"

namespace planspiel::cli {

struct FolderOptions {
  bool geopackage = true;
  bool all_hours = false;
};

/// The place of a run folder; throws at once where it may not be written.
OutputFolder run_folder(const std::filesystem::path& out, const Session& session);

/// Writes a run folder whole or not at all: results, the changed city as snapshot (maps and the viewer read it), and
/// the planner's GeoPackage.
void write_run_folder(const Case& made, const Results& results, OutputFolder& out, FolderOptions options,
                      Session& session);

}  // namespace planspiel::cli
