#pragma once

/// Outlines as GDAL's geometries and back.

#include <memory>

#include "engine/base/geometry.hpp"

class OGRGeometry;

namespace planspiel {

/// A valid multipolygon; rings that cross are repaired.
std::unique_ptr<OGRGeometry> shape_of(const Polygon& outline);
/// The rings of a polygon, or of all polygons of a collection; lines and points in it are left out.
Polygon outline_of(const OGRGeometry& shape);
double area_m2(const OGRGeometry& shape);

}  // namespace planspiel
