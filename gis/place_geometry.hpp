#pragma once

#include <optional>
#include <string>

#include "gis/map_crs.hpp"
#include "gis/vector_source.hpp"

class OGRGeometry;

namespace planspiel {

/// The geometry of a feature as the outline or the point of a row, in the city's CRS: curves as lines of arcs of one
/// degree, collections of polygons as their parts, a multipoint of one as that point, heights and measures dropped.
/// Returns what is wrong with it; nothing when it was taken.
std::optional<std::string> take_place(const OGRGeometry* geometry, PlaceKind wanted, const CrsChange& to_city,
                                      VectorRow& row);

}  // namespace planspiel
