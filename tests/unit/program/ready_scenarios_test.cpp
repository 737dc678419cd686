#include "program/ready_scenarios.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/base/files.hpp"
#include "tests/unit/temporary_folder.hpp"

using namespace planspiel;
using testing::ElementsAre;

namespace {

namespace fs = std::filesystem;

struct ReadyScenarios : testing::Test {
  void file(const std::string& name, const std::string& text) const {
    fs::create_directories((folder / name).parent_path());
    write_file(folder / name, text);
  }
  test::TemporaryFolder folder{};
};

TEST_F(ReadyScenarios, AreThoseWhoseCityOrBaseIsThere) {
  file("scenarios/a/base.toml", "city = \"city.toml\"");
  file("scenarios/a/city.toml", "id = \"a\"");
  file("scenarios/a/toll.toml", "base = \"base.toml\"");
  file("scenarios/b/base.toml", "city = \"not_imported.gpkg\"");
  file("scenarios/b/broken.toml", "city = ");
  EXPECT_THAT(ready_scenarios(folder.path()), ElementsAre("scenarios/a/base.toml", "scenarios/a/toll.toml"));
}

TEST_F(ReadyScenarios, ThereAreNoneInAFolderWithoutScenarios) { EXPECT_TRUE(ready_scenarios(folder.path()).empty()); }

TEST_F(ReadyScenarios, AreFoundByTheirNamesFromAnyFolder) {
  file("scenarios/no-such-town/base.toml", "");
  EXPECT_EQ(here_or_ready("scenarios/no-such-town/base.toml", folder.path()),
            folder / "scenarios/no-such-town/base.toml");
}

TEST_F(ReadyScenarios, OtherPathsStayAsTheyAre) {
  file("runs/base.toml", "");
  EXPECT_EQ(here_or_ready("runs/base.toml", folder.path()), "runs/base.toml");
  EXPECT_EQ(here_or_ready("scenarios/a/unknown.toml", folder.path()), "scenarios/a/unknown.toml");
}

}  // namespace
