#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <numeric>
#include <set>

#include "engine/base/files.hpp"
#include "gis/import_city.hpp"
#include "tests/unit/gis/osm_drawn.hpp"
#include "tests/unit/gis/osm_file.hpp"

/// A city from the map of its streets and nothing else.
namespace planspiel {
namespace {

namespace fs = std::filesystem;
using testing::AllOf;
using testing::HasSubstr;

constexpr double kSouth = 49.40, kWest = 8.60, kStep = 0.003;  // streets 330 m apart from south to north, 217 m across

/// A village of four by four streets, houses in the west, works in the east.
class Village {
 public:
  Village() {
    for (int row = 0; row < 4; ++row)
      for (int column = 0; column < 4; ++column)
        text_ += osm::node(1 + 4 * row + column, kSouth + kStep * row, kWest + kStep * column);
    for (int line = 0; line < 4; ++line) {
      text_ += osm::way(1 + line, {1 + 4 * line, 2 + 4 * line, 3 + 4 * line, 4 + 4 * line},
                        {{"highway", line == 1 ? "tertiary" : "residential"}});
      text_ += osm::way(11 + line, {1 + line, 5 + line, 9 + line, 13 + line}, {{"highway", "residential"}});
    }
  }
  /// A square around a place in steps of the streets, `half` degrees to each side.
  Village& area(double row, double column, double half, const osm::Pairs& tags) {
    const double lat = kSouth + kStep * row, lon = kWest + kStep * column;
    const long first = next_;
    for (const auto& [up, right] : {std::pair{-1, -1}, {-1, 1}, {1, 1}, {1, -1}})
      text_ += osm::node(next_++, lat + up * half, lon + right * half);
    text_ += osm::way(next_++, {first, first + 1, first + 2, first + 3, first}, tags);
    return *this;
  }
  Village& place(double row, double column, const osm::Pairs& tags) {
    text_ += osm::node(next_++, kSouth + kStep * row, kWest + kStep * column, tags);
    return *this;
  }
  Village& add(const std::string& text) {
    text_ += text;
    return *this;
  }
  long last() const { return next_ - 1; }
  City import(double residents = 0.0) {
    const OsmFile file(osm::file(text_));
    report_ = {};
    return import_city({.files = {{"roads", file.path()}},
                        .residents = residents,
                        .defaults = PLANSPIEL_SOURCE_DIR "/scenarios/munich"},
                       report_);
  }
  std::string complaint(double residents = 0.0) {
    try {
      import(residents);
    } catch (const Error& error) {
      return error.what();
    }
    return "no error";
  }
  std::string said() const { return report_.text().en; }

