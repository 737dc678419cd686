#pragma once

/// What the window offers to open.

#include <filesystem>
#include <vector>

namespace planspiel::viewer {

struct OpenableFrom {
  std::filesystem::path here = "scenarios";    ///< its folders are looked through
  std::filesystem::path opened{};              ///< file whose folder is looked through; empty: none
  std::vector<std::filesystem::path> ready{};  ///< of the installed program, from ready_scenarios()
};

/// Scenarios and cities, each once, sorted. A ready scenario of a name that is here too is the one here.
std::vector<std::filesystem::path> openable(const OpenableFrom& from);

}  // namespace planspiel::viewer
