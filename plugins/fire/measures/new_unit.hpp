#pragma once

#include <string>
#include <vector>

#include "engine/base/options.hpp"
#include "engine/city/city.hpp"

namespace planspiel::fire {

/// A vehicle of a station with its crew.
struct NewUnit {
  std::string type = "HLF";
  std::int64_t functions = 6;
  void describe(OptionSet& set);
};

/// What the units of a measure have in common.
struct NewUnits {
  std::vector<NewUnit> units{};
  Seconds turnout = 90.0_s;   ///< alarm to departure
  double availability = 1.0;  ///< probability of turning out with this crew
  void describe(OptionSet& set);
};

/// Adds them to a station; their ids are STATION/NUMBER, with the first numbers that are free. Throws Error(config)
/// where there are none.
void add_units(Units& table, const NewUnits& added, StationId station, const std::string& station_id);

}  // namespace planspiel::fire
