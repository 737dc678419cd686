#pragma once

#include <string>

#include "engine/base/options.hpp"
#include "engine/city/city.hpp"

namespace planspiel::fire {

/// A station goes out of service with its units; its row stays.
struct CloseFireStation {
  std::string name;  ///< name or external id
  void describe(OptionSet& set);
};

City apply(const CloseFireStation& measure, City city);

}  // namespace planspiel::fire
