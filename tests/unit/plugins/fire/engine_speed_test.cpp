#include "plugins/fire/engine_speed.hpp"

#include <gtest/gtest.h>

#include <cmath>

using namespace planspiel;
using namespace planspiel::fire;

namespace {

TEST(EngineSpeed, IsFasterThanCarsUpToALimit) {
  const DriveOptions options{.faster = 1.35};
  EXPECT_NEAR(in_km_h(engine_speed(30.0_km_h, 30.0_km_h, options)), 40.5, 1e-9);
  EXPECT_NEAR(in_km_h(engine_speed(100.0_km_h, 100.0_km_h, options)), 90.0, 1e-9);
}

TEST(EngineSpeed, LosesHalfOfWhatCarsLoseInCongestion) {
  const DriveOptions options{.faster = 1.35};
  EXPECT_NEAR(in_km_h(engine_speed(30.0_km_h, 15.0_km_h, options)), 40.5 * 0.75, 1e-9);
  EXPECT_NEAR(in_km_h(engine_speed(30.0_km_h, 0.0_km_h, options)), 40.5 * 0.5, 1e-9);
}

TEST(EngineSpeed, IsFreeWhereNobodyDroveOrFasterThanFree) {
  const DriveOptions options{.faster = 1.35};
  EXPECT_NEAR(in_km_h(engine_speed(30.0_km_h, Speed(std::nan("")), options)), 40.5, 1e-9);
  EXPECT_NEAR(in_km_h(engine_speed(30.0_km_h, 35.0_km_h, options)), 40.5, 1e-9);
}

}  // namespace
