#include "engine/scenario/compare.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

#include "tests/unit/engine/run/small_run.hpp"
#include "tests/unit/engine/run/three_zones.hpp"
#include "tests/unit/engine/run/tiny_models.hpp"
#include "tests/unit/temporary_folder.hpp"

using namespace planspiel;
using test::kNaN;
using test::message_of;
using testing::HasSubstr;

namespace {

IndicatorValue indicator(const std::string& id, double value, const std::string& unit = "km") {
  IndicatorValue made;
  made.indicator.id = id;
  made.indicator.unit = unit;
  made.indicator.title = {"Titel", "Title"};
  made.indicator.better = Better::less;
  made.value = value;
  if (unit == "%")
    made.indicator.headline = Headline{.section = {"Wege", "Trips"}, .title = {"zu Fuß", "walking"}, .order = 2};
  return made;
}

class Compared : public testing::Test {
 protected:
  RunFolder run(const std::string& name, std::vector<IndicatorValue> indicators) {
    return RunFolder(test::write_run(folder / name, city, {.name = name, .indicators = std::move(indicators)}));
  }
  /// One entry of comparison.json: "values", "change", "change_percent" of the second run.
  static const Value& second(const Value& comparison, std::size_t indicator, const std::string& key) {
    return comparison.at("indicators").items().at(indicator).at(key).items().at(1);
  }
  test::TemporaryFolder folder;
  City city = test::three_zones();
};

TEST_F(Compared, AChangeIsAgainstTheFirstRun) {
  const Comparison comparison = compare({run("base", {indicator("a", 200.0)}), run("toll", {indicator("a", 150.0)})});
  EXPECT_EQ(comparison.names, (std::vector<std::string>{"base", "toll"}));
  ASSERT_EQ(comparison.indicators.size(), 1u);
  EXPECT_EQ(comparison.indicators[0].values, (std::vector<double>{200.0, 150.0}));
  EXPECT_EQ(comparison.indicators[0].better, Better::less);
  const Value value = comparison_value(comparison);
  EXPECT_EQ(second(value, 0, "change").as_number(), -50.0);
  EXPECT_EQ(second(value, 0, "change_percent").as_number(), -25.0);
}

TEST_F(Compared, APercentageOfNothingIsNoNumber) {
  const Comparison comparison = compare({run("base", {indicator("a", 0.0)}), run("toll", {indicator("a", 150.0)})});
  write_comparison(comparison, folder.path(), Language::en);
  const Value written = read_json(folder / "comparison.json");
  EXPECT_EQ(second(written, 0, "change").as_number(), 150.0);
  EXPECT_TRUE(second(written, 0, "change_percent").is_null());
}

TEST_F(Compared, WhatOneRunLacksIsEmptyThereAndKeptElsewhere) {
  const Comparison comparison =
      compare({run("base", {indicator("a", 1.0)}), run("toll", {indicator("a", kNaN), indicator("b", 2.0)})});
  ASSERT_EQ(comparison.indicators.size(), 2u);
  EXPECT_TRUE(std::isnan(comparison.indicators[0].values[1]));  // there, but without value
  EXPECT_TRUE(std::isnan(comparison.indicators[1].values[0]));  // not there
  EXPECT_EQ(comparison.indicators[1].values[1], 2.0);
  write_comparison(comparison, folder.path(), Language::en);
  EXPECT_EQ(read_file(folder / "comparison.csv"), "id,unit,base,toll\na,km,1,\nb,km,,2\n");
}

TEST_F(Compared, TheTableShowsPercentagesInPoints) {
  const std::string id = "mobility.share.trips.walk";
  const Comparison comparison =
      compare({run("base", {indicator(id, 24.0, "%")}), run("toll", {indicator(id, 25.5, "%")})});
  EXPECT_NE(summary_table(comparison, Language::en).find("+1.5 pts"), std::string::npos);
  EXPECT_NE(summary_table(comparison, Language::de).find("+1,5 Pkt."), std::string::npos);
  EXPECT_NE(summary_table(comparison, Language::en).find("walking"), std::string::npos);
}

TEST_F(Compared, TheRowsOfASummaryAreThoseOfTheRunsInTheirOrder) {
  IndicatorValue walk = indicator("m.walk", 24.0, "%"), money = indicator("m.toll", 3e6, "EUR");
  money.indicator.headline = Headline{.section = {"Wege", "Trips"},
                                      .title = {"Maut", "toll"},
                                      .order = 1,
                                      .decimals = 0,
                                      .factor = 1e-3,
                                      .unit = {"Tsd. EUR", "k EUR"}};
  IndicatorValue other = indicator("m.unseen", 1.0), waste = indicator("waste.load", 7.25, "t");
  for (IndicatorValue* value : {&walk, &money, &other}) value->indicator.family = "m";
  waste.indicator.family = "waste";
  const Comparison comparison = compare({run("base", {walk, money, other, waste}), run("toll", {walk, money, waste})});
  const std::string table = summary_table(comparison, Language::en);
  const std::size_t section = table.find("\nTrips\n"), toll = table.find("\n  toll"),
                    walking = table.find("\n  walking");
  EXPECT_LT(section, toll);
  EXPECT_LT(toll, walking);
  EXPECT_EQ(table.find("\nTrips\n", section + 1), std::string::npos);
  EXPECT_THAT(table, HasSubstr("3,000 k EUR"));
  EXPECT_LT(walking, table.find("\nwaste\n  Title"));  // a family that puts nothing first is shown with all it has
  EXPECT_THAT(table, HasSubstr("7.25 t"));
  EXPECT_EQ(comparison.rows.size(), 3u);  // m.unseen is none
}

TEST_F(Compared, WhatTheCitySaysOfItsRunsStandsBelow) {
  EXPECT_EQ(summary_table(compare({run("a", {}), run("b", {})}), Language::en).find("Calibrated"), std::string::npos);
  city.profile.note = {"Kalibriert auf Annahmen.", "Calibrated to assumptions."};
  EXPECT_THAT(summary_table(compare({run("c", {}), run("d", {})}), Language::de), HasSubstr("\nKalibriert auf"));
}

TEST_F(Compared, NoChangeHasNoSign) {
  const std::string id = "mobility.share.trips.walk";
  const Comparison comparison =
      compare({run("base", {indicator(id, 24.0, "%")}), run("toll", {indicator(id, 24.01, "%")})});
  const std::string table = summary_table(comparison, Language::en);
  EXPECT_NE(table.find(" 0.0 pts"), std::string::npos) << table;
  EXPECT_EQ(table.find("+0.0"), std::string::npos) << table;
}

TEST_F(Compared, ALossOfNothingHasNoSignEither) {
  const std::string id = "mobility.share.trips.walk";
  const Comparison comparison =
      compare({run("base", {indicator(id, 24.01, "%")}), run("toll", {indicator(id, 24.0, "%")})});
  EXPECT_EQ(summary_table(comparison, Language::en).find("-0.0"), std::string::npos);
}

TEST_F(Compared, RunsOfTwoCitiesAreRefused) {
  const City other = test::town("A-B", {.zones = true}).city;
  const RunFolder base = run("base", {}), elsewhere(test::write_run(folder / "other", other));
  EXPECT_EQ(message_of(ErrorKind::input,
                       [&] {
                         compare({base, elsewhere});
                       }),
            (folder / "other").string() + " is a run of another city than " + (folder / "base").string() +
                ": compare runs of one city only");
}

TEST_F(Compared, OneRunIsNoComparison) {
  EXPECT_EQ(message_of(ErrorKind::config, [&] { compare({run("base", {})}); }),
            "compare needs at least two run folders");
}

}  // namespace
