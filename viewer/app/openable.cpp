#include "viewer/app/openable.hpp"

#include <algorithm>
#include <system_error>

namespace planspiel::viewer {

namespace fs = std::filesystem;

std::vector<fs::path> openable(const OpenableFrom& from) {
  std::vector<fs::path> found = from.ready;
  std::error_code failed;
  const auto add = [&](const fs::path& folder) {
    for (const auto& entry : fs::directory_iterator(folder, failed))
      if (entry.path().extension() == ".toml" || entry.path().extension() == ".gpkg") found.push_back(entry.path());
  };
  for (const auto& entry : fs::directory_iterator(from.here, failed))
    if (entry.is_directory(failed)) add(entry.path());
  if (!from.opened.empty() && !fs::is_directory(from.opened, failed)) add(fs::absolute(from.opened).parent_path());
  std::sort(found.begin(), found.end());
  found.erase(std::unique(found.begin(), found.end()), found.end());
  return found;
}

}  // namespace planspiel::viewer
