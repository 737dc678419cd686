#include "viewer/app/workbench.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <thread>

#include "engine/base/files.hpp"
#include "engine/base/output.hpp"
#include "engine/scenario/own_measures.hpp"
#include "tests/unit/engine/run/small_run.hpp"
#include "tests/unit/temporary_folder.hpp"
#include "tests/unit/viewer/small_town.hpp"

namespace planspiel::viewer {
namespace {

using testing::HasSubstr;

const Field<EdgeId, Speed> kLimit{"test.limit", "km/h", {"Tempo", "Limit"}, Better::neutral, {}};

/// Writes down the speed limits.
class Limits final : public Model {
 public:
  explicit Limits(Ports& ports) : roads_(ports.table(tables::roads)), limit_(ports.writes(kLimit)) {}
  void run(RunContext&) override {
    for (const EdgeId edge : roads_.ids()) limit_[edge] = roads_.limit[edge];
  }

 private:
  const Roads& roads_;
  Grid<EdgeId, Speed>& limit_;
};

class WorkbenchTest : public testing::Test {
 protected:
  test::TemporaryFolder folder{};
  Registry registry{};
  std::optional<Workbench> bench{};

  void SetUp() override {
    registry.measures = own_measures();
    registry.plugins.push_back({.name = "test", .version = "1"});
    registry.plugins.back().add(model<Limits>("test.limits"));
    write_file(folder / "city.toml", "kind = \"generated\"\n");
    write_file(folder / "base.toml", "city = \"city.toml\"\n");
    bench.emplace(Services{.registry = &registry, .load_city = [](const std::filesystem::path&, const Services&) {
                             return test::small_town();
                           }});
  }
  void finish() {
    while (bench->busy()) {
      bench->poll();
      std::this_thread::yield();
    }
  }
  std::string refusal(const std::function<void()>& body) {
    try {
      body();
    } catch (const Error& error) {
      EXPECT_EQ(error.exit_code(), 2);
      return error.what();
    }
    return "no error";
  }
  double limit(RunData& run) { return run.field("test.limit").grid->raw()[0]; }
};

TEST_F(WorkbenchTest, OpensTheCityFirstAndThenItsRun) {
  bench->open(folder / "base.toml");
  EXPECT_EQ(bench->city(), nullptr);
  finish();
  ASSERT_NE(bench->city(), nullptr);
  ASSERT_NE(bench->base_run(), nullptr);
  EXPECT_EQ(bench->scenario_run(), nullptr);
  EXPECT_NEAR(in_km_h(Speed(limit(*bench->base_run()))), 50.0, 1e-9);
  EXPECT_THAT(bench->take_errors(), testing::IsEmpty());
}

TEST_F(WorkbenchTest, ARunIsOfTheScenarioAsItWasWhenItBegan) {
  bench->open(folder / "base.toml");
  finish();
  const std::string road = bench->city()->city[tables::roads].id[EdgeId(std::size_t{0})];
  bench->document()->add(
      Value::table({{"kind", "speed_limit"}, {"roads", Value::list({Value(road)})}, {"limit", "30 km/h"}}));
  bench->run();
  finish();
  // On one street nobody of this town travels: the run says so, and nothing else.
  EXPECT_THAT(bench->take_errors(), testing::ElementsAre(testing::HasSubstr("changes roads, but no indicator")));
  ASSERT_NE(bench->scenario_run(), nullptr);
  EXPECT_TRUE(bench->run_is_current());
  EXPECT_NEAR(in_km_h(Speed(limit(*bench->scenario_run()))), 30.0, 1e-9);
  ASSERT_NE(bench->comparison(), nullptr);
  bench->document()->undo();
  EXPECT_FALSE(bench->run_is_current());
  bench->document()->redo();
  EXPECT_TRUE(bench->run_is_current());
}

TEST_F(WorkbenchTest, AWrongMeasureIsAMessageAndTheBaseStays) {
  bench->open(folder / "base.toml");
  finish();
  bench->document()->add(Value::table({{"kind", "speed_limit"}, {"area", "nowhere"}, {"limit", "30 km/h"}}));
  bench->run();
  finish();
  const auto errors = bench->take_errors();
  ASSERT_EQ(errors.size(), 1U);
  EXPECT_THAT(errors[0], HasSubstr("nowhere"));
  EXPECT_EQ(bench->scenario_run(), nullptr);
  EXPECT_NE(bench->base_run(), nullptr);
}

TEST_F(WorkbenchTest, AWrongMeasureIsSaidWhileItIsEdited) {
  bench->open(folder / "base.toml");
  finish();
  const auto checked = [&] {
    bench->check();
    while (bench->checker().busy()) bench->poll();
    return bench->faults();
  };
  EXPECT_EQ(checked(), "");
  bench->document()->add(Value::table({{"kind", "speed_limit"}, {"area", "nowhere"}, {"limit", "30 km/h"}}));
  EXPECT_THAT(checked(), HasSubstr("nowhere"));
  bench->document()->undo();
  EXPECT_EQ(checked(), "");
}

TEST_F(WorkbenchTest, OnlyWhatWasCheckedIsSound) {
  bench->open(folder / "base.toml");
  EXPECT_FALSE(bench->is_sound());
  finish();
  const auto check = [&] {
    bench->check();
    EXPECT_FALSE(bench->is_sound());
    while (bench->checker().busy()) bench->poll();
    return bench->is_sound();
  };
  EXPECT_TRUE(check());
  bench->document()->add(Value::table({{"kind", "speed_limit"}, {"area", "nowhere"}, {"limit", "30 km/h"}}));
  EXPECT_FALSE(check());
}

/// What the first one still computes does not come into the second.
TEST_F(WorkbenchTest, SomethingElseIsOpenedWhileOneIsComputed) {
  write_file(folder / "other.toml", "city = \"city.toml\"\nseed = 2\n");
  for (int round = 0; round < 20; ++round) {
    bench->open(folder / "base.toml");
    for (int wait = 0; wait < round; ++wait) std::this_thread::sleep_for(std::chrono::microseconds(400));
    if (round % 2 == 0) bench->poll();
    bench->open(folder / "other.toml");
    finish();
    ASSERT_NE(bench->base_run(), nullptr);
    EXPECT_EQ(bench->base_run()->folder().manifest().at("seed").as_text(), "2");
    EXPECT_THAT(bench->take_errors(), testing::IsEmpty());
  }
}

TEST_F(WorkbenchTest, WhatCannotBeOpenedLeavesTheRunningWorkAlone) {
  bench->open(folder / "base.toml");
  EXPECT_NE(refusal([&] { bench->open(folder / "gone.toml"); }), "no error");
  write_file(folder / "broken.toml", "base = \n");
  EXPECT_NE(refusal([&] { bench->open(folder / "broken.toml"); }), "no error");
  finish();
  EXPECT_NE(bench->base_run(), nullptr);
}

TEST_F(WorkbenchTest, WhatCannotBeOpenedIsAnErrorAtOnce) {
  EXPECT_THAT(refusal([&] { bench->open(folder / "gone.toml"); }), HasSubstr("there is no"));
  write_file(folder / "picture.png", "x");
  EXPECT_THAT(refusal([&] { bench->open(folder / "picture.png"); }), HasSubstr("can be opened"));
  write_file(folder / "wrong.toml", "base = \"base.toml\"\n[[measure]]\nkind = \"sped_limit\"\n");
  EXPECT_THAT(refusal([&] { bench->open(folder / "wrong.toml"); }), HasSubstr("speed_limit"));
  std::filesystem::create_directory(folder / "empty");
  EXPECT_NE(refusal([&] { bench->open(folder / "empty"); }), "no error");
}

TEST_F(WorkbenchTest, RunFoldersAreSeenAndCompared) {
  const City city = test::small_town();
  const auto base = test::write_run(folder / "base", city, {}), other = test::write_run(folder / "other", city, {});
  bench->open(other, base);
  EXPECT_NE(bench->comparison(), nullptr);
  EXPECT_EQ(bench->document(), nullptr);
  const auto elsewhere = test::write_run(
      folder / "elsewhere",
      test::small_town([](CityBuilder& builder) { builder[tables::roads].lanes[EdgeId(std::size_t{0})] = 2; }), {});
  EXPECT_THAT(refusal([&] { bench->open(other, elsewhere); }), HasSubstr("another city"));
  std::filesystem::resize_file(other / "city.snapshot", 40);
  EXPECT_NE(refusal([&] { bench->open(other); }), "no error");
}

TEST_F(WorkbenchTest, ACityIsABaseToo) {
  bench->open(folder / "city.toml");
  finish();
  EXPECT_NE(bench->base_run(), nullptr);
  EXPECT_TRUE(bench->document()->base_is_city());
  bench->document()->add(Value::table({{"kind", "ev_share"}, {"share", "30 %"}}));
  EXPECT_THAT(bench->document()->toml(folder.path()), HasSubstr("city = \"city.toml\""));
}

}  // namespace
}  // namespace planspiel::viewer
