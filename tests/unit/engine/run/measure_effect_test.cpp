#include "engine/run/measure_effect.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "tests/unit/engine/run/three_zones.hpp"
#include "tests/unit/engine/run/tiny_models.hpp"

using namespace planspiel;
using test::Body;
using test::model;

namespace {

using Readings = std::vector<IndicatorReading>;

MeasureEffect measure(const std::string& name, std::vector<std::string> families = {"mobility"}) {
  return {.measure = {name, "", name, {"headways"}}, .families = std::move(families)};
}
/// A run whose indicators are all of the family mobility.
RunReading run_of(const std::string& name, std::vector<MeasureEffect> measures, Readings indicators) {
  RunReading run{.name = name, .settings = "1", .measures = std::move(measures)};
  run.indicators = [indicators](const std::string& family) { return family == "mobility" ? indicators : Readings{}; };
  return run;
}
/// A share of a model that stops at a tolerance; `key` of what it depends on.
IndicatorReading share(double value, const std::string& key) {
  return {.id = "share", .family = "mobility", .unit = "%", .value = value, .iterated = {{"day", key}}};
}
Effect only_effect(const RunReading& run, const RunReading& reference) {
  return measure_effects(run, reference).at(0).effect;
}

TEST(MeasureEffect, AMeasureThatMovesNoIndicatorIsSilent) {
  const RunReading base = run_of("base", {}, {share(20.0, "a")});
  EXPECT_EQ(only_effect(run_of("denser", {measure("denser")}, {share(20.0, "b")}), base), Effect::silent);
}

TEST(MeasureEffect, WithinTheNoiseOfAnEquilibriumNothingMoved) {
  const RunReading base = run_of("base", {}, {share(20.0, "a")});
  EXPECT_EQ(only_effect(run_of("denser", {measure("denser")}, {share(20.01, "b")}), base), Effect::silent);
  EXPECT_EQ(only_effect(run_of("denser", {measure("denser")}, {share(20.03, "b")}), base), Effect::moved);
}

TEST(MeasureEffect, WhereTheEquilibriumIsTheSameEveryDifferenceCounts) {
  const RunReading base = run_of("base", {}, {share(20.0, "a")});
  EXPECT_EQ(only_effect(run_of("station", {measure("station")}, {share(20.001, "a")}), base), Effect::moved);
}

TEST(MeasureEffect, OfTwoMeasuresOnOneFamilyNoneIsKnownToHaveMovedIt) {
  const RunReading base = run_of("base", {}, {share(20.0, "a")}),
                   both = run_of("both", {measure("denser"), measure("dearer")}, {share(22.0, "b")});
  for (const MeasureEffect& effect : measure_effects(both, base)) EXPECT_EQ(effect.effect, Effect::unknown);
}

TEST(MeasureEffect, ARunWithoutTheOneMeasureTellsWhatItDoes) {
  const RunReading base = run_of("base", {}, {share(20.0, "a")}),
                   dearer = run_of("dearer", {measure("dearer")}, {share(22.0, "b")}),
                   both = run_of("both", {measure("denser"), measure("dearer")}, {share(22.0, "c")});
  const auto effects = measure_effects(both, std::vector{base, dearer});
  EXPECT_EQ(effects.at(0).effect, Effect::silent);
  EXPECT_EQ(effects.at(0).against, "dearer");
  EXPECT_EQ(effects.at(1).effect, Effect::unknown);
}

TEST(MeasureEffect, AMeasureOfAnotherFamilyIsJudgedByItsOwn) {
  const RunReading base = run_of("base", {}, {share(20.0, "a")}),
                   both = run_of("both", {measure("station", {"fire"}), measure("denser")}, {share(22.0, "b")});
  const auto effects = measure_effects(both, base);
  EXPECT_EQ(effects.at(0).effect, Effect::silent);
  EXPECT_EQ(effects.at(1).effect, Effect::moved);
}

TEST(MeasureEffect, GoesIntoAManifestAndBack) {
  MeasureEffect effect = measure("denser");
  effect.effect = Effect::silent;
  effect.against = "base";
  const Value list = effects_to_value({effect});
  const MeasureEffect back = effects_from_value(list).at(0);
  EXPECT_EQ(back.effect, Effect::silent);
  EXPECT_EQ(back.measure.tables, effect.measure.tables);
  EXPECT_EQ(list.items()[0].at("warning").at("en").as_text(), silence_text(effect).en);
}

const Field<ZoneId, double> residents{"test.residents", "", {"Leute", "People"}, Better::neutral, {}};

/// A model that reads zones and counts who lives in the first; an indicator adds up.
Registry counting() {
  const ModelEntry count = model("test.count", [](Ports& ports) -> Body {
    const Zones& zones = ports.table(tables::zones);
    auto& out = ports.writes(residents);
    return [&zones, &out](RunContext&) { out[ZoneId(0)] = zones.residents[ZoneId(0)]; };
  });
  Indicator sum;
  sum.id = "test.residents";
  sum.reduction = {.kind = Reduction::Kind::sum, .value = {{"test.residents"}}};
  return test::registry_of({count}, {sum});
}
/// Three zones and a case in which one person more lives in one of them.
Case one_more_in(std::size_t zone) {
  const City city = test::three_zones();
  Zones zones = city.copy(tables::zones);
  zones.residents[ZoneId(zone)] += 1.0;
  Case made = test::case_of(city.with(std::move(zones)));
  made.name = "more";
  made.measures = {{"growth", "", "growth", {"zones"}}};
  made.root = std::make_shared<const Case>(test::case_of(city));
  return made;
}

TEST(RunCase, WarnsOfAMeasureThatMovesNothing) {
  test::Listener listener;
  const Results results = run_case(counting(), one_more_in(1), {.observer = &listener});
  EXPECT_EQ(results.measures.at(0).effect, Effect::silent);
  ASSERT_EQ(listener.warnings.size(), 1u);
  EXPECT_EQ(listener.warnings[0], silence_text(results.measures[0]).en);
}

TEST(RunCase, IsQuietWhereAMeasureMovesSomething) {
  test::Listener listener;
  const Results results = run_case(counting(), one_more_in(0), {.observer = &listener});
  EXPECT_EQ(results.measures.at(0).effect, Effect::moved);
  EXPECT_EQ(results.measures.at(0).indicator, "test.residents");
  EXPECT_TRUE(listener.warnings.empty());
}

}  // namespace
