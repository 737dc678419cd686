#pragma once

/// The readers of files, each as a function of bytes, for tests/fuzz/fuzz.cpp.

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

namespace planspiel::fuzz {

struct Target {
  std::string name;
  /// Reads the bytes. May throw planspiel::Error; anything else is a find.
  std::function<void(const std::string& bytes, const std::filesystem::path& folder)> read;
  /// Files or texts to begin with, besides those of seeds/NAME.
  std::function<std::vector<std::string>(const std::filesystem::path& folder)> seeds;
};

/// One for each reader of files.
std::vector<Target> targets();

}  // namespace planspiel::fuzz
