/// `planspiel render` as its users call it.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "engine/base/value.hpp"
#include "tests/scenes/program.hpp"

namespace planspiel::test {
namespace {

using testing::HasSubstr;

/// Width and height stand in the first chunk of a PNG.
std::pair<int, int> size_of(const fs::path& picture) {
  const std::string bytes = text_of(picture);
  const auto number = [&](std::size_t at) {
    int value = 0;
    for (std::size_t i = at; i < at + 4; ++i) value = value * 256 + static_cast<unsigned char>(bytes.at(i));
    return value;
  };
  return {number(16), number(20)};
}

class Render : public testing::Test {
 protected:
  Workshop shop{};
  std::string base = (shop.folder() / "base").string(), picture = (shop.folder() / "x.png").string();

  void SetUp() override {
    const Outcome run = shop.run({"run", (shop.town() / "base.toml").string(), "-o", base, "--no-geopackage"});
    ASSERT_EQ(run.code, 0) << run.err;
  }
  Outcome render(std::vector<std::string> more) const {
    std::vector<std::string> line{"render", base, "-o", picture};
    line.insert(line.end(), more.begin(), more.end());
    if (std::find(line.begin(), line.end(), "--size") == line.end()) line.insert(line.end(), {"--size", "400x300"});
    return shop.run(line);
  }
  /// What is said of a mistake of the caller.
  std::string refusal(const std::vector<std::string>& more) const {
    fs::remove(picture);
    const Outcome outcome = render(more);
    EXPECT_EQ(outcome.code, 2) << outcome.err;
    EXPECT_FALSE(fs::exists(picture));
    return outcome.err;
  }
  /// A copy of the base run to spoil.
  fs::path copy(const std::string& name) const {
    fs::copy(base, shop.folder() / name, fs::copy_options::recursive);
    return shop.folder() / name;
  }
};

TEST_F(Render, DrawsAPictureWithoutADisplay) {
  ASSERT_EQ(render({"--layer", "mobility.road_flow", "--hour", "8"}).code, 0);
  EXPECT_EQ(size_of(picture), std::pair(400, 300));
}

TEST_F(Render, APictureOfTheUsersIsRefusedAndItsOwnIsReplaced) {
  write_text(picture, "mine");
  EXPECT_EQ(render({"--layer", "mobility.road_flow", "--hour", "8"}).code, 2);
  EXPECT_EQ(text_of(picture), "mine");
  fs::remove(picture);
  EXPECT_EQ(render({"--layer", "mobility.road_flow", "--hour", "8"}).code, 0);
  EXPECT_EQ(render({"--layer", "mobility.road_flow", "--hour", "9"}).code, 0);
}

TEST_F(Render, TwoProcessesDrawTheSameBytes) {
  const std::vector<std::string> line{"--layer", "fire.first_arrival", "--hour", "8", "--view", "above"};
  ASSERT_EQ(render(line).code, 0);
  const std::string first = text_of(picture);
  ASSERT_EQ(render(line).code, 0);
  EXPECT_TRUE(first == text_of(picture));
}

TEST_F(Render, AScriptDrawsASeriesAndJsonNamesIt) {
  const fs::path script = shop.folder() / "tour.txt";
  const fs::path second = shop.folder() / "second.png";
  write_text(script, "# two pictures\n-o " + picture + "\n\n--layer mobility.road_flow --hour 17 --size 200x100 -o " +
                         second.string() + "\n");
  const Outcome series = shop.run({"--json", "render", base, "--size", "400x300", "--script", script.string()});
  ASSERT_EQ(series.code, 0) << series.err;
  EXPECT_EQ(size_of(picture), std::pair(400, 300));
  EXPECT_EQ(size_of(second), std::pair(200, 100));
  EXPECT_EQ(parse_json(series.out, "stdout").at("pictures").items().at(1).as_text(), second.string());
}

TEST_F(Render, AMistakeInAScriptIsFoundBeforeAnythingIsDrawn) {
  const fs::path script = shop.folder() / "tour.txt";
  write_text(script, "-o " + picture + "\n--hour 25 -o y.png\n");
  const Outcome series = shop.run({"render", base, "--script", script.string()});
  EXPECT_EQ(series.code, 2);
  EXPECT_THAT(series.err, HasSubstr("tour.txt:2: --hour"));
  EXPECT_FALSE(fs::exists(picture));
}

TEST_F(Render, DifferencesNeedABaseOfTheSameCity) {
  EXPECT_THAT(refusal({"--layer", "mobility.road_flow", "--difference"}), HasSubstr("--difference needs a base"));
  EXPECT_EQ(render({"--layer", "mobility.road_flow", "--difference", "--compare", base}).code, 0);
  const fs::path elsewhere = copy("elsewhere");
  std::string manifest = text_of(elsewhere / "manifest.json");
  const std::string key = "\"base_city\": \"";
  const std::size_t at = manifest.find(key);
  ASSERT_NE(at, std::string::npos);
  manifest.replace(at + key.size(), 8, "00000000");
  write_text(elsewhere / "manifest.json", manifest);
  EXPECT_THAT(refusal({"--layer", "mobility.road_flow", "--difference", "--compare", elsewhere.string()}),
              HasSubstr("are runs of different cities"));
}

TEST_F(Render, WhatIsUnknownIsAnsweredWithWhatIsKnown) {
  EXPECT_THAT(refusal({"--layer", "mobility.road_flows"}), HasSubstr("mobility.road_flow"));
  EXPECT_THAT(refusal({"--layer", "mobility.relative_gap"}), HasSubstr("has no place in the city"));
  EXPECT_THAT(refusal({"--view", "district:Nowhere"}), HasSubstr("no district or borough is called 'Nowhere'"));
  EXPECT_THAT(refusal({"--view", "1,2,3"}), HasSubstr("known are overview"));
  EXPECT_THAT(refusal({"--size", "big"}), HasSubstr("for example 1920x1080"));
  EXPECT_THAT(refusal({"--size", "99999x10"}), HasSubstr("16 to 16384"));
  EXPECT_THAT(refusal({"--layer", "mobility.road_flow", "--breaks", "5,4"}), HasSubstr("ascending"));
}

TEST_F(Render, OtherEndingsThanPngAreRefused) {
  const Outcome outcome = shop.run({"render", base, "-o", (shop.folder() / "x.jpg").string()});
  EXPECT_EQ(outcome.code, 2);
  EXPECT_THAT(outcome.err, HasSubstr("a picture is written as .png"));
}

TEST_F(Render, BrokenRunFoldersAreNamed) {
  const auto drawn = [&](const fs::path& folder) {
    return shop.run({"render", folder.string(), "--layer", "mobility.road_flow", "--size", "400x300", "-o", picture});
  };
  const fs::path cut_city = copy("cut-city"), no_city = copy("no-city"), cut_field = copy("cut-field");
  fs::resize_file(cut_city / "city.snapshot", 1000);
  fs::remove(no_city / "city.snapshot");
  fs::resize_file(cut_field / "fields" / "mobility.road_flow.npy", 1000);
  for (const auto& [folder, named] :
       {std::pair(cut_city, "city.snapshot"), std::pair(no_city, "run its scenario again"),
        std::pair(cut_field, "mobility.road_flow.npy"), std::pair(shop.town(), "is no run folder")}) {
    const Outcome outcome = drawn(folder);
    EXPECT_EQ(outcome.code, 2) << folder;
    EXPECT_THAT(outcome.err, HasSubstr(named));
    EXPECT_FALSE(fs::exists(picture));
  }
}

TEST_F(Render, AFolderThatDoesNotExistIsNoBadInputButAFailure) {
  const Outcome outcome = shop.run({"render", base, "--size", "64x64", "-o", "/nonexistent/folder/x.png"});
  EXPECT_EQ(outcome.code, 1);
  EXPECT_THAT(outcome.err, HasSubstr("/nonexistent/folder/x.png"));
}

}  // namespace
}  // namespace planspiel::test
