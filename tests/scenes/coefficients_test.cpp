// Coefficients through the built program: what a city and a scenario may say, and who hears it.
#include <gmock/gmock.h>

#include "engine/base/value.hpp"
#include "engine/run/results.hpp"
#include "tests/scenes/program.hpp"

namespace planspiel::test {
namespace {

using testing::HasSubstr;
using testing::Not;

const std::string kHead = "[options.\"mobility.day\".coefficients]\n";
const std::string kBike = "mobility.share.trips.bike", kWalk = "mobility.share.trips.walk";

Outcome run(const Workshop& shop, const fs::path& scenario, const std::string& out) {
  Outcome outcome = shop.run({"run", scenario.string(), "-o", (shop.folder() / out).string(), "--no-geopackage"});
  EXPECT_EQ(outcome.code, 0) << outcome.err;
  return outcome;
}

TEST(Coefficients, AScenarioThatChangesOneMovesPeopleAlthoughItsBaseIsCached) {
  const Workshop shop;
  run(shop, shop.town() / "base.toml", "base");
  run(shop, shop.scenario("slow.toml", "base = \"base.toml\"\n" + kHead + "modes.walk_weight = 3\n"), "slow");
  // Walking weighs twice as much: fewer walk. Its constant is the root's and stays.
  EXPECT_LT(indicator(shop.folder() / "slow", kWalk), indicator(shop.folder() / "base", kWalk) - 5.0);
}

TEST(Coefficients, AConstantThatAScenarioGivesGoesBeforeTheRoots) {
  const Workshop shop;
  run(shop, shop.scenario("rain.toml", "base = \"base.toml\"\n" + kHead + "modes.constant.bike = \"300 min\"\n"),
      "rain");
  EXPECT_LT(indicator(shop.folder() / "rain", kBike), 0.5);  // exp(-0.034 · 325) of before
}

TEST(Coefficients, AScenarioKeepsWhatItsBaseChanged) {
  const Workshop shop;
  shop.scenario("slow.toml", "base = \"base.toml\"\n" + kHead + "modes.walk_weight = 3\n");
  run(shop, shop.town() / "slow.toml", "slow");
  run(shop, shop.scenario("both.toml", "base = \"slow.toml\"\n" + kHead + "goods.decay = 1.3\n"), "both");
  EXPECT_EQ(indicator(shop.folder() / "both", kWalk), indicator(shop.folder() / "slow", kWalk));
}

TEST(Coefficients, ASweepRunsOverThem) {
  const Workshop shop;
  for (const char* weight : {"2", "4"})
    shop.scenario(std::string("w") + weight + ".toml",
                  "base = \"base.toml\"\n" + kHead + "modes.walk_weight = " + weight + "\n");
  write_text(shop.town() / "list.toml", "scenarios = [\"base.toml\", \"w2.toml\", \"w4.toml\"]\n");
  const Outcome swept =
      shop.run({"sweep", (shop.town() / "list.toml").string(), "-o", (shop.folder() / "sweep").string()});
  ASSERT_EQ(swept.code, 0) << swept.err;
  const fs::path runs = shop.folder() / "sweep/runs";
  EXPECT_GT(indicator(runs / "base", kWalk), indicator(runs / "w2", kWalk));
  EXPECT_GT(indicator(runs / "w2", kWalk), indicator(runs / "w4", kWalk));
}

TEST(Coefficients, AnUnknownOneNamesTheNearestBeforeAnythingRuns) {
  const Workshop shop;
  const fs::path scenario = shop.scenario("typo.toml", "base = \"base.toml\"\n" + kHead + "modes.walk_wieght = 3\n");
  for (const char* command : {"check", "run"}) {
    std::vector<std::string> line{command, scenario.string()};
    if (line[0] == "run") line.insert(line.end(), {"-o", (shop.folder() / "typo").string()});
    const Outcome outcome = shop.run(line);
    EXPECT_EQ(outcome.code, 2) << command;
    EXPECT_THAT(outcome.err + outcome.out, HasSubstr("typo.toml:3")) << command;
    EXPECT_THAT(outcome.err + outcome.out, HasSubstr("'modes.walk_weight'")) << command;
  }
}

TEST(Coefficients, ACityWithoutRowsOfItsOwnSaysSoOnceAndOneWithRowsIsHeard) {
  const Workshop shop;
  const std::string notice = "the city has no coefficients of its own";
  const Outcome bare = run(shop, shop.town() / "base.toml", "bare");
  EXPECT_THAT(bare.err, HasSubstr(notice));
  EXPECT_EQ(bare.err.find(notice), bare.err.rfind(notice));
  EXPECT_THAT(text_of(shop.folder() / "bare/model-card.md"), HasSubstr(notice));
  write_text(shop.town() / "mobility_coefficients.csv",
             "id,value,unit,certainty,source\nmodes.walk_weight,3,,assumed,steep streets\n");
  const Outcome own = run(shop, shop.town() / "base.toml", "own");
  EXPECT_THAT(own.err, Not(HasSubstr(notice)));
  EXPECT_LT(indicator(shop.folder() / "own", kWalk), indicator(shop.folder() / "bare", kWalk) - 5.0);
}

TEST(Coefficients, OfACityGoThroughAGeopackage) {
  const Workshop shop;
  write_text(shop.town() / "mobility_coefficients.csv",
             "id,value,unit,certainty,source\nmodes.walk_weight,3,,found,hills\n");
  const std::string file = (shop.town() / "town.gpkg").string();
  ASSERT_EQ(shop.run({"city", "build", (shop.town() / "city.toml").string(), "-o", file}).code, 0);
  run(shop, shop.scenario("packed.toml", "city = \"town.gpkg\"\nseed = 1\n"), "packed");
  run(shop, shop.town() / "base.toml", "built");
  EXPECT_EQ(indicator(shop.folder() / "packed", kWalk), indicator(shop.folder() / "built", kWalk));
}

TEST(Coefficients, AreListedWithUnitValueSourceAndCertainty) {
  const Workshop shop;
  const Outcome listed = shop.run({"--json", "list", "coefficients"});
  ASSERT_EQ(listed.code, 0) << listed.err;
  bool found = false;
  const Value answer = parse_json(listed.out, "list");
  for (const Value& row : answer.at("coefficients").items()) {
    if (row.at("name").as_text() != "roads.value_of_time") continue;
    found = true;
    EXPECT_EQ(row.at("unit").as_text(), "EUR/h");
    EXPECT_EQ(row.at("default").as_number(), 14.0);
    EXPECT_EQ(row.at("certainty").as_text(), "assumed");
    EXPECT_FALSE(row.at("source").as_text().empty());
  }
  EXPECT_TRUE(found);
  EXPECT_THAT(shop.run({"--lang", "de", "list", "coefficients"}).out, HasSubstr("Zeitwert der Routenwahl"));
}

TEST(Coefficients, ToolsSeeTheDayOfTheRun) {
  const Workshop shop;
  const fs::path rain =
      shop.scenario("rain.toml", "base = \"base.toml\"\n" + kHead + "modes.walk_weight = 9\nmodes.bike_weight = 9\n");
  run(shop, rain, "rain");
  const std::string zone = RunFolder(shop.folder() / "rain").row_ids(domain_of<ZoneId>)[3];
  const auto trips = [&](const fs::path& scenario) {
    const Outcome told = shop.run({"mode-choice", scenario.string(), "--row", zone});
    EXPECT_EQ(told.code, 0) << told.err;
    return told.out;
  };
  EXPECT_NE(trips(rain), trips(shop.town() / "base.toml"));
}

TEST(Coefficients, AJourneyIsCountedWithThoseOfItsScenario) {
  const Workshop shop;
  const auto journey = [&](const fs::path& scenario) {
    const Outcome told =
        shop.run({"--json", "journey", scenario.string(), "--from", "West", "--to", "Westbahnhof", "--hour", "8"});
    EXPECT_EQ(told.code, 0) << told.err;
    return parse_json(told.out, "journey");
  };
  const Value usual = journey(shop.town() / "base.toml");
  const Value slow =
      journey(shop.scenario("slow.toml", "base = \"base.toml\"\n" + kHead +
                                             "transit.wait_weight = 0\ntransit.displacement_weight = 0.001\n"));
  // The way is the same; only waiting is counted for less.
  EXPECT_NEAR(usual.at("minutes").as_number(), slow.at("minutes").as_number(), 1e-9);
  EXPECT_GT(usual.at("generalised_minutes").as_number(), slow.at("generalised_minutes").as_number() + 0.5);
}

}  // namespace
}  // namespace planspiel::test
