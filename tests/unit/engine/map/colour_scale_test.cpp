#include "engine/map/colour_scale.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "engine/base/error.hpp"

using namespace planspiel;
using testing::ElementsAre;

namespace {

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();

bool same(Colour a, Colour b) { return a.red == b.red && a.green == b.green && a.blue == b.blue; }
double lightness(Colour c) { return 0.2126 * c.red + 0.7152 * c.green + 0.0722 * c.blue; }

std::vector<double> evenly(double from, double to) {
  std::vector<double> values;
  for (int i = 0; i <= 1000; ++i) values.push_back(from + (to - from) * i / 1000.0);
  return values;
}

/// Most links carry little, few carry much.
std::vector<double> skewed() {
  std::vector<double> values;
  for (int i = 1; i <= 1000; ++i) values.push_back(5000.0 * std::pow(i / 1000.0, 8.0));
  return values;
}

std::vector<std::string> texts(const ColourScale& scale, Language language) {
  std::vector<std::string> result;
  for (const LegendRow& row : legend_rows(scale, language)) result.push_back(row.text);
  return result;
}

TEST(ColourScale, EvenValuesHaveEvenSteps) {
  EXPECT_THAT(scale_for(evenly(0.0, 58.0), false).breaks, ElementsAre(0, 10, 20, 30, 40, 50, 60));
}

TEST(ColourScale, ManySmallAndFewLargeValuesHaveStepsOfOneTwoFive) {
  EXPECT_THAT(scale_for(skewed(), false).breaks, ElementsAre(0, 50, 100, 200, 500, 1000, 2000, 5000));
}

TEST(ColourScale, ValuesFarFromZeroDoNotBeginAtZero) {
  EXPECT_GE(scale_for(evenly(40.0, 50.0), false).breaks.front(), 38.0);
}

TEST(ColourScale, DifferencesAreSymmetricAboutZero) {
  const ColourScale scale = scale_for(evenly(-10.0, 70.0), true);
  ASSERT_EQ(scale.classes() % 2, 0u);
  for (std::size_t i = 0; i < scale.breaks.size(); ++i)
    EXPECT_DOUBLE_EQ(scale.breaks[i], -scale.breaks[scale.breaks.size() - 1 - i]);
}

TEST(ColourScale, ABreakBelongsToTheClassAboveIt) {
  const ColourScale scale = scale_with({0, 10, 20, 30}, {}, false);
  EXPECT_EQ(scale.class_of(9.999), 0u);
  EXPECT_EQ(scale.class_of(10.0), 1u);
  EXPECT_EQ(scale.class_of(-5.0), 0u);
  EXPECT_EQ(scale.class_of(500.0), 2u);
}

TEST(ColourScale, MoreIsDarkerWithAVisibleStepBetweenClasses) {
  const ColourScale scale = scale_for(skewed(), false);
  for (std::size_t c = 1; c < scale.classes(); ++c)
    EXPECT_LT(lightness(scale.colours[c]), lightness(scale.colours[c - 1]) - 0.03) << c;
}

TEST(ColourScale, LessIsBlueAndMoreIsRed) {
  const ColourScale scale = scale_with({-20, -10, 0, 10, 20}, {}, true);
  for (const double less : {-15.0, -5.0}) EXPECT_GT(scale.of(less).blue, scale.of(less).red);
  for (const double more : {15.0, 5.0}) EXPECT_GT(scale.of(more).red, scale.of(more).blue);
  EXPECT_LT(lightness(scale.of(15.0)), lightness(scale.of(5.0)));
}

TEST(ColourScale, NoDataAndNoChangeAreNoClass) {
  const ColourScale scale = scale_with({-20, -10, 0, 10, 20}, {}, true);
  EXPECT_TRUE(same(scale.of(kNaN), kNoData));
  EXPECT_TRUE(same(scale.of(0.0), kNoChange));
  for (const Colour colour : scale.colours) {
    EXPECT_FALSE(same(colour, kNoChange));
    EXPECT_FALSE(same(colour, kNoData));
  }
  const ColourScale amounts = scale_with({0, 10}, {}, false);
  EXPECT_TRUE(same(amounts.of(0.0), amounts.colours[0]));  // no traffic is a value
}

TEST(ColourScale, ThereAreNeverMoreClassesThanTheShaderHolds) {
  for (const double high : {1e-6, 0.3, 1.0, 7.0, 123.0, 1e9})
    for (const bool difference : {false, true}) {
      const ColourScale scale = scale_for(evenly(difference ? -high : 0.0, high), difference);
      EXPECT_LE(scale.classes(), kMostClasses);
      EXPECT_GE(scale.classes(), 2u);
      EXPECT_TRUE(std::is_sorted(scale.breaks.begin(), scale.breaks.end()));
    }
}

TEST(ColourScale, EqualOrNoValuesStillHaveAScale) {
  for (const auto& values : {std::vector<double>{}, {5.0, 5.0}, {kNaN}, {0.0}})
    for (const bool difference : {false, true}) EXPECT_GE(scale_for(values, difference).classes(), 1u);
}

TEST(ColourScale, OwnBreaksMustAscend) {
  const auto refused = [](std::vector<double> breaks) {
    try {
      scale_with(std::move(breaks), {}, false);
    } catch (const Error& error) {
      return error.kind() == ErrorKind::config;
    }
    return false;
  };
  EXPECT_TRUE(refused({}));
  EXPECT_TRUE(refused({1}));
  EXPECT_TRUE(refused({1, 1}));
  EXPECT_TRUE(refused({2, 1}));
  EXPECT_TRUE(refused({0, kNaN}));
  EXPECT_TRUE(refused(std::vector<double>{0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13}));
  EXPECT_FALSE(refused({0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12}));
}

TEST(Legend, ClassesComeFromTheHighestDownWithNoDataLast) {
  const ColourScale scale = scale_with({0, 1000, 5000}, {200, 7000}, false);
  EXPECT_THAT(texts(scale, Language::en), ElementsAre("≥ 1,000", "0 … 1,000", "no data"));
  EXPECT_THAT(texts(scale, Language::de), ElementsAre("≥ 1.000", "0 … 1.000", "keine Daten"));
}

TEST(Legend, ClosedEndsAreShownAsTheyAre) {
  EXPECT_THAT(texts(scale_with({0, 1000, 5000}, {200, 4000}, false), Language::en),
              ElementsAre("1,000 … 5,000", "0 … 1,000", "no data"));
}

TEST(Legend, ChangesHaveTheirSignAndABoxForNone) {
  const ColourScale scale = scale_with({-1.5, 0, 1.5}, {-2, 1}, true);
  EXPECT_THAT(texts(scale, Language::de), ElementsAre("≥ 0,0", "< 0,0", "keine Änderung", "keine Daten"));
  EXPECT_TRUE(legend_rows(scale, Language::de)[2].aside);
  EXPECT_THAT(texts(scale_with({-1.5, 0, 1.5}, {1}, true), Language::en)[1], "−1.5 … 0.0");
}

TEST(Legend, WhereNothingChangesThereAreNoClasses) {
  EXPECT_THAT(texts(scale_for({0.0, 0.0, kNaN}, true), Language::en), ElementsAre("no change", "no data"));
  EXPECT_GT(texts(scale_for({0.0, 5.0, kNaN}, true), Language::en).size(), 3u);
}

TEST(Legend, DecimalsAreTheFewestThatShowEachBreak) {
  EXPECT_EQ(decimals_for(std::vector<double>{0, 10, 20}), 0);
  EXPECT_EQ(decimals_for(std::vector<double>{0, 2.5, 5}), 1);
  EXPECT_EQ(decimals_for(std::vector<double>{0, 0.25}), 2);
  EXPECT_EQ(decimals_for(std::vector<double>{1e-9}), 6);
}

}  // namespace
