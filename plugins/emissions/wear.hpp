#pragma once

#include "engine/base/quantity.hpp"

namespace planspiel::emissions {

/// Particles from tyres, brakes and the road surface (EMEP/EEA guidebook 2019, 1.A.3.b.vi-vii, tier 2):
/// EF = TSP · fraction · S(V). Resuspension is not included.
struct WearProcess {
  double car_tsp_g_per_km = 0.0;  ///< total suspended particles of a car: base of the truck formula
  double pm10 = 0.0, pm25 = 0.0;  ///< fractions of TSP
  double battery = 1.0;           ///< a battery vehicle against one with an engine
};

/// Speed correction of tyre wear.
inline double tyre_speed_factor(Speed speed) {
  const double v = in_km_h(speed);
  if (v < 40.0) return 1.39;
  return v <= 90.0 ? 1.78 - 0.00974 * v : 0.902;
}

/// Speed correction of brake wear. (It falls with speed: slow traffic brakes often.)
inline double brake_speed_factor(Speed speed) {
  const double v = in_km_h(speed);
  if (v < 40.0) return 1.67;
  return v <= 95.0 ? 2.75 - 0.0270 * v : 0.185;
}

/// Tyre wear of a truck or bus in TSP g/km: axles, and load from 0 (empty) to 1 (full), scale a car's.
inline double truck_tyre_tsp(double car_tsp_g_per_km, double axles, double load) {
  return axles / 2.0 * (1.41 + 1.38 * load) * car_tsp_g_per_km;
}

/// Brake wear of a truck or bus in TSP g/km.
inline double truck_brake_tsp(double car_tsp_g_per_km, double load) {
  return 3.13 * (1.0 + 0.79 * load) * car_tsp_g_per_km;
}

/// Wear particles of one vehicle before the speed factors, g/km.
struct Wear {
  double tyre_pm10 = 0.0, brake_pm10 = 0.0, road_pm10 = 0.0;
  double tyre_pm25 = 0.0, brake_pm25 = 0.0, road_pm25 = 0.0;

  EmissionFactor pm10(Speed speed) const {
    return EmissionFactor((tyre_pm10 * tyre_speed_factor(speed) + brake_pm10 * brake_speed_factor(speed) + road_pm10) /
                          1000.0);
  }
  EmissionFactor pm25(Speed speed) const {
    return EmissionFactor((tyre_pm25 * tyre_speed_factor(speed) + brake_pm25 * brake_speed_factor(speed) + road_pm25) /
                          1000.0);
  }
};

/// The three processes with their TSP of one vehicle.
inline Wear wear_of(const WearProcess& tyre, double tyre_tsp, const WearProcess& brake, double brake_tsp,
                    const WearProcess& road, double road_tsp) {
  return {tyre_tsp * tyre.pm10, brake_tsp * brake.pm10, road_tsp * road.pm10,
          tyre_tsp * tyre.pm25, brake_tsp * brake.pm25, road_tsp * road.pm25};
}

}  // namespace planspiel::emissions
