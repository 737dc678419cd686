#include "plugins/mobility/day/length_histogram.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace planspiel::mobility {
namespace {

TEST(LengthHistogram, HasItsMedianWhereHalfOfTheWaysAreShorter) {
  LengthHistogram ways;
  ways.add(Metres(1050.0), 1.0);
  ways.add(Metres(4050.0), 2.0);
  ways.add(Metres(9050.0), 1.0);
  EXPECT_NEAR(ways.median_km(), 4.05, 1e-9);  // one of four below 4 km, the half is reached in the middle of the bin
}

TEST(LengthHistogram, CountsByWeight) {
  LengthHistogram ways;
  ways.add(Metres(1050.0), 0.25);
  ways.add(Metres(9050.0), 3.0);
  EXPECT_NEAR(ways.median_km(), 9.0, 0.1);
}

TEST(LengthHistogram, OfTwoHalvesIsThatOfTheWhole) {
  LengthHistogram first, second, whole;
  first.add(Metres(1050.0), 1.0);
  second.add(Metres(3050.0), 2.0);
  for (const LengthHistogram* part : {&first, &second}) whole.add(*part);
  EXPECT_NEAR(whole.median_km(), 3.025, 1e-9);  // 1.5 of 3: a quarter of the second bin
}

TEST(LengthHistogram, WithoutWaysHasNone) { EXPECT_TRUE(std::isnan(LengthHistogram().median_km())); }

TEST(LengthHistogram, KeepsWhatIsLongerThanAHundredKilometres) {
  LengthHistogram ways;
  ways.add(Metres(500000.0), 1.0);
  EXPECT_NEAR(ways.median_km(), 99.95, 1e-9);
}

}  // namespace
}  // namespace planspiel::mobility
