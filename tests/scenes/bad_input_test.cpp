#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sqlite3.h>

#include "tests/scenes/program.hpp"

namespace planspiel::test {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Matcher;

struct BadScenario {
  const char* name;
  const char* text;
  std::vector<std::string> says;
};

class BadScenarioTest : public testing::TestWithParam<BadScenario> {};

TEST_P(BadScenarioTest, IsRefusedWithFilePlaceAndAdvice) {
  const Workshop shop;
  const fs::path scenario = shop.scenario("bad.toml", GetParam().text), out = shop.folder() / "out";
  const Outcome run = shop.run({"run", scenario.string(), "-o", out.string()});
  EXPECT_EQ(run.code, 2) << run.err;
  for (const std::string& text : GetParam().says) EXPECT_THAT(run.err, HasSubstr(text));
  EXPECT_FALSE(fs::exists(out));
  const Outcome check = shop.run({"check", scenario.string()});
  EXPECT_EQ(check.code, 2) << "check finds what run finds: " << check.out;
  for (const std::string& text : GetParam().says) EXPECT_THAT(check.err, HasSubstr(text));
}

INSTANTIATE_TEST_SUITE_P(
    Scenarios, BadScenarioTest,
    testing::Values(
        BadScenario{"unknown_key", "base = \"base.toml\"\nmesure = 1\n", {"bad.toml:2", "mesure", "measure"}},
        BadScenario{
            "unknown_option",
            "base = \"base.toml\"\n[[measure]]\nkind = \"cordon_toll\"\nprize = \"6 EUR/day\"\narea = \"ring\"\n",
            {"bad.toml", "prize", "price"}},
        BadScenario{"wrong_unit",
                    "base = \"base.toml\"\n[[measure]]\nkind = \"speed_limit\"\narea = \"ring\"\nlimit = \"30 kg\"\n",
                    {"bad.toml", "30 kg", "km/h"}},
        BadScenario{"no_unit",
                    "base = \"base.toml\"\n[[measure]]\nkind = \"speed_limit\"\narea = \"ring\"\nlimit = \"30\"\n",
                    {"bad.toml", "km/h"}},
        BadScenario{
            "unknown_area",
            "base = \"base.toml\"\n[[measure]]\nkind = \"cordon_toll\"\narea = \"rang\"\nprice = \"1 EUR/day\"\n",
            {"bad.toml", "rang", "ring"}},
        BadScenario{"missing_base", "base = \"nowhere.toml\"\n", {"bad.toml:1", "nowhere.toml"}},
        BadScenario{"circle", "base = \"bad.toml\"\n", {"circle"}},
        BadScenario{"leaves_the_folder", "city = \"../../etc/city.toml\"\n", {"bad.toml:1", "folder"}},
        BadScenario{"no_toml", "base = base.toml\n", {"bad.toml:1"}},
        BadScenario{"unknown_measure",
                    "base = \"base.toml\"\n[[measure]]\nkind = \"cordon_tol\"\n",
                    {"bad.toml:3", "cordon_toll"}},
        BadScenario{
            "unknown_model", "base = \"base.toml\"\n[options.\"mobility.dai\"]\ngap = 1e-3\n", {"mobility.day"}},
        BadScenario{"option_out_of_range", "base = \"base.toml\"\n[options.\"mobility.day\"]\ngap = 5.0\n", {"gap"}},
        BadScenario{"station_in_the_fields",
                    "base = \"base.toml\"\n[[measure]]\nkind = \"add_fire_station\"\nname = \"X\"\nat = [10.0, 48.0]\n"
                    "units = [{ type = \"HLF\", functions = 6 }]\n",
                    {"bad.toml", "300 m"}}),
    [](const auto& instance) { return std::string(instance.param.name); });

TEST(BadInput, AnAreaThatSelectsNothing) {
  const Workshop shop;
  write_text(shop.town() / "sea.geojson",
             R"({"type":"Polygon","coordinates":[[[0.0,0.0],[0.1,0.0],[0.1,0.1],[0.0,0.0]]]})");
  const fs::path scenario = shop.scenario("bad.toml",
                                          "base = \"base.toml\"\n[[measure]]\nkind = \"cordon_toll\"\n"
                                          "area = \"sea.geojson\"\nprice = \"1 EUR/day\"\n");
  const Outcome run = shop.run({"run", scenario.string(), "-o", (shop.folder() / "out").string()});
  EXPECT_EQ(run.code, 2);
  EXPECT_THAT(run.err, HasSubstr("sea.geojson"));
}

TEST(BadInput, APluginOfAnotherBuildOrCutInHalfNeverRuns) {
  const Workshop shop;
  const std::string whole = text_of(std::string(PLANSPIEL_BINARY_DIR) + "/plugins-example/example.so");
  const fs::path copy = shop.folder() / "copy.so";
  const auto refused = [&] {
    return shop.run({"--plugin", copy.string(), "run", (shop.town() / "base.toml").string(), "-o",
                     (shop.folder() / "out").string()});
  };
  write_text(copy, whole.substr(0, whole.size() / 2));
  const Outcome half = refused();
  EXPECT_EQ(half.code, 2) << half.err;
  EXPECT_THAT(half.err, HasSubstr("copy.so"));
  std::string other = whole;
  const std::size_t at = other.find("GNU 12");  // part of the handshake
  ASSERT_NE(at, std::string::npos);
  for (std::size_t found = at; found != std::string::npos; found = other.find("GNU 12", found + 1))
    other[found + 4] = '9';
  write_text(copy, other);
  const Outcome built_elsewhere = refused();
  EXPECT_EQ(built_elsewhere.code, 2);
  EXPECT_THAT(built_elsewhere.err, AllOf(HasSubstr("copy.so"), HasSubstr("GNU 92"), HasSubstr("GNU 12")));
  EXPECT_FALSE(fs::exists(shop.folder() / "out"));
}

TEST(BadInput, ADamagedCityFileIsRefusedAtEveryCut) {
  const Workshop shop;
  const fs::path whole = shop.folder() / "town.gpkg", cut = shop.town() / "cut.gpkg";
  ASSERT_EQ(shop.run({"city", "build", (shop.town() / "city.toml").string(), "-o", whole.string()}).code, 0);
  const std::string bytes = text_of(whole);
  const fs::path scenario = shop.scenario("bad.toml", "city = \"cut.gpkg\"\n");
  for (std::size_t part = 0; part < 10; ++part) {
    write_text(cut, bytes.substr(0, bytes.size() * part / 10));
    const Outcome run = shop.run({"run", scenario.string(), "-o", (shop.folder() / "out").string()});
    EXPECT_EQ(run.code, 2) << part << run.err;
    EXPECT_THAT(run.err, HasSubstr("cut.gpkg"));
  }
  EXPECT_FALSE(fs::exists(shop.folder() / "out"));
}

/// One cell of a city file changed by SQL, as by a careless script.
TEST(BadInput, ImpossiblePopulationsInACityFileAreNamed) {
  const Workshop shop;
  const fs::path file = shop.town() / "town.gpkg";
  const fs::path scenario = shop.scenario("bad.toml", "city = \"town.gpkg\"\n");
  for (const char* value : {"-5", "'nan'", "'abc'", "9e999", "NULL"}) {
    fs::remove(file);
    ASSERT_EQ(shop.run({"city", "build", (shop.town() / "city.toml").string(), "-o", file.string()}).code, 0);
    sqlite3* database = nullptr;
    ASSERT_EQ(sqlite3_open(file.c_str(), &database), SQLITE_OK);
    // The triggers of the spatial index need functions that plain SQLite does not have.
    const std::string change =
        std::string(
            "DROP TRIGGER IF EXISTS rtree_zones_geom_update1; DROP TRIGGER IF EXISTS rtree_zones_geom_update2;"
            "DROP TRIGGER IF EXISTS rtree_zones_geom_update3; DROP TRIGGER IF EXISTS rtree_zones_geom_update4;"
            "UPDATE zones SET residents = ") +
        value + " WHERE rowid = 1";
    char* problem = nullptr;
    EXPECT_EQ(sqlite3_exec(database, change.c_str(), nullptr, nullptr, &problem), SQLITE_OK)
        << (problem ? problem : "");
    sqlite3_close(database);
    const Outcome run = shop.run({"run", scenario.string(), "-o", (shop.folder() / "out").string()});
    EXPECT_EQ(run.code, 2) << value << run.err;
    EXPECT_THAT(run.err, AllOf(HasSubstr("town.gpkg"), HasSubstr("zones"), HasSubstr("residents"))) << value;
  }
  EXPECT_FALSE(fs::exists(shop.folder() / "out"));
}

/// A table of a city that never ends.
TEST(BadInput, AViewInACityFileIsRefusedBeforeItIsRead) {
  const Workshop shop;
  const fs::path file = shop.town() / "town.gpkg";
  ASSERT_EQ(shop.run({"city", "build", (shop.town() / "city.toml").string(), "-o", file.string()}).code, 0);
  sqlite3* database = nullptr;
  ASSERT_EQ(sqlite3_open(file.c_str(), &database), SQLITE_OK);
  const char* change =
      "DROP TABLE counts; CREATE VIEW counts AS WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) "
      "SELECT x AS fid FROM n;";
  EXPECT_EQ(sqlite3_exec(database, change, nullptr, nullptr, nullptr), SQLITE_OK);
  sqlite3_close(database);
  const Outcome check = shop.run({"city", "check", file.string()});
  EXPECT_EQ(check.code, 2) << check.out;
  EXPECT_THAT(check.err, AllOf(HasSubstr("town.gpkg"), HasSubstr("layer 'counts' is a view, which may never end")));
}

TEST(BadInput, RunsOfDifferentCitiesAreNotCompared) {
  const Workshop shop;
  const std::string a = (shop.folder() / "a").string(), b = (shop.folder() / "b").string();
  ASSERT_EQ(shop.run({"run", (shop.town() / "base.toml").string(), "-o", a, "--no-geopackage"}).code, 0);
  std::string city = text_of(shop.town() / "city.toml");
  city.replace(city.find("seed"), 4, "#eed");
  write_text(shop.town() / "city.toml", city + "\n");
  std::string other = text_of(shop.town() / "city.toml");
  other.replace(other.find("2500"), 4, "2400");
  write_text(shop.town() / "city.toml", other);
  ASSERT_EQ(shop.run({"run", (shop.town() / "base.toml").string(), "-o", b, "--no-geopackage"}).code, 0);
  const Outcome compare = shop.run({"compare", a, b, "-o", (shop.folder() / "c").string()});
  EXPECT_EQ(compare.code, 2) << compare.out << compare.err;
  EXPECT_THAT(compare.err, HasSubstr("city"));
}

TEST(BadInput, NothingOrNonsenseOnTheLine) {
  const Workshop shop;
  EXPECT_EQ(shop.run({}).code, 2);
  EXPECT_EQ(shop.run({"runn"}).code, 2);
  EXPECT_EQ(shop.run({"run", (shop.town() / "base.toml").string()}).code, 2);
  EXPECT_EQ(shop.run({"run", "nowhere.toml", "-o", "x"}).code, 2);
}

}  // namespace
}  // namespace planspiel::test
