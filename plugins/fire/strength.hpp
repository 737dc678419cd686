#pragma once

/// Who has arrived when: crew functions added up over the units.

#include <optional>
#include <span>
#include <vector>

#include "engine/city/fire.hpp"

namespace planspiel::fire {

/// A unit on duty, for places that it can be sent to.
struct DutyUnit {
  std::size_t station = 0;  ///< number among the stations of DriveTimes
  double turnout_s = 0.0;
  double functions = 0.0;  ///< expected: crew · probability of turning out with it
  bool professional = false;
  UnitId unit{};
};

/// Units on duty in an hour whose station is one of `stations` (ascending); units that never turn out are left out.
std::vector<DutyUnit> units_on_duty(const Units& units, const Stations& stations, std::span<const StationId> origin,
                                    Hour hour);

/// A unit at a place, seconds after the alarm.
struct Arrival {
  double after_alarm_s = 0.0;
  double functions = 0.0;
  bool professional = false;
  double drive_s = 0.0;  ///< part of after_alarm_s; the rest is turnout
};

/// Arrivals of all units that get there, earliest first (then by shorter drive, larger crew). `drive_s` is by station.
void arrivals(std::span<const DutyUnit> units, std::span<const double> drive_s, std::vector<Arrival>& sorted);

/// What a standard demands, with its clock.
struct Demand {
  double clock_starts_before_alarm_s = 0.0;  ///< call handling where the clock starts at the call
  double time_s = 0.0;
  double functions = 0.0;
  bool professional_only = false;
};
Demand demand_of(const Standards& standards, StandardId standard);

/// Time on the standard's clock at which the functions are complete; infinite where they never are.
double completion_s(std::span<const Arrival> sorted, const Demand& demand);

/// Largest factor on all drive times with which the demand is still met in time; infinite where nobody need drive, 0
/// where it cannot be met.
double slack(std::span<const Arrival> sorted, const Demand& demand);

/// P(T ≤ t) where all drive times of an incident are multiplied by exp(ε), ε normal with standard deviation `spread`:
/// one factor for the traffic and the crew of that moment. Φ(ln k / spread); a step at k = 1 without spread.
double probability_in_time(double slack, double spread);

/// Arriving at the latest moment is in time. Sums of floating-point seconds get a millisecond.
inline bool in_time(double completion_s, const Demand& demand) { return completion_s <= demand.time_s + 1e-3; }

}  // namespace planspiel::fire
