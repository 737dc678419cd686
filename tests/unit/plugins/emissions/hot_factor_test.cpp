#include "plugins/emissions/hot_factor.hpp"

#include <gtest/gtest.h>

#include <cmath>

using namespace planspiel;
using namespace planspiel::emissions;

namespace {

/// NOx of a medium petrol car, Euro 4.
constexpr HotFactor kPetrolNox{.vmin_km_h = 5,
                               .vmax_km_h = 130,
                               .alpha = 3.85566953e-5,
                               .beta = -0.00858022234,
                               .gamma = 0.577346262,
                               .eta = 5.43052047};

TEST(HotFactor, FollowsTheFormulaByHand) {
  const double above = 3.85566953e-5 * 2500 - 0.00858022234 * 50 + 0.577346262;
  EXPECT_NEAR(above, 0.2447268, 1e-6);
  EXPECT_NEAR(kPetrolNox.at(50.0_km_h), above / 5.43052047, 1e-12);
  EXPECT_NEAR(kPetrolNox.at(50.0_km_h), 0.0450651, 5e-7);
}

TEST(HotFactor, UsesAllTermsOfADieselRow) {
  // Medium diesel car, Euro 5 with filter: (0.166784 - 0.569073 + 0.945952 + 0.038472) / (-0.128762 + 0.213214 + 1)
  const HotFactor nox{.vmin_km_h = 10,
                      .vmax_km_h = 130,
                      .alpha = 6.67136e-5,
                      .beta = -0.011381467,
                      .gamma = 0.945951727,
                      .delta = 1.923608149,
                      .epsilon = -5.15046e-5,
                      .zeta = 0.004264272,
                      .eta = 1.0};
  EXPECT_NEAR(nox.at(50.0_km_h), 0.536801, 5e-6);
}

TEST(HotFactor, ClampsTheSpeedToTheRow) {
  EXPECT_DOUBLE_EQ(kPetrolNox.at(1.0_km_h), kPetrolNox.at(5.0_km_h));
  EXPECT_DOUBLE_EQ(kPetrolNox.at(200.0_km_h), kPetrolNox.at(130.0_km_h));
  EXPECT_TRUE(std::isfinite(kPetrolNox.at(0.0_km_h)));
}

TEST(HotFactor, ReadsTheReductionAsAFraction) {
  HotFactor reduced = kPetrolNox;
  reduced.rf = 0.25;
  EXPECT_DOUBLE_EQ(reduced.at(50.0_km_h), 0.75 * kPetrolNox.at(50.0_km_h));
}

}  // namespace
