#pragma once

#include "engine/generate/streets.hpp"

namespace planspiel::generate {

/// Districts, zones and areas. A sub-district is cut in halves with equal numbers of streets, across its longer side,
/// until its zones hold about the same number of residents and jobs; these are spread evenly over its streets.
/// External zones gather the municipalities around: the largest are centres, the others join the nearest centre.
void make_places(CityBuilder& builder, const Streets& streets, const Facts& facts, const Settings& settings);

}  // namespace planspiel::generate
