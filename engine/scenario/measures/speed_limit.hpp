#pragma once

#include "engine/scenario/measures/street_selection.hpp"

namespace planspiel {

/// Another legal limit. The observed free speed follows by a stated law: only the share of the travel time that is
/// driven at the limit is stretched (the rest is junctions, accelerating, turning):
///   t' = t · (1 + s · (old limit / new limit - 1)),  s = 0.2 in streets, 0.8 on motorways and trunk roads (assumed),
/// and never faster than the limit. 50 → 30 km/h: 35 → 30 km/h (30.9 by the law alone), 22 → 19.4 km/h.
struct SpeedLimit {
  StreetSelection where{};
  Speed limit{};
  void describe(OptionSet& set);
};

City apply(const SpeedLimit& measure, City city);

/// The free speed of a road after its limit changes, by that law.
Speed free_speed_after(Speed free_speed, Speed old_limit, Speed new_limit, RoadClass road_class);

}  // namespace planspiel
