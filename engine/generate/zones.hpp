#pragma once

#include "engine/generate/facts.hpp"

namespace planspiel::generate {

/// Districts, zones and areas. A sub-district is cut in halves of equal area, across its longer side, until its zones
/// hold about the same number of residents and jobs; residents and jobs are spread evenly inside a sub-district.
/// External zones gather the municipalities around: the largest are centres, the others join the nearest centre.
void make_places(CityBuilder& builder, const Facts& facts, const Settings& settings);

}  // namespace planspiel::generate
