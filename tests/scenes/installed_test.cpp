/// The installed program, in a prefix that was moved, from folders of its users; and a plugin from outside of the tree.

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sqlite3.h>

#include <cstdlib>
#include <fstream>
#include <sstream>

#include "engine/base/value.hpp"
#include "tests/scenes/program.hpp"

namespace planspiel::test {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

const fs::path kInstalled = fs::path(PLANSPIEL_BINARY_DIR) / "tests/installed";
const fs::path kPrefix = kInstalled / "moved prefix";
const std::string kAir = (kInstalled / "plugin/air.so").string();

/// What a shell prints; "" where it is not there.
std::string said_by(const std::string& line) {
  std::string text;
  std::FILE* pipe = ::popen((line + " 2>/dev/null").c_str(), "r");
  for (int c = std::fgetc(pipe); c != EOF; c = std::fgetc(pipe)) text += static_cast<char>(c);
  ::pclose(pipe);
  return text;
}

double number_in(const fs::path& geopackage, const std::string& query) {
  sqlite3* file = nullptr;
  sqlite3_stmt* statement = nullptr;
  EXPECT_EQ(sqlite3_open(geopackage.c_str(), &file), SQLITE_OK);
  EXPECT_EQ(sqlite3_prepare_v2(file, query.c_str(), -1, &statement, nullptr), SQLITE_OK) << sqlite3_errmsg(file);
  EXPECT_EQ(sqlite3_step(statement), SQLITE_ROW);
  const double number = sqlite3_column_double(statement, 0);
  sqlite3_finalize(statement);
  sqlite3_close(file);
  return number;
}

class Installed : public testing::Test {
 protected:
  Outcome run(const std::vector<std::string>& line) const {
    const Outcome outcome = shop_.run(line);
    EXPECT_EQ(outcome.code, 0) << outcome.err;
    return outcome;
  }
  Outcome run_with_air(std::vector<std::string> line) const {
    line.insert(line.end(), {"--plugin", kAir});
    return run(line);
  }
  double air_of(const std::string& scenario, const std::string& out) const {
    run_with_air({"run", scenario, "-o", out, "--no-geopackage"});
    return indicator(shop_.folder() / out, "air.traffic.day");
  }
  /// A sensor of testtown that hangs at degrees and notices so much.
  static std::string sensor(const std::string& name, const std::string& at, const std::string& reach) {
    return "[[measure]]\nkind = \"add_air_sensor\"\nname = \"" + name + "\"\nat = " + at + "\nreach = \"" + reach +
           "\"\n";
  }

