#pragma once

/// manifest.json of a folder that planspiel wrote: which files in it are planspiel's, and how they were written.

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "engine/base/value.hpp"

namespace planspiel {

inline constexpr const char* kManifestName = "manifest.json";

/// The files of a folder by their path in it ("fields/index.json"), each with the hashes (engine/base/seal.hpp) that
/// planspiel gave it; two while it is being replaced, "sealed" for a file that carries its own seal and may differ from
/// run to run. The manifest itself is not listed: it carries its seal.
using ListedFiles = std::map<std::string, std::vector<std::string>>;

struct FolderManifest {
  std::string kind;  ///< "run", "comparison", "sweep", "explanation"
  ListedFiles files{};
};

/// None when the folder has no manifest of planspiel's, or a changed one. Links are not followed.
std::optional<FolderManifest> read_folder_manifest(const std::filesystem::path& folder);

/// The text of a manifest.json: kind and files, and what else the folder's writer has to say of it.
std::string manifest_text(const FolderManifest& manifest, const Value& more = Value::table());

/// Everything in the folder but its manifest, with what a manifest says of it.
ListedFiles list_files(const std::filesystem::path& folder);

/// Whether the file is one that was listed so: ordinary, no link, and not changed since.
bool is_as_listed(const std::filesystem::path& file, const std::vector<std::string>& hashes);

}  // namespace planspiel
