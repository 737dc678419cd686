#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "plugins/emissions/emission.hpp"
#include "plugins/emissions/factor_table.hpp"

namespace planspiel::emissions {

/// How the electricity mix goes on after the last published year: as before, or as the law aims.
enum class GridPath { trend, target };
inline constexpr std::array<std::string_view, 2> kGridPathNames{"trend", "target"};
inline std::span<const std::string_view> choice_names(GridPath) { return kGridPathNames; }

/// What a vehicle's emissions depend on besides its type and speed.
struct Conditions {
  double temperature_c = 10.0;           ///< outdoor air
  std::int64_t grid_year = 2022;         ///< year of the electricity
  GridPath grid_path = GridPath::trend;  ///< how it goes on after the last published year
  double plug_in_electric = 0.35;        ///< utility factor: share of a plug-in hybrid's km driven on its battery
};

/// The parts of a factor, for people.
struct FactorParts {
  EnergyPerDistance fuel, electricity;
  EmissionPerDistance exhaust;  ///< with both energies and both kinds of CO2; PM of the exhaust
  EmissionFactor wear_pm10, wear_pm25;
};

/// Factors of one vehicle type, looked up once.
class VehicleFactors {
 public:
  /// Throws Error(input) that names the type where a factor is missing.
  VehicleFactors(const FactorTable& table, const VehicleType& type, const Conditions& conditions);

  FactorParts parts(Speed mean_speed) const;
  /// Driving warm: exhaust or electricity, and wear.
  EmissionPerDistance at(Speed mean_speed) const;
  /// The end of the hot factor's range at which it is held; none inside the range and where there is no such factor.
  std::optional<Speed> held_at(HotQuantity quantity, Speed mean_speed) const;
  const ElectricityMix& electricity_mix() const { return mix_; }
  /// What one cold start adds on a trip of that length, first driven at `mean_speed`.
  EmissionTotal cold_start(Metres trip, Speed mean_speed) const;

 private:
  double engine_share() const;  ///< share of km with the engine running
  EnergyPerDistance electricity(Speed mean_speed) const;

  VehicleType type_;
  Conditions conditions_;
  Fuel fuel_;
  ElectricityMix mix_;
  Wear wear_;
  std::optional<BatteryVehicle> battery_;
  std::array<std::optional<HotFactor>, 4> hot_;   ///< by HotQuantity
  std::array<std::optional<ColdRatio>, 3> cold_;  ///< energy, nox, pm
};

}  // namespace planspiel::emissions
