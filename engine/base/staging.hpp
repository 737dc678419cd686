#pragma once

/// Where a file or a folder is made before it takes its place, and how it takes it (docs/adr/0010-outputs.md).

#include <filesystem>
#include <functional>
#include <optional>
#include <string>

#include "engine/base/unfinished.hpp"

namespace planspiel {

/// A folder ".partial-PROCESS-NAME" for a target of that name. It holds a signature under a lock that ends with the
/// process, so that others can tell what a dead process left; it is removed with all that is in it.
class Staging {
 public:
  /// Makes it in `folder`, after removing what dead processes left there. Throws Error(system).
  Staging(const std::filesystem::path& folder, const std::string& name);
  ~Staging();
  Staging(const Staging&) = delete;
  Staging& operator=(const Staging&) = delete;

  /// Where to make the new file or folder; has the target's name. Nothing is there at first.
  const std::filesystem::path& place() const { return place_; }
  /// Where an older one may wait for a moment.
  std::filesystem::path aside() const;
  /// Runs `put`, which takes what was made away. A program that has to end at once removes this folder before, never
  /// after: an older result may then lie in it.
  void finish(const std::function<void()>& put) const { unfinished_->finish(put); }

 private:
  std::filesystem::path folder_, place_;
  mutable std::optional<Unfinished> unfinished_{};
  int lock_ = -1;
};

/// Removes what dead processes left in a folder. Files of others that were caught in it are put into the target, and a
/// target that was just being exchanged is put back.
void remove_leftovers(const std::filesystem::path& folder);

enum class Exchange {
  at_once,      ///< the new one and the old one change places in one step, where the file system can
  in_two_steps  ///< always in two: for tests of the way for file systems that cannot
};

/// Puts `staging.place()` in the place of `target`; an older folder there is at `place()` or `aside()` afterwards.
/// A reader sees the old or the new one, whole, at any moment; in two steps there is a moment without either, and a
/// kill in it is repaired by the next process that stages in this folder. Throws std::filesystem::filesystem_error.
void put_in_place(const Staging& staging, const std::filesystem::path& target, Exchange how = Exchange::at_once);

/// Empties an old folder of ours whose place another one took. `is_ours` says which files (path in the folder) may go;
/// others are in `target` already, as a second name of the same file, or are put there. Throws filesystem_error.
void retire(const std::filesystem::path& old, const std::filesystem::path& target,
            const std::function<bool(const std::string&)>& is_ours);

}  // namespace planspiel
