#pragma once

/// What the window needs of the program around it: it links neither plugins nor importers.

#include <filesystem>
#include <functional>
#include <stop_token>

#include "engine/run/run.hpp"

namespace planspiel::viewer {

struct Services {
  const Registry* registry = nullptr;
  const Cache* cache = nullptr;  ///< null: compute everything, keep nothing
  std::function<City(const std::filesystem::path&)> load_city{};
  /// Writes a run folder whole or not at all, as `planspiel run` does.
  std::function<void(const Case&, const Results&, const std::filesystem::path&)> write_run{};
  std::stop_token stop{};  ///< of the program
};

}  // namespace planspiel::viewer
