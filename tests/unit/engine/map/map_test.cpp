#include "engine/map/map.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/engine/run/small_run.hpp"
#include "tests/unit/engine/run/three_zones.hpp"
#include "tests/unit/temporary_folder.hpp"

using namespace planspiel;
using testing::HasSubstr;

namespace {

const Field<ZoneId, double> score{"test.score", "%", {"Wert", "Score"}, Better::more, {}};

/// A run whose field is 10 % in A, C and X.
std::filesystem::path run_with(const test::TemporaryFolder& folder, const std::string& name, double in_b) {
  const City city = test::three_zones();
  return test::write_run(folder / name, city, {.fields = test::filled(score, city, {0.1, in_b, 0.1, 0.1})});
}

bool contains(const std::string& text, std::string_view part) { return text.find(part) != std::string::npos; }

std::string svg_of(const RunFolder& run, const MapOptions& options, const test::TemporaryFolder& folder) {
  draw_map(run, options, folder / "map.svg");
  return read_file(folder / "map.svg");
}

std::string message_of(const RunFolder& run, const MapOptions& options, const std::filesystem::path& out) {
  try {
    draw_map(run, options, out);
  } catch (const Error& error) {
    return error.what();
  }
  return "no error";
}

TEST(Map, TheEndingDecidesTheFormat) {
  const test::TemporaryFolder folder;
  const RunFolder run(run_with(folder, "base", 0.5));
  EXPECT_TRUE(contains(svg_of(run, {.field = "test.score"}, folder), "<svg"));
  draw_map(run, {.field = "test.score", .width_px = 200}, folder / "map.png");
  EXPECT_EQ(read_file(folder / "map.png").substr(0, 4), "\x89PNG");
  EXPECT_EQ(message_of(run, {.field = "test.score"}, "map.gif"), "map.gif: a map is written as .svg or .png");
}

TEST(Map, EqualRunsGiveEqualBytesOneAfterTheOther) {
  const test::TemporaryFolder folder;
  const RunFolder run(run_with(folder, "base", 0.5)), again(run_with(folder, "again", 0.5));
  EXPECT_TRUE(svg_of(run, {.field = "test.score"}, folder) == svg_of(again, {.field = "test.score"}, folder));
}

TEST(Map, AZoneIsFilledWithTheColourOfItsValue) {
  const test::TemporaryFolder folder;
  const RunFolder base(run_with(folder, "base", 0.1)), more(run_with(folder, "more", 0.5));
  // Breaks -40 … 40 percentage points: B is 40 more, the end of the ramp; 0.70, 0.09, 0.17 are 70 %, 9 % and 17 %.
  const std::string picture = svg_of(more, {.field = "test.score", .compare = &base}, folder);
  EXPECT_TRUE(contains(picture, "rgb(70%,9%,17%)"));
  EXPECT_FALSE(contains(svg_of(base, {.field = "test.score", .compare = &base}, folder), "rgb(70%,9%,17%)"));
}

TEST(Map, AFieldThatTheRunLacksIsNamedWithThoseItHas) {
  const test::TemporaryFolder folder;
  const RunFolder run(run_with(folder, "base", 0.5));
  EXPECT_THAT(message_of(run, {.field = "test.scor"}, folder / "map.svg"),
              HasSubstr("has no field 'test.scor': it has test.score"));
}

TEST(Map, RunsOfTwoCitiesAreNotSubtracted) {
  const test::TemporaryFolder folder;
  const RunFolder run(run_with(folder, "base", 0.5));
  const City other = test::town("A-B-C-D", {.zones = true}).city;
  const RunFolder elsewhere(
      test::write_run(folder / "other", other, {.fields = test::filled(score, other, {0.1, 0.1, 0.1, 0.1})}));
  EXPECT_EQ(message_of(run, {.field = "test.score", .compare = &elsewhere}, folder / "map.svg"),
            "the two runs are of different cities: their rows do not match");
}

}  // namespace
