#pragma once

#include "engine/base/options.hpp"
#include "plugins/emissions/vehicle_factors.hpp"

namespace planspiel::emissions {

/// Options of the model emissions.road.
struct RoadOptions {
  Conditions conditions{};
  Speed first_speed = 25.0_km_h;  ///< mean speed of the first kilometres after a start

  void describe(OptionSet& set);
};

/// The options of tools without a city. The model takes the electric share of plug-in hybrids from the table `prices`,
/// as mobility does.
void describe(Conditions& conditions, OptionSet& set);

}  // namespace planspiel::emissions
