#include "gis/district_shares.hpp"

#include <ogr_api.h>
#include <ogr_geometry.h>

#include <algorithm>

#include "engine/base/error.hpp"
#include "engine/base/filled.hpp"
#include "gis/gdal_session.hpp"
#include "gis/outline_shape.hpp"

namespace planspiel {

namespace {

constexpr double kEqual = 1e-9;
constexpr double kOverlap = 1e-3;
constexpr double kMost = 0.5 - kEqual;  ///< share of a zone that has to lie in districts

bool apart(const Box& a, const Box& b) {
  return a.max_x_m <= b.min_x_m || b.max_x_m <= a.min_x_m || a.max_y_m <= b.min_y_m || b.max_y_m <= a.min_y_m;
}

double common_area(const OGRGeometry& a, const OGRGeometry& b) {
  const std::unique_ptr<OGRGeometry> both(a.Intersection(&b));
  PLANSPIEL_CHECK(both != nullptr);
  return area_m2(*both);
}

}  // namespace

struct DistrictShares::Shape {
  std::unique_ptr<OGRGeometry> geometry;
  OGRPreparedGeometryUniquePtr prepared;
  Box box;
  double area = 0.0;
};

DistrictShares::DistrictShares(const Districts& districts) : districts_(districts) {
  GdalFaults faults;
  for (const Polygon& outline : districts.outline) {
    auto shape = std::make_unique<Shape>();
    shape->geometry = shape_of(outline);
    shape->prepared.reset(OGRCreatePreparedGeometry(OGRGeometry::ToHandle(shape->geometry.get())));
    shape->box = box_of(outline);
    shape->area = area_m2(*shape->geometry);
    shapes_.push_back(std::move(shape));
  }
}

DistrictShares::~DistrictShares() = default;

DistrictShares::Home DistrictShares::home_of(const Polygon& outline) const {
  GdalFaults faults;
  const std::unique_ptr<OGRGeometry> shape = shape_of(outline);
  const Box box = box_of(outline);
  const double whole = area_m2(*shape);
  Home home;
  double inside = 0.0;
  for (const DistrictId district : districts_.ids()) {
    const Shape& other = *shapes_[district.index()];
    if (apart(box, other.box)) continue;
    const bool within =
        other.prepared && OGRPreparedGeometryContains(other.prepared.get(), OGRGeometry::ToHandle(shape.get()));
    const double share = within ? 1.0 : common_area(*shape, *other.geometry) / whole;
    inside += share;
    const bool equal = home.district && std::abs(share - home.share) <= kEqual;
    const bool better = equal ? districts_.id[district] < districts_.id[*home.district] : share > home.share;
    if (!better || share <= 0.0) continue;
    home = {district, share};
  }
  if (inside < kMost) home.district.reset();
  return home;
}

std::vector<Text> DistrictShares::overlaps() const {
  GdalFaults faults;
  std::vector<Text> all;
  for (const DistrictId a : districts_.ids())
    for (const DistrictId b : districts_.ids()) {
      const Shape &first = *shapes_[a.index()], &second = *shapes_[b.index()];
      if (!(a < b) || apart(first.box, second.box)) continue;
      const double area = common_area(*first.geometry, *second.geometry);
      if (area > kOverlap * std::min(first.area, second.area))
        all.push_back(filled("'{}' und '{}' überlappen um {:.2f} km²", "'{}' and '{}' overlap by {:.2f} km²",
                             districts_.id[a], districts_.id[b], area * 1e-6));
    }
  return all;
}

}  // namespace planspiel
