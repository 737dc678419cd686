#include "engine/map/ramp.hpp"

#include <gtest/gtest.h>

#include <limits>

using namespace planspiel;

namespace {

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();

std::vector<std::string> labels_of(const Ramp& ramp, Language language = Language::en) {
  std::vector<std::string> labels;
  for (const LegendClass& one : legend_classes(ramp, language)) labels.push_back(one.label);
  return labels;
}

bool same(Colour a, Colour b) { return a.red == b.red && a.green == b.green && a.blue == b.blue; }

TEST(Legend, TheHighestClassHasNoUpperEnd) {
  EXPECT_EQ(labels_of({{0.0, 100.0, 200.0, 300.0}, false}),
            (std::vector<std::string>{"0 … 100", "100 … 200", "≥ 200"}));
}

TEST(Legend, OfDifferencesBothEndsAreOpen) {
  EXPECT_EQ(labels_of({{-20.0, -10.0, 0.0, 10.0, 20.0}, true}),
            (std::vector<std::string>{"< -10", "-10 … 0", "0 … 10", "≥ 10"}));
}

TEST(Legend, BreaksAreShownExactly) {
  EXPECT_EQ(labels_of({{0.0, 0.25, 0.5, 0.75}, false}),
            (std::vector<std::string>{"0.00 … 0.25", "0.25 … 0.50", "≥ 0.50"}));
  EXPECT_EQ(labels_of({{0.0, 2.5, 5.0}, false}), (std::vector<std::string>{"0.0 … 2.5", "≥ 2.5"}));
  EXPECT_EQ(labels_of({{0.0, 0.001, 0.002}, false}, Language::de),
            (std::vector<std::string>{"0,000 … 0,001", "≥ 0,001"}));
}

TEST(Legend, AClassHasTheColourOfItsMiddle) {
  const Ramp ramp{{0.0, 100.0, 200.0}, false};
  EXPECT_TRUE(same(legend_classes(ramp, Language::en)[0].colour, ramp.of(50.0)));
  EXPECT_TRUE(same(legend_classes(ramp, Language::en)[1].colour, ramp.of(150.0)));
}

TEST(Ramp, NoValueAndNoChangeHaveColoursOfTheirOwn) {
  EXPECT_TRUE(same(Ramp({{0.0, 1.0}, false}).of(kNaN), kNoData));
  EXPECT_TRUE(same(Ramp({{-1.0, 1.0}, true}).of(0.0), kNoChange));
  EXPECT_TRUE(same(Ramp({{0.0, 1.0}, false}).of(0.0), viridis(1.0)));  // no traffic is a value
}

TEST(Ramp, OfDifferencesIsSymmetric) {
  EXPECT_EQ(ramp_for({-30.0, 1.0, kNaN, 0.0}, true).breaks,
            (std::vector<double>{-30.0, -20.0, -10.0, 0.0, 10.0, 20.0, 30.0}));
}

TEST(Ramp, FewExtremeValuesLieBeyondItsEnd) {
  std::vector<double> values(99, 60.0);
  values.push_back(1e6);
  EXPECT_EQ(ramp_for(values, false).breaks.back(), 60.0);
}

TEST(Ramp, OfNothingButNoValuesHasBreaksNevertheless) {
  EXPECT_GE(ramp_for({kNaN, kNaN}, false).breaks.size(), 2u);
  EXPECT_GE(ramp_for({kNaN, 0.0}, true).breaks.size(), 3u);
}

}  // namespace
