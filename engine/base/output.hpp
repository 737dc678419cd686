#pragma once

/// What a command may write over: nothing of its user's. The one place for every command with -o
/// (docs/adr/0010-outputs.md). Both classes look when they are made, before anything is computed, and again when they
/// write; a refusal is an Error(config) that names what is in the way.

#include <filesystem>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/folder_manifest.hpp"

namespace planspiel {

/// Files and folders that a command reads: no output may be one of them, whatever name, link or case it is given by.
class Inputs {
 public:
  void add(std::filesystem::path path);
  /// A file of a folder that planspiel wrote is read with the folder.
  bool contain(const std::filesystem::path& path) const;

 private:
  std::vector<std::filesystem::path> paths_;
};

struct OutputRules {
  bool overwrite = false;          ///< --overwrite: files of others may be replaced; they are never deleted
  const Inputs* inputs = nullptr;  ///< may grow until it is written
};

/// Fills a fresh file or folder.
using Fill = std::function<void(const std::filesystem::path&)>;

/// A file that planspiel may write: none is there, or one of planspiel's that nobody changed (engine/base/seal.hpp), or
/// one of the same bytes.
class OutputFile {
 public:
  OutputFile(std::filesystem::path path, OutputRules rules);
  /// For what is sealed by its own writer, later: throws where anything else is there.
  void check_sealed() const { check(false); }
  /// The bytes, sealed, whole or not at all.
  void write(std::string_view bytes) const;
  void write(const Fill& fill) const;

 private:
  void check(bool same_bytes) const;
  std::filesystem::path named_, path_;
  OutputRules rules_;
};

/// A folder that planspiel may write whole: none is there, an empty one, or one of planspiel's of this kind whose files
/// nobody changed. Files of others in it stay. A reader sees the old or the new one, whole, at any moment.
class OutputFolder {
 public:
  OutputFolder(std::filesystem::path path, std::string kind, OutputRules rules);
  void write(const Fill& fill);

 private:
  enum class Found { nothing, ours, foreign };
  /// How a file was when its content was last looked at.
  struct Looked {
    std::vector<std::int64_t> stamp;
    bool as_listed = false;
  };
  void look();
  bool is_unchanged(const std::string& file, const std::vector<std::string>& hashes);
  void refuse_changed();
  void replace(const Fill& fill);
  void write_beside(const Fill& fill) const;
  void carry_over(const std::filesystem::path& fresh, const ListedFiles& written);

  std::filesystem::path named_, path_;
  std::string kind_;
  OutputRules rules_;
  Found found_ = Found::nothing;
  FolderManifest manifest_{};
  std::map<std::string, Looked> looked_{};
};

/// A folder to which planspiel adds: run folders below it, tables in it. It is claimed when this is made: it must be
/// new, empty, or of this kind.
class GrowingFolder {
 public:
  GrowingFolder(std::filesystem::path path, std::string kind, OutputRules rules);
  const std::filesystem::path& path() const { return path_; }
  /// Writes files by their names, each whole. One that somebody changed is refused.
  void put(const std::vector<std::pair<std::string, std::string>>& files) const;

 private:
  std::filesystem::path named_, path_;
  std::string kind_;
  OutputRules rules_;
};

}  // namespace planspiel
