#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>

#include "engine/run/results.hpp"

namespace planspiel {

/// Hash of the file that this engine was loaded from, taken once: part of every key of the cache.
const Digest& engine_digest();

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

  /// Where the snapshot of a city is kept that was built or imported from sources of this hash.
  std::filesystem::path city_path(const Digest& key) const;

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
