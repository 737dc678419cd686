#pragma once

#include "engine/city/selection.hpp"

namespace planspiel {

/// A toll for cars and trucks around an area: per day for whoever drives inside, or per crossing of its border inwards.
struct CordonToll {
  AreaSelection area{};
  Euros price{0.0};
  std::string basis = "day";       ///< "day" or "crossing"
  std::string charged = "inside";  ///< "inside" or "crossing"
  std::uint32_t hours = 0xffffffu;
  void describe(OptionSet& set);
};

City apply(const CordonToll& measure, City city);

}  // namespace planspiel
