#pragma once

#include <vector>

#include "engine/run/indicator.hpp"

namespace planspiel::fire {

/// fire.coverage.{residents,area,area_all,buildings,incidents}.{standard} in the worst hour and
/// fire.response.{median,p90}.{incidents,residents}.
std::vector<Indicator> indicators();

}  // namespace planspiel::fire
