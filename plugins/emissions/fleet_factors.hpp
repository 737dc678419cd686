#pragma once

#include <vector>

#include "plugins/emissions/vehicle_factors.hpp"

namespace planspiel::emissions {

/// Mean factors of one kind of vehicle over its fleet, weighted by km.
class FleetFactors {
 public:
  /// Throws Error(input) that names the row of the table fleet: a factor is missing, a share is negative, the shares of
  /// the kind do not sum to 1.
  FleetFactors(const FactorTable& table, const Fleet& fleet, Vehicle vehicle, const Conditions& conditions);

  /// The fleet has no vehicle of the kind.
  bool empty() const { return members_.empty(); }
  /// Σ share · factor, exactly.
  EmissionPerDistance exact(Speed mean_speed) const;
  /// The same by linear interpolation in a table of 0.1 km/h from 0 to 140 km/h. Against exact(): below 3e-4 from 5
  /// km/h, below 2e-5 from 20 km/h; outside the table as at its ends, where all factors are clamped anyway.
  EmissionPerDistance at(Speed mean_speed) const;
  /// Mean of what one cold start adds.
  EmissionTotal cold_start(Metres trip, Speed mean_speed) const;

 private:
  struct Member {
    double share;
    VehicleFactors factors;
  };
  std::vector<Member> members_;
  std::vector<EmissionPerDistance> table_;
};

}  // namespace planspiel::emissions
