#include "engine/scenario/scenario.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/base/files.hpp"
#include "tests/unit/engine/scenario/measures/measured_town.hpp"
#include "tests/unit/temporary_folder.hpp"

using namespace planspiel;
using test::message_of;

namespace {

namespace fs = std::filesystem;

/// A folder with a city file and the scenarios that a test writes.
class ScenarioFiles : public testing::Test {
 protected:
  ScenarioFiles() { write("city.toml", "# the loader of the test knows the city"); }
  fs::path write(const std::string& name, const std::string& text) {
    write_file(folder / name, text);
    return folder / name;
  }
  Scenario read(const std::string& name) { return read_scenario(folder / name, registry); }
  Case make(const std::string& name) {
    return make_case(read(name), registry, [](const fs::path&) { return derive(test::measured_town()); });
  }
  /// How a scenario of this text is refused; the folder's name left out.
  std::string refusal(const std::string& text) {
    write("x.toml", text);
    std::string message = message_of(ErrorKind::config, [&] { make("x.toml"); });
    for (const std::string& here : {fs::weakly_canonical(folder.path()).string() + "/", folder.path().string() + "/"})
      for (std::size_t at; (at = message.find(here)) != std::string::npos;) message.erase(at, here.size());
    return message;
  }
  std::vector<std::string> kinds(const Scenario& scenario) {
    std::vector<std::string> all;
    for (const MeasureUse& use : scenario.measures) all.push_back(use.kind);
    return all;
  }

