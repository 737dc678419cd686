#include "plugins/mobility/day/coefficients.hpp"

#include <gmock/gmock.h>

#include "engine/base/error.hpp"
#include "engine/city/city.hpp"
#include "engine/city/table_csv.hpp"
#include "plugins/mobility/day/options.hpp"

namespace planspiel::mobility {
namespace {

using testing::HasSubstr;

CityCoefficients table(const char* name, double value, const char* unit) {
  CityCoefficients city;
  const CityCoefficientId row = city.add(name);
  city.value[row] = value;
  city.unit[row] = unit;
  return city;
}

double value_of(const std::vector<NamedNumber>& rows, const char* name) {
  for (const NamedNumber& row : rows)
    if (row.name == name) return row.value;
  ADD_FAILURE() << name;
  return 0.0;
}

std::string fault(const CityCoefficients& city) {
  try {
    coefficients_of(city, family_coefficients());
  } catch (const Error& error) {
    EXPECT_EQ(error.kind(), ErrorKind::input);
    return error.what();
  }
  return "";
}

DayOptions options(const std::string& toml) { return read_options<DayOptions>(parse_toml(toml, "s.toml")); }

TEST(Coefficients, EveryRowHasASourceACertaintyAndTitlesInBothLanguages) {
  for (const NamedNumber& row : family_coefficients()) {
    EXPECT_FALSE(row.source.empty()) << row.name;
    EXPECT_THAT(kCertaintyNames, testing::Contains(row.certainty)) << row.name;
    EXPECT_FALSE(row.title.de.empty() || row.title.en.empty()) << row.name;
    EXPECT_TRUE(row.value >= row.range.min && row.value <= row.range.max) << row.name;
  }
}

TEST(Coefficients, ReachTheStagesInTheirUnits) {
  const Coefficients c = read_coefficients();
  EXPECT_DOUBLE_EQ(c.modes.value_of_time[1], 11.0 / 60.0);  // EUR/min from EUR/h
  EXPECT_DOUBLE_EQ(c.modes.walk_m_min, 4900.0 / 60.0);
  EXPECT_DOUBLE_EQ(c.transit.walk_m_min, c.modes.walk_m_min);
  EXPECT_DOUBLE_EQ(c.destinations.decay[0].scale_m, 3600.0);
  EXPECT_DOUBLE_EQ(c.roads.connector_speed.value, 5.0);
}

TEST(Coefficients, ARowThatNoStageReadsIsRefused) {
  std::vector<NamedNumber> rows = family_coefficients();
  rows.push_back({.name = "modes.humour"});
  EXPECT_THROW(by_stage(rows), Error);
  rows = family_coefficients();
  rows.pop_back();
  EXPECT_THROW(by_stage(rows), Error);
}

TEST(Coefficients, ACityGoesBeforeTheFamilyAndAScenarioBeforeBoth) {
  const CityCoefficients city = table("roads.value_of_time", 20.0, "EUR/h");
  EXPECT_EQ(value_of(coefficients_of(city, family_coefficients()), "roads.value_of_time"), 20.0);
  const DayOptions given = options("[coefficients]\nroads.value_of_time = \"9 EUR/h\"");
  EXPECT_EQ(value_of(coefficients_of(city, given.coefficients), "roads.value_of_time"), 9.0);
  // One that repeats the family's number has been said, too.
  const DayOptions same = options("[coefficients]\nroads.value_of_time = \"14 EUR/h\"");
  EXPECT_EQ(value_of(coefficients_of(city, same.coefficients), "roads.value_of_time"), 14.0);
}

TEST(Coefficients, OfACityAreCheckedByNameUnitAndRange) {
  EXPECT_THAT(fault(table("roads.value_of_tim", 20.0, "EUR/h")), HasSubstr("'roads.value_of_time'"));
  EXPECT_THAT(fault(table("roads.value_of_time", 20.0, "")), HasSubstr("'EUR/h' is needed"));
  EXPECT_THAT(fault(table("modes.nest_car", 1.5, "")), HasSubstr("1.5 is out of range: 0.01 to 1"));
}

TEST(Coefficients, OfMunichAreKnownAndHoldWhatWasFittedThere) {
  CityBuilder builder{CityProfile{}};
  builder.add_table(std::make_unique<CityCoefficients>());
  read_table_csv(builder, "mobility_coefficients", {},
                 PLANSPIEL_SOURCE_DIR "/scenarios/munich/mobility_coefficients.csv");
  const CityCoefficients city = static_cast<CityCoefficients&>(builder.table("mobility_coefficients"));
  const std::vector<NamedNumber> rows = coefficients_of(city, family_coefficients());
  EXPECT_EQ(value_of(rows, "modes.constant.walk"), -48.03);
  EXPECT_EQ(value_of(rows, "calibration.srv2023.walk"), 33.0);
  for (const CityCoefficientId row : city.ids()) EXPECT_FALSE(city.source[row].empty()) << city.id[row];
}

TEST(Coefficients, ExponentsOfDelayAreEqualOrAQuarterApart) {
  EXPECT_THROW(by_stage(options("[coefficients]\nroads.open_beta = 2.1").coefficients), Error);
  EXPECT_NO_THROW(by_stage(options("[coefficients]\nroads.open_beta = 2.0").coefficients));
}

TEST(Coefficients, SharesOfIncomesDoNotExceedTheWhole) {
  const DayOptions given = options("[coefficients]\npeople.income_low = 0.7");
  EXPECT_THROW(by_stage(given.coefficients), Error);
}

}  // namespace
}  // namespace planspiel::mobility
