#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sqlite3.h>

#include "engine/base/value.hpp"
#include "tests/scenes/program.hpp"

/// Small files as they are in the world, with the right answers: ../shared/cases/imports/README.md, 20 to 71.
namespace planspiel::test {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

const fs::path kShared = fs::path(PLANSPIEL_SOURCE_DIR) / "../shared";

/// A case's folder. Skips only where there is no folder of shared cases at all; a case that is gone is a fault.
#define CASE_FOLDER(variable, name)                                                       \
  if (!fs::exists(kShared)) GTEST_SKIP() << "no folder " << kShared << " with the cases"; \
  const fs::path variable = kShared / "cases/imports" / (name);                           \
  ASSERT_TRUE(fs::is_directory(variable)) << variable << " is gone"

/// "e 1500 300; w 500 100": zones of the territory with residents and jobs.
std::string zones_of(const fs::path& city) {
  sqlite3* database = nullptr;
  EXPECT_EQ(sqlite3_open_v2(city.c_str(), &database, SQLITE_OPEN_READONLY, nullptr), SQLITE_OK);
  std::string all;
  const auto add = [](void* text, int, char** cells, char**) {
    *static_cast<std::string*>(text) += (static_cast<std::string*>(text)->empty() ? "" : "; ") + std::string(cells[0]);
    return 0;
  };
  char* problem = nullptr;
  sqlite3_exec(
      database,
      "SELECT id || ' in ' || district || ' ' || CAST(ROUND(residents) AS INTEGER) || ' ' || CAST(ROUND(jobs) AS "
      "INTEGER) FROM zones WHERE district IS NOT NULL AND district <> '' ORDER BY id",
      add, &all, &problem);
  EXPECT_EQ(problem, nullptr) << problem;
  sqlite3_close(database);
  return all;
}

std::string name_of_stop(const fs::path& city, const std::string& id) {
  sqlite3* database = nullptr;
  EXPECT_EQ(sqlite3_open_v2(city.c_str(), &database, SQLITE_OPEN_READONLY, nullptr), SQLITE_OK);
  std::string name;
  const auto take = [](void* text, int, char** cells, char**) {
    *static_cast<std::string*>(text) = cells[0];
    return 0;
  };
  sqlite3_exec(database, ("SELECT name FROM stops WHERE id = '" + id + "'").c_str(), take, &name, nullptr);
  sqlite3_close(database);
  return name;
}

struct CityCase {
  const char* folder;
  const char* zones;  ///< of the city; "": refused
  std::vector<std::string> told{};
};

/// As in 00_base: 2,000 residents in two zones.
constexpr const char* kBase = "e in 1 1500 300; w in 1 500 100";

class CityCases : public testing::TestWithParam<CityCase> {};

TEST_P(CityCases, HaveTheRightAnswer) {
  const CityCase& wanted = GetParam();
  CASE_FOLDER(source, wanted.folder);
  const Workshop shop;
  const fs::path folder = shop.folder() / wanted.folder, city = shop.folder() / "x.gpkg";
  fs::copy(source, folder);
  fs::copy(shop.town(), shop.folder() / "defaults");
  const Outcome told = shop.run({"city", "import", (folder / "city.toml").string(), "-o", city.string()});
  EXPECT_EQ(told.code, *wanted.zones ? 0 : 2) << told.out << told.err;
  for (const std::string& words : wanted.told) EXPECT_THAT(told.out + told.err, HasSubstr(words));
  EXPECT_EQ(fs::exists(city), *wanted.zones != '\0');
  EXPECT_EQ(fs::exists(city) ? zones_of(city) : "", wanted.zones);
}

INSTANTIATE_TEST_SUITE_P(
    Imports, CityCases,
    testing::Values(
        CityCase{"20_geojson_id_member", "7001 in 1 500 100; 7002 in 1 1500 300"},
        CityCase{"21_multipoint_stations", kBase, {"stations     1"}}, CityCase{"22_gpkg_undefined_cartesian", kBase},
        CityCase{"23_thousands_with_point", "", {"(id '1'): column 'ew': '4.000' may be 4000 or 4"}},
        CityCase{"24_crs_3857", "", {"city.toml:4", "web maps", "use crs = \"EPSG:25832\""}},
        CityCase{"24c_crs_feet", "", {"city.toml:4", "EPSG:2263", "use crs = \"EPSG:25832\""}},
        CityCase{"24d_crs_31468", kBase},
        CityCase{"25_only_and_duplicates", kBase, {"districts: 1 of 2 rows, the others left out by only"}},
        CityCase{"25b_only_matches_nothing", "", {"only = { name = \"mitte\" } matches no row of 1", "holds 'Mitte'"}},
        CityCase{"26_latin1_csv", kBase, {"read as Windows-1252"}}, CityCase{"26b_utf16_csv", kBase},
        CityCase{"27_curve_polygon", kBase}, CityCase{"28_geometry_collection", kBase},
        CityCase{"29_c_shaped_zone", "c in 1 3000 100; k in 2 1000 50"}, CityCase{"30_geojson_metres_no_crs", kBase},
        CityCase{"30b_geojson_crs_member_25832", kBase},
        CityCase{"31_two_layers", "", {"'census_1987', 'census_2022'", "layer = "}},
        CityCase{
            "33_null_residents", "", {"zones.geojson: feature 0 (id 'w'): column 'ew': there is no number (NULL)"}}),
    [](const auto& one) { return std::string(one.param.folder); });

TEST(CityCases, NamesOfOtherEncodingsAreUtf8InTheCity) {
  for (const char* name : {"26_latin1_csv", "26b_utf16_csv"}) {
    CASE_FOLDER(source, name);
    const Workshop shop;
    const fs::path folder = shop.folder() / name, city = shop.folder() / "x.gpkg";
    fs::copy(source, folder);
    fs::copy(shop.town(), shop.folder() / "defaults");
    ASSERT_EQ(shop.run({"city", "import", (folder / "city.toml").string(), "-o", city.string()}).code, 0);
    EXPECT_EQ(name_of_stop(city, "7"), "Königsplatz") << name;
  }
}

/// A file of its folder and what is told: words that stand there, and the code.
struct FileCase {
  const char* name;
  std::vector<std::string> arguments;  ///< "@x" is the file x of the folder
  int code;
  std::vector<std::string> told;
  std::vector<std::string> not_told{};
};

class FileCases : public testing::TestWithParam<FileCase> {};

TEST_P(FileCases, HaveTheRightAnswer) {
  const FileCase& wanted = GetParam();
  CASE_FOLDER(source, wanted.name);
  const Workshop shop;
  std::vector<std::string> line = wanted.arguments;
  for (std::string& word : line)
    if (word.starts_with("@")) {
      ASSERT_TRUE(fs::exists(source / word.substr(1))) << source / word.substr(1) << " is gone";
      word = (source / word.substr(1)).string();
    }
  const fs::path out = shop.folder() / "answer.txt";
  line.insert(line.end(), {"-o", out.string()});
  const Outcome told = shop.run(line);
  EXPECT_EQ(told.code, wanted.code) << told.out << told.err;
  const std::string all = told.out + told.err + (fs::exists(out) ? text_of(out) : "");
  for (const std::string& words : wanted.told) EXPECT_THAT(all, HasSubstr(words));
  for (const std::string& words : wanted.not_told) EXPECT_THAT(all, Not(HasSubstr(words)));
}

const std::vector<std::string> kAssign{"assign", "--net", "@net.tntp", "--trips", "@trips.tntp", "--gap", "1e-9"};
/// 200 trips on two ways of 20 and 24 minutes.
const std::vector<std::string> kTwoWays{"1\t3\t139.92769", "1\t4\t60.0723"};

INSTANTIATE_TEST_SUITE_P(
    Tntp, FileCases,
    testing::Values(FileCase{"40_rows_without_semicolon", kAssign, 0, kTwoWays},
                    FileCase{"40b_with_semicolon", kAssign, 0, kTwoWays},
                    FileCase{"41_zero_cost_cycle", kAssign, 0, {}},
                    FileCase{"42_power_half", kAssign, 2, {"net.tntp:7", "the delay exponent is 0.5"}},
                    FileCase{"43_bom_crlf", kAssign, 0, kTwoWays}, FileCase{"44_header_comment", kAssign, 0, kTwoWays},
                    FileCase{"45_pairs_on_origin_line", kAssign, 0, kTwoWays},
                    FileCase{"46_no_total", kAssign, 0, {"1\t3\t139.92769", "<TOTAL OD FLOW> is missing"}},
                    FileCase{"46b_rounded_total", kAssign, 0, {"1\t3\t139.92"}},
                    FileCase{"47_no_path", kAssign, 0, {"50 of 200 trips have no path", "1 pair of zones, 2 to 1"}},
                    FileCase{"48_parallel_links", kAssign, 0, {"1\t2\t199.9999", "1\t2\t100.0000"}},
                    FileCase{"49_self_loop_intrazonal", kAssign, 0, {"1\t3\t139.92769", "1000 of 1200 trips stay"}},
                    FileCase{"50_big_demand", kAssign, 0, {"1\t2\t1677721"}},
                    FileCase{"51_negative_toll", kAssign, 2, {"net.tntp:7: toll is -1"}},
                    FileCase{"53_no_trips", kAssign, 0, {"1\t3\t0"}}),
    [](const auto& one) { return std::string(one.param.name); });

std::vector<std::string> locate(const std::string& problem, std::vector<std::string> more) {
  std::vector<std::string> line{"locate", "@m.csv", "--format", "matrix", "--problem", problem};
  line.insert(line.end(), more.begin(), more.end());
  return line;
}

std::vector<std::string> plain(const std::string& file, const std::string& format, const std::string& problem) {
  return {"locate", "@" + file, "--format", format, "--problem", problem, "-p", "2"};
}

INSTANTIATE_TEST_SUITE_P(
    Locate, FileCases,
    testing::Values(
        FileCase{
            "60_duplicate_pairs", locate("p-median", {"-p", "2"}), 2, {"m.csv:6", "site 'N' and place 'a'", "m.csv:2"}},
        FileCase{"62_p_more_than_sites", locate("p-median", {"-p", "3"}), 2, {"3 sites", "has 2: N, S"}},
        FileCase{"63_lscp_unreachable", locate("lscp", {"--radius", "20"}), 2, {"c (weight 7)", "'c' is 99 from 'N'"}},
        FileCase{"64_semicolon_decimal_comma", locate("p-median", {"-p", "1"}), 0, {"value  55"}},
        FileCase{"65_place_without_any_site", locate("p-median", {"-p", "1"}), 2, {"a way to no site: c (weight 7)"}},
        FileCase{"68_pandas_index", locate("p-median", {"-p", "1"}), 0, {"value  100", "sites  1: S"}},
        FileCase{"69_coordinates_beside",
                 locate("p-median", {"-p", "1"}),
                 0,
                 {"value  50", "'x' and 'y' are taken for coord"},
                 {"sites  1: x", "sites  1: y"}}),
    [](const auto& one) { return std::string(one.param.name); });

INSTANTIATE_TEST_SUITE_P(Published, FileCases,
                         testing::Values(FileCase{"70_tsplib", plain("a.tsp", "tsplib", "p-median"), 0, {"value  3"}},
                                         FileCase{"70_tsplib", plain("b.tsp", "tsplib", "p-median"), 0, {"value  3"}},
                                         FileCase{
                                             "70_tsplib", plain("c.tsp", "tsplib", "p-median"), 2, {"c.tsp:3", "GEO"}},
                                         FileCase{"70_tsplib", plain("d.tsp", "tsplib", "p-median"), 0, {"value  3"}},
                                         FileCase{"71_scp_column_format",
                                                  {"locate", "@rail.txt", "--format", "orlib-scp", "--problem", "lscp"},
                                                  0,
                                                  {"value  3", "column 2 is there twice"}}));

}  // namespace
}  // namespace planspiel::test
