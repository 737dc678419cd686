#include "engine/base/files.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <sstream>
#include <system_error>

#include "engine/base/error.hpp"
#include "engine/base/unfinished.hpp"

namespace planspiel {

namespace fs = std::filesystem;

namespace {

constexpr std::string_view kPartial = ".partial-";

[[noreturn]] void refuse(const fs::path& path, int code) {
  const std::string what = code == ENOSPC || code == EDQUOT ? "the disk is full: free some space and run again"
                           : code == EACCES || code == EPERM || code == EROFS
                               ? "not writable: choose a folder that you may write to"
                               : std::string(std::strerror(code));
  throw Error(ErrorKind::system, path.string() + ": cannot be written: " + what);
}

[[noreturn]] void refuse(const fs::path& path, const fs::filesystem_error& error) {
  refuse(path, error.code().value());
}

fs::path partial_name(const fs::path& target) {
  return target.parent_path() / (std::string(kPartial) + std::to_string(getpid()) + "-" + target.filename().string());
}

void write_and_sync(const fs::path& path, std::string_view bytes) {
  const int file = ::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
  if (file < 0) refuse(path, errno);
  std::size_t written = 0;
  int failed = 0;
  while (written < bytes.size() && failed == 0) {
    const ssize_t count = ::write(file, bytes.data() + written, bytes.size() - written);
    if (count < 0 && errno != EINTR)
      failed = errno;
    else if (count > 0)
      written += static_cast<std::size_t>(count);
  }
  if (::close(file) != 0 && failed == 0) failed = errno;
  if (failed != 0) {
    ::unlink(path.c_str());
    refuse(path, failed);
  }
}

/// Whether the process that made a partial folder still lives.
bool is_alive(const std::string& partial) {
  const long process = std::strtol(partial.c_str() + kPartial.size(), nullptr, 10);
  return process > 0 && fs::exists("/proc/" + std::to_string(process));
}

/// Removes what killed runs left beside the target.
void remove_leftovers(const fs::path& folder, const fs::path& target) {
  std::error_code ignored;
  const std::string ending = "-" + target.filename().string();
  for (const fs::directory_entry& entry : fs::directory_iterator(folder, ignored)) {
    const std::string name = entry.path().filename().string();
    if (name.starts_with(kPartial) && name.ends_with(ending) && !is_alive(name)) fs::remove_all(entry.path(), ignored);
  }
}

void swap_into_place(const fs::path& partial, const fs::path& target) {
  if (!fs::exists(target)) {
    fs::rename(partial, target);
    return;
  }
  const fs::path old = partial_name(target).string() + ".old";
  fs::rename(target, old);
  fs::rename(partial, target);
  fs::remove_all(old);
}

}  // namespace

std::string read_file(const fs::path& path) {
  constexpr std::uintmax_t kMostBytes = 768u << 20;
  std::error_code failed;
  const fs::file_status status = fs::status(path, failed);
  if (failed || !fs::exists(status))
    throw Error(ErrorKind::input, path.string() + ": no such file, or it cannot be read" +
                                      (failed && fs::exists(fs::symlink_status(path)) ? ": " + failed.message() : ""));
  if (!fs::is_regular_file(status))
    throw Error(ErrorKind::input, path.string() + ": is no file but a folder, pipe or device");
  if (fs::file_size(path, failed) > kMostBytes)
    throw Error(ErrorKind::input, path.string() + ": is larger than 768 MiB: no file of this kind is");
  std::ifstream file(path, std::ios::binary | std::ios::ate);
  if (!file) throw Error(ErrorKind::input, path.string() + ": no such file, or it cannot be read");
  const auto size = file.tellg();
  std::string bytes(size > 0 ? static_cast<std::size_t>(size) : 0, '\0');
  file.seekg(0);
  file.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  if (file.gcount() != static_cast<std::streamsize>(bytes.size()))
    throw Error(ErrorKind::input, path.string() + ": reading failed");
  return bytes;
}

void write_file(const fs::path& path, std::string_view bytes) {
  const fs::path partial = partial_name(fs::absolute(path));
  Unfinished unfinished(partial);
  write_and_sync(partial, bytes);
  std::error_code failed;
  unfinished.finish([&] { fs::rename(partial, path, failed); });
  if (!failed) return;
  ::unlink(partial.c_str());
  refuse(path, failed.value());
}

void write_folder(const fs::path& target, std::string_view marker, const std::function<void(const fs::path&)>& fill) {
  const fs::path whole = fs::absolute(target).lexically_normal();
  const fs::path place = whole.has_filename() ? whole : whole.parent_path();
  if (fs::exists(place) && !fs::is_directory(place))
    throw Error(ErrorKind::config, target.string() + " is a file: name a folder");
  if (fs::exists(place) && !fs::is_empty(place) && !fs::exists(place / marker))
    throw Error(ErrorKind::config, target.string() + " is there and was not written by this command (no " +
                                       std::string(marker) + " in it): choose another folder");
  const fs::path partial = partial_name(place);
  try {
    fs::create_directories(place.parent_path());
    remove_leftovers(place.parent_path(), place);
    fs::remove_all(partial);
    Unfinished unfinished(partial);
    fs::create_directory(partial);
    fill(partial);
    unfinished.finish([&] { swap_into_place(partial, place); });
  } catch (const fs::filesystem_error& error) {
    std::error_code ignored;
    fs::remove_all(partial, ignored);
    refuse(target, error);
  } catch (...) {
    std::error_code ignored;
    fs::remove_all(partial, ignored);
    throw;
  }
}

fs::path path_inside(const fs::path& folder, std::string_view name) {
  const fs::path path(name);
  const fs::path relative = path.lexically_normal();
  if (path.is_absolute() || relative.empty() || *relative.begin() == "..")
    throw Error(ErrorKind::config, "the path '" + std::string(name) +
                                       "' leaves the folder: files lie beside or below the file that names them");
  const fs::path whole = fs::weakly_canonical(folder / relative);
  const fs::path root = fs::weakly_canonical(folder.empty() ? fs::path(".") : folder);
  const auto [at, unused] = std::mismatch(root.begin(), root.end(), whole.begin(), whole.end());
  if (at != root.end())
    throw Error(ErrorKind::config,
                "the path '" + std::string(name) +
                    "' leaves the folder through a link: files lie beside or below the file that names them");
  return folder / relative;
}

}  // namespace planspiel
