#include "program/ready_scenarios.hpp"

#include <algorithm>

#include "engine/base/error.hpp"
#include "engine/base/value.hpp"

namespace planspiel {

namespace {

namespace fs = std::filesystem;

constexpr const char* kScenarios = "scenarios";

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

std::vector<fs::path> ready_scenarios(const fs::path& root) {
  std::error_code none;
  std::vector<fs::path> found;
  for (const auto& town : fs::directory_iterator(root / kScenarios, none))
    for (const auto& file : fs::directory_iterator(town.path(), none))
      if (file.path().extension() == ".toml" && is_ready(file.path()))
        found.push_back(root.empty() ? file.path() : file.path().lexically_relative(root));
  std::sort(found.begin(), found.end());
  return found;
}

fs::path here_or_ready(const fs::path& path, const fs::path& root) {
  std::error_code none;
  if (fs::exists(path, none) || path.empty() || *path.begin() != kScenarios) return path;
  const fs::path ready = root / path;
  return fs::exists(ready, none) ? ready : path;
}

}  // namespace planspiel