  test::TemporaryFolder folder;
  Registry registry{.measures = own_measures()};
};

const std::string kCity = "city = \"city.toml\"\n";
const std::string kLimit =
    "[[measure]]\nkind = \"speed_limit\"\nid = \"limit\"\narea = \"left\"\nlimit = \"30 km/h\"\n";
const std::string kLimit2 = "[[measure]]\nkind = \"speed_limit\"\nroads = [\"A-B\"]\nlimit = \"30 km/h\"\n";
const std::string kFuel = "[[measure]]\nkind = \"fuel_price\"\nchange = \"10 %\"\n";

TEST_F(ScenarioFiles, MeasuresOfTheBaseComeFirst) {
  write("base.toml", kCity + kLimit);
  write("next.toml", "base = \"base.toml\"\n" + kFuel);
  write("last.toml", "base = \"next.toml\"\n[[measure]]\nkind = \"growth\"\narea = \"left\"\njobs = 10\n");
  const Scenario last = read("last.toml");
  EXPECT_EQ(kinds(last), (std::vector<std::string>{"speed_limit", "fuel_price", "growth"}));
  ASSERT_TRUE(last.root);
  EXPECT_EQ(last.root->name, "base");
  EXPECT_EQ(last.name, "last");
  EXPECT_FALSE(read("base.toml").root);
}

TEST_F(ScenarioFiles, ATextIsReadAsIfItStoodThere) {
  write("base.toml", kCity + kLimit);
  const std::string text = "base = \"base.toml\"\n" + kFuel;
  write("saved.toml", text);
  const Scenario parsed = parse_scenario(text, folder / "saved.toml", registry), saved = read("saved.toml");
  EXPECT_EQ(to_json(parsed.identity()), to_json(saved.identity()));
  EXPECT_EQ(parsed.name, "saved");
  EXPECT_EQ(parsed.city, saved.city);
}

TEST_F(ScenarioFiles, AMeasureOfTheBaseIsRemovedByItsId) {
  write("base.toml", kCity + kLimit + kFuel);
  write("without.toml", "base = \"base.toml\"\nremove = [\"limit\"]\n");
  EXPECT_EQ(kinds(read("without.toml")), std::vector<std::string>{"fuel_price"});
}

TEST_F(ScenarioFiles, AnIdThatIsNotThereIsNamedWithTheNearest) {
  write("base.toml", kCity + kLimit);
  EXPECT_EQ(refusal("base = \"base.toml\"\nremove = [\"limt\"]\n"),
            "x.toml:2:11: the base has no measure with id 'limt': did you mean 'limit'?");
}

TEST_F(ScenarioFiles, OneIdIsOneMeasure) {
  EXPECT_EQ(refusal(kCity + kLimit + kLimit),
            "x.toml:7:1: a measure with id 'limit' is there already; remove = [\"limit\"] takes it out");
}

TEST_F(ScenarioFiles, OptionsAndSeedOfTheBaseHoldUnlessTheyAreGivenAgain) {
  write("base.toml", kCity + "seed = 7\n[options.\"a.b\"]\nx = 1\ny = 1\n");
  write("next.toml", "base = \"base.toml\"\n[options.\"a.b\"]\ny = 2\n");
  const Scenario next = read("next.toml");
  EXPECT_EQ(next.seed, 7u);
  EXPECT_EQ(next.options.at("a.b").at("x").as_integer(), 1);
  EXPECT_EQ(next.options.at("a.b").at("y").as_integer(), 2);
}

TEST_F(ScenarioFiles, AnUnknownKeyIsNamedWithTheNearestAndItsLine) {
  EXPECT_EQ(refusal(kCity + "sed = 3\n"), "x.toml:2:7: unknown key 'sed': did you mean 'seed'?");
}

TEST_F(ScenarioFiles, AFileWithoutSchemaIsOfTheFirst) {
  write("old.toml", kCity + kFuel);
  write("new.toml", "schema = 1\n" + kCity + kFuel);
  EXPECT_EQ(to_json(read("old.toml").identity()), to_json(read("new.toml").identity()));
}

TEST_F(ScenarioFiles, AFileOfALaterSchemaIsNotReadAtAll) {
  EXPECT_EQ(refusal("schema = 2\nwhatever = 5\n" + kCity),
            "x.toml:1:10: the scenario is of schema 2, this program reads up to 1: take a newer planspiel");
  EXPECT_EQ(refusal("schema = 0\n" + kCity), "x.toml:1:10: a schema is a whole number from 1");
}

TEST_F(ScenarioFiles, AnUnknownMeasureIsNamedWithTheNearestAndItsLine) {
  EXPECT_EQ(refusal(kCity + "[[measure]]\nkind = \"speed_limt\"\n"),
            "x.toml:3:8: there is no measure 'speed_limt': did you mean 'speed_limit'?");
}

TEST_F(ScenarioFiles, AnUnknownOptionOfAMeasureIsNamedWithTheNearestAndItsLine) {
  const std::string message =
      refusal(kCity + "[[measure]]\nkind = \"speed_limit\"\naera = \"left\"\nlimit = \"30 km/h\"\n");
  EXPECT_NE(message.find("x.toml:2:1: measure 1 'speed_limit': "), std::string::npos) << message;
  EXPECT_NE(message.find("x.toml:4:"), std::string::npos) << message;
  EXPECT_NE(message.find("did you mean 'area'?"), std::string::npos) << message;
}

TEST_F(ScenarioFiles, AllFaultsAreReportedAtOnce) {
  const std::string message = refusal(kCity + "sed = 3\nseed = -1\n[[measure]]\nkind = \"nothing\"\n");
  EXPECT_NE(message.find("x.toml:2:"), std::string::npos) << message;
  EXPECT_NE(message.find("x.toml:3:8: a seed is a whole number from 0"), std::string::npos) << message;
  EXPECT_NE(message.find("x.toml:5:"), std::string::npos) << message;
}

TEST_F(ScenarioFiles, AMeasureThatSelectsNothingIsAnErrorWithItsPlace) {
  EXPECT_EQ(
      refusal(kCity + kFuel + "[[measure]]\nkind = \"speed_limit\"\nroads = [\"Nowhere\"]\nlimit = \"30 km/h\"\n"),
      "x.toml:5:1: measure 2 'speed_limit': no road has the id or name 'Nowhere'; ids and names are in the layer "
      "'roads' of the city's GeoPackage");
}

TEST_F(ScenarioFiles, BasesThatFormACircleAreRefusedWithTheirNames) {
  write("a.toml", "base = \"b.toml\"\n");
  write("b.toml", "base = \"a.toml\"\n");
  const std::string message = message_of(ErrorKind::config, [&] { read("a.toml"); });
  EXPECT_NE(message.find("the bases form a circle: a.toml → b.toml → a.toml"), std::string::npos) << message;
}

TEST_F(ScenarioFiles, ABaseThatIsNotThereIsSaidSoWithTheLine) {
  const std::string message = refusal("base = \"bse.toml\"\n");
  EXPECT_NE(message.find("x.toml:1:8: reading the base: "), std::string::npos) << message;
  EXPECT_NE(message.find("no such scenario file"), std::string::npos) << message;
}

TEST_F(ScenarioFiles, ACityOutsideTheFolderIsRefused) {
  for (const char* path : {"../city.toml", "/etc/passwd", "sub/../../city.toml"})
    EXPECT_TRUE(refusal("city = \"" + std::string(path) + "\"\n").starts_with("x.toml:1:8: ")) << path;
}

TEST_F(ScenarioFiles, AnAreaFileOutsideTheFolderIsRefused) {
  const std::string message = refusal(kCity + "[[measure]]\nkind = \"growth\"\narea = \"../area.geojson\"\njobs = 1\n");
  EXPECT_TRUE(message.starts_with("x.toml:4:8: ")) << message;
}

TEST_F(ScenarioFiles, AScenarioNeedsACity) {
  EXPECT_EQ(refusal("title = \"x\"\n"), "x.toml: no city: write city = \"city.toml\" or base = \"base.toml\"");
  write("base.toml", kCity);
  EXPECT_EQ(refusal("base = \"base.toml\"\n" + kCity),
            "x.toml:2:8: the city comes from the base: leave out 'city' or 'base'");
}

TEST_F(ScenarioFiles, ATitleInOneLanguageStandsForBoth) {
  write("a.toml", kCity + "title = { de = \"Maut\" }\n");
  write("b.toml", kCity + "title = \"Toll\"\n");
  write("c.toml", kCity);
  EXPECT_EQ(read("a.toml").title.en, "Maut");
  EXPECT_EQ(read("b.toml").title.de, "Toll");
  EXPECT_EQ(read("c.toml").title.en, "c");
}

TEST_F(ScenarioFiles, TitlesAndCommentsAreNoPartOfTheIdentity) {
  write("a.toml", kCity + kLimit);
  write("b.toml", "# why\ntitle = \"Other\"\nquestion = \"Why?\"\n" + kCity + kLimit + "comment = \"as in Bonn\"\n");
  EXPECT_EQ(case_identity(make("a.toml")), case_identity(make("b.toml")));
}

TEST_F(ScenarioFiles, MeasuresSeedAndOptionsArePartOfTheIdentity) {
  write("a.toml", kCity + kLimit);
  write("fuel.toml", kCity + kLimit + kFuel);
  write("seed.toml", kCity + "seed = 2\n" + kLimit);
  write("options.toml", kCity + kLimit + "[options.\"a.b\"]\nx = 1\n");
  for (const char* other : {"fuel.toml", "seed.toml", "options.toml"})
    EXPECT_NE(case_identity(make("a.toml")), case_identity(make(other))) << other;
}

TEST_F(ScenarioFiles, TheCaseSharesWhatNoMeasureTouched) {
  write("base.toml", kCity);
  write("fuel.toml", "base = \"base.toml\"\n" + kFuel);
  const Case made = make("fuel.toml");
  ASSERT_TRUE(made.root);
  EXPECT_EQ(made.base_city, made.root->city.digest());
  EXPECT_EQ(made.city.digest("roads"), made.root->city.digest("roads"));
  EXPECT_NE(made.city.digest("prices"), made.root->city.digest("prices"));
}

/// A measure of a plugin that does not look where it leads.
struct Lengthen {
  double by = 0.0;
  void describe(OptionSet& set) { set.number("by", by, {{"Um", "By"}}, {-1e9, 1e9}).required(); }
};
City apply(const Lengthen& measure, City city) {
  Roads roads = city.copy(tables::roads);
  roads.length[EdgeId(std::size_t{0})] += Metres(measure.by);
  return city.with(std::move(roads));
}

TEST_F(ScenarioFiles, AMeasureThatLeavesAFaultyCityIsNamed) {
  registry.measures.push_back(measure<Lengthen>("lengthen", "street", {"x", "x"}));
  const City sound = test::town("A-B-C", {.zones = true}).city;
  const auto make_of = [&](const std::string& by) {
    write("x.toml", kCity + kLimit2 + "[[measure]]\nkind = \"lengthen\"\nby = " + by + "\n" + kLimit2);
    return make_case(read("x.toml"), registry, [&](const fs::path&) { return sound; });
  };
  EXPECT_EQ(make_of("5.0").measures.size(), 3U);
  const std::string message = message_of(ErrorKind::config, [&] { make_of("-1000.0"); });
  EXPECT_THAT(message, testing::HasSubstr("x.toml:6"));
  EXPECT_THAT(message, testing::HasSubstr("measure 2 'lengthen': leaves a city with 1 fault:\n  roads 'A-B': length"));
}

TEST_F(ScenarioFiles, AnAreaIsReadFromGeoJson) {
  // A square of about 30 km around the town, which stands at 48.14° N, 11.55° E.
  write(
      "area.geojson",
      R"({"type": "Polygon", "coordinates": [[[11.35, 48.0], [11.75, 48.0], [11.75, 48.3], [11.35, 48.3], [11.35, 48.0]]]})");
  write("all.toml", kCity + "[[measure]]\nkind = \"speed_limit\"\narea = \"area.geojson\"\nlimit = \"30 km/h\"\n");
  const Case made = make("all.toml");
  const Roads& roads = made.city[tables::roads];
  for (const EdgeId edge : roads.ids()) EXPECT_EQ(roads.limit[edge], Speed(30.0 / 3.6));
}

TEST_F(ScenarioFiles, AnAreaInMetresIsRefused) {
  write(
      "area.geojson",
      R"({"type": "Polygon", "coordinates": [[[690000, 5335000], [690100, 5335000], [690100, 5335100], [690000, 5335000]]]})");
  const std::string message = refusal(kCity + "[[measure]]\nkind = \"growth\"\narea = \"area.geojson\"\njobs = 1\n");
  EXPECT_NE(message.find("positions must be [longitude, latitude] in degrees"), std::string::npos) << message;
}

}  // namespace
