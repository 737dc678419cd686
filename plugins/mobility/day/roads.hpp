#pragma once

/// The stage of roads: one equilibrium per hour.

#include <array>
#include <optional>
#include <vector>

#include "engine/run/model.hpp"
#include "plugins/mobility/assignment/path_equilibrium.hpp"
#include "plugins/mobility/day/demand.hpp"
#include "plugins/mobility/day/goods.hpp"

namespace planspiel::mobility {

/// Flows of one hour on the arcs of the network.
struct HourState {
  std::vector<double> through_volume{};  ///< of drivers without an end inside a day-toll area; empty where none is
  std::vector<std::vector<double>> class_flow{};   ///< PCU on arcs of the shrunk network, by class
  std::vector<std::vector<float>> demand{};        ///< that these flows carry, by class
  std::vector<double> volume{};                    ///< PCU per hour
  std::vector<double> time{};                      ///< seconds
  double relative_gap = 0.0, territory_gap = 0.0;  ///< of all links; of those inside the territory alone
};

class HourlyRoads {
 public:
  HourlyRoads(const CarNetwork& car, const TollSystem& tolls, const VehicleTripsByHour& vehicle_trips,
              const RoadCoefficients& coefficients);
  /// Brings every hour to a relative gap with this car demand, from its present flows: only the difference of demand is
  /// loaded.
  void assign(const HourlyMatrices& cars, double gap, const RunContext& context);
  /// Takes the times of an equilibrium that was found before.
  void take_speeds(const HourlyColumn<EdgeId, Speed>& speed, const HourlyColumn<EdgeId, Seconds>& wait);
  /// The paths of an hour's equilibrium with this car demand, on the arcs of the shrunk network; classes as in
  /// assign().
  PathFlows paths(Hour hour, const HourlyMatrices& cars, double gap) const;
  /// Writes times (and tolls where charged by link) between zones into the supply.
  void skim(Supply& supply, const ZoneMatrix<float>& crow) const;
  /// Vehicles per hour on each arc by kind, car to heavy truck: shares of an all-or-nothing loading at the final costs,
  /// applied to the equilibrium's volume (proportionality).
  std::array<std::vector<double>, kAssigned.size()> vehicles(Hour hour, const HourlyMatrices& cars) const;
  const HourState& hour(Hour hour) const { return hours_[hour.index()]; }
  double largest_gap() const;
  double largest_territory_gap() const;

 private:
  /// Who drives in an hour and what it costs besides time.
  struct Classes {
    std::vector<DriverKind> kind;
    std::vector<std::vector<float>> demand;
    std::vector<std::vector<double>> cost;  ///< of arcs of the shrunk network; empty: nothing
    std::vector<UserClass> users() const;
  };
  /// Everybody; apart from them those who may enter closed roads, and through drivers where a day toll is charged.
  std::vector<DriverKind> kinds(Hour hour) const;
  /// Whether trips of a vehicle between two zones are driven by this kind of driver.
  bool drives(DriverKind kind, Hour hour, ZoneId from, ZoneId to, Vehicle vehicle) const;
  Classes classes_of(Hour hour, const HourlyMatrices& cars) const;
  /// PCU of all vehicles, or vehicles of one kind.
  ZoneMatrix<float> demand_of(Hour hour, const HourlyMatrices& cars, std::optional<Vehicle> only,
                              DriverKind kind) const;
  /// Seconds of each arc, fixed costs included.
  std::vector<double> cost_of(Hour hour, DriverKind kind) const;
  /// Times and the like of one kind of driver, into the pairs that this kind drives.
  void skim_kind(Hour hour, DriverKind kind, Supply& supply) const;

  const CarNetwork& car_;
  const TollSystem& tolls_;
  const VehicleTripsByHour& vehicle_trips_;
  RoadCoefficients coefficients_;
  std::array<HourState, 24> hours_;
};

}  // namespace planspiel::mobility
