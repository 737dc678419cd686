#pragma once

/// Files and folders that are being written, so that a program that has to end at once leaves none of them behind.

#include <filesystem>
#include <functional>

namespace planspiel {

/// A file or folder under a name of its own until it is whole. Removing it when writing fails stays its writer's task.
class Unfinished {
 public:
  explicit Unfinished(std::filesystem::path path);
  ~Unfinished();
  Unfinished(const Unfinished&) = delete;
  Unfinished& operator=(const Unfinished&) = delete;

  /// Runs `put`, which puts it into its place. The program does not end meanwhile.
  void finish(const std::function<void()>& put);

 private:
  std::filesystem::path path_;
};

/// Removes all that is unfinished, and what SQLite keeps beside it. Call it only just before the program ends: whoever
/// begins or finishes a file after that waits for ever.
void remove_unfinished();

}  // namespace planspiel
