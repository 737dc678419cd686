#pragma once

#include "engine/generate/settings.hpp"

namespace planspiel::generate {

/// Traffic counts from counts.csv, laid on the nearest link of the named road within 1.5 km and the nearest one back:
/// half of a count of both directions on each. To be held against a run, never fitted. Returns how many found a road.
std::size_t make_counts(CityBuilder& builder, const Settings& settings);

}  // namespace planspiel::generate
