#pragma once

#include "plugins/fire/measures/new_unit.hpp"

namespace planspiel::fire {

/// A new fire station with units that are on duty all day.
struct AddFireStation {
  std::string name;
  LonLat at{};
  NewUnits crew{};
  bool professional = true;
  void describe(OptionSet& set);
};

City apply(const AddFireStation& measure, City city);

}  // namespace planspiel::fire
