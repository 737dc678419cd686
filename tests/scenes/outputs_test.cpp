#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <ostream>

#include "tests/scenes/program.hpp"

/// Every command that writes, against a file or a folder of the user's.

namespace planspiel::test {
namespace {

using testing::HasSubstr;
using testing::Not;

/// A command with what it reads; "OUT" stands for its output, "TOWN" for testtown, "RUN", "TOLL" for run folders.
struct Writer {
  std::string name;
  std::vector<std::string> line;
  std::string out;  ///< name of the output; a folder where it has no ending
  bool is_folder() const { return out.find('.') == std::string::npos; }
};

std::ostream& operator<<(std::ostream& out, const Writer& writer) { return out << writer.name; }

std::vector<Writer> writers() {
  return {
      {"run", {"run", "TOWN/base.toml", "--no-geopackage", "-o", "OUT"}, "out"},
      {"compare", {"compare", "RUN", "TOLL", "-o", "OUT"}, "out"},
      {"explain", {"explain", "TOWN/toll.toml", "-o", "OUT"}, "out"},
      {"sweep", {"sweep", "TOWN/list.toml", "-o", "OUT"}, "out"},
      {"map_svg", {"map", "RUN", "--field", "mobility.road_flow", "--hour", "8", "-o", "OUT"}, "x.svg"},
      {"map_png", {"map", "RUN", "--field", "mobility.road_flow", "--hour", "8", "-o", "OUT"}, "x.png"},
      {"city_build", {"city", "build", "TOWN/city.toml", "-o", "OUT"}, "x.gpkg"},
      {"city_report", {"city", "build", "TOWN/city.toml", "-o", "CITY", "--report", "OUT"}, "report.txt"},
      {"stations", {"stations", "TOWN/base.toml", "--add", "1", "-o", "OUT"}, "x.toml"},
      {"stations_text", {"stations", "TOWN/base.toml", "--add", "1", "-o", "OUT"}, "x.txt"},
      {"factor", {"factor", "car petrol medium Euro 6d", "--speed", "50 km/h", "-o", "OUT"}, "x.csv"},
      {"assign", {"assign", "--net", "TOWN/n.tntp", "--trips", "TOWN/t.tntp", "--gap", "1e-3", "-o", "OUT"}, "x.tntp"},
  };
}

constexpr const char* kNet =
    "<NUMBER OF ZONES> 2\n<NUMBER OF NODES> 2\n<FIRST THRU NODE> 1\n<NUMBER OF LINKS> 2\n<END OF METADATA>\n"
    "~ init term capacity length free b power speed toll type ;\n"
    "1 2 100 1 1 0.15 4 0 0 1 ;\n2 1 100 1 1 0.15 4 0 0 1 ;\n";
constexpr const char* kTrips = "<NUMBER OF ZONES> 2\n<TOTAL OD FLOW> 10.0\n<END OF METADATA>\nOrigin 1\n 2 : 10.0;\n";

class Outputs : public testing::TestWithParam<Writer> {
 protected:
  static void SetUpTestSuite() {
    shop = new Workshop();
    write_text(shop->town() / "list.toml", "scenarios = [\"base.toml\"]\n");
    write_text(shop->town() / "n.tntp", kNet);
    write_text(shop->town() / "t.tntp", kTrips);
    for (const char* name : {"base", "toll"}) {
      const Outcome run = shop->run({"run", (shop->town() / (std::string(name) + ".toml")).string(), "--no-geopackage",
                                     "-o", (shop->folder() / (std::string("run-") + name)).string()});
      ASSERT_EQ(run.code, 0) << run.err;
    }
  }
  static void TearDownTestSuite() { delete shop; }

  void SetUp() override { fs::create_directory(place()); }
  void TearDown() override { fs::remove_all(place()); }

