#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <stdlib.h>

#include "tests/scenes/program.hpp"

/// The environment of the map libraries changes neither bytes nor messages of any command.

namespace planspiel::test {
namespace {

/// Settings that would make GDAL, PROJ and SQLite read, write or say something else.
class WildEnvironment {
 public:
  explicit WildEnvironment(const fs::path& folder) {
    write_text(folder / "gdalrc", "[configoptions]\nOGR_SKIP=GPKG,GeoJSON\nCPL_DEBUG=ON\n");
    fs::create_directories(folder / "home/.gdal");
    fs::create_directories(folder / "home/.local/share/proj");
    write_text(folder / "home/.gdal/gdalrc", text_of(folder / "gdalrc"));
    write_text(folder / "home/.local/share/proj/proj.db", "no table");
    write_text(folder / "home/.local/share/proj/proj.ini", "[general]\nnetwork = on\n");
    for (const auto& [name, value] : settings_) ::setenv(name, value, 1);
    ::setenv("GDAL_CONFIG_FILE", (folder / "gdalrc").c_str(), 1);
    ::setenv("HOME", (folder / "home").c_str(), 1);
  }
  ~WildEnvironment() {
    for (const auto& [name, value] : settings_) ::unsetenv(name);
    ::unsetenv("GDAL_CONFIG_FILE");
    ::setenv("HOME", home_.c_str(), 1);
  }
  WildEnvironment(const WildEnvironment&) = delete;
  WildEnvironment& operator=(const WildEnvironment&) = delete;

