#include "engine/base/files.hpp"

#include <fcntl.h>
#include <sys/resource.h>
#include <sys/stat.h>
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

fs::path partial_name(const fs::path& target) {
  return target.parent_path() / (std::string(kPartial) + std::to_string(getpid()) + "-" + target.filename().string());
}

void write_and_sync(const fs::path& path, std::string_view bytes) {
  const int file = ::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
  if (file < 0) fail_to_write(path, errno);
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
    fail_to_write(path, failed);
  }
}

}  // namespace

std::string why_not_written(int code) {
  switch (code) {
    case ENOSPC:
    case EDQUOT:
      return "the disk is full: free some space and run again";
    case EFBIG:
      return "the file would be larger than a limit allows (ulimit -f, or the file system's own): raise it";
    case EACCES:
    case EPERM:
    case EROFS:
      return "not writable: choose a folder that you may write to";
    case EMFILE:
    case ENFILE:
      return "too many files are open: raise the limit (ulimit -n)";
    case ENOENT:
      return "its folder is not there: make it first";
    case ENOTDIR:
      return "a part of its path is a file, no folder";
    default:
      return std::strerror(code);
  }
}

int no_more_files() {
  const int file = ::open("/dev/null", O_RDONLY | O_CLOEXEC);
  if (file < 0) return errno;
  ::close(file);
  return 0;
}

int full_or_limited(const fs::path& path) {
  constexpr std::uintmax_t kPiece = 1u << 20;  // libraries write in pieces
  rlimit limit{};
  std::error_code none;
  const std::uintmax_t size = fs::file_size(path, none);
  const bool limited = ::getrlimit(RLIMIT_FSIZE, &limit) == 0 && limit.rlim_cur != RLIM_INFINITY;
  return limited && !none && size + kPiece > limit.rlim_cur ? EFBIG : ENOSPC;
}

void fail_to_write(const fs::path& path, int code) {
  throw Error(ErrorKind::system, path.string() + ": cannot be written: " + why_not_written(code));
}

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
  fail_to_write(path, failed.value());
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

bool is_there(const fs::path& path) {
  struct stat status {};
  return ::lstat(path.c_str(), &status) == 0;
}

bool is_folder(const fs::path& path) {
  std::error_code none;
  return fs::is_directory(fs::symlink_status(path, none));
}

}  // namespace planspiel
