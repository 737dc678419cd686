#include "cli/installation.hpp"

#include <algorithm>

#include "engine/base/error.hpp"
#include "engine/base/value.hpp"

namespace planspiel::cli {

namespace {

namespace fs = std::filesystem;

constexpr const char* kScenarios = "scenarios";

fs::path program_folder() { return fs::read_symlink("/proc/self/exe").parent_path(); }
fs::path data_folder() { return program_folder().parent_path() / "share/planspiel"; }

/// Whether a file is a scenario whose city or base is there, and not the description of a city that lies beside it.
bool is_ready(const fs::path& file) try {
  const Value content = read_toml(file);
  for (const char* key : {"base", "city"})
    if (const Value* from = content.find(key)) return fs::exists(file.parent_path() / from->as_text());
  return false;
} catch (const Error&) {
  return false;
}

}  // namespace

fs::path plugin_folder() {
  std::error_code none;
  const fs::path installed = program_folder().parent_path() / "lib/planspiel/plugins";
  return fs::is_directory(installed, none) ? installed : program_folder() / "plugins";
}

fs::path here_or_ready(const fs::path& path) {
  std::error_code none;
  if (fs::exists(path, none) || path.empty() || *path.begin() != kScenarios) return path;
  const fs::path ready = data_folder() / path;
  return fs::exists(ready, none) ? ready : path;
}

std::vector<fs::path> ready_scenarios() {
  std::error_code none;
  const fs::path root = fs::is_directory(kScenarios, none) ? fs::path() : data_folder();
  std::vector<fs::path> found;
  for (const auto& town : fs::directory_iterator(root / kScenarios, none))
    for (const auto& file : fs::directory_iterator(town.path(), none))
      if (file.path().extension() == ".toml" && is_ready(file.path()))
        found.push_back(root.empty() ? file.path() : file.path().lexically_relative(root));
  std::sort(found.begin(), found.end());
  return found;
}

}  // namespace planspiel::cli