 private:
  static constexpr std::pair<const char*, const char*> settings_[] = {
      {"GDAL_DATA", "/nowhere"},
      {"GDAL_SKIP", "GPKG"},
      {"OGR_SKIP", "GPKG,GeoJSON,CSV"},
      {"OGR_ENABLE_PARTIAL_REPROJECTION", "YES"},
      {"OGR_GEOJSON_MAX_OBJ_SIZE", "0.000001"},
      {"OGR_GPKG_INTEGRITY_CHECK", "YES"},
      {"OGR_CURRENT_DATE", "1999-01-01T00:00:00Z"},
      {"OGR_SQLITE_JOURNAL", "WAL"},
      {"OGR_SQLITE_SYNCHRONOUS", "FULL"},
      {"OGR_SQLITE_PRAGMA", "page_size=512"},
      {"OGR_SQLITE_CACHE", "1"},
      {"OGR_GPKG_FOREIGN_KEY_CHECK", "YES"},
      {"GPKG_AUTHORITY_NAME", "MINE"},
      {"OSR_DEFAULT_AXIS_MAPPING_STRATEGY", "AUTHORITY_COMPLIANT"},
      {"OGR_CT_FORCE_TRADITIONAL_GIS_ORDER", "NO"},
      {"OSR_USE_NON_DEPRECATED", "NO"},
      {"OGR_CT_OP_SELECTION", "FIRST_MATCHING"},
      {"CPL_DEBUG", "ON"},
      {"CPL_LOG_ERRORS", "ON"},
      {"CPL_TIMESTAMP", "ON"},
      {"CPL_MAX_ERROR_REPORTS", "1"},
      {"CPL_TMPDIR", "/nowhere"},
      {"PROJ_LIB", "/nowhere"},
      {"PROJ_DATA", "/nowhere"},
      {"PROJ_NETWORK", "ON"},
      {"PROJ_DEBUG", "3"},
      {"PROJ_AUX_DB", "/nowhere/a.db"},
      {"SQLITE_TMPDIR", "/nowhere"},
      {"SQLITE_USE_OGR_VFS", "YES"},
      {"GDAL_PAM_PROXY_DIR", "/nowhere"},
      {"VSI_CACHE", "TRUE"},
      {"SHAPE_ENCODING", "CP437"},
      {"GDAL_FILENAME_IS_UTF8", "NO"},
      {"GDAL_NUM_THREADS", "1"},
      {"OGR_FORCE_ASCII", "YES"},
      {"OSMIUM_MAX_WORK_QUEUE_SIZE", "1"},
      {"OSMIUM_USE_POOL_THREADS_FOR_PBF_PARSING", "off"}};
  std::string home_ = ::getenv("HOME") ? ::getenv("HOME") : "";
};

constexpr const char* kRoads =
    "<osm version='0.6'><node id='1' version='1' lat='48.485' lon='10.480'/><node id='2' version='1' lat='48.485' "
    "lon='10.490'/><node id='3' version='1' lat='48.495' lon='10.490'/><way id='1' version='1'><nd ref='1'/><nd "
    "ref='2'/><nd ref='3'/><nd ref='1'/><tag k='highway' v='residential'/></way></osm>";
constexpr const char* kDistricts =
    R"({"type":"FeatureCollection","features":[{"type":"Feature","properties":{"nr":"1","name":"Mitte","ew":4000},)"
    R"("geometry":{"type":"Polygon","coordinates":[[[10.478,48.483],[10.497,48.483],[10.497,48.502],[10.478,48.502],)"
    R"([10.478,48.483]]]}}]})";

/// A city to import, defaults from testtown.
fs::path write_import(const Workshop& shop) {
  const fs::path folder = shop.folder() / "tiny";
  fs::create_directory(folder);
  write_text(folder / "roads.osm", kRoads);
  write_text(folder / "districts.geojson", kDistricts);
  write_text(folder / "city.toml",
             "kind = \"imported\"\nid = \"tiny\"\ntitle = \"Tiny\"\ncrs = \"EPSG:25832\"\nyear = 2022\ndefaults = "
             "\"../testtown\"\n[roads]\nfile = \"roads.osm\"\n[districts]\nfile = \"districts.geojson\"\nid = "
             "\"nr\"\nname = \"name\"\nresidents = \"ew\"\n");
  return folder / "city.toml";
}

/// Lines of commands; "OUT" stands for a folder that is emptied before each round.
std::vector<std::vector<std::string>> lines(const Workshop& shop) {
  const std::string tiny = write_import(shop).string(), town = (shop.town() / "city.toml").string();
  write_text(shop.folder() / "cut.gpkg", "SQLite format 3 and no more");
  return {{"city", "build", town, "-o", "OUT/town.gpkg"},
          {"city", "check", "OUT/town.gpkg"},
          {"city", "import", tiny, "-o", "OUT/tiny.gpkg", "--report", "OUT/report.txt"},
          {"run", (shop.town() / "toll.toml").string(), "-o", "OUT/run"},
          {"map", "OUT/run", "--field", "mobility.road_flow", "--hour", "8", "-o", "OUT/x.svg"},
          {"city", "check", (shop.folder() / "cut.gpkg").string()},
          {"city", "import", tiny, "--districts", (shop.folder() / "cut.gpkg").string(), "-o", "OUT/no.gpkg"}};
}

/// All that the commands wrote and said.
std::string round(const Workshop& shop, const fs::path& out) {
  const fs::path kept = shop.folder() / "OUT";
  fs::create_directory(kept);
  std::string said;
  for (std::vector<std::string> line : lines(shop)) {
    for (std::string& word : line)
      if (word.starts_with("OUT/")) word = (kept / word.substr(4)).string();
    line.insert(line.begin(), "--no-cache");
    const Outcome outcome = shop.run(line);
    said += line[1] + " " + line[2] + ": " + std::to_string(outcome.code) + "\n" + outcome.out + outcome.err;
  }
  fs::rename(kept, out);
  return said;
}

TEST(Environment, OfTheMapLibrariesChangesNeitherBytesNorMessages) {
  const Workshop shop;
  const std::string plain = round(shop, shop.folder() / "plain");
  EXPECT_TRUE(fs::exists(shop.folder() / "plain/tiny.gpkg")) << plain;
  const WildEnvironment wild(shop.folder());
  EXPECT_EQ(round(shop, shop.folder() / "wild"), plain);
  EXPECT_EQ(differences(shop.folder() / "wild", shop.folder() / "plain"), std::vector<std::string>{});
}

}  // namespace
}  // namespace planspiel::test
