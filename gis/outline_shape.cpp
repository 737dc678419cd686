#include "gis/outline_shape.hpp"

#include <ogr_api.h>
#include <ogr_geometry.h>

#include "engine/base/error.hpp"
#include "gis/rings.hpp"

namespace planspiel {

namespace {

void add_rings(const OGRGeometry& shape, Polygon& outline) {
  const auto type = wkbFlatten(shape.getGeometryType());
  if (type == wkbPolygon)
    for (const OGRLinearRing* ring : *shape.toPolygon()) {
      Ring points;
      for (int i = 0; i + 1 < ring->getNumPoints(); ++i) points.push_back(Point::metres(ring->getX(i), ring->getY(i)));
      if (points.size() >= 3) outline.rings.push_back(std::move(points));
    }
  if (type == wkbMultiPolygon || type == wkbGeometryCollection)
    for (const OGRGeometry* part : *shape.toGeometryCollection()) add_rings(*part, outline);
}

}  // namespace

std::unique_ptr<OGRGeometry> shape_of(const Polygon& outline) {
  auto all = std::make_unique<OGRMultiPolygon>();
  for (const auto& part : parts_of(outline)) {
    OGRPolygon polygon;
    for (const Ring* ring : part) {
      OGRLinearRing line;
      for (const Point& point : *ring) line.addPoint(point.x_m, point.y_m);
      line.closeRings();
      polygon.addRing(&line);
    }
    all->addGeometry(&polygon);
  }
  if (all->IsValid()) return all;
  std::unique_ptr<OGRGeometry> valid(all->MakeValid());
  PLANSPIEL_CHECK(valid != nullptr);
  return valid;
}

Polygon outline_of(const OGRGeometry& shape) {
  Polygon outline;
  add_rings(shape, outline);
  return outline;
}

double area_m2(const OGRGeometry& shape) { return OGR_G_Area(OGRGeometry::ToHandle(const_cast<OGRGeometry*>(&shape))); }

}  // namespace planspiel