  const Workshop shop_{kPrefix / "bin/planspiel"};
  const std::string middle_ = "[10.4838, 48.4949]";  // of testtown
};

TEST_F(Installed, ReadyScenariosRunFromAnyFolder) {
  EXPECT_THAT(run({"list", "scenarios"}).out, HasSubstr("scenarios/munich/city-toll.toml"));
  run({"run", "scenarios/testtown/base.toml", "-o", "base"});
  run({"run", "scenarios/testtown/toll.toml", "-o", "toll"});
  EXPECT_THAT(run({"compare", "base", "toll", "-o", "compared"}).out, HasSubstr("public transport"));
  run({"map", "base", "--field", "mobility.road_flow", "-o", "flow.png"});
  const Workshop built;
  ASSERT_EQ(built.run({"run", (built.town() / "base.toml").string(), "-o", (built.folder() / "base").string()}).code,
            0);
  for (const char* file : {"indicators.json", "fields/mobility.road_flow.npy", "city.snapshot"})
    EXPECT_EQ(text_of(shop_.folder() / "base" / file), text_of(built.folder() / "base" / file)) << file;
}

TEST_F(Installed, AFileOfOnesOwnGoesBeforeTheReadyOneOfTheSameName) {
  fs::create_directories(shop_.folder() / "scenarios/testtown");
  write_text(shop_.folder() / "scenarios/testtown/base.toml", "title = 5\n");
  EXPECT_EQ(shop_.run({"check", "scenarios/testtown/base.toml"}).code, 2);
}

TEST_F(Installed, NothingHoldsTheFolderOfTheBuild) {
  for (const auto& entry : fs::recursive_directory_iterator(kPrefix))
    if (entry.is_regular_file()) {
      EXPECT_EQ(text_of(entry.path()).find(PLANSPIEL_BINARY_DIR), std::string::npos) << entry;
    }
}

TEST_F(Installed, ThePluginFromOutsideIsListedLikeOurs) {
  EXPECT_THAT(run_with_air({"list", "measures"}).out, HasSubstr("add_air_sensor"));
  EXPECT_THAT(run_with_air({"list", "models"}).out, HasSubstr("air_sensors"));
  EXPECT_THAT(run_with_air({"list", "fields"}).out, HasSubstr("air.traffic"));
  EXPECT_THAT(run_with_air({"list", "tools"}).out, HasSubstr("air-sensors"));
  EXPECT_THAT(run_with_air({"list", "exporters"}).out, HasSubstr("Sensors as CSV"));
  EXPECT_THAT(run_with_air({"list", "exporters", "--lang", "de"}).out, HasSubstr("Messstellen als CSV"));
  EXPECT_THAT(run({"list", "measures"}).out, Not(HasSubstr("add_air_sensor")));
  EXPECT_THAT(run({"list", "exporters"}).out, Not(HasSubstr("air-table")));
}

TEST_F(Installed, ThePluginsExporterWritesItsFileIntoTheRunFolder) {
  shop_.scenario("all.toml", "base = \"base.toml\"\n" + sensor("far, away", middle_, "100 km"));
  run_with_air({"run", "testtown/all.toml", "-o", "all", "--export", "air-table"});
  std::istringstream lines(text_of(shop_.folder() / "all/air_sensors.csv"));
  std::string line;
  std::getline(lines, line);
  EXPECT_EQ(line, "sensor,hour,light_km,heavy_km");
  double sum = 0.0;
  int hours = 0;
  for (; std::getline(lines, line); ++hours) {
    ASSERT_THAT(line, testing::StartsWith("\"far, away\"," + std::to_string(hours) + ","));
    const std::size_t heavy = line.rfind(','), light = line.rfind(',', heavy - 1);
    sum += std::stod(line.substr(light + 1)) + std::stod(line.substr(heavy + 1));
  }
  EXPECT_EQ(hours, 24);
  EXPECT_NEAR(sum, indicator(shop_.folder() / "all", "air.traffic.day"), 0.05 * 48);  // each is rounded to 0.1 km
  EXPECT_FALSE(fs::exists(shop_.folder() / "all/fields.gpkg"));
  EXPECT_THAT(shop_.run({"run", "testtown/base.toml", "-o", "none", "--export", "air-table"}).err,
              HasSubstr("there is no exporter 'air-table'"));
}

TEST_F(Installed, ASensorThatReachesEverywhereNoticesEveryVehicleKilometre) {
  shop_.scenario("all.toml", "base = \"base.toml\"\n" + sensor("far", middle_, "100 km"));
  run_with_air({"run", "testtown/all.toml", "-o", "all"});
  std::string flows;
  for (const char* vehicle : {"car", "van", "light_truck", "heavy_truck", "bus"})
    flows += std::string(flows.empty() ? "" : " + ") + "mobility_vehicle_flow_" + vehicle + "_day";
  const double per_day =
      number_in(shop_.folder() / "all/fields.gpkg", "SELECT SUM((" + flows + ") * length) / 1000 FROM roads");
  EXPECT_GT(per_day, 1000.0);
  EXPECT_NEAR(indicator(shop_.folder() / "all", "air.traffic.day"), per_day, per_day * 1e-6);
  EXPECT_NEAR(number_in(shop_.folder() / "all/fields.gpkg",
                        "SELECT SUM(air_traffic_light_day + air_traffic_heavy_day) FROM air_sensors WHERE reach = 1e5"),
              per_day, per_day * 1e-6);
}

TEST_F(Installed, WithoutASensorNothingIsNoticed) {
  run_with_air({"run", "testtown/base.toml", "-o", "none", "--no-geopackage"});
  EXPECT_EQ(indicator(shop_.folder() / "none", "air.traffic.day"), 0.0);
}

TEST_F(Installed, ATollLeavesLessTrafficAtTheSensor) {
  shop_.scenario("before.toml", "base = \"base.toml\"\n" + sensor("ring", middle_, "1 km"));
  shop_.scenario("after.toml", "base = \"toll.toml\"\n" + sensor("ring", middle_, "1 km"));
  const double before = air_of("testtown/before.toml", "before"), after = air_of("testtown/after.toml", "after");
  EXPECT_GT(after, 0.0);
  EXPECT_LT(after, before);
  EXPECT_THAT(run_with_air({"compare", "before", "after", "-o", "compared"}).out, HasSubstr("Traffic at the sensors"));
  // The run folders say what their rows and axes are: maps and pictures need no plugin.
  run({"map", "after", "--field", "air.traffic", "--pick", "weight=heavy", "--hour", "8", "-o", "air.svg"});
  run({"map", "after", "--field", "air.traffic", "--pick", "weight=heavy", "--hour", "8", "--compare", "before", "-o",
       "change.svg"});
  EXPECT_NE(text_of(shop_.folder() / "air.svg"), text_of(shop_.folder() / "change.svg"));
  run({"render", "after", "--layer", "air.traffic", "--pick", "weight=heavy", "--hour", "8", "-o", "air.png"});
  run({"render", "after", "--layer", "air.traffic", "--pick", "weight=light", "--hour", "8", "--compare", "before",
       "--difference", "-o", "change.png"});
  EXPECT_NE(text_of(shop_.folder() / "air.png"), text_of(shop_.folder() / "change.png"));
  EXPECT_THAT(shop_.run({"map", "after", "--field", "air.traffic", "-o", "air.svg"}).err,
              HasSubstr("--pick weight=light"));
  EXPECT_THAT(run_with_air({"air-sensors", "testtown/after.toml", "--hour", "8"}).out, HasSubstr("ring: "));
}

TEST_F(Installed, SensorsOfAGeoPackageAreRead) {
  run({"city", "build", "scenarios/testtown/city.toml", "-o", "testtown/town.gpkg"});
  write_text(shop_.folder() / "sensors.csv", "id,reach,x,y\nmiddle,100000,610000,5372000\n");
  ASSERT_EQ(std::system(("cd " + shop_.folder().string() +
                         " && ogr2ogr -update testtown/town.gpkg sensors.csv -nln air_sensors -a_srs EPSG:25832 -oo "
                         "AUTODETECT_TYPE=YES -oo X_POSSIBLE_NAMES=x -oo Y_POSSIBLE_NAMES=y -oo "
                         "KEEP_GEOM_COLUMNS=NO")
                            .c_str()),
            0);
  EXPECT_THAT(run({"city", "check", "testtown/town.gpkg"}).err,
              HasSubstr("table 'air_sensors' (1 row) belongs to no plugin"));
  shop_.scenario("of-file.toml", "title = \"T\"\ncity = \"town.gpkg\"\nseed = 1\n");
  shop_.scenario("all.toml", "base = \"base.toml\"\n" + sensor("far", middle_, "100 km"));
  EXPECT_NEAR(air_of("testtown/of-file.toml", "of-file") / air_of("testtown/all.toml", "all"), 1.0, 1e-9);
}

TEST_F(Installed, ShellsCompleteCommandsOptionsChoicesAndScenarios) {
  const std::string bin = "PATH='" + (kPrefix / "bin").string() + "':$PATH ";
  const std::string bash =
      "cd /; source '" + (kPrefix / "share/bash-completion/completions/planspiel").string() + "'; ";
  const auto completed = [&](const std::string& words, int last) {
    return said_by(bin + "bash -c \"" + bash + "COMP_WORDS=(planspiel " + words +
                   "); COMP_CWORD=" + std::to_string(last) + "; _planspiel; printf '%s ' \\\"\\${COMPREPLY[@]}\\\"\"");
  };
  EXPECT_EQ(completed("comp", 1), "compare ");
  EXPECT_EQ(completed("map --fi", 2), "--field ");
  EXPECT_EQ(completed("--lang ''", 2), "de en ");
  EXPECT_EQ(completed("run scenarios/munich/ev-50.", 2), "scenarios/munich/ev-50.toml ");
  EXPECT_EQ(completed("stations --over-h", 2), "--over-hours ");  // a plugin's tool
  EXPECT_EQ(completed("run --lang de", 3), "de ");
  if (said_by("fish -c 'echo here'").empty()) GTEST_SKIP() << "fish is not installed";
  EXPECT_THAT(
      said_by(bin + "fish -c \"source '" + (kPrefix / "share/fish/vendor_completions.d/planspiel.fish").string() +
              "'; complete -C 'planspiel comp'\""),
      HasSubstr("compare\tcompare run folders"));
}

TEST_F(Installed, TheManualPageHasEveryCommand) {
  EXPECT_EQ(run({"--version"}).out, "planspiel 0.1.0\n");
  const std::string page = text_of(kPrefix / "share/man/man1/planspiel.1");
  for (const char* command : {"run", "city import", "list measures", "stations", "list factors"})
    EXPECT_THAT(page, HasSubstr(std::string(".SS planspiel ") + command)) << command;
  EXPECT_THAT(page, HasSubstr("\\-\\-no\\-geopackage"));
}

}  // namespace
}  // namespace planspiel::test
