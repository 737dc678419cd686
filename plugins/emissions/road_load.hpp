#pragma once

#include <algorithm>

#include "plugins/emissions/emission.hpp"

namespace planspiel::emissions {

/// A battery vehicle. Energy per distance at mean speed V (stops included), T °C outside:
///   F = c_r m g + ½ ρ c_d A (v_e)²            rolling and air, with v_e = 22 km/h + 0.88 V, the speed at which the
///   drag of a
///                                            typical drive of mean speed V is that of a steady one
///   A = 1.03 m d · max(0.05, 0.22 − 0.0011 V) force that accelerates, per distance (relative positive acceleration in
///   m/s²,
///                                            1.03 for turning masses, d the vehicle's dynamics)
///   B = max(0, A − 0.25 F)                    braking at the wheels: what of A does not go into rolling and air while
///   slowing E = [ (F + B)/η − B r η + P(T)/V ] / η_c  battery to wheel η, recuperated share r, auxiliaries P, charging
///   η_c
/// Typical drives: ECE-15 has V 18.7, v_e 36, acceleration 0.14; EUDC 62.6, 82, 0.09; WLTC and real driving accelerate
/// more (0.20 in the city, 0.12 on motorways; recalled).
struct BatteryVehicle {
  double mass_kg = 0.0;
  double drag_area_m2 = 0.0;  ///< c_d A
  double rolling = 0.0;       ///< c_r
  double dynamics = 1.0;      ///< d
  double base_W = 0.0;        ///< auxiliaries always on
  double heat_W_per_K = 0.0;  ///< per kelvin below 18 °C
  double cool_W_per_K = 0.0;  ///< per kelvin above 23 °C

  double auxiliaries_W(double temperature_c) const {
    return base_W + heat_W_per_K * std::max(0.0, 18.0 - temperature_c) +
           cool_W_per_K * std::max(0.0, temperature_c - 23.0);
  }
};

namespace road_load {
inline constexpr double kDriveEfficiency = 0.87;  ///< battery to wheel and back (assumed)
inline constexpr double kRecuperated = 0.75;      ///< of the braking work (assumed)
inline constexpr double kChargingEfficiency =
    0.90;                                     ///< socket to battery: 5–7 % at the wallbox, more at plugs (assumed)
inline constexpr double kSlowest_km_h = 5.0;  ///< below, auxiliaries per distance would grow without bound
inline constexpr double kFastest_km_h = 130.0;
}  // namespace road_load

/// Energy drawn from the battery for driving alone, per distance.
inline EnergyPerDistance driving_energy(const BatteryVehicle& car, Speed mean_speed) {
  const double v = std::clamp(in_km_h(mean_speed), road_load::kSlowest_km_h, road_load::kFastest_km_h);
  const double drag_speed_m_s = (22.0 + 0.88 * v) / 3.6;
  const double resistance_N =
      car.rolling * car.mass_kg * 9.81 + 0.5 * 1.2 * car.drag_area_m2 * drag_speed_m_s * drag_speed_m_s;
  const double accelerating_N = 1.03 * car.mass_kg * car.dynamics * std::max(0.05, 0.22 - 0.0011 * v);
  const double braking_N = std::max(0.0, accelerating_N - 0.25 * resistance_N);
  const double drawn_N = (resistance_N + braking_N) / road_load::kDriveEfficiency -
                         braking_N * road_load::kRecuperated * road_load::kDriveEfficiency;
  return EnergyPerDistance(drawn_N * 1000.0);  // 1 N = 1 J/m
}

/// Energy drawn from the battery by heating, cooling and everything else that is not driving, per distance.
inline EnergyPerDistance auxiliary_energy(double power_W, Speed mean_speed) {
  const double v = std::clamp(in_km_h(mean_speed), road_load::kSlowest_km_h, road_load::kFastest_km_h);
  return EnergyPerDistance(power_W / (v / 3.6) * 1000.0);
}

/// Energy at the socket per distance.
inline EnergyPerDistance socket_energy(const BatteryVehicle& car, Speed mean_speed, double temperature_c) {
  return (driving_energy(car, mean_speed) + auxiliary_energy(car.auxiliaries_W(temperature_c), mean_speed)) /
         road_load::kChargingEfficiency;
}

}  // namespace planspiel::emissions
