#include "plugins/fire/first_alarm.hpp"

#include <algorithm>

#include "engine/base/error.hpp"

namespace planspiel::fire {

VehicleType VehicleTypes::number(const std::string& name) {
  const auto found = std::find(names_.begin(), names_.end(), name);
  const auto number = static_cast<std::size_t>(found - names_.begin());
  if (found == names_.end()) names_.push_back(name);
  if (number >= kAnyType) throw Error(ErrorKind::config, "the service has more than 254 vehicle types");
  return static_cast<VehicleType>(number);
}

AlarmPlan first_alarm_of(const IncidentRates& rates, IncidentRateId type, VehicleTypes& types) {
  AlarmPlan plan;
  plan.functions = std::max(0.0, static_cast<double>(rates.functions[type]));
  if (rates.functions[type] == 0) plan.units = 1;
  if (!rates.vehicle_type[type].empty()) plan.needs.push_back({types.number(rates.vehicle_type[type]), 1});
  return plan;
}

bool counts(const Demand& standard, const AlarmPlan& first_alarm) {
  return standard.functions <= 1.0 || standard.functions <= first_alarm.functions;
}

namespace {

/// Calls one unit after the other.
class Alarm {
 public:
  Alarm(std::span<const Arrival> sorted, bool professional_first, std::vector<std::size_t>& sent)
      : sorted_(sorted), professional_first_(professional_first), sent_(sent) {
    sent_.clear();
  }
  bool call(VehicleType type) {
    if (professional_first_ && call(type, true)) return true;
    return call(type, false);
  }
  double functions() const { return functions_; }
  std::size_t units() const { return sent_.size(); }

 private:
  bool call(VehicleType type, bool professional_only) {
    for (std::size_t i = 0; i < sorted_.size(); ++i) {
      if (professional_only && !sorted_[i].professional) continue;
      if (type != kAnyType && sorted_[i].type != type) continue;
      if (std::find(sent_.begin(), sent_.end(), i) != sent_.end()) continue;
      sent_.push_back(i);
      functions_ += sorted_[i].functions;
      return true;
    }
    return false;
  }

  std::span<const Arrival> sorted_;
  bool professional_first_;
  std::vector<std::size_t>& sent_;
  double functions_ = 0.0;
};

}  // namespace

void send_first_alarm(std::span<const Arrival> sorted, const AlarmPlan& plan, bool professional_first,
                      std::vector<std::size_t>& sent) {
  Alarm alarm(sorted, professional_first, sent);
  for (const AlarmPlan::Need& need : plan.needs)
    for (std::uint32_t unit = 0; unit < need.count; ++unit)
      if (!alarm.call(need.type)) break;
  while (alarm.units() < plan.units || alarm.functions() < plan.functions - kFunctionsRounding)
    if (!alarm.call(kAnyType)) break;
}

}  // namespace planspiel::fire
