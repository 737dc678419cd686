#pragma once

/// Coordinate reference systems of sources.

#include <ogr_spatialref.h>

#include <memory>
#include <string>

#include "engine/base/geometry.hpp"
#include "gis/vector_source.hpp"

class OGRGeometry;

namespace planspiel {

/// A CRS as people write it ("EPSG:25832"), longitude or easting first. Throws Error(kind) with `where`.
OGRSpatialReference named_crs(const std::string& name, const std::string& where);

/// The one that places of a file are in: what the file says, or where it says nothing, what is declared. A CRS that
/// lies nowhere on Earth ("undefined", engineering) says nothing. Throws Error(input) where nothing is said, or both
/// are and put `sample`, a place of the file if it has one, more than 10 m apart.
OGRSpatialReference crs_of(const VectorSpec& spec, const OGRSpatialReference* own, std::optional<Point> sample);

/// From one CRS to another, longitude or easting first in both.
class CrsChange {
 public:
  /// Throws Error(input) with `where` when there is no way.
  CrsChange(const OGRSpatialReference& from, const OGRSpatialReference& to, const std::string& where);
  /// False when it cannot be transformed; heights are dropped.
  bool apply(OGRGeometry& geometry) const;
  bool apply(Point& place) const;
  /// Coordinates of the source are degrees.
  bool from_degrees() const { return from_.IsGeographic() != 0; }

 private:
  OGRSpatialReference from_, to_;
  std::unique_ptr<OGRCoordinateTransformation> change_{};
};

}  // namespace planspiel
