/// A program that has one family of models only: it says nothing of the others, and nothing of the home city.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cctype>

#include "engine/base/files.hpp"
#include "engine/run/results.hpp"
#include "tests/scenes/program.hpp"

namespace planspiel::test {
namespace {

namespace fs = std::filesystem;

std::string lower(std::string text) {
  std::ranges::transform(text, text.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return text;
}

/// Words that a run of mobility alone on another city than Munich has no reason for.
constexpr const char* kForeign[] = {"fire",   "feuerwehr", "hilfsfrist", "wachen", "station",
                                    "munich", "münchen",   "mid 2017",   "nox",    "co2"};

class OneFamily : public testing::Test {
 protected:
  void SetUp() override {
    const fs::path built = fs::path(PLANSPIEL_BINARY_DIR) / "plugins" / "mobility.so";
    fs::create_directories(shop_.folder() / "only");
    fs::copy_file(built, shop_.folder() / "only" / "mobility.so");
  }
  std::string told(std::vector<std::string> line) {
    line.insert(line.begin(), {"--plugin-folder", (shop_.folder() / "only").string()});
    const Outcome outcome = shop_.run(line);
    EXPECT_EQ(outcome.code, 0) << outcome.err;
    return outcome.out + outcome.err;
  }
  std::string path(const std::string& name) const { return (shop_.folder() / name).string(); }
  Workshop shop_;
};

TEST_F(OneFamily, RunsMapsAndComparesWithoutAWordOfTheOthers) {
  std::string all;
  for (const char* scenario : {"base", "toll"})
    all += told({"run", (shop_.town() / (std::string(scenario) + ".toml")).string(), "-o", path(scenario)});
  all += told({"compare", path("base"), path("toll"), "-o", path("comparison")});
  all += told({"map", path("toll"), "--field", "mobility.road_flow", "--hour", "8", "--compare", path("base"), "-o",
               path("map.svg")});
  all += told({"explain", (shop_.town() / "toll.toml").string(), "-o", path("explained")});
  all += read_file(path("base") + "/indicators.csv") + read_file(path("map.svg"));
  for (const fs::directory_entry& entry : fs::directory_iterator(path("comparison")))
    if (entry.is_regular_file()) all += read_file(entry.path());
  for (const char* word : kForeign) {
    const std::size_t at = lower(all).find(word);
    EXPECT_EQ(at, std::string::npos) << word << ": " << all.substr(at < 80 ? 0 : at - 80, 200);
  }
}

TEST_F(OneFamily, ItsToolsModelsAndMeasuresAreListed) {
  EXPECT_THAT(told({"list", "models"}), testing::HasSubstr("mobility.day"));
  EXPECT_THAT(told({"list", "tools"}), testing::Not(testing::HasSubstr("locate")));
  EXPECT_THAT(told({"list", "fields"}), testing::Not(testing::HasSubstr("fire.")));
}

}  // namespace
}  // namespace planspiel::test
