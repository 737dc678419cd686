#pragma once

/// One year of a fire service, incident by incident: who is free, who is sent, when they arrive.

#include <cstdint>
#include <memory>
#include <vector>

#include "plugins/fire/sizing/simulation/incident_stream.hpp"

namespace planspiel::fire {

/// What became of an incident whose alarm lies in the counted time.
struct IncidentOutcome {
  double first_s = 0.0;         ///< from the call to the first unit; infinite where none came
  double wait_s = 0.0;          ///< from the alarm until a unit was sent; infinite where none was
  std::uint64_t row = 0;        ///< the same for the same incident in every scenario
  StationNumber first_due = 0;  ///< of the unit on duty that would be first if all were free
  std::uint8_t type = 0;
  std::uint8_t counted = 0;     ///< bit k: standard k counts the incident
  std::uint8_t met = 0;         ///< bit k: standard k counts it and its functions were there in time
  bool first_due_busy = false;  ///< no unit of that station could be sent
};

struct UnitYear {
  std::uint64_t runs = 0;  ///< alarms in the counted time, those without crew included
  double busy = 0.0;       ///< share of the counted time, from alarm to free again
};

struct YearResult {
  std::vector<IncidentOutcome> incidents{};  ///< by alarm
  std::vector<UnitYear> units{};
  double mean_waiting = 0.0;  ///< mean number of incidents that no unit has been sent to yet, over the counted time
  std::uint64_t missing = 0;  ///< units called for that were never sent, in all incidents counted
  std::uint64_t moves = 0;    ///< units sent to wait at another station or home again
};

/// What all replications share: who is first due where, where move-up covers.
class YearPlan {
 public:
  /// Checks the problem and keeps a reference to it.
  explicit YearPlan(const YearProblem& problem);

  /// No unit of the type (kAnyType: at all) ever gets to the place.
  bool unreachable(VehicleType type, DemandClass place) const { return reach_[row(type) * classes_ + place] == 0; }
  /// Station of the unit that is first by expected arrival among those of the type on duty, or `kNoStation`.
  StationNumber first_due(VehicleType type, Hour hour, DemandClass place) const {
    return first_due_[(row(type) * 24 + hour.index()) * classes_ + place];
  }
  static constexpr StationNumber kNoStation = 65535;

  const YearProblem& problem() const { return problem_; }

 private:
  std::size_t row(VehicleType type) const { return type == kAnyType ? 0 : std::size_t{type} + 1; }
  void fill_row(VehicleType type);

  const YearProblem& problem_;
  std::size_t classes_;
  std::vector<Flag> reach_{};
  std::vector<StationNumber> first_due_{};
};

/// Replication `replication` of the year. Deterministic: equal arguments give equal results. An alarm sends, need by
/// need, the free unit of the type on duty with the earliest expected arrival (turnout + rest of its way home + drive
/// from its station; ties: the lower number). Units that are missing are sent as they become free, oldest alarm first,
/// until the first unit leaves the scene.
YearResult simulate_year(const YearPlan& plan, std::uint64_t seed, ReplicationId replication);

}  // namespace planspiel::fire
