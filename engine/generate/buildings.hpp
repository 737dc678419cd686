#pragma once

#include "engine/generate/houses.hpp"

namespace planspiel::generate {

/// The houses as rows; residents of a zone are spread by floor area of homes, or as its houses say how many
/// live there; the sums by zone are exact. A zone
/// without homes gets one house at its centre. Houses in no zone are left out.
void make_buildings(CityBuilder& builder, std::vector<House> houses);

}  // namespace planspiel::generate
