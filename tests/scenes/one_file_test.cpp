/// Any city from the map of its streets: import, check, run, map, as a planner does it who has nothing else.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/scenes/program.hpp"

namespace planspiel::test {
namespace {

using testing::AllOf;
using testing::HasSubstr;

const fs::path kSharedMaps = fs::path(PLANSPIEL_SOURCE_DIR) / "../shared";

/// The ready scenarios lie where the program runs.
class OneFile : public testing::Test {
 protected:
  void SetUp() override {
    fs::create_directory_symlink(fs::path(PLANSPIEL_SOURCE_DIR) / "scenarios", shop_.folder() / "scenarios");
  }
  std::string path(const std::string& name) const { return (shop_.folder() / name).string(); }
  /// Fails where the command does; what it said.
  std::string told(const std::vector<std::string>& line) {
    const Outcome outcome = shop_.run(line);
    EXPECT_EQ(outcome.code, 0) << outcome.err;
    return outcome.out + outcome.err;
  }
  Workshop shop_{fs::path(PLANSPIEL_BINARY_DIR) / "planspiel"};
};

TEST_F(OneFile, TheFireServiceOfNorthernBayreuthIsOnTheMap) {
  if (!fs::exists(kSharedMaps)) GTEST_SKIP() << "no folder " << kSharedMaps << " with real data";
  const fs::path map = kSharedMaps / "data/north_bayreuth/north-bayreuth.osm.gz";
  ASSERT_TRUE(fs::exists(map)) << map << " is gone";
  EXPECT_THAT(told({"city", "import", "--roads", map.string(), "-o", path("city.gpkg")}),
              AllOf(HasSubstr("stations     7"), HasSubstr("assumed: 5044 residents")));
  EXPECT_THAT(told({"city", "check", path("city.gpkg")}), HasSubstr("the city is sound"));
  write_text(
      shop_.folder() / "base.toml",
      "title = { de = \"Heute\", en = \"Today\" }\nquestion = { de = \"?\", en = \"?\" }\ncity = \"city.gpkg\"\n");
  told({"run", path("base.toml"), "-o", path("run")});
  // Volunteers need four minutes to leave and drive to villages around: most are reached in time, the first after 4.
  EXPECT_GT(indicator(shop_.folder() / "run", "fire.coverage.residents.hilfsfrist"), 85.0);
  EXPECT_NEAR(indicator(shop_.folder() / "run", "fire.response.median.residents"), 7.0, 1.5);
  // Villages: the car comes first, trains every hour and three stops of a bus carry few.
  EXPECT_GT(indicator(shop_.folder() / "run", "mobility.share.trips.car_driver"), 40.0);
  EXPECT_LT(indicator(shop_.folder() / "run", "mobility.share.trips.transit"), 3.0);
  told({"map", path("run"), "--field", "fire.cell_arrival", "-o", path("arrival.svg")});
  EXPECT_GT(fs::file_size(path("arrival.svg")), 100000u);
}

TEST_F(OneFile, WithoutStreetsThereIsNothingToImport) {
  const Outcome outcome = shop_.run({"city", "import", "-o", path("city.gpkg")});
  EXPECT_EQ(outcome.code, 2);
  EXPECT_THAT(outcome.err, AllOf(HasSubstr("name a city.toml"), HasSubstr("--roads FILE")));
  EXPECT_FALSE(fs::exists(path("city.gpkg")));
}

TEST_F(OneFile, AFileThatIsNotThereIsNamed) {
  const Outcome outcome = shop_.run({"city", "import", "--roads", path("none.osm.pbf"), "-o", path("city.gpkg")});
  EXPECT_EQ(outcome.code, 2);
  EXPECT_THAT(outcome.err, HasSubstr("none.osm.pbf"));
}

TEST_F(OneFile, ACityOfNobodyIsRefused) {
  EXPECT_EQ(shop_.run({"city", "import", "--roads", path("x.osm"), "--residents", "0", "-o", path("c.gpkg")}).code, 2);
}

}  // namespace
}  // namespace planspiel::test
