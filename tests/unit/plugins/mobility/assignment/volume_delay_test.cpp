#include "plugins/mobility/assignment/volume_delay.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/base/error.hpp"

namespace planspiel::mobility {
namespace {

const ArcId kArc(0);

VolumeDelay delay_of(const RoadDelay& road) {
  VolumeDelay delay(1);
  delay.set(kArc, road);
  return delay;
}

TEST(VolumeDelay, FollowsTheFormula) {
  const VolumeDelay delay = delay_of({.free_time = 60.0, .capacity = 1000.0, .alpha = 0.15, .beta = 4.0});
  EXPECT_DOUBLE_EQ(delay.time(kArc, 0.0), 60.0);
  EXPECT_DOUBLE_EQ(delay.time(kArc, 1000.0), 69.0);
  EXPECT_DOUBLE_EQ(delay.time(kArc, 2000.0), 60.0 * (1.0 + 0.15 * 16.0));
}

TEST(VolumeDelay, SlopeAndAreaBelongToTheTime) {
  for (const double beta : {1.0, 2.5, 3.0, 4.0, 5.2}) {
    const VolumeDelay delay = delay_of({.free_time = 50.0, .capacity = 800.0, .alpha = 0.6, .beta = beta});
    for (const double volume : {100.0, 900.0, 1700.0}) {
      const double h = 0.01;
      const double rise = (delay.time(kArc, volume + h) - delay.time(kArc, volume - h)) / (2.0 * h);
      const double mean = (delay.area(kArc, volume + h) - delay.area(kArc, volume - h)) / (2.0 * h);
      EXPECT_NEAR(delay.slope(kArc, volume), rise, 1e-6 * (1.0 + rise)) << beta;
      EXPECT_NEAR(delay.time(kArc, volume), mean, 1e-6 * mean) << beta;
    }
  }
}

TEST(VolumeDelay, ExponentZeroIsAConstant) {
  const VolumeDelay delay = delay_of({.free_time = 10.0, .capacity = 5.0, .alpha = 0.5, .beta = 0.0});
  EXPECT_EQ(delay.time(kArc, 0.0), 15.0);
  EXPECT_EQ(delay.time(kArc, 100.0), 15.0);
  EXPECT_EQ(delay.slope(kArc, 100.0), 0.0);
  EXPECT_EQ(delay.area(kArc, 2.0), 30.0);
}

TEST(VolumeDelay, RefusesACapacityOfZero) {
  EXPECT_THAT([] { delay_of({.free_time = 1.0, .capacity = 0.0}); },
              testing::ThrowsMessage<Error>("the capacity is 0; it must be above 0"));
  EXPECT_THROW(delay_of({.free_time = -1.0}), Error);
  EXPECT_THROW(delay_of({.free_time = 1.0, .beta = 0.5}), Error);
}

TEST(VolumeDelay, LetsVehiclesWaitBeforeAFullJunction) {
  VolumeDelay delay(1);
  delay.set(ArcId(0), {.free_time = 10.0, .capacity = 100.0, .alpha = 1.0, .beta = 4.0, .queue = 4.0});
  EXPECT_NEAR(delay.time(ArcId(0), 100.0), 10.0 + 10.0 + 4.0, 1e-12);
  EXPECT_NEAR(delay.time(ArcId(0), 200.0), 10.0 + 160.0 + 4.0 * 256.0, 1e-9);
  EXPECT_NEAR(delay.running_time(ArcId(0), 200.0), 170.0, 1e-9);
  EXPECT_NEAR(delay.slope(ArcId(0), 100.0), 0.4 + 8.0 * 4.0 / 100.0, 1e-12);
  EXPECT_NEAR(delay.area(ArcId(0), 100.0), 100.0 * (10.0 + 10.0 / 5.0 + 4.0 / 9.0), 1e-9);
}

}  // namespace
}  // namespace planspiel::mobility
