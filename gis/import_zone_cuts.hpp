#pragma once

/// Zones where no file gives any: districts cut along their streets.

#include <vector>

#include "engine/city/city.hpp"
#include "engine/generate/houses.hpp"

namespace planspiel::importing {

/// A part of a district between streets, and the floor area of the houses in it.
struct ZoneCut {
  DistrictId district{};
  Polygon outline{};
  std::size_t pieces = 1;  ///< of its outline; more where no block lies between them
  Point centre{};          ///< of its houses; of the outline where it has none
  double share = 0.0;      ///< of the district's floor area; of its area where the district has no house
};

/// Cuts each district into so many parts with about the same floor area each. Borders run along streets and the
/// district's own border: the blocks between streets are gathered, half by half across the longer side (recursive
/// coordinate bisection, Berger and Bokhari 1987), and a block that is too big for one part is cut straight. The
/// borders of named areas are kept, so that a toll or a closure of one means whole zones. `parts` by district.
std::vector<ZoneCut> cut_zones(const Districts& districts, const std::vector<std::int64_t>& parts, const Roads& roads,
                               const std::vector<generate::House>& houses, const Areas& areas = {});

}  // namespace planspiel::importing
