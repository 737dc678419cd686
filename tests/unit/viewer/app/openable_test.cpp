#include "viewer/app/openable.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/base/files.hpp"
#include "tests/unit/temporary_folder.hpp"

namespace planspiel::viewer {
namespace {

namespace fs = std::filesystem;
using testing::ElementsAre;

struct Openable : testing::Test {
  fs::path file(const std::string& name) const {
    fs::create_directories((folder / name).parent_path());
    write_file(folder / name, "");
    return folder / name;
  }
  test::TemporaryFolder folder{};
};

TEST_F(Openable, ScenariosAndCitiesBelowHereAndBesideWhatIsOpen) {
  const fs::path toll = file("scenarios/a/toll.toml"), city = file("scenarios/b/city.gpkg");
  const fs::path open = file("elsewhere/open.toml"), beside = file("elsewhere/beside.toml");
  file("scenarios/a/notes.md");
  file("scenarios/loose.toml");
  EXPECT_THAT(openable({.here = folder / "scenarios", .opened = open}), ElementsAre(beside, open, toll, city));
}

TEST_F(Openable, InstalledOnesFromAnyFolder) {
  const OpenableFrom nothing_here{.here = folder / "scenarios", .ready = {"scenarios/a/base.toml"}};
  EXPECT_THAT(openable(nothing_here), ElementsAre("scenarios/a/base.toml"));
}

TEST_F(Openable, OneThatIsHereTooStandsOnce) {
  const fs::path base = file("scenarios/a/base.toml");
  EXPECT_THAT(openable({.here = folder / "scenarios", .opened = base, .ready = {base}}), ElementsAre(base));
}

TEST_F(Openable, ARunFolderHasNoNeighbours) {
  fs::create_directories(folder / "runs/one");
  file("runs/scenario.toml");
  EXPECT_TRUE(openable({.here = folder / "scenarios", .opened = folder / "runs/one"}).empty());
}

}  // namespace
}  // namespace planspiel::viewer
