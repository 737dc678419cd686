#pragma once

/// Whom an alarm sends at once.

#include <cstdint>
#include <span>
#include <vector>

#include "engine/city/fire.hpp"
#include "plugins/fire/strength.hpp"

namespace planspiel::fire {

/// Whom an alarm sends: first the nearest of each type needed, then the nearest of any type until enough units and
/// functions are under way.
struct AlarmPlan {
  struct Need {
    VehicleType type = kAnyType;
    std::uint32_t count = 1;
  };
  std::vector<Need> needs{};
  std::uint32_t units = 0;  ///< at least
  double functions = 0.0;   ///< at least; expected ones of volunteers
  bool empty() const { return needs.empty() && units == 0 && functions <= 0.0; }
};

/// Vehicle types by number, in the order in which they were asked for.
class VehicleTypes {
 public:
  /// Throws Error(config) where there are more than 254.
  VehicleType number(const std::string& name);
  const std::string& name(VehicleType type) const { return names_[type]; }

 private:
  std::vector<std::string> names_;
};

/// The first alarm of an incident type.
AlarmPlan first_alarm_of(const IncidentRates& rates, IncidentRateId type, VehicleTypes& types);

/// Whether a standard is asked of incidents with this first alarm: one for the first unit of all, one for functions of
/// those to which the plan sends that many at once.
bool counts(const Demand& standard, const AlarmPlan& first_alarm);

/// Numbers of the units that are sent where all are free, in the order in which they are called. `professional_first`:
/// they go before others, however far they are.
void send_first_alarm(std::span<const Arrival> sorted, const AlarmPlan& plan, bool professional_first,
                      std::vector<std::size_t>& sent);

}  // namespace planspiel::fire
