#include "engine/base/staging.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <charconv>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <optional>
#include <string_view>
#include <system_error>
#include <vector>

#include "engine/base/files.hpp"
#include "engine/base/folder_manifest.hpp"

namespace planspiel {

namespace fs = std::filesystem;

namespace {

constexpr std::string_view kPrefix = ".partial-";
constexpr const char* kSignature = ".planspiel-staging";
constexpr const char* kAside = ".planspiel-aside";
constexpr std::size_t kLongestName = 100;  ///< of the target's name that is repeated; file names end at 255 bytes

[[noreturn]] void fail(const fs::path& path, int code) {
  throw fs::filesystem_error("", path, std::error_code(code, std::generic_category()));
}

bool is_same_file(const fs::path& a, const fs::path& b) {
  struct stat first {
  }, second{};
  return ::lstat(a.c_str(), &first) == 0 && ::lstat(b.c_str(), &second) == 0 && first.st_dev == second.st_dev &&
         first.st_ino == second.st_ino;
}

/// Opens the signature of a staging folder and takes its lock; -1 where there is none or a living process has it.
int take_lock(const fs::path& staging, int flags) {
  const int file = ::open((staging / kSignature).c_str(), flags | O_CLOEXEC | O_NOFOLLOW, 0600);
  if (file < 0) return -1;
  struct stat status {};
  if (::flock(file, LOCK_EX | LOCK_NB) == 0 && ::fstat(file, &status) == 0 && status.st_nlink > 0) return file;
  ::close(file);
  return -1;
}

/// The number of the process in ".partial-123-name"; none where a name is not of that form.
std::optional<long> process_of(std::string_view name) {
  if (!name.starts_with(kPrefix)) return std::nullopt;
  long process = 0;
  const char* end = name.data() + name.size();
  const auto [at, error] = std::from_chars(name.data() + kPrefix.size(), end, process);
  if (error != std::errc() || at == end || *at != '-' || process <= 0) return std::nullopt;
  return process;
}

bool is_dead(long process) { return ::kill(static_cast<pid_t>(process), 0) != 0 && errno == ESRCH; }

/// The name of the target, as the signature has it.
std::string target_of(const fs::path& staging) {
  try {
    const std::string text = read_file(staging / kSignature);
    return text.find('/') == std::string::npos ? text : "";
  } catch (const std::exception&) {
    return "";
  }
}

/// What a dead process left in its staging folder, whose lock we hold.
void clear(const fs::path& staging) {
  const std::string name = target_of(staging);
  const fs::path target = staging.parent_path() / name;
  if (!name.empty() && is_folder(staging / kAside) && !is_there(target)) fs::rename(staging / kAside, target);
  for (const fs::path& old : {staging / name, staging / kAside}) {
    if (name.empty() || !is_folder(old)) continue;
    const auto manifest = read_folder_manifest(old);
    if (!manifest) continue;  // only half made: all of it is ours
    retire(old, target, [&](const std::string& file) {
      const auto listed = manifest->files.find(file);
      return listed != manifest->files.end() && is_as_listed(old / file, listed->second);
    });
  }
  fs::remove_all(staging);
}

/// Everything below a folder, deepest first, its manifest last; links are not followed.
std::vector<fs::path> deepest_first(const fs::path& folder) {
  std::vector<fs::path> all;
  for (const fs::directory_entry& entry : fs::recursive_directory_iterator(folder)) all.push_back(entry.path());
  std::vector<fs::path> order;
  for (auto at = all.rbegin(); at != all.rend(); ++at)
    if (*at != folder / kManifestName) order.push_back(*at);
  if (is_there(folder / kManifestName)) order.push_back(folder / kManifestName);
  return order;
}

/// Moves a file of somebody else into the target, under another name where its own is taken.
void rescue(const fs::path& file, fs::path place) {
  fs::create_directories(place.parent_path());
  while (is_there(place)) place += ".kept";
  fs::rename(file, place);
}

}  // namespace

Staging::Staging(const fs::path& folder, const std::string& name) {
  remove_leftovers(folder);
  for (int number = 0; lock_ < 0; ++number) {
    const std::string process = std::to_string(getpid()) + (number > 0 ? "-" + std::to_string(number) : "");
    folder_ = folder / (std::string(kPrefix) + process + "-" + name.substr(0, kLongestName));
    if (::mkdir(folder_.c_str(), 0777) == 0)
      lock_ = take_lock(folder_, O_RDWR | O_CREAT | O_EXCL);
    else if (errno != EEXIST)
      fail(folder_, errno);
    if (number > 1000) fail(folder_, EEXIST);
  }
  unfinished_.emplace(folder_);
  place_ = folder_ / name;
  if (::write(lock_, name.data(), name.size()) != static_cast<ssize_t>(name.size())) {
    const int code = errno;
    std::error_code ignored;
    fs::remove_all(folder_, ignored);
    ::close(lock_);
    fail(folder_, code);
  }
}

Staging::~Staging() {
  std::error_code ignored;
  fs::remove_all(folder_, ignored);
  ::close(lock_);
}

fs::path Staging::aside() const { return folder_ / kAside; }

void remove_leftovers(const fs::path& folder) {
  std::error_code ignored;
  std::vector<fs::path> found;
  for (const fs::directory_entry& entry : fs::directory_iterator(folder, ignored))
    if (process_of(entry.path().filename().string()) && is_folder(entry.path())) found.push_back(entry.path());
  for (const fs::path& staging : found) {
    if (fs::is_empty(staging, ignored) && is_dead(*process_of(staging.filename().string())))
      fs::remove(staging, ignored);  // killed before it could sign
    const int lock = take_lock(staging, O_RDONLY);
    if (lock < 0) continue;
    try {
      clear(staging);
    } catch (const fs::filesystem_error&) {
      // what cannot be removed now is left for the next process
    }
    ::close(lock);
  }
}

namespace {

void exchange(const Staging& staging, const fs::path& target, Exchange how) {
  const fs::path& made = staging.place();
  if (::rename(made.c_str(), target.c_str()) == 0) return;  // nothing there, a file, or an empty folder
  if (errno != ENOTEMPTY && errno != EEXIST) fail(target, errno);
  if (how == Exchange::at_once) {
    if (::renameat2(AT_FDCWD, made.c_str(), AT_FDCWD, target.c_str(), RENAME_EXCHANGE) == 0) return;
    if (errno != EINVAL && errno != ENOSYS) fail(target, errno);
  }
  fs::rename(target, staging.aside());
  std::error_code failed;
  fs::rename(made, target, failed);
  if (!failed) return;
  fs::rename(staging.aside(), target);
  fail(target, failed.value());
}

}  // namespace

void put_in_place(const Staging& staging, const fs::path& target, Exchange how) {
  staging.finish([&] { exchange(staging, target, how); });
}

void retire(const fs::path& old, const fs::path& target, const std::function<bool(const std::string&)>& is_ours) {
  for (const fs::path& path : deepest_first(old)) {
    const std::string name = path.lexically_relative(old).generic_string();
    const fs::path place = target / name;
    if (is_folder(path)) {
      if (fs::is_empty(path)) fs::remove(path);
    } else if (name == kManifestName || is_ours(name) || is_same_file(path, place)) {
      fs::remove(path);
    } else {
      rescue(path, place);
    }
  }
  if (fs::is_empty(old)) fs::remove(old);
}

}  // namespace planspiel
