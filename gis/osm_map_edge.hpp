#pragma once

#include <cstddef>

#include "gis/osm_sections.hpp"

namespace planspiel {

/// Joins the two carriageways of motorways, trunk and primary roads where both end with no road behind: at the edge of
/// the file, beyond the last place where one may turn. Without the joint neither would be reached from everywhere, and
/// nobody could enter the city there. A joint is as long as its ends lie apart, open to whoever may use both
/// carriageways, and a link road by class. Ends of the same name (without names: of the same class) within 2 km are
/// joined, the nearest first. Returns how many joints there are.
std::size_t join_carriageways_at_edge(OsmSections& cut);

}  // namespace planspiel
