#pragma once

#include "engine/scenario/measures/street_selection.hpp"

namespace planspiel {

/// Closes roads to motor traffic (a car-free quarter, a bridge). Walking and cycling stay. Who is exempt may drive on:
/// residents of the closed area, not visitors with an errand.
struct CloseRoads {
  StreetSelection where{};
  std::vector<std::string> exempt{"emergency", "buses", "residents"};  ///< none of them: nobody drives
  void describe(OptionSet& set);
};

City apply(const CloseRoads& measure, City city);

}  // namespace planspiel
