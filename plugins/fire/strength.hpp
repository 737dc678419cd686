#pragma once

/// Who has arrived when: crew functions added up over the units.

#include <cstdint>
#include <span>
#include <vector>

#include "engine/city/fire.hpp"

namespace planspiel::fire {

/// Numbers of vehicle types of one service.
using VehicleType = std::uint8_t;
inline constexpr VehicleType kAnyType = 255;

/// A unit on duty, for places that it can be sent to.
struct DutyUnit {
  std::size_t station = 0;  ///< number among the stations of DriveTimes
  double turnout_s = 0.0;
  double functions = 0.0;  ///< expected: crew · probability of turning out with it
  bool professional = false;
  UnitId unit{};
  std::uint32_t crew = 0;  ///< functions where all come
  double shows_up = 1.0;   ///< probability of each of them
  VehicleType type = kAnyType;
};

/// Units on duty in an hour whose station is one of `stations` (ascending); units that never turn out are left out.
std::vector<DutyUnit> units_on_duty(const Units& units, const Stations& stations, std::span<const StationId> origin,
                                    Hour hour);

/// A unit at a place, seconds after the alarm.
struct Arrival {
  double after_alarm_s = 0.0;
  double functions = 0.0;
  bool professional = false;
  double drive_s = 0.0;    ///< part of after_alarm_s; the rest is turnout
  double turnout_s = 0.0;  ///< the rest
  std::uint32_t crew = 0;  ///< functions where all come
  double shows_up = 1.0;   ///< probability of each of them
  VehicleType type = kAnyType;
};

/// Arrivals of all units that get there, earliest first (then in the order of `units`). `drive_s` is by station.
void arrivals(std::span<const DutyUnit> units, std::span<const double> drive_s, std::vector<Arrival>& sorted);

/// What a standard demands, with its clock.
struct Demand {
  double clock_starts_before_alarm_s = 0.0;  ///< call handling where the clock starts at the call
  double time_s = 0.0;
  double functions = 0.0;
  bool professional_only = false;
};
Demand demand_of(const Standards& standards, StandardId standard);

/// 0.7 · 10 + 3 functions are 10.
inline constexpr double kFunctionsRounding = 1e-9;

/// Time on the standard's clock at which the functions are complete; infinite where they never are.
double completion_s(std::span<const Arrival> sorted, const Demand& demand);

/// Arriving at the latest moment is in time. Sums of floating-point seconds get a millisecond.
inline bool in_time(double completion_s, const Demand& demand) { return completion_s <= demand.time_s + 1e-3; }

}  // namespace planspiel::fire
