#pragma once

#include <string>
#include <vector>

#include "engine/base/options.hpp"
#include "engine/city/city.hpp"

namespace planspiel::fire {

/// A vehicle of a new station with its crew.
struct NewUnit {
  std::string type = "HLF";
  std::int64_t functions = 6;
  void describe(OptionSet& set);
};

/// A new fire station with units that are on duty all day.
struct AddFireStation {
  std::string name;
  LonLat at{};
  std::vector<NewUnit> units{};
  bool professional = true;
  Seconds turnout = 90.0_s;   ///< alarm to departure
  double availability = 1.0;  ///< probability of turning out with this crew
  void describe(OptionSet& set);
};

City apply(const AddFireStation& measure, City city);

}  // namespace planspiel::fire
