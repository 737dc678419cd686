#include "gis/place_geometry.hpp"

#include <fmt/format.h>
#include <ogr_api.h>
#include <ogr_geometry.h>

#include <cmath>
#include <memory>
#include <vector>

namespace planspiel {

namespace {

constexpr double kArc_deg = 1.0;           ///< a circle as lines of so many degrees has 0.005 % less area
constexpr double kSameArea = 1e-6;         ///< share of an area that slivers may take
constexpr double kLeastOutline_m2 = 0.01;  ///< of an outline: rounding makes lines so wide
constexpr double kMostLatitude = 90.001, kMostLongitude = 360.001;

/// What a geometry consists of.
struct Pieces {
  std::vector<const OGRPolygon*> polygons;
  std::vector<const OGRPoint*> points;
  std::string other;  ///< name of the first that is neither
};

void collect(const OGRGeometry& geometry, Pieces& pieces) {
  if (geometry.IsEmpty()) return;
  const auto type = wkbFlatten(geometry.getGeometryType());
  if (type == wkbPoint)
    pieces.points.push_back(geometry.toPoint());
  else if (type == wkbPolygon || type == wkbTriangle)
    pieces.polygons.push_back(geometry.toPolygon());
  else if (type == wkbMultiPoint || type == wkbMultiPolygon || type == wkbGeometryCollection)
    for (const OGRGeometry* part : *geometry.toGeometryCollection()) collect(*part, pieces);
  else if (pieces.other.empty())
    pieces.other = geometry.getGeometryName();
}

Ring ring_of(const OGRLinearRing& from) {
  Ring ring;
  for (int i = 0; i < from.getNumPoints(); ++i) {
    const Point point = Point::metres(from.getX(i), from.getY(i));
    if (ring.empty() || ring.back() != point) ring.push_back(point);
  }
  if (ring.size() > 1 && ring.front() == ring.back()) ring.pop_back();
  return ring;
}

std::string beyond_degrees(const OGRGeometry& geometry) {
  OGREnvelope box;
  geometry.getEnvelope(&box);
  const bool within = box.MinX >= -kMostLongitude && box.MaxX <= kMostLongitude && box.MinY >= -kMostLatitude &&
                      box.MaxY <= kMostLatitude;
  if (within) return "";
  return fmt::format(
      "coordinates such as {:.1f}, {:.1f} are no degrees, and the CRS has degrees: declare the one of the "
      "file, crs = \"EPSG:25832\"",
      box.MaxX, box.MaxY);
}

/// What makes an outline say something else than its parts together.
std::optional<std::string> fault_of_parts(const std::vector<const OGRPolygon*>& polygons) {
  OGRMultiPolygon all;
  for (const OGRPolygon* part : polygons) all.addGeometry(part);
  if (all.IsValid()) return std::nullopt;
  double sum = 0.0;
  for (const OGRPolygon* part : polygons) {
    sum += part->get_Area();
    if (part->IsValid()) continue;
    const std::unique_ptr<OGRGeometry> repaired(part->MakeValid());
    const double area = repaired ? OGR_G_Area(OGRGeometry::ToHandle(repaired.get())) : 0.0;
    if (!(std::abs(area - part->get_Area()) <= kSameArea * part->get_Area()))
      return "its rings cross, touch or overlap each other, so that its area is not clear";
  }
  for (std::size_t i = 0; i < polygons.size(); ++i)
    for (std::size_t k = 0; k < i; ++k) {
      const std::unique_ptr<OGRGeometry> both(polygons[i]->Intersection(polygons[k]));
      const double area = both ? OGR_G_Area(OGRGeometry::ToHandle(both.get())) : 0.0;
      if (area > kSameArea * sum) return fmt::format("its parts overlap by {:.0f} m²", area);
    }
  return std::nullopt;
}

std::optional<std::string> take_outline(const std::vector<const OGRPolygon*>& polygons, VectorRow& row) {
  constexpr const char* kRepair = ": repair it, for example with 'fix geometries' of QGIS";
  for (const OGRPolygon* polygon : polygons)
    for (const OGRLinearRing* from : *polygon) {
      Ring ring = ring_of(*from);
      for (const Point& point : ring)
        if (!std::isfinite(point.x_m) || !std::isfinite(point.y_m)) return "its coordinates are no numbers";
      Point where;
      if (ring.size() >= 3 && crosses_itself(ring, &where))
        return fmt::format("its outline crosses itself at {:.1f} {:.1f} m (city's CRS){}", where.x_m, where.y_m,
                           kRepair);
      if (ring.size() >= 3) row.outline.rings.push_back(std::move(ring));
    }
  if (row.outline.empty() || !(row.outline.area().value > kLeastOutline_m2)) return "its outline has no area";
  if (const auto fault = fault_of_parts(polygons)) return *fault + kRepair;
  row.place = row.outline.centroid();
  return std::nullopt;
}

std::string wrong_kind(const OGRGeometry& geometry, const Pieces& pieces, PlaceKind wanted) {
  std::string what = fmt::format("its geometry is a {}", geometry.getGeometryName());
  if (!pieces.other.empty() && pieces.other != geometry.getGeometryName()) what += " with a " + pieces.other;
  if (pieces.points.size() > 1) what += fmt::format(" of {} points", pieces.points.size());
  if (!pieces.points.empty() && !pieces.polygons.empty()) what += " of points and polygons";
  return what + (wanted == PlaceKind::point ? ": a point is wanted" : ": a polygon is wanted");
}

}  // namespace

std::optional<std::string> take_place(const OGRGeometry* geometry, PlaceKind wanted, const CrsChange& to_city,
                                      VectorRow& row) {
  constexpr const char* kEmpty = "its geometry is empty: every row has a place";
  if (!geometry || geometry->IsEmpty()) return kEmpty;
  const std::unique_ptr<OGRGeometry> plain(geometry->hasCurveGeometry(FALSE) ? geometry->getLinearGeometry(kArc_deg)
                                                                             : geometry->clone());
  if (!plain) return "its curves cannot be drawn as lines";
  if (to_city.from_degrees())
    if (const std::string fault = beyond_degrees(*plain); !fault.empty()) return fault;
  if (!to_city.apply(*plain)) return "its coordinates cannot be transformed: is the CRS right?";
  Pieces pieces;
  collect(*plain, pieces);
  if (!pieces.other.empty()) return wrong_kind(*geometry, pieces, wanted);
  if (pieces.points.empty() && pieces.polygons.empty()) return kEmpty;
  if (pieces.points.empty()) return take_outline(pieces.polygons, row);
  if (wanted == PlaceKind::polygon || pieces.points.size() > 1 || !pieces.polygons.empty())
    return wrong_kind(*geometry, pieces, wanted);
  row.place = Point::metres(pieces.points[0]->getX(), pieces.points[0]->getY());
  if (!std::isfinite(row.place.x_m) || !std::isfinite(row.place.y_m)) return "its coordinates are no numbers";
  return std::nullopt;
}

}  // namespace planspiel