  static fs::path place() { return shop->folder() / "place"; }
  static fs::path out() { return place() / GetParam().out; }
  static Outcome write(const std::vector<std::string>& more = {}) {
    std::vector<std::string> line = GetParam().line;
    for (std::string& word : line) {
      if (word == "OUT") word = out().string();
      if (word == "RUN") word = (shop->folder() / "run-base").string();
      if (word == "TOLL") word = (shop->folder() / "run-toll").string();
      if (word == "CITY") word = (shop->folder() / "place/city.gpkg").string();
      if (word.starts_with("TOWN/")) word = (shop->town() / word.substr(5)).string();
    }
    line.insert(line.end(), more.begin(), more.end());
    return shop->run(line);
  }
  /// A file that this command writes: the output itself, or one in its folder.
  static fs::path one_written() {
    if (!GetParam().is_folder()) return out();
    for (const char* name : {"indicators.csv", "comparison.csv", "explanation.csv", "table.csv"})
      if (fs::exists(out() / name)) return out() / name;
    return out() / "nothing";
  }
  static inline Workshop* shop = nullptr;
};

TEST_P(Outputs, AFileOrFolderOfTheUsersIsRefusedByItsNameAndStaysAsItIs) {
  if (GetParam().is_folder()) fs::create_directory(out());
  const fs::path mine = GetParam().is_folder() ? out() / "manifest.json" : out();
  write_text(mine, "{\"name\": \"my web page\"}\n");
  const Outcome refused = write();
  EXPECT_EQ(refused.code, 2) << refused.err;
  EXPECT_THAT(refused.err, HasSubstr(out().filename().string()));
  EXPECT_THAT(refused.err, HasSubstr("--overwrite"));
  EXPECT_EQ(text_of(mine), "{\"name\": \"my web page\"}\n");
}

TEST_P(Outputs, TheSameCommandOnceMoreReplacesWhatItWrote) {
  ASSERT_EQ(write().code, 0);
  const std::string first = text_of(one_written());
  const Outcome again = write();
  ASSERT_EQ(again.code, 0) << again.err;
  EXPECT_EQ(text_of(one_written()), first);
}

TEST_P(Outputs, WhatTheUserChangedSinceIsRefusedByItsNameAndStays) {
  ASSERT_EQ(write().code, 0);
  const std::string mine = text_of(one_written()) + "# mine\n";
  write_text(one_written(), mine);
  const Outcome refused = write();
  EXPECT_EQ(refused.code, 2) << refused.err;
  EXPECT_THAT(refused.err, HasSubstr(one_written().filename().string()));
  EXPECT_EQ(text_of(one_written()), mine);
  const Outcome forced = write({"--overwrite"});
  EXPECT_EQ(forced.code, 0) << forced.err;
  EXPECT_NE(text_of(one_written()), mine);
}

TEST_P(Outputs, FilesOfTheUsersInTheFolderStay) {
  if (!GetParam().is_folder()) GTEST_SKIP() << "a file";
  ASSERT_EQ(write().code, 0);
  write_text(out() / "notes.txt", "dear");
  fs::create_directories(out() / "qgis/styles");
  write_text(out() / "qgis/styles/my.qgz", "dear too");
  fs::create_symlink("/nowhere", out() / "link");
  ASSERT_EQ(write().code, 0);
  EXPECT_EQ(text_of(out() / "notes.txt"), "dear");
  EXPECT_EQ(text_of(out() / "qgis/styles/my.qgz"), "dear too");
  EXPECT_TRUE(fs::is_symlink(out() / "link"));
}

TEST_P(Outputs, OverwriteWritesAmongTheFilesOfTheUsersAndDeletesNone) {
  if (!GetParam().is_folder()) GTEST_SKIP() << "a file";
  fs::create_directories(out() / "photos");
  write_text(out() / "photos/a.jpg", "dear");
  const Outcome forced = write({"--overwrite"});
  EXPECT_EQ(forced.code, 0) << forced.err;
  EXPECT_EQ(text_of(out() / "photos/a.jpg"), "dear");
  EXPECT_TRUE(fs::exists(one_written()));
}

TEST_P(Outputs, AnInputIsNeverTheOutput) {
  for (const std::string& word : GetParam().line) {
    fs::path input = word == "RUN" ? shop->folder() / "run-base" : fs::path();
    if (word.starts_with("TOWN/")) input = shop->town() / word.substr(5);
    if (input.empty()) continue;
    fs::create_symlink(input, out());
    const Outcome refused = write({"--overwrite"});
    EXPECT_EQ(refused.code, 2) << input << refused.err;
    EXPECT_TRUE(fs::exists(input));
    fs::remove(out());
  }
}

TEST_P(Outputs, NothingIsLeftBesideTheOutput) {
  ASSERT_EQ(write().code, 0);
  for (const auto& entry : fs::recursive_directory_iterator(place()))
    EXPECT_THAT(entry.path().filename().string(), Not(testing::StartsWith(".p"))) << entry.path();
}

INSTANTIATE_TEST_SUITE_P(EveryCommand, Outputs, testing::ValuesIn(writers()),
                         [](const auto& info) { return info.param.name; });

/// What a user may have, told by name: nothing of it may change.
std::map<std::string, std::string> contents(const fs::path& folder) {
  std::map<std::string, std::string> all;
  for (const auto& entry : fs::recursive_directory_iterator(folder))
    if (entry.is_regular_file()) all[fs::relative(entry.path(), folder).string()] = text_of(entry.path());
  return all;
}

TEST(OutputOfARun, IsNeverTheFolderOfItsScenario) {
  const Workshop shop;
  const auto before = contents(shop.town());
  EXPECT_EQ(shop.run({"run", (shop.town() / "base.toml").string(), "-o", shop.town().string()}).code, 2);
  EXPECT_EQ(contents(shop.town()), before);
}

TEST(OutputOfARun, AmongTheFilesOfItsScenarioTakesNoneOfThemAway) {
  const Workshop shop;
  const auto before = contents(shop.town());
  const Outcome run =
      shop.run({"run", (shop.town() / "base.toml").string(), "--overwrite", "-o", shop.town().string()});
  EXPECT_EQ(run.code, 0) << run.err;
  for (const auto& [name, text] : before) EXPECT_EQ(text_of(shop.town() / name), text) << name;
}

TEST(OutputOfACity, IsNeitherItsDescriptionNorAnyTableOfIt) {
  const Workshop shop;
  const auto before = contents(shop.town());
  for (const auto& [name, text] : before)
    if (fs::path(name).extension() == ".csv" || name == "city.toml") {
      const std::string out = (shop.town() / name).string();
      EXPECT_EQ(shop.run({"--overwrite", "city", "build", (shop.town() / "city.toml").string(), "-o", out}).code, 2);
    }
  EXPECT_EQ(contents(shop.town()), before);
}

TEST(OutputOfATool, IsNeitherTheBaseNorTheAreaOfItsScenario) {
  const Workshop shop;
  const auto before = contents(shop.town());
  for (const char* name : {"base.toml", "toll.toml", "city.toml"})
    EXPECT_EQ(shop.run({"--overwrite", "stations", (shop.town() / "toll.toml").string(), "--add", "1", "-o",
                        (shop.town() / name).string()})
                  .code,
              2)
        << name;
  EXPECT_EQ(contents(shop.town()), before);
}

TEST(OutputFiles, AreNoDevices) {
  const Workshop shop;
  const Outcome refused = shop.run({"factor", "car petrol medium Euro 6d", "--speed", "50 km/h", "-o", "/dev/null"});
  EXPECT_EQ(refused.code, 2) << refused.err;
  EXPECT_TRUE(fs::is_character_file("/dev/null"));
}

TEST(OutputFiles, AreWrittenWhereTheirLinkLeads) {
  const Workshop shop;
  const fs::path real = shop.folder() / "real", link = shop.folder() / "link";
  fs::create_directory(real);
  fs::create_directory_symlink(real, link);
  const std::vector<std::string> line{"run", (shop.town() / "base.toml").string(), "--no-geopackage", "-o",
                                      link.string()};
  ASSERT_EQ(shop.run(line).code, 0);
  ASSERT_EQ(shop.run(line).code, 0);
  EXPECT_TRUE(fs::is_symlink(link));
  EXPECT_TRUE(fs::exists(real / "manifest.json"));
}

TEST(OutputOfARun, IsRefusedWhileItsGeopackageIsOpenElsewhere) {
  const Workshop shop;
  const std::string out = (shop.folder() / "out").string();
  const std::vector<std::string> line{"run", (shop.town() / "base.toml").string(), "--overwrite", "-o", out};
  ASSERT_EQ(shop.run(line).code, 0);
  write_text(out + "/fields.gpkg-wal", "not written yet");
  const Outcome refused = shop.run(line);
  EXPECT_EQ(refused.code, 2);
  EXPECT_THAT(refused.err, HasSubstr("QGIS"));
}

}  // namespace
}  // namespace planspiel::test
