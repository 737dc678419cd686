#include <limits>

#include "plugins/fire/sizing/simulation/year.hpp"

namespace planspiel::fire {

YearPlan::YearPlan(const YearProblem& problem) : problem_(problem), classes_(problem.travel.classes) {
  check(problem);
  std::vector<Flag> called(256, 0);
  called[kAnyType] = 1;
  std::size_t rows = 1;
  for (const IncidentType& type : problem.types)
    for (const AlarmPlan* plan : {&type.first_alarm, &type.second_wave})
      for (const AlarmPlan::Need& need : plan->needs) {
        called[need.type] = 1;
        rows = std::max(rows, row(need.type) + 1);
      }
  reach_.assign(rows * classes_, 0);
  first_due_.assign(rows * 24 * classes_, kNoStation);
  for (std::size_t type = 0; type < 256; ++type)
    if (called[type] != 0) fill_row(static_cast<VehicleType>(type));
}

void YearPlan::fill_row(VehicleType type) {
  for (std::size_t hour = 0; hour < 24; ++hour) {
    std::vector<const CrewedUnit*> on_duty;
    for (const CrewedUnit& unit : problem_.units)
      if ((type == kAnyType || unit.type == type) && unit.hours.contains(hour)) on_duty.push_back(&unit);
    for (DemandClass place = 0; place < classes_; ++place) {
      const auto drive_s = problem_.travel.to(problem_.travel.block[hour], place);
      double earliest = std::numeric_limits<double>::infinity();
      for (const CrewedUnit* unit : on_duty) {
        const double arrival = unit->turnout.typical_s + static_cast<double>(drive_s[unit->station]) +
                               handicap_s(problem_.dispatch, *unit);
        if (!(arrival < earliest)) continue;
        earliest = arrival;
        first_due_[(row(type) * 24 + hour) * classes_ + place] = unit->station;
        reach_[row(type) * classes_ + place] = 1;
      }
    }
  }
}

}  // namespace planspiel::fire
