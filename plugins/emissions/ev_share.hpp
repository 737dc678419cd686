#pragma once

#include "engine/base/options.hpp"
#include "engine/city/city.hpp"

namespace planspiel::emissions {

/// Another share of battery vehicles in the fleet: their rows together get `share` of the km, all others are scaled, so
/// that the mix within both parts stays. For an area, only its residents' cars change: the one fleet of the city moves
/// by the area's part of all private cars (residents · cars per 1,000).
struct EvShare {
  Vehicle vehicle = Vehicle::car;
  double share = 0.0;
  AreaSelection area{};
  void describe(OptionSet& set);
};

City apply(const EvShare& measure, City city);

}  // namespace planspiel::emissions
