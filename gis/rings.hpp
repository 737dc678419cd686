#pragma once

#include <vector>

#include "engine/base/geometry.hpp"

namespace planspiel {

/// The rings of a polygon (even–odd rule) as parts: each an outer ring, then its holes, in the order of the rings.
std::vector<std::vector<const Ring*>> parts_of(const Polygon& polygon);

}  // namespace planspiel
