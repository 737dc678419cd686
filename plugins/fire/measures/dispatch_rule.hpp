#pragma once

#include <string>

#include "engine/base/options.hpp"
#include "engine/city/city.hpp"

namespace planspiel::fire {

/// How units are sent, and whether idle ones move up. What is not given stays as it is. Acts on the tools that let
/// units be busy (`fleet`), not on coverage.
struct DispatchRule {
  std::string first_due = "unchanged", move_up = "unchanged";
  void describe(OptionSet& set);
};

City apply(const DispatchRule& measure, City city);

}  // namespace planspiel::fire
