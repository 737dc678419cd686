#include "plugins/mobility/day/around.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

namespace planspiel::mobility {
namespace {

constexpr double kNoWay = std::numeric_limits<double>::infinity();

AroundCoefficients plain() {
  AroundCoefficients c;
  c.scale = 0.02;
  c.passengers = 0.25;
  return c;
}

TEST(PeopleFromAround, ShareByTheLogitOfTheirMinutes) {
  const AroundShares shares = around_shares({60.0, 70.0, 80.0}, {.passenger = 40.0, .transit = 10.0}, plain());
  // -0.02 times 60, 110 and 90 minutes
  const double d = std::exp(-1.2), p = std::exp(-2.2), t = std::exp(-1.8);
  EXPECT_NEAR(shares.driver, d / (d + p + t), 1e-12);
  EXPECT_NEAR(shares.passenger, p / (d + p + t), 1e-12);
  EXPECT_NEAR(shares.transit, t / (d + p + t), 1e-12);
  EXPECT_NEAR(shares.logsum, std::log(d + p + t), 1e-12);
}

TEST(PeopleFromAround, WithoutATrainAllDriveAndWithoutARoadAllRide) {
  EXPECT_NEAR(around_shares({60.0, 60.0, kNoWay}, {}, plain()).driver, 0.5, 1e-12);
  EXPECT_EQ(around_shares({60.0, 60.0, kNoWay}, {}, plain()).transit, 0.0);
  EXPECT_EQ(around_shares({kNoWay, kNoWay, 60.0}, {}, plain()).transit, 1.0);
  EXPECT_EQ(around_shares({kNoWay, kNoWay, kNoWay}, {}, plain()).transit, 0.0);
}

TEST(PeopleFromAround, OneTourNeedsTheLogOddsAsItsConstant) {
  const AroundConstant constant = fitted({{{60.0, 60.0, 90.0}, 1.0}}, 0.62, plain(), {});
  // passengers: ln 4 / 0.02 minutes less; car nest of exp(-1.2) (1 + 1/4); transit so that it has 38 of 100
  EXPECT_NEAR(constant.passenger, std::log(4.0) / 0.02, 1e-6);
  const double car = std::exp(-1.2) * 1.25, transit = car * 0.38 / 0.62;
  EXPECT_NEAR(constant.transit, -std::log(transit) / 0.02 - 90.0, 1e-6);
}

TEST(PeopleFromAround, FittedSharesHoldOverUnlikeTours) {
  const std::vector<std::pair<AroundMinutes, double>> tours{
      {{60.0, 60.0, 50.0}, 3.0}, {{60.0, 60.0, 200.0}, 1.0}, {{90.0, 90.0, kNoWay}, 0.5}};
  AroundCoefficients c = plain();
  c.nest_car = 0.75;
  const AroundConstant constant = fitted(tours, 0.7, c, {});
  double cars = 0.0, drivers = 0.0;
  for (const auto& [minutes, weight] : tours) {
    const AroundShares shares = around_shares(minutes, constant, c);
    cars += weight * (shares.driver + shares.passenger);
    drivers += weight * shares.driver;
  }
  EXPECT_NEAR(cars / 4.5, 0.7, 1e-8);
  EXPECT_NEAR(cars / drivers, 1.25, 1e-8);
}

TEST(PeopleFromAround, AConstantThatCannotReachTheShareStopsAtTenHours) {
  const std::vector<std::pair<AroundMinutes, double>> tours{{{60.0, 60.0, 60.0}, 1.0}, {{60.0, 60.0, kNoWay}, 1.0}};
  EXPECT_EQ(fitted(tours, 0.2, plain(), {}).transit, -600.0);  // half of them have no train at all
}

}  // namespace
}  // namespace planspiel::mobility
