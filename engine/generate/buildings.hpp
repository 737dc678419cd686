#pragma once

#include "engine/generate/streets.hpp"

namespace planspiel::generate {

/// Buildings along both sides of the local streets, about `settings.buildings` of them: a place every 28 m, kept by
/// chance so that dense sub-districts have closed rows; storeys by density. Residents of a zone are spread by floor
/// area; the sums by zone are exact. A zone without a street gets one building at its centre.
void make_buildings(CityBuilder& builder, const Streets& streets, const Facts& facts, const Settings& settings);

}  // namespace planspiel::generate
