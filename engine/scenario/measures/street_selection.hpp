#pragma once

#include <string>
#include <vector>

#include "engine/city/selection.hpp"

namespace planspiel {

/// Which roads a street measure is about: an area, roads by id or name, or both; by class where wanted.
struct StreetSelection {
  AreaSelection area{};
  std::vector<std::string> roads{};    ///< external ids or street names
  std::vector<std::string> classes{};  ///< empty: all classes
  void describe(OptionSet& set);
};

/// The roads selected, ascending. Throws Error(config) when nothing is named or nothing is left.
std::vector<EdgeId> select(const StreetSelection& selection, const City& city);

}  // namespace planspiel
