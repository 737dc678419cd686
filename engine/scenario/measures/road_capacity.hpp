#pragma once

#include "engine/scenario/measures/street_selection.hpp"

namespace planspiel {

/// Changes the capacity of roads by a percentage, as when a lane is taken or given.
struct RoadCapacity {
  StreetSelection where{};
  double change = 0.0;  ///< fraction; -0.5 halves the capacity
  void describe(OptionSet& set);
};

City apply(const RoadCapacity& measure, City city);

}  // namespace planspiel
