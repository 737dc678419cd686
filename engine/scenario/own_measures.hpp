#pragma once

#include <vector>

#include "engine/run/family.hpp"
#include "engine/run/measure.hpp"

namespace planspiel {

/// The measures on tables that all families share.
std::vector<MeasureEntry> own_measures();
/// The families that they are of, but for those that a plugin has.
std::vector<Family> own_families();

}  // namespace planspiel
