#include "engine/map/palette.hpp"

#include <gtest/gtest.h>

#include <limits>

using namespace planspiel;

namespace {

void expect_colour(Colour colour, double red, double green, double blue) {
  EXPECT_NEAR(colour.red, red, 1e-12);
  EXPECT_NEAR(colour.green, green, 1e-12);
  EXPECT_NEAR(colour.blue, blue, 1e-12);
}

TEST(Palette, ViridisLeadsFromVioletOverTealToYellow) {
  expect_colour(viridis(0.0), 0.267, 0.005, 0.329);
  expect_colour(viridis(0.5), 0.128, 0.567, 0.551);
  expect_colour(viridis(1.0), 0.993, 0.906, 0.144);
}

TEST(Palette, DifferencesAreBlueBelowAndRedAbovePaleNothing) {
  expect_colour(blue_red(0.0), 0.13, 0.34, 0.67);
  expect_colour(blue_red(0.5), 0.95, 0.95, 0.93);
  expect_colour(blue_red(1.0), 0.70, 0.09, 0.17);
}

TEST(Palette, BetweenTwoAnchorsColoursAreMixed) {
  expect_colour(viridis(1.0 / 16.0), (0.267 + 0.279) / 2, (0.005 + 0.175) / 2, (0.329 + 0.483) / 2);
}

TEST(Palette, BeyondTheEndsIsTheColourOfTheEnd) {
  expect_colour(viridis(7.0), 0.993, 0.906, 0.144);
  expect_colour(blue_red(-7.0), 0.13, 0.34, 0.67);
}

TEST(Palette, BreaksAreRoundAndSpanTheValues) {
  EXPECT_EQ(round_breaks(0.0, 100.0, 4), (std::vector<double>{0.0, 25.0, 50.0, 75.0, 100.0}));
  EXPECT_EQ(round_breaks(0.0, 930.0, 6), (std::vector<double>{0.0, 200.0, 400.0, 600.0, 800.0, 1000.0}));
  EXPECT_EQ(round_breaks(-3.0, 3.0, 3), (std::vector<double>{-4.0, -2.0, 0.0, 2.0, 4.0}));
}

TEST(Palette, BreaksOfOneSingleValueStillMakeAClass) {
  const std::vector<double> breaks = round_breaks(5.0, 5.0, 2);
  EXPECT_EQ(breaks, (std::vector<double>{5.0, 5.5, 6.0}));
}

TEST(Palette, AQuantileHasItsShareAtOrBelowAndIsTheSmallest) {
  EXPECT_EQ(quantile_of({4.0, 1.0, 3.0, 2.0}, 0.5), 2.0);
  EXPECT_EQ(quantile_of({4.0, 1.0, 3.0, 2.0}, 0.51), 3.0);
  EXPECT_EQ(quantile_of({4.0, 1.0, 3.0, 2.0}, 0.0), 1.0);
  EXPECT_EQ(quantile_of({4.0, 1.0, 3.0, 2.0}, 1.0), 4.0);
}

TEST(Palette, AQuantileLeavesOutWhatHasNoValue) {
  constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();
  EXPECT_EQ(quantile_of({kNaN, 8.0, kNaN}, 0.5), 8.0);
  EXPECT_EQ(quantile_of({kNaN}, 0.5), 0.0);
}

}  // namespace
