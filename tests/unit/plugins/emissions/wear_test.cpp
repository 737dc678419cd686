#include "plugins/emissions/wear.hpp"

#include <gtest/gtest.h>

#include "plugins/emissions/factor_table.hpp"

using namespace planspiel;
using namespace planspiel::emissions;

namespace {

TEST(Wear, OfACarAtFiftyByHand) {
  const Wear car = FactorTable::shipped().wear({Vehicle::car, Propulsion::petrol, "Medium", "Euro 4"});
  EXPECT_NEAR(in_g_km(car.pm10(50.0_km_h)), 0.0107 * 1.293 * 0.6 + 0.0075 * 1.4 * 0.98 + 0.015 * 0.5, 1e-9);
  EXPECT_NEAR(in_g_km(car.pm10(50.0_km_h)), 0.026091, 1e-6);
  EXPECT_NEAR(in_g_km(car.pm25(50.0_km_h)), 0.013956, 1e-6);
}

TEST(Wear, SlowTrafficBrakesMore) {
  EXPECT_EQ(brake_speed_factor(20.0_km_h), 1.67);
  EXPECT_NEAR(brake_speed_factor(60.0_km_h), 1.13, 1e-12);
  EXPECT_EQ(brake_speed_factor(120.0_km_h), 0.185);
  EXPECT_EQ(tyre_speed_factor(20.0_km_h), 1.39);
  EXPECT_NEAR(tyre_speed_factor(60.0_km_h), 1.1956, 1e-12);
  EXPECT_EQ(tyre_speed_factor(120.0_km_h), 0.902);
}

TEST(Wear, OfATruckGrowsWithAxlesAndLoad) {
  EXPECT_NEAR(truck_tyre_tsp(0.0107, 4, 0.5), 2.0 * (1.41 + 0.69) * 0.0107, 1e-12);
  EXPECT_NEAR(truck_brake_tsp(0.0075, 0.5), 3.13 * 1.395 * 0.0075, 1e-12);
}

TEST(Wear, ABatteryCarBrakesLessAndWearsTyresMore) {
  const FactorTable table = FactorTable::shipped();
  const Wear petrol = table.wear({Vehicle::car, Propulsion::petrol, "Medium", "Euro 4"});
  const Wear battery = table.wear({Vehicle::car, Propulsion::battery, "Medium", ""});
  EXPECT_NEAR(battery.brake_pm10 / petrol.brake_pm10, 0.25, 1e-12);
  EXPECT_NEAR(battery.tyre_pm10 / petrol.tyre_pm10, 1.084, 1e-12);
  EXPECT_LT(battery.pm10(30.0_km_h), petrol.pm10(30.0_km_h));
}

}  // namespace