 private:
  std::string text_{};
  long next_ = 1000;
  ImportReport report_{};
};

/// Ten houses of 100 m² along the western street, a school and a hall of 10,000 m² in the east.
Village settled() {
  Village village;
  for (int house = 0; house < 10; ++house) village.area(0.3 + 0.24 * house, 0.2, 0.00006, {{"building", "house"}});
  village.area(1.5, 2.5, 0.0002, {{"building", "yes"}, {"amenity", "school"}});
  village.area(2.5, 2.5, 0.0006, {{"building", "yes"}});
  village.area(2.5, 2.5, 0.0010, {{"landuse", "industrial"}});
  village.place(1.5, 1.5, {{"place", "village"}, {"name", "Dorf"}, {"population", "1 200"}});
  return village;
}

double sum(const auto& column) { return std::accumulate(column.begin(), column.end(), 0.0); }

TEST(ImportOneFile, TakesResidentsFromTheSettlementsOrTheCommandAndElseAsks) {
  Village village = settled();
  EXPECT_NEAR(sum(village.import()[tables::zones].residents), 1200.0, 1e-6);
  EXPECT_THAT(village.said(), HasSubstr("1200 residents, as many as 1 of 1 settlements"));
  EXPECT_NEAR(sum(village.import(5000.0)[tables::zones].residents), 5000.0, 1e-6);
  Village silent;
  silent.area(1.5, 1.5, 0.0002, {{"building", "house"}});
  EXPECT_THAT(silent.complaint(), AllOf(HasSubstr("population"), HasSubstr("--residents N")));
}

TEST(ImportOneFile, JobsLieWhereTheFloorsAreNoHomes) {
  const City city = settled().import(4200.0);
  const Zones& zones = city[tables::zones];
  ASSERT_EQ(zones.size(), 3u);
  // Munich's rates: about half of the residents are employed, and nobody is known to commute.
  EXPECT_NEAR(sum(zones.jobs), 0.52 * 4200.0, 0.03 * 4200.0);
  // The hall has 40,000 m² in three storeys where nobody lives; 288 houses made along the streets have a fifth.
  const Buildings& buildings = city[tables::buildings];
  double largest_m2 = 0.0;
  ZoneId of_hall{};
  for (const BuildingId building : buildings.ids()) {
    const auto ring = buildings.footprint[building];
    const double area_m2 = Polygon{{{ring.begin(), ring.end()}}}.area().value;
    if (area_m2 <= largest_m2) continue;
    largest_m2 = area_m2;
    of_hall = buildings.zone[building];
  }
  EXPECT_GT(zones.jobs[of_hall], 0.5 * sum(zones.jobs));
  EXPECT_LT(zones.residents[of_hall], 0.5 * sum(zones.residents));
}

TEST(ImportOneFile, ABuildingOfHomesIsLivedInAndASchoolIsNot) {
  const City city = settled().import();
  const Buildings& buildings = city[tables::buildings];
  std::size_t lived_in = 0, empty = 0;
  for (const BuildingId building : buildings.ids()) {
    if (buildings.certainty[building] != Certainty::found) continue;
    ++(buildings.residents[building] > 0.0 ? lived_in : empty);
  }
  EXPECT_EQ(lived_in, 10u);
  EXPECT_EQ(empty, 2u);
}

TEST(ImportOneFile, KnowsTheFireServiceByItsNames) {
  Village village = settled();
  village.place(1.1, 1.0, {{"amenity", "fire_station"}});
  village.place(2.0, 1.1, {{"amenity", "fire_station"}, {"name", "Feuerwache 1"}});
  village.place(2.9, 2.9, {{"amenity", "fire_station"}, {"name", "Werkfeuerwehr Chemie"}});
  const City city = village.import();
  const Stations& stations = city[tables::stations];
  ASSERT_EQ(stations.size(), 2u);
  std::set<std::string> names;
  for (const StationId station : stations.ids()) {
    names.insert(stations.name[station]);
    EXPECT_EQ(stations.professional[station] != 0, stations.name[station] == "Feuerwache 1");
  }
  EXPECT_EQ(names, (std::set<std::string>{"Feuerwache 1", "Feuerwehr Dorf"}));
  EXPECT_THAT(village.said(), HasSubstr("1 of 2 stations of OpenStreetMap are professional"));
}

TEST(ImportOneFile, SaysThatNobodyAnswersWhereNoStationIsKnown) {
  Village village = settled();
  EXPECT_EQ(village.import()[tables::stations].size(), 0u);
  EXPECT_THAT(village.said(), HasSubstr("without a fire service"));
}

TEST(ImportOneFile, LinesRunThroughTheirStopsBothWays) {
  Village village = settled();
  std::vector<std::string> members;
  for (int column = 0; column < 3; ++column) {
    village.place(1.02, column, {{"highway", "bus_stop"}, {"name", "Halt " + std::to_string(column)}});
    members.push_back("stop n" + std::to_string(village.last()));
  }
  village.add(osm::relation(7, members, {{"type", "route"}, {"route", "bus"}, {"ref", "12"}}));
  std::reverse(members.begin(), members.end());
  village.add(osm::relation(8, members, {{"type", "route"}, {"route", "bus"}, {"ref", "12"}}));
  const City city = village.import();
  const Lines& lines = city[tables::lines];
  ASSERT_EQ(lines.size(), 2u);  // and none by rule, no railway of Munich's region
  for (const LineId line : lines.ids()) {
    EXPECT_EQ(lines.name[line], "12");
    EXPECT_EQ(lines.transit_mode[line], TransitMode::bus);
    EXPECT_EQ(lines.stops[line].size(), 3u);
  }
  EXPECT_EQ(city[tables::stops].size(), 3u);
  EXPECT_GT(city[tables::headways].size(), 0u);
  EXPECT_THAT(village.said(), HasSubstr("lines: 1 of OpenStreetMap, each in both directions; left out: 1 variants"));
}

TEST(ImportOneFile, BordersAreDistrictsWhereTheyHoldTheStreets) {
  Village village = settled();
  village.area(1.5, 0.5, 0.0049, {{"boundary", "administrative"}, {"admin_level", "8"}, {"name", "West"}});
  const City one = village.import();
  // The border reaches 1.6 steps of the streets to each side: from before the western street to beyond the third.
  ASSERT_EQ(one[tables::districts].size(), 1u);
  EXPECT_EQ(one[tables::districts].name.values()[0], "West");
  EXPECT_THAT(village.said(), HasSubstr("1 administrative borders of level 8"));
}

TEST(ImportOneFile, WithoutBordersTheStreetsEncloseTheTerritory) {
  Village village = settled();
  const City city = village.import();
  ASSERT_EQ(city[tables::districts].size(), 1u);
  const double km2 = city[tables::districts].outline.values()[0].area().value * 1e-6;
  EXPECT_GT(km2, 0.65);  // three by three blocks of 334 m by 217 m
  EXPECT_LT(km2, 1.6);   // and 200 m around
  EXPECT_THAT(village.said(), HasSubstr("the territory is what the residential streets enclose"));
}

TEST(ImportOneFile, NothingOfMunichIsLeft) {
  Village village = settled();
  const City city = village.import();
  EXPECT_EQ(city[tables::areas].size(), 0u);
  EXPECT_EQ(city[tables::external_demand].size(), 0u);
  EXPECT_EQ(city[tables::parking].size(), 0u);
  EXPECT_EQ(city[tables::counts].size(), 0u);
  for (const std::string& title : city[tables::sources].title)
    EXPECT_EQ(title.find("Landeshauptstadt"), std::string::npos) << title;
  EXPECT_EQ(city.profile.crs, "EPSG:25832");
  EXPECT_EQ(city.profile.note, Text{});
}

TEST(ImportOneFile, AssumptionsComeFirstAndStandInTheCity) {
  Village village = settled();
  const City city = village.import();
  EXPECT_TRUE(village.said().starts_with("assumed:")) << village.said();
  std::size_t marked = 0;
  const Sources& sources = city[tables::sources];
  for (const SourceId source : sources.ids())
    marked += sources.id[source].starts_with("import-assumption") && sources.certainty[source] == Certainty::assumed;
  EXPECT_GE(marked, 4u);
}

TEST(ImportOneFile, StopsFarFromTheStreetsAreLeftOut) {
  Village village = settled();
  village.add(osm::node(900001, 0.0, 0.0, {{"highway", "bus_stop"}, {"name", "Nullinsel"}}));
  village.place(1.02, 1.0, {{"highway", "bus_stop"}, {"name", "Mitte"}});
  const City city = village.import();
  for (const std::string& name : city[tables::stops].name) EXPECT_NE(name, "Nullinsel");
}

TEST(ImportOneFile, ARefusedNumberOfResidentsIsNamed) {
  EXPECT_THAT(settled().complaint(-5.0), HasSubstr("--residents"));
}

/// Skipped only where the folder of real data is not there at all; a file that is gone is a fault.
class RealOneFile : public testing::Test {
 protected:
  void SetUp() override {
    if (!fs::exists(shared_)) GTEST_SKIP() << "no folder " << shared_ << " with real data";
  }
  City import(const char* name, double residents = 0.0) {
    const fs::path file = shared_ / "data" / name;
    EXPECT_TRUE(fs::exists(file)) << file << " is gone";
    return import_city(
        {.files = {{"roads", file}}, .residents = residents, .defaults = PLANSPIEL_SOURCE_DIR "/scenarios/munich"},
        report_);
  }
  const fs::path shared_ = fs::path(PLANSPIEL_SOURCE_DIR) / "../shared";
  ImportReport report_{};
};

TEST_F(RealOneFile, NorthernBayreuthHasItsBuildingsAndVolunteers) {
  const City city = import("north_bayreuth/north-bayreuth.osm.gz");
  const Buildings& buildings = city[tables::buildings];
  std::size_t found = 0;
  for (const BuildingId building : buildings.ids()) found += buildings.certainty[building] == Certainty::found;
  EXPECT_GT(found, 4100u);  // of 4,269; those beyond the outermost streets lie in no zone
  EXPECT_EQ(found, buildings.size());
  EXPECT_EQ(city[tables::stations].size(), 7u);
  EXPECT_EQ(sum(city[tables::stations].professional), 0.0);
  EXPECT_NEAR(sum(city[tables::zones].residents), 3959.0 + 1085.0, 1.0);  // Neudrossenfeld and Harsdorf
  EXPECT_EQ(city[tables::lines].size(), 6u);                              // two trains and a bus, there and back
}

TEST_F(RealOneFile, HeidelbergHasItsTramsAndTwoKindsOfStation) {
  const City city = import("heidelberg/heidelberg.test.pbf", 160000.0);
  const Lines& lines = city[tables::lines];
  std::set<std::string> trams;
  for (const LineId line : lines.ids())
    if (lines.transit_mode[line] == TransitMode::tram) trams.insert(lines.name[line]);
  for (const char* tram : {"5", "21", "22", "23", "24", "26"}) EXPECT_TRUE(trams.contains(tram)) << tram;
  EXPECT_EQ(city[tables::stations].size(), 2u);
  EXPECT_EQ(sum(city[tables::stations].professional), 1.0);
  EXPECT_NEAR(sum(city[tables::buildings].residents), 160000.0, 1.0);
  EXPECT_GT(city[tables::zones].size(), 100u);
}

TEST_F(RealOneFile, AndorraHasItsParishes) {
  const City city = import("small_osm/andorra.osm.pbf", 79000.0);
  std::set<std::string> names;
  for (const std::string& name : city[tables::districts].name) names.insert(name);
  EXPECT_TRUE(names.contains("Andorra la Vella") && names.contains("Encamp") && names.contains("Ordino"));
  EXPECT_EQ(city.profile.crs, "EPSG:25831");
  EXPECT_EQ(city[tables::stations].size(), 0u);
  EXPECT_THAT(report_.text().en, HasSubstr("without a fire service"));
}

}  // namespace
}  // namespace planspiel
