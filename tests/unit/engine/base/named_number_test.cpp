#include "engine/base/named_number.hpp"

#include <gmock/gmock.h>

#include "engine/base/error.hpp"

namespace planspiel {
namespace {

using testing::HasSubstr;

/// What a model would have as options.
struct Weights {
  std::vector<NamedNumber> numbers{
      {.name = "walk.speed", .value = 4.9, .unit = "km/h", .range = {1.0, 15.0}},
      {.name = "walk.weight", .value = 1.5, .range = {0.0, 10.0}},
      {.name = "scale", .value = 0.034, .unit = "1/min"},
  };
  void describe(OptionSet& set) { set.list("coefficients", numbers, {{"Koeffizienten", "Coefficients"}}); }
};

Weights read_weights(const std::string& toml) {
  return read_options<Weights>(parse_toml("[coefficients]\n" + toml, "s.toml"));
}

std::string fault(const std::string& toml) {
  try {
    read_weights(toml);
  } catch (const Error& error) {
    EXPECT_EQ(error.kind(), ErrorKind::config);
    return error.what();
  }
  return "";
}

TEST(NamedNumbers, KeepWhatNobodyGives) {
  const Weights weights = read_options<Weights>(parse_toml("", "s.toml"));
  EXPECT_EQ(weights.numbers[0].value, 4.9);
  EXPECT_FALSE(weights.numbers[0].given);
}

TEST(NamedNumbers, AreReadExactlyInTheirUnit) {
  const Weights weights = read_weights("walk.speed = \"5.1 km/h\"\nscale = \"0.05 1/min\"");
  EXPECT_EQ(weights.numbers[0].value, 5.1);
  EXPECT_EQ(weights.numbers[2].value, 0.05);
  EXPECT_TRUE(weights.numbers[0].given);
  EXPECT_FALSE(weights.numbers[1].given);
}

TEST(NamedNumbers, AreReadInAnotherUnitOfTheSameKind) {
  EXPECT_DOUBLE_EQ(read_weights("walk.speed = \"1.5 m/s\"").numbers[0].value, 5.4);
}

TEST(NamedNumbers, MayBeNestedOrQuoted) {
  EXPECT_EQ(read_weights("\"walk.weight\" = 2").numbers[1].value, 2.0);
  EXPECT_EQ(read_weights("[coefficients.walk]\nweight = 2").numbers[1].value, 2.0);
}

TEST(NamedNumbers, AnUnknownNameIsToldTheNearest) {
  EXPECT_THAT(fault("walk.wieght = 2"), HasSubstr("'walk.weight'"));
  EXPECT_THAT(fault("walk.wieght = 2"), HasSubstr("s.toml:2"));
}

TEST(NamedNumbers, AQuantityWithoutItsUnitIsShownARightOne) {
  EXPECT_THAT(fault("walk.speed = 5"), HasSubstr("\"5 km/h\""));
  EXPECT_THAT(fault("walk.speed = \"5 min\""), HasSubstr("wrong unit 'min'"));
}

TEST(NamedNumbers, OutsideTheirRangeTheyAreRefused) {
  EXPECT_THAT(fault("walk.speed = \"50 km/h\""), HasSubstr("1 km/h to 15 km/h"));
}

TEST(NamedNumbers, AreDescribedWithUnitAndValue) {
  OptionSet set;
  Weights weights;
  weights.describe(set);
  const Value option = set.to_value().items().front();
  EXPECT_EQ(option.at("type").as_text(), "numbers");
  EXPECT_EQ(option.at("row").items()[0].at("name").as_text(), "walk.speed");
  EXPECT_EQ(option.at("row").items()[0].at("default").as_number(), 4.9);
  EXPECT_EQ(option.at("row").items()[0].at("unit").as_text(), "km/h");
}

}  // namespace
}  // namespace planspiel
