#include "gis/map_crs.hpp"

#include <fmt/format.h>
#include <ogr_geometry.h>

#include <algorithm>
#include <cmath>
#include <numbers>

#include "engine/base/error.hpp"
#include "engine/base/projection.hpp"
#include "engine/base/text.hpp"
#include "gis/gdal_session.hpp"

namespace planspiel {

namespace {

constexpr double kSameCrs_m = 10.0;  ///< two descriptions of one CRS may differ by their datum shifts

/// Whether a file's CRS says where on Earth its places lie.
bool says_where(const OGRSpatialReference* own) {
  if (!own || !own->GetName() || !(own->IsGeographic() || own->IsProjected())) return false;
  return lower_ascii(own->GetName()).find("undefined") == std::string::npos;
}

std::string name_of(const OGRSpatialReference& crs) {
  const char *authority = crs.GetAuthorityName(nullptr), *code = crs.GetAuthorityCode(nullptr);
  return authority && code ? fmt::format("{}:{}", authority, code) : crs.GetName() ? crs.GetName() : "unnamed";
}

/// Metres between the places that two CRSs give to the same coordinates; infinite where one gives none.
double apart(const OGRSpatialReference& a, const OGRSpatialReference& b, Point sample, const std::string& where) {
  const OGRSpatialReference degrees = named_crs("EPSG:4326", where);
  Point first = sample, second = sample;
  if (!CrsChange(a, degrees, where).apply(first) || !CrsChange(b, degrees, where).apply(second)) return HUGE_VAL;
  const double east = (first.x_m - second.x_m) * std::cos(first.y_m * std::numbers::pi / 180.0);
  return 111320.0 * std::hypot(east, first.y_m - second.y_m);
}

}  // namespace

OGRSpatialReference named_crs(const std::string& name, const std::string& where) {
  GdalFaults faults;
  OGRSpatialReference crs;
  if (crs.SetFromUserInput(name.c_str(), OGRSpatialReference::SET_FROM_USER_INPUT_LIMITATIONS_get()) != OGRERR_NONE) {
    need_crs_table();
    throw Error(ErrorKind::input, fmt::format("{}: crs '{}' is unknown: write for example \"EPSG:4326\"", where, name));
  }
  crs.SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
  return crs;
}

OGRSpatialReference crs_of(const VectorSpec& spec, const OGRSpatialReference* own, std::optional<Point> sample) {
  const std::string where = spec.file.string();
  if (!says_where(own)) {
    if (!spec.crs.empty()) return named_crs(spec.crs, where);
    const std::string what = own && own->GetName()
                                 ? fmt::format("names the CRS '{}', which lies nowhere on Earth", own->GetName())
                                 : std::string("the file names no CRS");
    throw Error(ErrorKind::input,
                fmt::format("{}: {}: declare it in the description, crs = \"EPSG:4326\"", where, what));
  }
  if (spec.crs.empty() || !sample) return *own;
  const OGRSpatialReference declared = named_crs(spec.crs, where);
  if (const double metres = apart(*own, declared, *sample, where); !(metres <= kSameCrs_m))
    throw Error(ErrorKind::input,
                fmt::format("{}: the file says that it is in {}, the description says crs = \"{}\", and that is {} "
                            "elsewhere: leave crs out, or mend the file",
                            where, name_of(*own), spec.crs,
                            std::isfinite(metres) ? fmt::format("{:.1f} km", metres / 1000.0) : "far"));
  return *own;
}

CrsChange::CrsChange(const OGRSpatialReference& from, const OGRSpatialReference& to, const std::string& where)
    : from_(from), to_(to) {
  GdalFaults faults;
  for (OGRSpatialReference* crs : {&from_, &to_})
    if (crs->IsCompound()) crs->StripVertical();
  change_.reset(OGRCreateCoordinateTransformation(&from_, &to_));
  if (!change_)
    throw Error(ErrorKind::input,
                fmt::format("{}: there is no way from its CRS {} to {}", where, name_of(from_), name_of(to_)));
}

bool CrsChange::apply(OGRGeometry& geometry) const {
  geometry.flattenTo2D();
  return geometry.transform(change_.get()) == OGRERR_NONE;
}

bool CrsChange::apply(Point& place) const {
  return change_->Transform(1, &place.x_m, &place.y_m) && std::isfinite(place.x_m) && std::isfinite(place.y_m);
}

}  // namespace planspiel
