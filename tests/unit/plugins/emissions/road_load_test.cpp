#include "plugins/emissions/road_load.hpp"

#include <gtest/gtest.h>

#include "plugins/emissions/factor_table.hpp"
#include "plugins/emissions/vehicle_factors.hpp"

using namespace planspiel;
using namespace planspiel::emissions;

namespace {

BatteryVehicle car_of(const char* segment) {
  return FactorTable::shipped().battery({Vehicle::car, Propulsion::battery, segment, ""});
}

TEST(RoadLoad, OfAMediumCarAtFiftyByHand) {
  const double resistance = 0.010 * 1950 * 9.81 + 0.6 * 0.65 * (66.0 / 3.6) * (66.0 / 3.6);  // 322.4 N
  const double braking = 1.03 * 1950 * (0.22 - 0.055) - 0.25 * resistance;                   // 250.8 N
  const double drawn = (resistance + braking) / 0.87 - braking * 0.75 * 0.87;                // 495.1 N = J/m
  EXPECT_NEAR(in_kWh_km(driving_energy(car_of("Medium"), 50.0_km_h)), drawn / 3600.0, 1e-9);
}

TEST(RoadLoad, ACarTakesFifteenToTwentyKilowattHoursPer100Km) {
  double mean = 0.0;
  for (const double km_h : {25.0, 35.0, 50.0, 65.0, 80.0}) {
    const double medium = in_kWh_km(socket_energy(car_of("Medium"), Speed(km_h / 3.6), 10.0));
    EXPECT_GT(medium, 0.15) << km_h << " km/h";
    EXPECT_LT(medium, 0.20) << km_h << " km/h";
    mean += medium / 5.0;
  }
  EXPECT_NEAR(mean, 0.18, 0.01);
}

TEST(RoadLoad, SizesAreInOrderAndHighSpeedCosts) {
  EXPECT_LT(socket_energy(car_of("Small"), 50.0_km_h, 10.0), socket_energy(car_of("Medium"), 50.0_km_h, 10.0));
  EXPECT_LT(socket_energy(car_of("Medium"), 50.0_km_h, 10.0),
            socket_energy(car_of("Large-SUV-Executive"), 50.0_km_h, 10.0));
  EXPECT_GT(socket_energy(car_of("Medium"), 120.0_km_h, 10.0), socket_energy(car_of("Medium"), 80.0_km_h, 10.0));
}

TEST(RoadLoad, ColdAndHeatCostMoreInSlowTraffic) {
  const BatteryVehicle car = car_of("Medium");
  EXPECT_EQ(car.auxiliaries_W(20.0), 300.0);
  EXPECT_EQ(car.auxiliaries_W(10.0), 300.0 + 8.0 * 70.0);
  EXPECT_EQ(car.auxiliaries_W(33.0), 300.0 + 10.0 * 50.0);
  const auto cold_cost = [&](Speed speed) { return socket_energy(car, speed, -5.0) - socket_energy(car, speed, 20.0); };
  EXPECT_GT(cold_cost(20.0_km_h), 2.0 * cold_cost(60.0_km_h));
}

/// Battery vans of the guidebook's 2025 update, Wh/km from the battery without heating, at 20, 30, 50, 80, 100 km/h.
struct Van {
  const char* segment;
  std::array<double, 5> wh_km;
};

TEST(RoadLoad, VansLieNearTheCurvesOfTheGuidebook) {
  const FactorTable table = FactorTable::shipped();
  const std::array<double, 5> speeds{20, 30, 50, 80, 100};
  for (const Van& van :
       {Van{"N1-I", {133.96, 121.71, 125.38, 158.08, 192.12}}, Van{"N1-II", {198.28, 180.14, 185.57, 233.98, 284.36}},
        Van{"N1-III", {275.22, 250.04, 257.58, 324.77, 394.69}}}) {
    const BatteryVehicle vehicle = table.battery({Vehicle::van, Propulsion::battery, van.segment, ""});
    for (std::size_t i = 0; i < speeds.size(); ++i) {
      const Speed speed(speeds[i] / 3.6);
      const double ours = 1000.0 * in_kWh_km(driving_energy(vehicle, speed) + auxiliary_energy(vehicle.base_W, speed));
      EXPECT_NEAR(ours / van.wh_km[i], 1.0, 0.15) << van.segment << " at " << speeds[i] << " km/h";
    }
  }
}

TEST(RoadLoad, CarsLieNearPlugInHybridsOnTheirBattery) {
  const FactorTable table = FactorTable::shipped();
  const HotFactor& guidebook =
      table.hot({Vehicle::car, Propulsion::plug_in_hybrid, "Medium", "Euro 6d"}, HotQuantity::energy_electric);
  const BatteryVehicle car = car_of("Medium");
  for (const double km_h : {30.0, 50.0, 80.0}) {
    const Speed speed(km_h / 3.6);
    const double ours = in_MJ_km(driving_energy(car, speed) + auxiliary_energy(car.base_W, speed));
    EXPECT_NEAR(ours / guidebook.at(speed), 1.0, 0.2) << km_h << " km/h";
  }
}

}  // namespace
