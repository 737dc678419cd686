#include "engine/run/results.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "tests/unit/engine/run/small_run.hpp"
#include "tests/unit/engine/run/three_zones.hpp"
#include "tests/unit/engine/run/tiny_models.hpp"
#include "tests/unit/temporary_folder.hpp"

using namespace planspiel;
using test::kNaN;
using test::message_of;

namespace {

namespace fs = std::filesystem;

const Field<ZoneId, Metres> way{"test.way", "km", {"Weg", "Way"}, Better::less, {"help", "help"}};
const Field<ScalarId, double, Mode> shares{"test.shares", "%", {"Anteile", "Shares"}, Better::neutral, {}};

IndicatorValue indicator(const std::string& id, double value) {
  IndicatorValue made;
  made.indicator.id = id;
  made.indicator.unit = "km";
  made.indicator.title = {"Länge, \"gesamt\"", "Length, \"total\""};
  made.value = value;
  made.by_district = {value, kNaN};
  return made;
}

test::SmallRun small_run(const City& city) {
  test::SmallRun run{.fields = test::filled(way, city, {500.0, 1000.0, kNaN, 0.0})};
  run.fields.merge(test::filled(shares, city, {0.5, 0.25, 0.25, 0.0, 0.0}));
  run.indicators = {indicator("test.length", 1.5), indicator("test.nothing", kNaN)};
  return run;
}

bool contains(const std::string& text, std::string_view part) { return text.find(part) != std::string::npos; }

class RunFolderTest : public testing::Test {
 protected:
  test::TemporaryFolder folder;
  City city = test::three_zones();
  fs::path run = test::write_run(folder / "run", city, small_run(city));
};

TEST_F(RunFolderTest, FieldsAreStoredInTheirUnitAndReadInBaseUnits) {
  std::vector<std::size_t> shape;
  EXPECT_EQ(read_npy(run / "fields" / "test.way.npy", shape)[0], 0.5);  // km
  const FieldValues field = RunFolder(run).field("test.way");
  EXPECT_EQ(field.grid->raw()[0], 500.0);
  EXPECT_TRUE(std::isnan(field.grid->raw()[2]));
  EXPECT_EQ(field.spec.title.en, "Way");
}

TEST_F(RunFolderTest, TheIndexNamesRowsAndLabels) {
  const Value index = read_json(run / "fields" / "index.json");
  const Value& first = index.at("fields").items().at(0);
  EXPECT_EQ(first.at("name").as_text(), "test.shares");
  EXPECT_EQ(first.at("axes").items().at(0).at("labels").items().at(1).as_text(), "bike");
  EXPECT_EQ(index.at("fields").items().at(1).at("rows").as_text(), "rows/zones.json");
  EXPECT_EQ(RunFolder(run).row_ids(domain_of<ZoneId>), (std::vector<std::string>{"A", "B", "C", "X"}));
}

TEST_F(RunFolderTest, IndicatorsAreReadAsTheyWereWritten) {
  const RunFolder read(run);
  ASSERT_EQ(read.indicators().size(), 2u);
  const StoredIndicator& length = *read.indicator("test.length");
  EXPECT_EQ(length.value, 1.5);
  EXPECT_EQ(length.unit, "km");
  EXPECT_EQ(length.title.en, "Length, \"total\"");
  EXPECT_EQ(length.by_district.at("town"), 1.5);
  EXPECT_TRUE(std::isnan(length.by_district.at("west")));
  EXPECT_EQ(read.indicator("test.width"), nullptr);
}

TEST_F(RunFolderTest, AnIndicatorWithoutValueIsThereAsNull) {
  EXPECT_TRUE(std::isnan(RunFolder(run).indicator("test.nothing")->value));
  const Value file = read_json(run / "indicators.json");
  EXPECT_TRUE(file.at("indicators").items().at(1).at("value").is_null());
}

TEST_F(RunFolderTest, AnIndicatorThatLacksAPartIsAnErrorWithItsPlace) {
  Value faulty = to_value(*RunFolder(run).indicators().data());
  faulty.erase("unit");
  try {
    stored_indicator_from(faulty);
    FAIL();
  } catch (const Error& error) {
    EXPECT_TRUE(contains(error.what(), "unit")) << error.what();
  }
}

TEST_F(RunFolderTest, TheTableQuotesWhatHoldsACommaOrAQuote) {
  const std::string csv = read_file(run / "indicators.csv");
  EXPECT_TRUE(contains(csv, "test.length,1.5,km,\"Length, \"\"total\"\"\",,")) << csv;
  EXPECT_TRUE(contains(csv, "test.nothing,,km,")) << csv;
}

TEST_F(RunFolderTest, EqualRunsGiveEqualFilesButForTheTiming) {
  const fs::path again = test::write_run(folder / "again", city, small_run(city));
  for (const auto& entry : fs::recursive_directory_iterator(run)) {
    if (entry.is_directory() || entry.path().filename() == "timing.json") continue;
    const fs::path other = again / fs::relative(entry.path(), run);
    ASSERT_TRUE(fs::exists(other)) << other;
    EXPECT_TRUE(read_file(entry.path()) == read_file(other)) << other;
  }
}

TEST_F(RunFolderTest, AFailureLeavesTheOlderRunAsItWas) {
  const std::string before = read_file(run / "manifest.json");
  EXPECT_THROW(OutputFolder(run, "run", {}).write([&](const fs::path& fresh) {
    write_results(city, test::results_of({.name = "new"}, city), fresh, Language::en);
    throw Error(ErrorKind::system, "disk full");
  }),
               Error);
  EXPECT_EQ(read_file(run / "manifest.json"), before);
  EXPECT_EQ(folder.names(), std::vector<std::string>{"run"});  // nothing half-written beside it
}

TEST_F(RunFolderTest, ANewRunTakesThePlaceOfTheOlderOneWithAllItsFiles) {
  test::write_run(run, city, {.name = "new", .fields = test::filled(way, city, {1.0, 1.0, 1.0, 1.0})});
  EXPECT_EQ(RunFolder(run).manifest().at("scenario").as_text(), "new");
  EXPECT_FALSE(fs::exists(run / "fields" / "test.shares.npy"));
}

TEST_F(RunFolderTest, AFolderOfSomethingElseIsNotReplaced) {
  fs::create_directories(folder / "photos");
  write_file(folder / "photos" / "a.jpg", "x");
  EXPECT_NE(message_of(ErrorKind::config, [&] { test::write_run(folder / "photos", city); }), "no error");
  EXPECT_EQ(read_file(folder / "photos" / "a.jpg"), "x");
}

TEST_F(RunFolderTest, AFieldIsRefusedWhoseFileLeavesTheFolder) {
  std::string index = read_file(run / "fields" / "index.json");
  index.replace(index.find("test.way.npy"), 12, "../../x.npy");
  write_file(run / "fields" / "index.json", index);
  EXPECT_NE(message_of(ErrorKind::config, [&] { RunFolder(run).field("test.way"); }), "no error");
}

TEST_F(RunFolderTest, OneWithoutManifestIsNoRun) {
  fs::remove(run / "manifest.json");
  EXPECT_EQ(
      message_of(ErrorKind::input, [&] { RunFolder{run}; }),
      "'" + run.string() + "' is no run folder: it has no manifest.json. Make one with: planspiel run SCENARIO -o DIR");
}

}  // namespace
