#pragma once

#include <vector>

#include "engine/run/measure.hpp"

namespace planspiel {

/// The measures on tables that all families share.
std::vector<MeasureEntry> own_measures();

}  // namespace planspiel
