#pragma once

#include <vector>

#include "engine/run/indicator.hpp"

namespace planspiel::mobility {

/// The indicators of DESIGN's table that mobility answers for.
std::vector<Indicator> indicators();

}  // namespace planspiel::mobility
