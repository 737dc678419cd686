#pragma once

#include "plugins/fire/spread.hpp"

namespace planspiel::fire {

/// How fast fire engines drive.
struct DriveOptions {
  double faster = 1.55;       ///< engine on an empty road against the mean free speed of cars, junctions included
  Speed fastest = 90.0_km_h;  ///< an engine never drives faster
  double congestion = 0.5;    ///< κ: part of the cars' delay by congestion that an engine suffers too
  Speed off_road_speed = 15.0_km_h;  ///< from the road to the building or cell
  Seconds junction_delay{};          ///< lost at each junction passed, beyond what the free speed of cars contains

  void describe(OptionSet& set);
};

/// Options of the model fire.response.
struct ResponseOptions {
  DriveOptions drive{};
  Spread spread{};                 ///< around medians of turnout and drive, for probabilities
  Seconds call_handling = 90.0_s;  ///< call to alarm, for response times; standards bring their own

  void describe(OptionSet& set);
};

}  // namespace planspiel::fire
