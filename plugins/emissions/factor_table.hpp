#pragma once

/// The shipped facts of this plugin, looked up by exact key. What is not there is an error that names what was asked
/// for: there are no averages and no fallbacks.

#include <array>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/city/people.hpp"
#include "engine/city/transit.hpp"
#include "plugins/emissions/cold_start.hpp"
#include "plugins/emissions/fuel.hpp"
#include "plugins/emissions/hot_factor.hpp"
#include "plugins/emissions/road_load.hpp"
#include "plugins/emissions/wear.hpp"

namespace planspiel::emissions {

/// What a vehicle is, as the table fleet says it.
struct VehicleType {
  Vehicle vehicle = Vehicle::car;
  Propulsion propulsion = Propulsion::petrol;
  std::string segment;
  std::string euro;  ///< empty for battery vehicles
  /// "car petrol Medium Euro 6d"
  std::string text() const;
};

/// What the hot table holds: MJ/km and g/km. `energy_electric`: a plug-in hybrid on its battery.
enum class HotQuantity { energy, nox, pm, energy_electric };

/// The texts of the data files.
struct FactorTexts {
  std::string_view hot, fuels, grid, wear, cold, vehicles, transit, year;
};

class FactorTable {
 public:
  /// Throws Error(input) with file and line for a broken file.
  explicit FactorTable(const FactorTexts& texts);
  /// The facts in data/, embedded.
  static FactorTable shipped();

  /// Throws Error(input) that names the vehicle and what is known.
  const HotFactor& hot(const VehicleType& type, HotQuantity quantity) const;
  /// The fuel of an engine: petrol also for hybrids. Throws Error(input) for battery and fuel cell vehicles.
  const Fuel& fuel(Propulsion propulsion) const;
  /// Throws Error(config) that lists the years. `path` chooses the way on for years that nobody has published yet.
  const ElectricityMix& electricity(std::int64_t year, std::string_view path) const;
  /// Wear before the speed factors.
  Wear wear(const VehicleType& type) const;
  /// The battery vehicle of that size.
  const BatteryVehicle& battery(const VehicleType& type) const;
  /// Cold against hot; none where the guidebook has no cold excess (particles of petrol cars).
  std::optional<ColdRatio> cold(const VehicleType& type, HotQuantity quantity) const;
  /// Electricity of a train per distance, at the substation. Throws Error(input) for buses.
  EnergyPerDistance train(TransitMode mode) const;

  /// Where the row of hot() stands and what it is from: "EMEP/EEA … (hot_factors.csv:12)". Throws as hot().
  std::string hot_source(const VehicleType& type, HotQuantity quantity) const;
  /// Working days that make a year's traffic.
  double working_days() const { return working_days_; }

  /// Types that have hot factors, in the order of the file, then battery vehicles.
  const std::vector<VehicleType>& types() const { return types_; }

 private:
  using Key = std::array<std::string, 4>;
  struct Size {
    double axles = 2.0, load = 0.0;
    BatteryVehicle battery;
  };
  void read_hot(std::string_view text);
  void read_fuels(std::string_view text);
  void read_grid(std::string_view text);
  void read_wear(std::string_view text);
  void read_cold(std::string_view text);
  void read_vehicles(std::string_view text);
  void read_transit(std::string_view text);
  void read_year(std::string_view text);
  const Size& size(const VehicleType& type) const;
  [[noreturn]] void fail_hot(const VehicleType& type, HotQuantity quantity) const;

  std::map<Key, std::array<std::optional<HotFactor>, 4>> hot_;  ///< vehicle, propulsion, segment, euro
  std::map<Key, std::array<std::string, 4>> hot_source_;
  std::map<std::string, Fuel, std::less<>> fuels_;
  std::map<std::pair<std::int64_t, std::string>, ElectricityMix> grid_;  ///< year and path, empty where published
  std::array<WearProcess, 3> wear_;                                      ///< tyre, brake, road
  std::array<double, 3> van_tsp_{};
  double truck_road_tsp_ = 0.0;
  std::map<Key, ColdRatio> cold_;                     ///< fuel, segment, euro, quantity
  std::map<std::array<std::string, 2>, Size> sizes_;  ///< vehicle, segment
  std::map<std::string, double, std::less<>> train_kWh_per_km_;
  double working_days_ = 0.0;
  std::vector<VehicleType> types_;
};

}  // namespace planspiel::emissions
