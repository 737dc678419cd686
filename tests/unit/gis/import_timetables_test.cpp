#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "gis/import_city.hpp"
#include "tests/unit/gis/small_feed.hpp"

namespace planspiel {
namespace {

namespace fs = std::filesystem;

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;
using testing::UnorderedElementsAre;

constexpr const char* kDistricts =
    R"({"type":"FeatureCollection","features":[{"type":"Feature","properties":{"nr":"1","ew":4000},"geometry":
{"type":"Polygon","coordinates":[[[10.478,48.483],[10.497,48.483],[10.497,48.502],[10.478,48.502],[10.478,48.483]]]}}]})";

/// Four streets from west to east crossed by four from north to south.
std::string streets_of_the_feed() {
  std::string nodes, ways;
  for (int row = 0; row < 4; ++row)
    for (int column = 0; column < 4; ++column)
      nodes += "<node id='" + std::to_string(1 + 4 * row + column) + "' version='1' lat='" +
               std::to_string(48.485 + 0.005 * row) + "' lon='" + std::to_string(10.480 + 0.005 * column) + "'/>";
  for (int line = 0; line < 8; ++line) {
    ways += "<way id='" + std::to_string(line + 1) + "' version='1'>";
    for (int at = 0; at < 4; ++at)
      ways += "<nd ref='" + std::to_string(line < 4 ? 1 + 4 * line + at : 1 + (line - 4) + 4 * at) + "'/>";
    ways += "<tag k='highway' v='residential'/></way>";
  }
  return "<osm version='0.6'>" + nodes + ways + "</osm>";
}

/// A city of one district whose bus comes from a feed beside its description.
class ImportTimetables : public testing::Test {
 protected:
  ImportTimetables() {
    write_file(folder_ / "roads.osm", streets_of_the_feed());
    write_file(folder_ / "districts.geojson", kDistricts);
    write_file(folder_ / "feed.zip", test::zip_of(test::small_feed()));
    describe("[timetables]\nfile = \"feed.zip\"\nlicence = \"open\"\ndate = \"2023-06-14\"\n");
  }
  void describe(const std::string& timetables) {
    const fs::path defaults = (fs::path(PLANSPIEL_SOURCE_DIR) / "scenarios/testtown").lexically_relative(folder_ / ".");
    write_file(folder_ / "city.toml",
               "kind = \"imported\"\nid = \"tiny\"\ntitle = { de = \"Klein\", en = \"Tiny\" }\ncrs = \"EPSG:25832\"\n"
               "year = 2022\ndefaults = \"" +
                   defaults.string() +
                   "\"\n[roads]\nfile = \"roads.osm\"\n[districts]\nfile = \"districts.geojson\"\nid = \"nr\"\n"
                   "residents = \"ew\"\n[zones]\ncount = 4\n[buildings]\ncount = 100\n" +
                   timetables);
  }
  City import(const std::map<std::string, fs::path>& replaced = {}) {
    return import_city({.city_toml = folder_ / "city.toml", .files = replaced}, report_);
  }
  std::string complaint() {
    try {
      import();
    } catch (const Error& error) {
      EXPECT_EQ(error.exit_code(), 2);
      return error.what();
    }
    return "no complaint";
  }
  test::TemporaryFolder folder_;
  ImportReport report_;
};

TEST_F(ImportTimetables, LinesStopsAndDeparturesAreThoseOfTheFeed) {
  const City city = import();
  EXPECT_THAT(city[tables::lines].id.values(), UnorderedElementsAre("r10:1"));
  EXPECT_THAT(city[tables::stops].id.values(), UnorderedElementsAre("A", "B", "C"));
  EXPECT_THAT(city[tables::departures].id.values(), UnorderedElementsAre("t1", "t2"));
  EXPECT_EQ(city[tables::headways].size(), 0u);
}

