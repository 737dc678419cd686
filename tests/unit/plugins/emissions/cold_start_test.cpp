#include "plugins/emissions/cold_start.hpp"

#include <gtest/gtest.h>

using namespace planspiel;
using namespace planspiel::emissions;

namespace {

TEST(ColdStart, ShareOfTheMeanTripAtTenDegrees) {
  // 0.6474 - 0.02545 * 12.4 - (0.00974 - 0.000385 * 12.4) * 10
  EXPECT_NEAR(cold_share(kGuidebookTrip, 10.0), 0.28216, 1e-5);
}

TEST(ColdStart, ShareStaysWithinZeroAndOne) {
  EXPECT_EQ(cold_share(30.0_km, 10.0), 0.0);
  EXPECT_EQ(cold_share(0.1_km, -60.0), 1.0);
}

TEST(ColdStart, ALongTripIsColdAtLeastAsFarAsAShortOne) {
  Metres before{};
  for (double km = 0.0; km < 60.0; km += 0.5) {
    const Metres now = cold_distance(Metres(km * 1000.0), 10.0);
    EXPECT_GE(now, before) << km << " km";
    before = now;
  }
  EXPECT_NEAR(in_km(before), 0.55 * 0.55 / (4.0 * 0.0216), 1e-9);  // highest value of l (0.55 - 0.0216 l)
}

TEST(ColdStart, RatioIsOfTwoPiecesInSpeed) {
  const ColdRatio nox{
      .a = 0.0458, .b = 0.00747, .c = 0.764, .d = 0.0484, .e = 0.0228, .f = 0.685};  // petrol, 1.4 to 2 l
  EXPECT_NEAR(nox.ratio(20.0_km_h, 10.0), 0.0458 * 20 + 0.0747 + 0.764, 1e-12);
  EXPECT_NEAR(nox.ratio(30.0_km_h, 10.0), 0.0484 * 30 + 0.228 + 0.685, 1e-12);
  EXPECT_DOUBLE_EQ(nox.ratio(80.0_km_h, 10.0), nox.ratio(45.0_km_h, 10.0));
}

TEST(ColdStart, BcScalesTheColdDistanceNotTheRatio) {
  const ColdRatio plain{.c = 1.5, .f = 1.5};
  const ColdRatio euro4{.bc0 = 0.18, .c = 1.5, .f = 1.5};
  const Metres cold = cold_distance(kGuidebookTrip, 10.0);
  EXPECT_DOUBLE_EQ(plain.extra_distance(kGuidebookTrip, 25.0_km_h, 10.0).value, 0.5 * cold.value);
  EXPECT_NEAR(euro4.extra_distance(kGuidebookTrip, 25.0_km_h, 10.0).value, 0.18 * 0.5 * cold.value, 1e-9);
}

TEST(ColdStart, NeverSavesAnything) {
  const ColdRatio gas_nox{.b = -0.006, .c = 0.98, .e = -0.006, .f = 0.98};
  EXPECT_EQ(gas_nox.extra_distance(kGuidebookTrip, 25.0_km_h, 10.0), Metres(0.0));
}

}  // namespace
