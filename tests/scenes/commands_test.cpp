#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/base/value.hpp"
#include "tests/scenes/program.hpp"

namespace planspiel::test {
namespace {

using testing::HasSubstr;

TEST(Commands, RunWritesAWholeFolder) {
  const Workshop shop;
  const Outcome run = shop.run({"run", (shop.town() / "base.toml").string(), "-o", (shop.folder() / "base").string()});
  ASSERT_EQ(run.code, 0) << run.err;
  for (const char* name : {"indicators.json", "indicators.csv", "manifest.json", "model-card.md", "timing.json",
                           "fields.gpkg", "fields/index.json", "fields/mobility.road_flow.npy"})
    EXPECT_TRUE(fs::exists(shop.folder() / "base" / name)) << name;
  EXPECT_THAT(run.out, HasSubstr("mobility.share.trips.walk"));
}

TEST(Commands, CompareShowsTheTollInBothLanguages) {
  const Workshop shop;
  const std::string base = (shop.folder() / "base").string(), toll = (shop.folder() / "toll").string();
  ASSERT_EQ(shop.run({"run", (shop.town() / "base.toml").string(), "-o", base}).code, 0);
  ASSERT_EQ(shop.run({"run", (shop.town() / "toll.toml").string(), "-o", toll}).code, 0);
  const Outcome english = shop.run({"compare", base, toll, "-o", (shop.folder() / "en").string()});
  const Outcome german = shop.run({"compare", base, toll, "-o", (shop.folder() / "de").string(), "--lang", "de"});
  EXPECT_THAT(english.out, HasSubstr("public transport"));
  EXPECT_THAT(german.out, HasSubstr("Mauteinnahmen"));
  EXPECT_GT(indicator(toll, "cost.toll_revenue"), 0.0);
}

TEST(Commands, JsonIsOneObjectAndNothingElse) {
  const Workshop shop;
  for (const std::vector<std::string>& line :
       {std::vector<std::string>{"--json", "list", "measures"},
        {"--json", "check", (shop.town() / "toll.toml").string()},
        {"--json", "run", (shop.town() / "base.toml").string(), "-o", (shop.folder() / "o").string()},
        {"--json", "factor", "car petrol medium Euro 6d", "--speed", "50 km/h"}}) {
    const Outcome outcome = shop.run(line);
    ASSERT_EQ(outcome.code, 0) << outcome.err;
    EXPECT_TRUE(parse_json(outcome.out, "stdout").is_table());
  }
}

TEST(Commands, MapDrawsAPng) {
  const Workshop shop;
  const std::string base = (shop.folder() / "base").string();
  ASSERT_EQ(shop.run({"run", (shop.town() / "base.toml").string(), "-o", base, "--no-geopackage"}).code, 0);
  const fs::path picture = shop.folder() / "flow.png";
  const Outcome map = shop.run({"map", base, "--field", "mobility.road_flow", "--hour", "8", "-o", picture.string()});
  ASSERT_EQ(map.code, 0) << map.err;
  EXPECT_EQ(text_of(picture).substr(1, 3), "PNG");
}

TEST(Commands, MapPicksOneEntryOfAnAxis) {
  const Workshop shop;
  const std::string base = (shop.folder() / "base").string(), out = (shop.folder() / "vans.svg").string();
  ASSERT_EQ(shop.run({"run", (shop.town() / "base.toml").string(), "-o", base, "--no-geopackage"}).code, 0);
  const std::vector<std::string> map{"map", base, "--field", "mobility.vehicle_flow", "-o", out, "--pick"};
  const auto picked = [&](const std::string& pick) {
    std::vector<std::string> line = map;
    line.push_back(pick);
    return shop.run(line);
  };
  EXPECT_EQ(picked("vehicle=van").code, 0);
  EXPECT_TRUE(fs::exists(out));
  EXPECT_THAT(picked("vehicle=vans").err, HasSubstr("did you mean 'van'?"));
  EXPECT_THAT(picked("van").err, HasSubstr("write AXIS=LABEL"));
}

TEST(Commands, AnUnknownFieldNamesTheNearest) {
  const Workshop shop;
  const std::string base = (shop.folder() / "base").string();
  ASSERT_EQ(shop.run({"run", (shop.town() / "base.toml").string(), "-o", base, "--no-geopackage"}).code, 0);
  const Outcome map =
      shop.run({"map", base, "--field", "mobility.road_flows", "-o", (shop.folder() / "x.png").string()});
  EXPECT_EQ(map.code, 2);
  EXPECT_THAT(map.err, HasSubstr("mobility.road_flow"));
}

TEST(Commands, ACityGoesToAGeopackageAndBack) {
  const Workshop shop;
  const std::string file = (shop.folder() / "town.gpkg").string();
  ASSERT_EQ(shop.run({"city", "build", (shop.town() / "city.toml").string(), "-o", file}).code, 0);
  const Outcome check = shop.run({"city", "check", file});
  EXPECT_EQ(check.code, 0) << check.out << check.err;
}

TEST(Commands, SweepResumes) {
  const Workshop shop;
  write_text(shop.town() / "list.toml", "scenarios = [\"base.toml\", \"toll.toml\", \"station.toml\"]\n");
  const std::vector<std::string> line{"--json", "sweep", (shop.town() / "list.toml").string(), "-o",
                                      (shop.folder() / "sweep").string()};
  const Outcome first = shop.run(line), second = shop.run(line);
  ASSERT_EQ(first.code, 0) << first.err;
  EXPECT_EQ(parse_json(first.out, "first").at("done_before").as_integer(), 0);
  EXPECT_EQ(parse_json(second.out, "second").at("done_before").as_integer(), 3);
  EXPECT_THAT(text_of(shop.folder() / "sweep/table.csv"), HasSubstr("station"));
}

TEST(Commands, AStationTakesMobilityFromTheCacheWithTheSameBytes) {
  const Workshop shop;
  const fs::path cached = shop.folder() / "cached", fresh = shop.folder() / "fresh";
  ASSERT_EQ(shop.run({"run", (shop.town() / "base.toml").string(), "-o", (shop.folder() / "b").string()}).code, 0);
  ASSERT_EQ(shop.run({"run", (shop.town() / "station.toml").string(), "-o", cached.string()}).code, 0);
  ASSERT_EQ(shop.run({"--no-cache", "run", (shop.town() / "station.toml").string(), "-o", fresh.string()}).code, 0);
  const Value timing = read_json(cached / "timing.json");
  for (const Value& model : timing.at("models").items())
    EXPECT_EQ(model.at("from_cache").as_boolean(), model.at("model").as_text() != "fire.response");
  EXPECT_EQ(differences(cached, fresh), std::vector<std::string>{});
}

TEST(Commands, SomebodyElsesModelJoinsIn) {
  const Workshop shop;
  const std::string plugin = std::string(PLANSPIEL_BINARY_DIR) + "/plugins-example/example.so";
  const fs::path out = shop.folder() / "o";
  const Outcome run = shop.run({"--plugin", plugin, "run", (shop.town() / "base.toml").string(), "-o", out.string()});
  ASSERT_EQ(run.code, 0) << run.err;
  EXPECT_GT(indicator(out, "example.delay.territory"), 0.0);
}

TEST(Commands, AllScenariosOfMunichAreSound) {
  const Workshop shop;
  std::size_t count = 0;
  for (const auto& entry : fs::directory_iterator(fs::path(PLANSPIEL_SOURCE_DIR) / "scenarios/munich")) {
    if (entry.path().extension() != ".toml" || entry.path().filename() == "city.toml") continue;
    const Outcome check = shop.run({"check", entry.path().string()});
    EXPECT_EQ(check.code, 0) << entry.path() << check.err;
    ++count;
  }
  EXPECT_GE(count, 8u);
}

}  // namespace
}  // namespace planspiel::test