TEST_F(ImportTimetables, TheReportSaysTheDayAndNothingOfLinesByRule) {
  import();
  EXPECT_THAT(report_.text().en,
              AllOf(HasSubstr("timetables of Wednesday, 2023-06-14: 1 lines"), HasSubstr("2 departures"),
                    Not(HasSubstr("headways by rule")), Not(HasSubstr("km of bus lines"))));
  EXPECT_THAT(report_.text().de, HasSubstr("Fahrpläne vom Mittwoch, 2023-06-14: 1 Linien"));
}

TEST_F(ImportTimetables, TheSourceIsNamedWithItsDay) {
  const City city = import();
  const Sources& sources = city[tables::sources];
  const auto row = sources.find("import-timetables");
  ASSERT_TRUE(row);
  EXPECT_EQ(sources.title[*row], "feed.zip");
  EXPECT_EQ(sources.licence[*row], "open");
  EXPECT_EQ(sources.date[*row], "2023-06-14");
}

TEST_F(ImportTimetables, ADateOutsideTheCalendarIsToldWithItsPlace) {
  describe("[timetables]\nfile = \"feed.zip\"\ndate = \"2024-06-14\"\n");
  EXPECT_THAT(complaint(),
              AllOf(HasSubstr("city.toml:19"), HasSubstr("2024-06-14 is not in the calendar of feed.zip")));
}

TEST_F(ImportTimetables, WithoutADateAWorkingDayCounts) {
  describe("[timetables]\nfile = \"feed.zip\"\n");
  import();
  EXPECT_THAT(report_.text().en, HasSubstr("timetables of Thursday, 2023-06-01"));
}

TEST_F(ImportTimetables, SeveralFeedsAreNamedAsAList) {
  test::write_feed(test::small_feed(), folder_ / "other");
  describe("[timetables]\nfiles = [\"feed.zip\", \"other\"]\n");
  EXPECT_THAT(import()[tables::lines].id.values(), UnorderedElementsAre("feed/r10:1", "other/r10:1"));
}

TEST_F(ImportTimetables, AFileOfTheCommandLineCountsWithoutADescription) {
  describe("");
  EXPECT_EQ(import({{"timetables", folder_ / "feed.zip"}})[tables::departures].size(), 2u);
}

TEST_F(ImportTimetables, FeedsOfOtherClocksAreRefused) {
  test::FeedTables london = test::small_feed();
  test::replace(london["agency.txt"], "Europe/Berlin", "Europe/London");
  test::write_feed(london, folder_ / "london");
  describe("[timetables]\nfiles = [\"feed.zip\", \"london\"]\n");
  EXPECT_THAT(complaint(), HasSubstr("feed.zip is in the time zone Europe/Berlin, london in Europe/London"));
  test::replace(london["agency.txt"], "Europe/London", "Europe/Zurich");
  test::write_feed(london, folder_ / "london");
  EXPECT_EQ(complaint(), "no complaint");  // its clocks go as those of Berlin do
}

TEST_F(ImportTimetables, AFeedOfAnotherPlaceIsRefused) {
  test::FeedTables far = test::small_feed();
  far["stops.txt"] =
      "stop_id,stop_name,stop_lat,stop_lon,location_type,parent_station\n"
      "A,Anger,53.5,10.0,0,\nB,Bad,53.5,10.01,0,S\nC,,53.5,10.02,0,S\nS,Station,53.5,10.02,1,\n";
  write_file(folder_ / "feed.zip", test::zip_of(far));
  EXPECT_THAT(complaint(), HasSubstr("no line of the timetables comes to the roads of the city"));
}

TEST_F(ImportTimetables, AFaultOfTheFeedIsToldAndNothingIsImported) {
  test::FeedTables wrong = test::small_feed();
  test::replace(wrong["stop_times.txt"], "08:05:00,08:06:00", "07:05:00,07:06:00");
  write_file(folder_ / "feed.zip", test::zip_of(wrong));
  EXPECT_THAT(complaint(), HasSubstr("stop_times.txt:3: arrival_time: is before the departure from the stop before"));
}

}  // namespace
}  // namespace planspiel
