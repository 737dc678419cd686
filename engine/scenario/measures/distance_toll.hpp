#pragma once

#include "engine/city/selection.hpp"

namespace planspiel {

/// A toll per kilometre on the roads of an area.
struct DistanceToll {
  AreaSelection area{};
  EurosPerDistance price{};
  std::uint32_t hours = 0xffffffu;
  void describe(OptionSet& set);
};

City apply(const DistanceToll& measure, City city);

}  // namespace planspiel
