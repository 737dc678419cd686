#include "engine/run/open_file.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>

namespace planspiel {

OpenFile::~OpenFile() { close(); }

OpenFile OpenFile::to_read(const std::filesystem::path& path) {
  OpenFile file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));  // a pipe without writer must not wait
  struct stat status {};
  if (file.is_open() && (::fstat(file.descriptor(), &status) != 0 || !S_ISREG(status.st_mode))) {
    file.close();
    errno = EINVAL;
  }
  return file;
}

OpenFile OpenFile::to_write(const std::filesystem::path& path) {
  return OpenFile(::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644));
}

bool OpenFile::read_at(std::uint64_t offset, void* to, std::size_t size) const {
  for (auto* at = static_cast<char*>(to); size > 0;) {
    const ::ssize_t got = ::pread(descriptor_, at, size, static_cast<::off_t>(offset));
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) return false;
    at += got;
    offset += static_cast<std::uint64_t>(got);
    size -= static_cast<std::size_t>(got);
  }
  return true;
}

bool OpenFile::write(const void* from, std::size_t size) const {
  for (const auto* at = static_cast<const char*>(from); size > 0;) {
    const ::ssize_t put = ::write(descriptor_, at, size);
    if (put < 0 && errno == EINTR) continue;
    if (put <= 0) return false;
    at += put;
    size -= static_cast<std::size_t>(put);
  }
  return true;
}

bool OpenFile::close() {
  const int descriptor = std::exchange(descriptor_, -1);
  return descriptor < 0 || ::close(descriptor) == 0;
}

}  // namespace planspiel
