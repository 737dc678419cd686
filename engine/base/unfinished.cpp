#include "engine/base/unfinished.hpp"

#include <algorithm>
#include <mutex>
#include <vector>

namespace planspiel {

namespace fs = std::filesystem;

namespace {

/// One list for the program, because the program ends as a whole. Nothing but its end depends on it.
struct List {
  std::mutex mutex;
  std::vector<fs::path> paths;
};

List& list() {
  static List& made = *new List;  // lives longer than every thread
  return made;
}

/// The writer may go on meanwhile: in a folder that is gone it can begin no file.
void remove_wholly(const fs::path& path) {
  constexpr int kAttempts = 50;
  std::error_code ignored;
  for (int attempt = 0; attempt < kAttempts && fs::exists(fs::symlink_status(path, ignored)); ++attempt)
    fs::remove_all(path, ignored);
}

}  // namespace

Unfinished::Unfinished(fs::path path) : path_(std::move(path)) {
  const std::lock_guard lock(list().mutex);
  list().paths.push_back(path_);
}

Unfinished::~Unfinished() {
  const std::lock_guard lock(list().mutex);
  std::erase(list().paths, path_);
}

void Unfinished::finish(const std::function<void()>& put) {
  const std::lock_guard lock(list().mutex);
  std::erase(list().paths, path_);
  put();
}

void remove_unfinished() {
  list().mutex.lock();
  for (const fs::path& path : list().paths)
    for (const char* beside : {"", "-journal", "-wal", "-shm"}) remove_wholly(path.string() + beside);
}

}  // namespace planspiel
