#include "plugins/mobility/day/loop.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace planspiel::mobility {
namespace {

using Shares = std::array<double, Mode::kCount>;

/// Shares of a logit whose modes differ by their constants alone, as trips of 1,000.
Shares trips_of(const ModeCoefficients& modes) {
  Shares trips{};
  double sum = 0.0;
  for (std::size_t mode = 0; mode < trips.size(); ++mode)
    sum += trips[mode] = std::exp(-modes.scale * modes.constant[mode]);
  for (double& share : trips) share *= 1000.0 / sum;
  return trips;
}

constexpr Shares kTarget{24.0, 18.0, 24.0, 24.0, 10.0};

TEST(Calibration, ReachesTheTargetOfALogit) {
  ModeCoefficients modes;
  modes.scale = 0.034;
  for (int round = 0; round < 30; ++round) calibrate(modes, trips_of(modes), kTarget, 0.7);
  const Shares trips = trips_of(modes);
  for (std::size_t mode = 0; mode < trips.size(); ++mode) EXPECT_NEAR(trips[mode], 10.0 * kTarget[mode], 1e-6) << mode;
  EXPECT_EQ(modes.constant[mode::car_driver.index()], 0.0);
}

TEST(Calibration, AModeThatIsTakenTooOftenGetsMoreMinutes) {
  ModeCoefficients modes;
  modes.scale = 0.034;
  calibrate(modes, {500.0, 100.0, 100.0, 200.0, 100.0}, kTarget, 0.7);
  EXPECT_GT(modes.constant[mode::walk.index()], 0.0);
  EXPECT_LT(modes.constant[mode::bike.index()], 0.0);
}

TEST(Calibration, AtTheTargetNothingMoves) {
  ModeCoefficients modes;
  modes.scale = 0.034;
  calibrate(modes, {240.0, 180.0, 240.0, 240.0, 100.0}, kTarget, 0.7);
  for (const double constant : modes.constant) EXPECT_NEAR(constant, 0.0, 1e-12);
}

}  // namespace
}  // namespace planspiel::mobility
