#pragma once

#include "engine/base/options.hpp"
#include "engine/city/city.hpp"

namespace planspiel {

/// Changes what petrol and diesel cost.
struct FuelPrice {
  double change = 0.0;  ///< fraction; 0.2 makes fuel a fifth dearer
  void describe(OptionSet& set);
};

City apply(const FuelPrice& measure, City city);

}  // namespace planspiel
