#pragma once

#include <string>

#include "engine/base/options.hpp"
#include "engine/city/city.hpp"

namespace planspiel::fire {

/// A station moves to another place with its units.
struct MoveFireStation {
  std::string name;  ///< name or external id
  LonLat at{};
  void describe(OptionSet& set);
};

City apply(const MoveFireStation& measure, City city);

}  // namespace planspiel::fire
