#include "engine/sweep/sweep.hpp"

#include <gtest/gtest.h>

#include "tests/unit/engine/run/small_run.hpp"
#include "tests/unit/engine/run/three_zones.hpp"
#include "tests/unit/engine/run/tiny_models.hpp"
#include "tests/unit/temporary_folder.hpp"

using namespace planspiel;
using test::message_of;

namespace {

namespace fs = std::filesystem;
using Names = std::vector<std::string>;

Names names(const std::vector<SweepJob>& jobs) {
  Names all;
  for (const SweepJob& job : jobs) all.push_back(job.name);
  return all;
}

class Sweep : public testing::Test {
 protected:
  Sweep() {
    fs::create_directories(folder / "more");
    for (const char* name : {"base.toml", "toll.toml", "more/station.toml", "more/toll.toml"})
      write_file(folder / name, "");
  }
  std::vector<SweepJob> read(const std::string& text) {
    write_file(folder / "list.toml", text);
    return read_work_list(folder / "list.toml");
  }
  std::string refusal(const std::string& text) {
    const std::string message = message_of(ErrorKind::config, [&] { read(text); });
    const std::size_t at = message.find("list.toml:");
    return at == std::string::npos ? message : message.substr(at);
  }
  /// A whole run folder with indicators.
  void run(const std::string& name, const std::vector<std::pair<std::string, double>>& indicators) {
    test::SmallRun small{.name = name};
    for (const auto& [id, value] : indicators) {
      small.indicators.emplace_back();
      small.indicators.back().indicator.id = id;
      small.indicators.back().value = value;
    }
    test::write_run(folder / "runs" / name, city, small);
  }
  test::TemporaryFolder folder;
  City city = test::three_zones();
};

TEST_F(Sweep, AListNamesItsScenariosInOrder) {
  const std::vector<SweepJob> jobs = read("scenarios = [\"toll.toml\", \"base.toml\", \"more/station.toml\"]\n");
  EXPECT_EQ(names(jobs), (Names{"toll", "base", "station"}));
  EXPECT_EQ(jobs[2].scenario, folder / "more/station.toml");
}

TEST_F(Sweep, AFaultOfTheListIsNamedWithItsLine) {
  EXPECT_EQ(refusal("scenarios = [\"base.toml\"]\nscenario = [\"toll.toml\"]\n"),
            "list.toml:2:12: unknown key 'scenario': a work list has scenarios = [\"base.toml\", …]");
  EXPECT_EQ(refusal("scenarios = [\"base.toml\", \"bse.toml\"]\n"),
            "list.toml:1:27: no such scenario file: " + (folder / "bse.toml").string());
  EXPECT_EQ(refusal("scenarios = [\"toll.toml\", \"more/toll.toml\"]\n"),
            "list.toml:1:27: two scenarios are called 'toll': file names must differ");
}

TEST_F(Sweep, AScenarioOutsideTheListsFolderIsRefused) {
  write_file(folder / "more" / "list.toml", "scenarios = [\"../base.toml\"]\n");
  EXPECT_NE(message_of(ErrorKind::config, [&] { read_work_list(folder / "more" / "list.toml"); }), "no error");
}

TEST_F(Sweep, AnEmptyListIsRefused) {
  EXPECT_EQ(refusal("scenarios = []\n"),
            "list.toml:1:13: no scenarios: a work list has scenarios = [\"base.toml\", …]");
}

TEST_F(Sweep, PartsShareTheJobsAndLoseNone) {
  std::vector<SweepJob> jobs;
  for (const char* name : {"a", "b", "c", "d", "e"}) jobs.push_back({"", name});
  EXPECT_EQ(names(shard_of(jobs, 1, 2)), (Names{"a", "c", "e"}));
  EXPECT_EQ(names(shard_of(jobs, 2, 2)), (Names{"b", "d"}));
  EXPECT_EQ(names(shard_of(jobs, 6, 6)), Names{});
  for (const auto& [part, parts] : {std::pair{0, 2}, {3, 2}, {1, 0}})
    EXPECT_EQ(message_of(ErrorKind::config, [&] { shard_of(jobs, part, parts); }),
              "a shard is I/N with 1 <= I <= N, for example 2/8");
}

TEST_F(Sweep, AWholeRunOfTheSameIdentityIsDone) {
  run("base", {});
  EXPECT_TRUE(is_done(folder / "runs" / "base", Digest{}));
  EXPECT_FALSE(is_done(folder / "runs" / "base", Hasher().integer(1).finish()));  // the scenario changed since
  EXPECT_FALSE(is_done(folder / "runs" / "toll", Digest{}));                      // not there
}

TEST_F(Sweep, AHalfFinishedRunIsDoneAgain) {
  run("base", {});
  const std::string manifest = read_file(folder / "runs/base/manifest.json");
  write_file(folder / "runs/base/manifest.json", manifest.substr(0, manifest.size() / 2));
  EXPECT_FALSE(is_done(folder / "runs" / "base", Digest{}));
  fs::remove(folder / "runs/base/manifest.json");  // killed before the last file
  EXPECT_FALSE(is_done(folder / "runs" / "base", Digest{}));
}

TEST_F(Sweep, ARunOfAnotherSchemaIsDoneAgain) {
  run("base", {});
  std::string manifest = read_file(folder / "runs/base/manifest.json");
  const std::size_t at = manifest.find("\"schema\": 2");
  ASSERT_NE(at, std::string::npos);
  manifest.replace(at, 11, "\"schema\": 1");
  write_file(folder / "runs/base/manifest.json", manifest);
  EXPECT_FALSE(is_done(folder / "runs" / "base", Digest{}));
}

TEST_F(Sweep, AllRunsMakeOneTable) {
  run("toll", {{"a", 1.5}, {"b", test::kNaN}});
  run("base", {{"a", 2.0}, {"c", 3.0}});
  EXPECT_EQ(merged_table({{"", "base"}, {"", "missing"}, {"", "toll"}}, folder / "runs"),
            "scenario,a,c,b\n"
            "base,2,3,\n"
            "toll,1.5,,\n");
}

TEST_F(Sweep, ANameWithACommaStaysOneCell) {
  run("toll, 6 EUR", {{"a", 1.0}});
  EXPECT_EQ(merged_table({{"", "toll, 6 EUR"}}, folder / "runs"), "scenario,a\n\"toll, 6 EUR\",1\n");
}

}  // namespace
