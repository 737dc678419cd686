#include "engine/scenario/explain.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "tests/unit/engine/run/small_run.hpp"
#include "tests/unit/engine/run/three_zones.hpp"
#include "tests/unit/engine/run/tiny_models.hpp"
#include "tests/unit/temporary_folder.hpp"

using namespace planspiel;

namespace {

Scenario scenario_of(const std::vector<std::string>& ids) {
  Scenario root, scenario;
  root.measures.push_back({"growth", "growth", Value::table()});
  scenario.measures = root.measures;
  for (const std::string& id : ids) scenario.measures.push_back({"cordon_toll", id, Value::table()});
  scenario.root = std::make_shared<const Scenario>(root);
  return scenario;
}

std::vector<std::string> names_of(const ExplanationPlan& plan) {
  std::vector<std::string> names;
  for (const Variant& variant : plan.variants) names.push_back(variant.name);
  return names;
}

TEST(ExplanationPlan, RunsEachMeasureAloneAndLeavesEachOut) {
  const ExplanationPlan plan = plan_explanation(scenario_of({"a", "b", "c"}));
  EXPECT_EQ(names_of(plan), (std::vector<std::string>{"base", "together", "only-a", "without-a", "only-b", "without-b",
                                                      "only-c", "without-c"}));
  const Scenario& without_b = plan.variants[plan.without[1]].scenario;
  ASSERT_EQ(without_b.measures.size(), 3u);  // the root's stays
  EXPECT_EQ(without_b.measures[0].id, "growth");
  EXPECT_EQ(without_b.measures[1].id, "a");
  EXPECT_EQ(without_b.measures[2].id, "c");
}

TEST(ExplanationPlan, RunsNothingTwice) {
  // Of two measures, the one alone is the other left out; of one, alone is all together and left out is the base.
  EXPECT_EQ(names_of(plan_explanation(scenario_of({"a", "b"}))),
            (std::vector<std::string>{"base", "together", "only-a", "without-a"}));
  EXPECT_EQ(names_of(plan_explanation(scenario_of({"a"}))), (std::vector<std::string>{"base", "together"}));
}

TEST(ExplanationPlan, AMeasureWithoutIdIsCalledByNumberAndKind) {
  EXPECT_EQ(plan_explanation(scenario_of({"", "b"})).measures, (std::vector<std::string>{"1-cordon_toll", "b"}));
}

TEST(ExplanationPlan, NeedsAMeasureBeyondTheRoots) { EXPECT_THROW(plan_explanation(scenario_of({})), Error); }

const Field<ZoneId, double> kReachedPlaces =
    Field<ZoneId, double>{"test.reached", "", {"Erreicht", "Reached"}, Better::more, {"1 or 0", "1 or 0"}}.as_flag();

/// Zones A (100 residents), B (300), C (600), X (5,000).
class Explained : public testing::Test {
 protected:
  RunFolder run(const std::string& name, double cars, const std::vector<double>& reached) {
    IndicatorValue indicator;
    indicator.indicator.id = "mobility.car_vehicle_km.territory";
    indicator.indicator.unit = "km";
    indicator.value = cars;
    return RunFolder(test::write_run(
        folder / name, city,
        {.name = name, .fields = test::filled(kReachedPlaces, city, reached), .indicators = {indicator}}));
  }
  test::TemporaryFolder folder;
  City city = test::three_zones();
};

TEST_F(Explained, GivesTheChangeAloneAndAsTheLastOneIn) {
  // Both tolls take 30 together, a alone 20, b alone 15: they get into each other's way.
  const ExplanationPlan plan = plan_explanation(scenario_of({"a", "b"}));
  const Explanation explanation =
      explain(plan, {run("base", 100.0, {1, 0, 0, 0}), run("together", 70.0, {0, 1, 1, 0}),
                     run("only-a", 80.0, {1, 1, 0, 0}), run("without-a", 85.0, {0, 0, 1, 0})});
  ASSERT_EQ(explanation.indicators.size(), 1u);
  EXPECT_EQ(explanation.indicators[0].alone, (std::vector<double>{-20.0, -15.0}));
  EXPECT_EQ(explanation.indicators[0].last_in, (std::vector<double>{-15.0, -10.0}));
  ASSERT_EQ(explanation.flags.size(), 1u);
  EXPECT_EQ(explanation.flags[0].together.enter, 900.0);
  EXPECT_EQ(explanation.flags[0].together.leave, 100.0);
  EXPECT_EQ(explanation.flags[0].alone[0]->enter, 300.0);
  EXPECT_EQ(explanation.flags[0].alone[1]->leave, 100.0);
  EXPECT_NE(explanation_csv(explanation).find("test.reached.enter,residents,,900,300,300,600,600\n"),
            std::string::npos);
}

TEST_F(Explained, WhatCannotBeRunIsLeftOpen) {
  const ExplanationPlan plan = plan_explanation(scenario_of({"a", "b"}));
  const Explanation explanation = explain(plan, {run("base", 100.0, {1, 0, 0, 0}), run("together", 70.0, {0, 1, 1, 0}),
                                                 run("only-a", 80.0, {1, 1, 0, 0}), std::nullopt});
  EXPECT_EQ(explanation.indicators[0].alone[0], -20.0);
  EXPECT_TRUE(std::isnan(explanation.indicators[0].alone[1]));
  EXPECT_FALSE(explanation.flags[0].alone[1].has_value());
  EXPECT_NE(explanation_table(explanation, Language::en).find("–"), std::string::npos);
}

}  // namespace
