#pragma once

#include "engine/generate/streets.hpp"

namespace planspiel::generate {

/// Districts, zones and areas. A sub-district is cut in halves with equal numbers of streets, across its longer side,
/// until its zones hold about the same number of residents and jobs; these are spread evenly over its streets.
/// External zones gather the municipalities around: the largest are centres, the nearer to the city the closer to each
/// other (who lives next to it drives other roads than the next village), the others join the nearest centre.
void make_places(CityBuilder& builder, const Streets& streets, const Facts& facts, const Settings& settings);

/// A district of the compact tables as a row.
DistrictId add_district(Districts& districts, const District& district);
/// The named areas.
void make_areas(CityBuilder& builder, const Facts& facts);
/// The largest of the named areas; empty when there is none.
Polygon inner_city(const Areas& areas);
/// School places and attractions by residents and jobs, as assumed where nothing better is known.
void set_attractions(Zones& zones, ZoneId zone);
/// The middle of the residents of the territory.
Point residents_middle(const Zones& zones);
/// External zones from the municipalities around (see make_places).
void make_external_zones(CityBuilder& builder, const Facts& facts, const Settings& settings);

}  // namespace planspiel::generate
