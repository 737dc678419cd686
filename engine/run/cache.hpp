#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>

#include "engine/run/results.hpp"

namespace planspiel {

/// Results of models by the hash of everything they depend on. Entries appear whole (written beside, renamed);
/// several processes may share the folder; deleting it is safe at any time.
class Cache {
 public:
  /// $PLANSPIEL_CACHE, else planspiel in the user's cache folder.
  static std::filesystem::path default_folder();
  explicit Cache(std::filesystem::path folder, std::uintmax_t size_limit_bytes = 8ull << 30);

  /// The entry, or nothing. A corrupt entry (wrong length, wrong checksum) is removed and reported to `observer`
  /// as a warning: the model is computed again.
  std::optional<ModelResult> find(const Digest& key, RunObserver& observer) const;
  /// Keeps a result. A cache that cannot be written is a warning, never a failure. Oldest entries go beyond the limit.
  void keep(const ModelResult& result, RunObserver& observer) const;

  struct Usage {
    std::size_t entries = 0;
    std::uintmax_t bytes = 0;
  };
  Usage usage() const;
  void clear() const;
  const std::filesystem::path& folder() const { return folder_; }

 private:
  std::filesystem::path path_of(const Digest& key) const;
  std::filesystem::path folder_;
  std::uintmax_t size_limit_bytes_;
};

}  // namespace planspiel
