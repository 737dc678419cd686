#include "gis/import_city.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/base/files.hpp"
#include "tests/unit/temporary_folder.hpp"

namespace planspiel {
namespace {

using testing::AllOf;
using testing::HasSubstr;

std::string degrees(double value) { return std::to_string(value); }

std::string square(double west, double south, double east, double north) {
  const auto point = [](double x, double y) { return "[" + degrees(x) + "," + degrees(y) + "]"; };
  return R"({"type":"Polygon","coordinates":[[)" + point(west, south) + "," + point(east, south) + "," +
         point(east, north) + "," + point(west, north) + "," + point(west, south) + "]]}";
}

std::string feature(const std::string& properties, const std::string& geometry) {
  return R"({"type":"Feature","properties":{)" + properties + R"(},"geometry":)" + geometry + "}";
}

std::string collection(const std::string& features) {
  return R"({"type":"FeatureCollection","features":[)" + features + "]}";
}

/// Four by four streets, 370 m and 556 m apart, in the middle of the invented town's region.
std::string grid_of_streets() {
  std::string nodes, ways;
  for (int row = 0; row < 4; ++row)
    for (int column = 0; column < 4; ++column)
      nodes += "<node id='" + std::to_string(1 + 4 * row + column) + "' version='1' lat='" +
               degrees(48.485 + 0.005 * row) + "' lon='" + degrees(10.480 + 0.005 * column) + "'/>";
  for (int line = 0; line < 8; ++line) {
    ways += "<way id='" + std::to_string(line + 1) + "' version='1'>";
    for (int at = 0; at < 4; ++at)
      ways += "<nd ref='" + std::to_string(line < 4 ? 1 + 4 * line + at : 1 + (line - 4) + 4 * at) + "'/>";
    ways += std::string("<tag k='highway' v='") + (line % 4 == 1 ? "tertiary" : "residential") + "'/></way>";
  }
  return "<osm version='0.6'>" + nodes + ways + "</osm>";
}

/// The description with another folder of compact tables.
std::string with_defaults(const std::string& toml, const std::string& folder) {
  const std::size_t start = toml.find("defaults = "), end = toml.find('\n', start);
  return toml.substr(0, start) + "defaults = \"" + folder + "\"" + toml.substr(end);
}

/// A city of one district and two zones, written into a folder. Tests change a file before they import.
class ImportCity : public testing::Test {
 protected:
  ImportCity() {
    write_file(folder_ / "roads.osm", grid_of_streets());
    write_file(folder_ / "districts.geojson",
               collection(feature(R"("nr":"1","name":"Mitte","ew":4000)", square(10.478, 48.483, 10.497, 48.502))));
    write_file(folder_ / "zones.geojson", zones("500", "1500"));
    write_file(folder_ / "stops.csv", "nr;name;lat;lon\n7;Bahnhof;48,4915;10,4885\n8;Weit weg;48,6;10,9\n");
    write_file(folder_ / "stations.csv", "nr,name,prof,kind,lat,lon\nF1,Wache,1,Gruppenwache,48.4901,10.4901\n");
    write_file(folder_ / "city.toml",
               "kind = \"imported\"\nid = \"tiny\"\ntitle = { de = \"Klein\", en = \"Tiny\" }\ncrs = \"EPSG:25832\"\n"
               "year = 2022\ndefaults = \"" +
                   (std::filesystem::path(PLANSPIEL_SOURCE_DIR) / "scenarios/testtown")
                       .lexically_relative(folder_ / ".")
                       .string() +
                   "\"\n[roads]\nfile = \"roads.osm\"\n"
                   "[districts]\nfile = \"districts.geojson\"\nid = \"nr\"\nname = \"name\"\nresidents = \"ew\"\n"
                   "[zones]\nfile = \"zones.geojson\"\nid = \"nr\"\nresidents = \"ew\"\njobs = \"ap\"\n"
                   "unknown = [\"-1\"]\nscale = \"districts\"\n"
                   "[stops]\nfile = \"stops.csv\"\ncrs = \"EPSG:4326\"\nx = \"lon\"\ny = \"lat\"\nid = \"nr\"\n"
                   "name = \"name\"\n"
                   "[stations]\nfile = \"stations.csv\"\ncrs = \"EPSG:4326\"\nx = \"lon\"\ny = \"lat\"\nid = \"nr\"\n"
                   "name = \"name\"\nprofessional = \"prof\"\ntype = \"kind\"\n");
  }
  static std::string zones(const std::string& west, const std::string& east) {
    return collection(feature(R"("nr":"w","ap":100,"ew":)" + west, square(10.478, 48.483, 10.4875, 48.502)) + "," +
                      feature(R"("nr":"e","ap":300,"ew":)" + east, square(10.4875, 48.483, 10.497, 48.502)) + "," +
                      feature(R"("nr":"out","ap":9,"ew":77)", square(10.55, 48.483, 10.56, 48.502)));
  }
  City import() { return import_city({.city_toml = folder_ / "city.toml"}, report_); }
  std::string complaint() {
    try {
      import();
    } catch (const Error& error) {
      EXPECT_EQ(error.exit_code(), 2);
      return error.what();
    }
    return "no error";
  }
  test::TemporaryFolder folder_;
  ImportReport report_;
};

double residents_of(const City& city, const char* id) {
  const Zones& zones = city[tables::zones];
  return zones.residents[*zones.find(id)];
}

/// The description without one of its sections.
std::string without_section(const std::string& toml, const std::string& name) {
  const std::size_t start = toml.find("[" + name + "]"), end = toml.find("\n[", start);
  return toml.substr(0, start) + (end == std::string::npos ? "" : toml.substr(end + 1));
}

TEST_F(ImportCity, ZonesThatNoFileGivesAreCutAlongStreets) {
  write_file(folder_ / "city.toml", without_section(read_file(folder_ / "city.toml"), "zones") +
                                        "[zones]\ncount = 6\nexternal = 0\n[buildings]\ncount = 200\n");
  const City city = import();
  const Zones& zones = city[tables::zones];
  EXPECT_EQ(zones.size(), 6u);
  double residents = 0.0, area_m2 = 0.0;
  for (const ZoneId zone : zones.ids()) {
    EXPECT_NEAR(zones.residents[zone], 4000.0 / 6.0, 250.0) << zones.id[zone];
    residents += zones.residents[zone];
    area_m2 += zones.outline[zone].area().value;
  }
  EXPECT_NEAR(residents, 4000.0, 1e-6);
  EXPECT_NEAR(area_m2, city[tables::districts].outline.values().front().area().value, 1.0);
  EXPECT_THAT(report_.text().en, HasSubstr("zones: 6 cut along streets out of 1 districts"));
}

TEST_F(ImportCity, BuildingsOfAFileStandAndNothingIsMadeBesideThem) {
  // A tower of 90 m beside the middle street, and a house with two levels; nothing else is asked for.
  write_file(
      folder_ / "houses.geojson",
      collection(feature(R"("nr":"tower","hoehe":90,"stock":null)", square(10.4855, 48.4902, 10.4858, 48.4904)) + "," +
                 feature(R"("nr":"low","hoehe":null,"stock":2)", square(10.4862, 48.4902, 10.4863, 48.4903))));
  const std::string description =
      read_file(folder_ / "city.toml") +
      "[buildings]\nfile = \"houses.geojson\"\nid = \"nr\"\nheight = \"hoehe\"\nlevels = \"stock\"\n";
  write_file(folder_ / "city.toml", description + "count = 2\n");
  const City alone = import();
  const Buildings& buildings = alone[tables::buildings];
  const auto tower = buildings.find("ftower"), low = buildings.find("flow");
  ASSERT_TRUE(tower && low);
  EXPECT_DOUBLE_EQ(buildings.height[*tower].value, 90.0);
  EXPECT_DOUBLE_EQ(buildings.height[*low].value, 6.0);
  EXPECT_EQ(buildings.certainty[*tower], Certainty::found);
  // Residents by floor area: a storey is 3.2 m, the tower has 27.7 of them on 484 m², the house two on 80 m².
  EXPECT_GT(buildings.residents[*tower], 50.0 * buildings.residents[*low]);

  write_file(folder_ / "city.toml", description + "count = 200\n");
  const City filled = import();
  const Buildings& more = filled[tables::buildings];
  EXPECT_GT(more.size(), 100u);
  const Point middle = more.centre[*more.find("ftower")];
  for (const BuildingId building : more.ids())
    if (more.certainty[building] == Certainty::assumed) {
      EXPECT_GT(distance(more.centre[building], middle).value, 60.0);
    }
}

TEST_F(ImportCity, ScalesTheZonesToTheDistricts) {
  const City city = import();
  // 500 + 1,500 in the file, 4,000 in the district.
  EXPECT_NEAR(residents_of(city, "w"), 1000.0, 1e-9);
  EXPECT_NEAR(residents_of(city, "e"), 3000.0, 1e-9);
  EXPECT_FALSE(city[tables::zones].find("out"));
  EXPECT_THAT(report_.text().en,
              AllOf(HasSubstr("1 with most of their area in no district left out (77 residents, 9 jobs)"),
                    HasSubstr("factor of 2.00 to 2.00")));
}

TEST_F(ImportCity, DerivesBuildingsWithAllResidents) {
  const City city = import();
  const Buildings& buildings = city[tables::buildings];
  double east = 0.0;
  for (const BuildingId building : buildings.ids())
    if (city[tables::zones].id[buildings.zone[building]] == "e") east += buildings.residents[building];
  EXPECT_NEAR(east, 3000.0, 1e-6);
  EXPECT_GT(buildings.size(), 50u);  // 24 pieces of street, a place every 28 m on both sides
  EXPECT_GT(city[tables::cells].size(), 200u);
  EXPECT_GT(city[tables::external_demand].size(), 0u);
}

TEST_F(ImportCity, KeepsStopsNearTheRoadsAndUsesThemForLines) {
  const City city = import();
  const Stops& stops = city[tables::stops];
  EXPECT_TRUE(stops.find("7"));
  EXPECT_FALSE(stops.find("8"));
  EXPECT_GT(city[tables::lines].size(), 0u);
  EXPECT_FALSE(city.profile.synthetic);
}

TEST_F(ImportCity, GivesStationsTheUnitsOfTheirType) {
  const City city = import();
  ASSERT_EQ(city[tables::stations].size(), 1u);
  EXPECT_EQ(city[tables::stations].type[StationId(0)], "Gruppenwache");
  EXPECT_GT(city[tables::units].size(), 0u);
}

TEST_F(ImportCity, RefusesAStationFarFromEveryRoad) {
  write_file(folder_ / "stations.csv", "nr,name,prof,kind,lat,lon\nF1,Wache,1,Gruppenwache,48.4901,10.53\n");
  EXPECT_THAT(complaint(), AllOf(HasSubstr("F1"), HasSubstr("more than 300 m")));
}

TEST_F(ImportCity, CountsUnknownResidentsInTheReport) {
  write_file(folder_ / "zones.geojson", zones("-1", "1500"));
  const City city = import();
  EXPECT_NEAR(residents_of(city, "e"), 4000.0, 1e-9);
  EXPECT_THAT(report_.text().en, HasSubstr("residents of 1 unknown"));
}

TEST_F(ImportCity, SaysWhichFileIsMissingAndHowToGiveIt) {
  std::filesystem::remove(folder_ / "zones.geojson");
  EXPECT_THAT(complaint(), AllOf(HasSubstr("city.toml"), HasSubstr("zones.geojson"), HasSubstr("--zones FILE")));
}

TEST_F(ImportCity, TakesAnotherFileFromTheCommandLine) {
  write_file(folder_ / "new.geojson", zones("3000", "1000"));
  const City city =
      import_city({.city_toml = folder_ / "city.toml", .files = {{"zones", folder_ / "new.geojson"}}}, report_);
  EXPECT_NEAR(residents_of(city, "w"), 3000.0, 1e-9);
}

struct RemarkId : Id<RemarkId> {
  using Id::Id;
};
/// What a plugin would bring.
struct Remarks final : TableOf<Remarks, RemarkId> {
  static constexpr std::string_view kName = "remarks";
  Column<RemarkId, double> value;
  template <class Each>
  void describe(Each&& each) {
    each("value", value, {.help = {"eine Zahl", "a number"}});
  }
};

const TableKinds kRemarks{{[]() -> std::unique_ptr<Table> { return std::make_unique<Remarks>(); }, {}}};

TEST_F(ImportCity, ReadsTablesOfPluginsWhereTheCompactTablesAreOfThisCity) {
  const std::filesystem::path defaults = folder_ / "defaults";
  std::filesystem::copy(std::filesystem::path(PLANSPIEL_SOURCE_DIR) / "scenarios/testtown", defaults);
  write_file(defaults / "remarks.csv", "id,value\nfirst,7.5\n");
  write_file(folder_ / "city.toml", with_defaults(read_file(folder_ / "city.toml"), "defaults"));
  const City city = import_city({.city_toml = folder_ / "city.toml"}, report_, kRemarks);
  const Remarks& remarks = city[TableKey<Remarks>{}];
  ASSERT_EQ(remarks.size(), 1u);
  EXPECT_EQ(remarks.value[RemarkId(0u)], 7.5);
}

TEST_F(ImportCity, TakesATableOfAPluginFromBesideItsDescriptionFirst) {
  const std::filesystem::path defaults = folder_ / "defaults";
  std::filesystem::copy(std::filesystem::path(PLANSPIEL_SOURCE_DIR) / "scenarios/testtown", defaults);
  write_file(defaults / "remarks.csv", "id,value\nfirst,7.5\n");
  write_file(folder_ / "remarks.csv", "id,value\nown,1.5\n");
  write_file(folder_ / "city.toml", with_defaults(read_file(folder_ / "city.toml"), "defaults"));
  const City city = import_city({.city_toml = folder_ / "city.toml"}, report_, kRemarks);
  const Remarks& remarks = city[TableKey<Remarks>{}];
  ASSERT_EQ(remarks.size(), 1u);
  EXPECT_EQ(remarks.value[RemarkId(0u)], 1.5);
}

/// The invented town's folder, but with the figures of a city somewhere else.
TEST_F(ImportCity, LeavesOutWhatTheCompactTablesSayOfAnotherCity) {
  const std::filesystem::path defaults = folder_ / "defaults";
  std::filesystem::copy(std::filesystem::path(PLANSPIEL_SOURCE_DIR) / "scenarios/testtown", defaults);
  write_file(defaults / "figures.csv",
             "id,value,unit\ncentre_lon,11.5755,deg\ncentre_lat,48.1415,deg\ncommuters_out,222000,persons\n"
             "commuters_out_decay,18,km\n");
  write_file(defaults / "remarks.csv", "id,value\nfirst,7.5\n");
  write_file(folder_ / "city.toml", with_defaults(read_file(folder_ / "city.toml"), "defaults"));
  const City city = import_city({.city_toml = folder_ / "city.toml"}, report_, kRemarks);
  EXPECT_EQ(city[TableKey<Remarks>{}].size(), 0u);
  EXPECT_EQ(city[tables::external_demand].size(), 0u);
  EXPECT_EQ(city[tables::parking].size(), 0u);
  for (const ZoneId zone : city[tables::zones].ids()) EXPECT_TRUE(city[tables::zones].district[zone]);
  EXPECT_THAT(report_.text().en, AllOf(HasSubstr("another city"), HasSubstr("people from around")));
}

TEST_F(ImportCity, SaysWhatItAssumesForBuildingsAndBuses) {
  import();  // 4,000 residents
  EXPECT_THAT(report_.text().en,
              AllOf(HasSubstr("assumed: 286 buildings"), HasSubstr("assumed: 1 km of bus lines with 3 stops")));
}

TEST_F(ImportCity, GivesTheSameCityEachTime) { EXPECT_EQ(import().digest(), import().digest()); }

}  // namespace
}  // namespace planspiel
