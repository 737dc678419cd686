#pragma once

/// How the vehicles of a fleet drive: fire engines, ambulances, vans that collect or deliver.

#include <functional>

#include "engine/city/network.hpp"

namespace planspiel::reach {

struct FleetLaw {
  /// May they use the link at all?
  std::function<bool(const Roads&, EdgeId)> may_use{};
  /// Their speed on a link in an hour in which cars drive `in_hour` there (no number: no car does).
  std::function<Speed(const Roads&, EdgeId, Speed in_hour)> speed{};
  Speed off_road_speed{};    ///< from the road to the place itself
  Seconds junction_delay{};  ///< lost where three streets or more that they may use meet, beyond what `speed` holds
};

}  // namespace planspiel::reach
