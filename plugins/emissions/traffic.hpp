#pragma once

/// The parts of the model emissions.road: pure functions from tables and fields to amounts.

#include <array>
#include <vector>

#include "engine/city/network.hpp"
#include "engine/city/places.hpp"
#include "engine/city/transit.hpp"
#include "plugins/emissions/fields.hpp"
#include "plugins/emissions/fleet_factors.hpp"
#include "plugins/fields.hpp"

namespace planspiel::emissions {

using VehicleFlow = Grid<EdgeId, Flow, Hour, VehicleAxis>;
using RoadSpeed = HourlyColumn<EdgeId, Speed>;
using BusSpeed = Grid<EdgeId, Speed>;

/// Factors of all kinds of vehicle, in the order of Vehicle.
class AllFleets {
 public:
  AllFleets(const FactorTable& table, const Fleet& fleet, const Conditions& conditions);
  const FleetFactors& operator[](Vehicle vehicle) const { return fleets_[static_cast<std::size_t>(vehicle)]; }
  const FleetFactors& operator[](VehicleAxis vehicle) const { return fleets_[vehicle.index()]; }

 private:
  std::vector<FleetFactors> fleets_;
};

/// Sums over the day by kind of vehicle.
struct VehicleSums {
  std::array<EmissionTotal, VehicleAxis::kCount> emission{};
  std::array<Metres, VehicleAxis::kCount> distance{};
  Metres slow{};  ///< of all kinds below 10 km/h
  VehicleSums& operator+=(const VehicleSums& other);
};

struct RoadSums {
  VehicleSums territory, everywhere;
  RoadSums& operator+=(const RoadSums& other);
};

/// What drives on the links, and how fast.
struct LinkTraffic {
  const VehicleFlow& flow;
  const RoadSpeed& speed;
  const BusSpeed& bus_speed;  ///< by the timetable; 0 where no bus drives
};

/// Warm driving on every link and hour into `written`: vehicles × length × factor at the link's mean speed; buses at
/// the lower of it and their own, which holds their stops. Throws Error(input) where vehicles of a kind without fleet
/// drive.
RoadSums drive(const Roads& roads, const LinkTraffic& traffic, const AllFleets& fleets,
               WrittenEmissions<EdgeId, Hour>& written);

/// Cold starts of one zone and hour: trips · excess of a trip of the mean length.
EmissionTotal cold_starts(double trips, Metres total_length, const FleetFactors& cars, Speed first_speed);

/// By how much the mean factor of cars on the links of an hour exceeds the factor at their mean speed (1: all drive
/// alike).
struct SpeedSpread {
  double energy = 1.0;
  std::array<double, PollutantAxis::kCount> mass;
  SpeedSpread() { mass.fill(1.0); }
  EmissionTotal apply(const EmissionTotal& total) const;
};
std::array<SpeedSpread, Hour::kCount> speed_spread(const Roads& roads, const VehicleFlow& flow, const RoadSpeed& speed,
                                                   const FleetFactors& cars);

/// Public transport of the day by kind.
struct TransitSums {
  /// [district][kind]; what lies in no district is only in `everywhere`.
  std::vector<std::array<EmissionTotal, TransitVehicleAxis::kCount>> by_district;
  std::array<EmissionTotal, TransitVehicleAxis::kCount> everywhere{};
  double buses_by_line = 1.0;  ///< share of the timetable's bus-km that are not on links
};

/// Vehicle-km of lines × their runs of the day: trains by electricity per train-km, buses by their fleet at the line's
/// mean speed, as far as they are not among `bus_distance_on_links`. A piece between two stops counts for the district
/// of its middle.
TransitSums run_lines(const Lines& lines, const Column<LineId, double>& runs, const Stops& stops,
                      const Districts& districts, const FactorTable& table, const AllFleets& fleets,
                      const Conditions& conditions, Metres bus_distance_on_links);

/// Departures of each line on the day, by headway and by timetable.
Column<LineId, double> runs_of_day(const Lines& lines, const Headways& headways, const Departures& departures);

}  // namespace planspiel::emissions
