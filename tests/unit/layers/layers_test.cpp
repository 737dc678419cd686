/// The table of who may use whom (docs/architecture.md), executed: every include line of the tree is checked.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <string>
#include <vector>

namespace {

namespace fs = std::filesystem;
using Folders = std::vector<std::string>;

/// What a folder may include from the tree, itself not named. Folders are matched by their longest name.
const std::map<std::string, Folders> kMayUse{
    {"engine/base", {}},
    {"engine/city", {"engine/base"}},
    {"engine/routing", {"engine/base", "engine/city"}},
    {"engine/reach", {"engine/base", "engine/city", "engine/routing"}},
    {"engine/location", {"engine/base"}},
    {"engine/queueing", {"engine/base"}},
    {"engine/run", {"engine/base", "engine/city"}},
    {"engine/scenario", {"engine/base", "engine/city", "engine/run"}},
    {"engine/generate", {"engine/base", "engine/city"}},
    {"engine/map", {"engine/base", "engine/city", "engine/run"}},
    {"engine/sweep", {"engine/base", "engine/city", "engine/run", "engine/scenario"}},
    {"plugins/fields.hpp", {"engine/run"}},
    {"plugins/mobility",
     {"engine/base", "engine/city", "engine/routing", "engine/reach", "engine/run", "plugins/fields.hpp"}},
    {"plugins/emissions", {"engine/base", "engine/city", "engine/routing", "engine/run", "plugins/fields.hpp"}},
    {"plugins/fire",
     {"engine/base", "engine/city", "engine/routing", "engine/reach", "engine/location", "engine/queueing",
      "engine/run", "plugins/fields.hpp"}},
    {"plugins/example", {"engine/run", "plugins/fields.hpp"}},
    {"gis", {"engine"}},
    {"program", {"engine", "gis"}},
    {"viewer", {"engine"}},
    {"viewer/scene", {"engine"}},
    {"viewer/camera", {"engine", "viewer/scene"}},
    {"viewer/layer", {"engine"}},
    {"viewer/osg", {"engine", "viewer/scene", "viewer/camera", "viewer/layer"}},
    {"viewer/render", {"engine", "viewer/scene", "viewer/camera", "viewer/layer", "viewer/osg"}},
    {"viewer/app", {"engine", "program", "viewer/scene", "viewer/camera", "viewer/layer"}},
    {"viewer/window",
     {"engine", "program", "viewer/scene", "viewer/camera", "viewer/layer", "viewer/osg", "viewer/render",
      "viewer/app"}},
    {"cli", {"engine", "gis", "program", "viewer"}},
};

/// External headers, by how their path starts, and the folders that may see them.
const std::vector<std::pair<Folders, Folders>> kLivesIn{
    {{"gdal", "ogr", "cpl_", "osmium/"}, {"gis"}},
    {{"osg", "EGL/", "GL/"}, {"viewer/osg", "viewer/render", "viewer/window"}},
    {{"imgui", "X11/"}, {"viewer/window"}},
    {{"tbb/", "oneapi/"}, {"engine/base/parallel.cpp"}},
    {{"toml++/", "nlohmann/", "proj.h"}, {"engine/base"}},
    {{"metis"}, {"engine/routing"}},
    {{"cairo"}, {"engine/map"}},
    {{"CLI/", "spdlog/"}, {"cli"}},
};

bool below(const std::string& path, const std::string& folder) {
  return path == folder || path.starts_with(folder + "/");
}
bool below_any(const std::string& path, const Folders& folders) {
  return std::any_of(folders.begin(), folders.end(), [&](const std::string& folder) { return below(path, folder); });
}

std::string fault_of(const std::string& file, const std::string& included, bool in_quotes) {
  for (const auto& [starts, folders] : kLivesIn)
    for (const std::string& start : starts)
      if (!in_quotes && included.starts_with(start) && !below_any(file, folders))
        return included + " lives in " + folders.front();
  if (!in_quotes || included.find('/') == std::string::npos) return "";
  const auto row =  // backwards, because the longest name comes last
      std::find_if(kMayUse.rbegin(), kMayUse.rend(), [&](const auto& entry) { return below(file, entry.first); });
  if (row == kMayUse.rend()) return "";
  for (const char* top : {"engine", "plugins", "gis", "program", "viewer", "cli", "tests"})
    if (below(included, top) && !below(included, row->first) && !below_any(included, row->second))
      return row->first + " may not use " + included;
  return "";
}

struct Include {
  std::string path;
  bool in_quotes = false;
};

/// What a line includes; an empty path for all other lines.
Include include_of(const std::string& line) {
  const std::size_t hash = line.find_first_not_of(" \t");
  if (hash == std::string::npos || line[hash] != '#' || line.find("include", hash) == std::string::npos) return {};
  const std::size_t open = line.find_first_of("<\"", hash);
  const std::size_t close = open == std::string::npos ? open : line.find_first_of(">\"", open + 1);
  if (close == std::string::npos) return {};
  return {line.substr(open + 1, close - open - 1), line[open] == '"'};
}

std::vector<std::string> faults_below(const fs::path& root) {
  std::vector<std::string> faults;
  for (const char* top : {"engine", "plugins", "gis", "program", "viewer", "cli"}) {
    if (!fs::exists(root / top)) continue;
    for (const auto& entry : fs::recursive_directory_iterator(root / top)) {
      if (entry.path().extension() != ".hpp" && entry.path().extension() != ".cpp") continue;
      const std::string file = fs::relative(entry.path(), root).generic_string();
      std::ifstream stream(entry.path());
      int number = 0;
      for (std::string line; std::getline(stream, line);) {
        ++number;
        const Include found = include_of(line);
        const std::string fault = found.path.empty() ? "" : fault_of(file, found.path, found.in_quotes);
        if (!fault.empty()) faults.push_back(file + ":" + std::to_string(number) + ": " + fault);
      }
    }
  }
  return faults;
}

TEST(layers, NobodyIncludesWhatItMayNotUse) {
  EXPECT_EQ(faults_below(PLANSPIEL_SOURCE_DIR), std::vector<std::string>{});
}

TEST(layers, AForbiddenIncludeIsFound) {
  const fs::path root = fs::temp_directory_path() / "planspiel-layers";
  fs::create_directories(root / "engine/base");
  std::ofstream(root / "engine/base/bad.cpp") << "#include \"engine/city/city.hpp\"\n#include <gdal.h>\n";
  fs::create_directories(root / "viewer/scene");
  std::ofstream(root / "viewer/scene/bad.cpp") << "#include \"viewer/osg/osg_scene.hpp\"\n#include <osg/Group>\n";
  const std::vector<std::string> faults = faults_below(root);
  fs::remove_all(root);
  EXPECT_THAT(faults, testing::ElementsAre("engine/base/bad.cpp:1: engine/base may not use engine/city/city.hpp",
                                           "engine/base/bad.cpp:2: gdal.h lives in gis",
                                           "viewer/scene/bad.cpp:1: viewer/scene may not use viewer/osg/osg_scene.hpp",
                                           "viewer/scene/bad.cpp:2: osg/Group lives in viewer/osg"));
}

TEST(layers, EveryTestFileIsBuilt) {
  std::string lists;
  for (const auto& entry : fs::recursive_directory_iterator(fs::path(PLANSPIEL_SOURCE_DIR) / "tests"))
    if (entry.path().filename() == "CMakeLists.txt") {
      std::ifstream stream(entry.path());
      lists.append(std::istreambuf_iterator<char>(stream), {});
    }
  for (const auto& entry : fs::recursive_directory_iterator(fs::path(PLANSPIEL_SOURCE_DIR) / "tests"))
    if (entry.path().extension() == ".cpp") {
      EXPECT_NE(lists.find(entry.path().filename().string()), std::string::npos) << entry.path();
    }
}

}  // namespace
