#pragma once

#include "plugins/fire/measures/new_unit.hpp"

namespace planspiel::fire {

/// Other units for a station: those that it had are taken out of service (their rows stay), these come instead.
struct StationUnits {
  std::string name;  ///< name or id of the station
  NewUnits crew{};
  void describe(OptionSet& set);
};

City apply(const StationUnits& measure, City city);

}  // namespace planspiel::fire
