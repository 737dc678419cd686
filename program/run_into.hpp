#pragma once

/// Runs a case into a folder: the one way in which every face does it.

#include <filesystem>
#include <string>
#include <vector>

#include "program/services.hpp"

namespace planspiel {

/// What lies in a run folder besides its results.
struct FolderOptions {
  std::vector<std::string> exports{};  ///< names of exporters
  bool all_hours = false;              ///< in exports: every hour
};

/// The place of a run folder. Throws Error(config) at once where it may not be written.
OutputFolder run_folder(const std::filesystem::path& out, const Services& services);

/// Runs the case and writes its folder, whole or not at all: results, the changed city as snapshot (maps and the viewer
/// read it), and what the exporters write. An exporter that is not known is an Error(config) before anything is
/// computed.
Results run_into(OutputFolder& out, const Case& made, const FolderOptions& options, const Services& services);
Results run_into(const std::filesystem::path& out, const Case& made, const FolderOptions& options,
                 const Services& services);

}  // namespace planspiel
