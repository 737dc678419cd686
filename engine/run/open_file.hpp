#pragma once

#include <cstdint>
#include <filesystem>
#include <utility>

namespace planspiel {

/// A file descriptor that is closed at the end of its life; large blocks go through it without copies.
class OpenFile {
 public:
  explicit OpenFile(int descriptor) : descriptor_(descriptor) {}
  ~OpenFile();
  OpenFile(const OpenFile&) = delete;
  OpenFile& operator=(const OpenFile&) = delete;
  OpenFile(OpenFile&& other) noexcept : descriptor_(std::exchange(other.descriptor_, -1)) {}
  /// Only regular files are opened: EINVAL for folders, pipes and devices.
  static OpenFile to_read(const std::filesystem::path& path);
  static OpenFile to_write(const std::filesystem::path& path);

  bool is_open() const { return descriptor_ >= 0; }
  int descriptor() const { return descriptor_; }
  /// False where the file ends before or cannot be read.
  bool read_at(std::uint64_t offset, void* to, std::size_t size) const;
  /// False where the disk refuses; errno says why.
  bool write(const void* from, std::size_t size) const;
  /// False where the disk refuses what was still to be written.
  bool close();

 private:
  int descriptor_;
};

}  // namespace planspiel
