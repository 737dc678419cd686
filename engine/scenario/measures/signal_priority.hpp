#pragma once

#include "engine/scenario/measures/street_selection.hpp"

namespace planspiel {

/// Signals turn green for fire engines: on these streets congestion does not hold them up. Cars wait as before (the few
/// minutes a day that it costs them are not modelled).
struct SignalPriority {
  StreetSelection where{};
  void describe(OptionSet& set);
};

City apply(const SignalPriority& measure, City city);

}  // namespace planspiel
