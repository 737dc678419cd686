#pragma once

#include "engine/city/selection.hpp"

namespace planspiel {

/// More (or fewer) residents and jobs in an area, spread over its zones by what is there, or evenly where nothing is.
struct Growth {
  AreaSelection area{};
  double residents = 0.0;  ///< persons added
  double jobs = 0.0;
  void describe(OptionSet& set);
};

City apply(const Growth& measure, City city);

}  // namespace planspiel
