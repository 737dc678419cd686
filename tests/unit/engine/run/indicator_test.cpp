#include "engine/run/indicator.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "tests/unit/engine/run/three_zones.hpp"

using namespace planspiel;
using test::kNaN;
using Kind = Reduction::Kind;
using HoursRule = Reduction::HoursRule;

namespace {

const Field<ZoneId, double> score{"test.score", "", {"Wert", "Score"}, Better::more, {}};
const Field<ZoneId, Metres> way{"test.way", "m", {"Weg", "Way"}, Better::less, {}};
const Field<ZoneId, double, Hour> hourly{"test.hourly", "", {"Stundenwert", "By hour"}, Better::more, {}};
const Field<ZoneId, double, Mode> trips{"test.trips", "", {"Wege", "Trips"}, Better::neutral, {}};
const Field<ZoneId, double, StandardId> cover{"test.cover", "", {"Abdeckung", "Cover"}, Better::more, {}};

const std::vector<Term> kResidents{{"zones.residents"}};

Indicator indicator(Reduction reduction, std::string unit = "") {
  Indicator made;
  made.id = "test.indicator";
  made.unit = std::move(unit);
  made.reduction = std::move(reduction);
  return made;
}

/// An indicator of the field `score` with these values in A, B, C and X.
IndicatorValue of_score(const std::vector<double>& values, Reduction reduction) {
  const City city = test::three_zones();
  reduction.value = {{"test.score"}};
  return evaluate(indicator(std::move(reduction)), city, test::filled(score, city, values));
}

/// An indicator of `hourly`: A has 1 but in the hours given, B has 1 always, C and X have no value.
IndicatorValue of_hours(double in_a_at_8, double in_a_at_17, Reduction reduction) {
  const City city = test::three_zones();
  std::vector<double> values(24 * 2, 1.0);
  values.resize(24 * 4, kNaN);
  values[8] = in_a_at_8;
  values[17] = in_a_at_17;
  reduction.value = {{"test.hourly"}};
  reduction.weight = kResidents;
  return evaluate(indicator(std::move(reduction)), city, test::filled(hourly, city, values));
}

template <class Body>
std::string message_of(Body&& body) {
  try {
    body();
  } catch (const Error& error) {
    EXPECT_EQ(error.kind(), ErrorKind::plugin);
    return error.what();
  }
  return "no error";
}

TEST(Indicator, ASumAddsAllRowsAndEachDistrictItsOwn) {
  const IndicatorValue value = of_score({1.0, 2.0, 4.0, 8.0}, {.kind = Kind::sum});
  EXPECT_EQ(value.value, 15.0);
  EXPECT_EQ(value.by_district, (std::vector<double>{3.0, 4.0}));  // town, west; X lies in no district
}

TEST(Indicator, TheTerritoryLeavesOutZonesWithoutDistrict) {
  EXPECT_EQ(of_score({1.0, 2.0, 4.0, 8.0}, {.kind = Kind::sum, .rows = RowsOf::territory}).value, 7.0);
}

TEST(Indicator, ASumOfAPickTakesThatEntryTimesItsFactor) {
  const City city = test::three_zones();
  std::vector<double> values(4 * Mode::kCount, 100.0);
  values[1] = 7.0;  // A by bike
  const Term bikes{"test.trips", {{"mode", "bike"}}, 0.5};
  const auto value = evaluate(indicator({.value = {bikes}}), city, test::filled(trips, city, values));
  EXPECT_EQ(value.value, 0.5 * (7.0 + 3 * 100.0));
}

TEST(Indicator, AMeanLeavesOutRowsWithoutValueTogetherWithTheirWeight) {
  const auto value = of_score({10.0, kNaN, 40.0, kNaN}, {.kind = Kind::weighted_mean, .weight = kResidents});
  EXPECT_DOUBLE_EQ(value.value, (10.0 * 100.0 + 40.0 * 600.0) / 700.0);
  EXPECT_EQ(value.by_district, (std::vector<double>{10.0, 40.0}));
}

TEST(Indicator, AShareCountsRowsWithoutValueAsNotMet) {
  const auto value =
      of_score({10.0, 10.1, kNaN, kNaN},
               {.kind = Kind::share_where, .weight = kResidents, .threshold = 10.0, .rows = RowsOf::territory});
  EXPECT_DOUBLE_EQ(value.value, 100.0 / 1000.0);  // the threshold itself is met
  EXPECT_EQ(value.by_district, (std::vector<double>{100.0 / 400.0, 0.0}));
}

TEST(Indicator, AQuantileIsTheSmallestValueThatEnoughReach) {
  const auto quantile = [](double share) {
    return of_score(
               {30.0, 20.0, 10.0, 99.0},
               {.kind = Kind::weighted_quantile, .weight = kResidents, .quantile = share, .rows = RowsOf::territory})
        .value;
  };
  EXPECT_EQ(quantile(0.6), 10.0);   // C: 600 of 1,000
  EXPECT_EQ(quantile(0.61), 20.0);  // C and B: 900
  EXPECT_EQ(quantile(0.95), 30.0);
}

TEST(Indicator, AQuantileBeyondAllThatHaveAValueHasNone) {
  const auto quantile = [](double share) {
    return of_score(
        {30.0, 20.0, kNaN, kNaN},
        {.kind = Kind::weighted_quantile, .weight = kResidents, .quantile = share, .rows = RowsOf::territory});
  };
  EXPECT_EQ(quantile(0.4).value, 30.0);  // 400 of 1,000 have one
  EXPECT_TRUE(std::isnan(quantile(0.5).value));
  EXPECT_EQ(quantile(0.5).by_district[0], 20.0);
  EXPECT_TRUE(std::isnan(quantile(0.5).by_district[1]));
}

TEST(Indicator, ARatioOfSumsWithoutDenominatorHasNoValue) {
  const City city = test::three_zones();
  const FieldMap fields = test::filled(score, city, {20.0, 20.0, 0.0, 0.0});
  const auto ratio = [&](const std::vector<Term>& above, const std::vector<Term>& below) {
    return evaluate(indicator({.kind = Kind::ratio_of_sums, .value = above, .weight = below}), city, fields);
  };
  EXPECT_EQ(ratio({{"test.score"}}, kResidents).value, 40.0 / 6000.0);
  EXPECT_EQ(ratio({{"test.score"}}, kResidents).by_district, (std::vector<double>{40.0 / 400.0, 0.0}));
  EXPECT_TRUE(std::isnan(ratio(kResidents, {{"test.score"}}).by_district[1]));
}

TEST(Indicator, ExtremesAreOverRowsAndHoursThatHaveAValue) {
  const City city = test::three_zones();
  std::vector<double> values(4 * 24, kNaN);
  values[3] = 5.0;        // A at 3
  values[24 + 9] = -2.0;  // B at 9
  const FieldMap fields = test::filled(hourly, city, values);
  const auto lowest = evaluate(indicator({.kind = Kind::minimum, .value = {{"test.hourly"}}}), city, fields);
  const auto highest = evaluate(indicator({.kind = Kind::maximum, .value = {{"test.hourly"}}}), city, fields);
  EXPECT_EQ(lowest.value, -2.0);
  EXPECT_EQ(highest.value, 5.0);
  EXPECT_EQ(highest.by_district[0], 5.0);
  EXPECT_TRUE(std::isnan(highest.by_district[1]));  // nothing is known of C
}

TEST(Indicator, TheLowestHourIsTheFirstOfTheWorst) {
  const auto value = of_hours(0.2, 0.2, {.kind = Kind::weighted_mean, .hours = HoursRule::lowest});
  EXPECT_DOUBLE_EQ(value.value, (0.2 * 100.0 + 1.0 * 300.0) / 400.0);
  EXPECT_EQ(value.hour, 8);
}

TEST(Indicator, TheHighestHourIsTheOneWithTheHighestResult) {
  const auto value = of_hours(2.0, 3.0, {.kind = Kind::weighted_mean, .hours = HoursRule::highest});
  EXPECT_DOUBLE_EQ(value.value, (3.0 * 100.0 + 1.0 * 300.0) / 400.0);
  EXPECT_EQ(value.hour, 17);
}

TEST(Indicator, HoursTogetherAreOnePool) {
  const auto value = of_hours(25.0, 1.0, {.kind = Kind::weighted_mean});
  EXPECT_DOUBLE_EQ(value.value, (100.0 * (23.0 + 25.0) + 300.0 * 24.0) / (24.0 * 400.0));
  EXPECT_FALSE(value.hour.has_value());
}

TEST(Indicator, ValuesAreConvertedToTheIndicatorsUnit) {
  const City city = test::three_zones();
  const FieldMap fields = test::filled(way, city, {500.0, 1500.0, 0.0, 0.0});
  const auto in = [&](const std::string& unit) {
    return evaluate(indicator({.value = {{"test.way"}}}, unit), city, fields).value;
  };
  EXPECT_DOUBLE_EQ(in("km"), 2.0);
  EXPECT_DOUBLE_EQ(in("km/day"), 2.0);  // values are of the simulated day
}

TEST(Indicator, APercentageIsAHundredTimesTheShare) {
  const City city = test::three_zones();
  const Reduction share{.kind = Kind::ratio_of_sums, .value = {{"test.score"}}, .weight = kResidents};
  EXPECT_DOUBLE_EQ(evaluate(indicator(share, "%"), city, test::filled(score, city, {60.0, 0.0, 0.0, 0.0})).value, 1.0);
}

TEST(Indicator, AStandardThatTheCityLacksLeavesItWithoutValue) {
  const City city = test::three_zones();  // no standards at all: the field has none either
  const Reduction sum{.value = {{"test.cover", {{"standard", "agbf_1"}}}}};
  const IndicatorValue value = evaluate(indicator(sum), city, test::filled(cover, city, {}));
  EXPECT_TRUE(std::isnan(value.value));
  ASSERT_EQ(value.by_district.size(), 2u);
  EXPECT_TRUE(std::isnan(value.by_district[0]));
  EXPECT_TRUE(std::isnan(value.by_district[1]));
}

TEST(Indicator, AStandardThatTheCityLacksLeavesEveryKindWithoutValue) {
  const City city = test::three_zones();
  const FieldMap fields = test::filled(cover, city, {});
  for (const Kind kind : {Kind::sum, Kind::weighted_mean, Kind::share_where, Kind::weighted_quantile,
                          Kind::ratio_of_sums, Kind::minimum, Kind::maximum}) {
    const Reduction reduction{.kind = kind, .value = {{"test.cover", {{"standard", "agbf_1"}}}}, .weight = kResidents};
    EXPECT_TRUE(std::isnan(evaluate(indicator(reduction), city, fields).value)) << static_cast<int>(kind);
  }
}

TEST(Indicator, AnEntryThatNoCityHasIsAFaultOfThePlugin) {
  const City city = test::three_zones();
  const FieldMap fields = test::filled(trips, city, std::vector<double>(4 * Mode::kCount, 1.0));
  EXPECT_EQ(message_of([&] {
              evaluate(indicator({.value = {{"test.trips", {{"mode", "bikes"}}}}}), city, fields);
            }),
            "indicator 'test.indicator': the axis 'mode' of 'test.trips' has no 'bikes': did you mean 'bike'?");
}

TEST(Indicator, AColumnThatIsMissingIsNamedWithTheNearest) {
  const City city = test::three_zones();
  EXPECT_EQ(message_of([&] { evaluate(indicator({.value = {{"zones.resident"}}}), city, {}); }),
            "indicator 'test.indicator': the table 'zones' has no column 'resident': did you mean 'residents'?");
}

TEST(Indicator, AWeightMustBeOfTheSameRowsAsTheValue) {
  const City city = test::three_zones();
  const FieldMap fields = test::filled(score, city, {1.0, 1.0, 1.0, 1.0});
  const Reduction mean{.kind = Kind::weighted_mean, .value = {{"test.score"}}, .weight = {{"roads.length"}}};
  EXPECT_EQ(message_of([&] { evaluate(indicator(mean), city, fields); }),
            "indicator 'test.indicator': the weight 'roads.length' is by roads, its value by zones");
}

TEST(Indicator, OneForEachAreaCountsOnlyTheLinksInside) {
  const City plain = test::three_zones();
  Areas areas = plain.copy(tables::areas);
  const AreaId area = areas.add("centre");
  areas.title_de[area] = "Mitte";
  areas.title_en[area] = "Centre";
  Box around_b;
  around_b.add(test::place(plain, 'A'));
  around_b.add(test::place(plain, 'B'));
  areas.outline[area] = {{{Point::metres(around_b.min_x_m, around_b.min_y_m - 10.0),
                           Point::metres(around_b.max_x_m, around_b.min_y_m - 10.0),
                           Point::metres(around_b.max_x_m, around_b.max_y_m + 10.0),
                           Point::metres(around_b.min_x_m, around_b.max_y_m + 10.0)}}};
  const City city = plain.with(std::move(areas));
  Indicator length = indicator({.value = {{"roads.length"}}}, "m");
  length.each_area = true;
  const std::vector<Indicator> all = expand_areas(length, city);
  ASSERT_EQ(all.size(), 1u);
  EXPECT_EQ(all[0].id, "test.indicator.centre");
  EXPECT_EQ(evaluate(all[0], city, {}).value, 2.0 * 200.0);  // A-B and B-A; B-C lies outside
}

}  // namespace
