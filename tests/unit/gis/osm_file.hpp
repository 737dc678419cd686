#pragma once

#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <string>

namespace planspiel {

/// A file that vanishes with its test.
class OsmFile {
 public:
  explicit OsmFile(const std::string& content, const std::string& ending = ".osm")
      : path_(std::filesystem::temp_directory_path() /
              ("planspiel-" + std::to_string(::getpid()) + "-" + std::to_string(count_++) + ending)) {
    std::ofstream(path_, std::ios::binary) << content;
  }
  ~OsmFile() { std::filesystem::remove(path_); }
  const std::filesystem::path& path() const { return path_; }

 private:
  static inline int count_ = 0;
  std::filesystem::path path_;
};

}  // namespace planspiel
