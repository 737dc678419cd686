#include "engine/base/projection.hpp"

#include <fcntl.h>
#include <proj.h>
#include <unistd.h>

#include <cerrno>
#include <cmath>
#include <cstdlib>
#include <cstring>
#include <map>

#include "engine/base/error.hpp"

namespace planspiel {

namespace {

/// One transformation of one thread: PROJ objects must not be shared between threads.
struct Transformation {
  PJ_CONTEXT* context = proj_context_create();
  PJ* to_metres = nullptr;
  ~Transformation() {
    proj_destroy(to_metres);
    proj_context_destroy(context);
  }
};

/// Why PROJ knows no CRS at all; empty where it does.
std::string why_no_crs_is_known() {
  PJ_CONTEXT* context = proj_context_create();
  proj_log_level(context, PJ_LOG_NONE);
  PJ* known = proj_create(context, "EPSG:4326");
  proj_destroy(known);
  proj_context_destroy(context);
  if (known) return "";
  const int file = ::open("/dev/null", O_RDONLY | O_CLOEXEC);
  if (file < 0) return std::string(std::strerror(errno)) + "; raise the limit (ulimit -n)";
  ::close(file);
  constexpr std::size_t kNeeded = 64u << 20;  // far more than the table takes
  void* memory = std::malloc(kNeeded);
  std::free(memory);
  return memory ? "is it missing or damaged? It comes with the package proj-data"
                : "out of memory; raise the limit (ulimit -v)";
}

[[noreturn]] void fail_with_crs(const std::string& crs) {
  need_crs_table();
  throw Error(ErrorKind::config, "unknown CRS '" + crs + "': write an EPSG code, for example \"EPSG:25832\"");
}

/// Made when a thread first needs it; kept for the life of the thread.
PJ* transformation(const std::string& crs) {
  thread_local std::map<std::string, Transformation> made;
  Transformation& mine = made[crs];
  if (!mine.to_metres) {
    proj_log_level(mine.context, PJ_LOG_NONE);
    PJ* raw = proj_create_crs_to_crs(mine.context, "EPSG:4326", crs.c_str(), nullptr);
    if (raw) {
      mine.to_metres = proj_normalize_for_visualization(mine.context, raw);
      proj_destroy(raw);
    }
    if (!mine.to_metres) fail_with_crs(crs);
  }
  return mine.to_metres;
}

/// A CRS as PROJ has it.
struct KnownCrs {
  explicit KnownCrs(const std::string& crs) {
    proj_log_level(context, PJ_LOG_NONE);
    object = proj_create(context, crs.c_str());
  }
  KnownCrs(const KnownCrs&) = delete;
  KnownCrs& operator=(const KnownCrs&) = delete;
  ~KnownCrs() {
    proj_destroy(object);
    proj_context_destroy(context);
  }
  bool known() const { return object && proj_is_crs(object); }
  bool projected() const { return proj_get_type(object) == PJ_TYPE_PROJECTED_CRS; }
  /// Name and length of the unit of its first axis.
  std::pair<std::string, double> unit() const {
    PJ* axes = proj_crs_get_coordinate_system(context, object);
    const char* name = nullptr;
    double metres = 0.0;
    proj_cs_get_axis_info(context, axes, 0, nullptr, nullptr, nullptr, &metres, &name, nullptr, nullptr);
    const std::string text = name ? name : "unknown";
    proj_destroy(axes);
    return {text, metres};
  }
  std::string method() const {
    PJ* conversion = proj_crs_get_coordoperation(context, object);
    const char* name = nullptr;
    proj_coordoperation_get_method_info(context, conversion, &name, nullptr, nullptr);
    const std::string text = name ? name : "";
    proj_destroy(conversion);
    return text;
  }

  PJ_CONTEXT* context = proj_context_create();
  PJ* object = nullptr;
};

void check_metric(const std::string& crs) {
  const std::string needs = "a city needs a projected CRS in metres on the ground, for example \"EPSG:25832\"";
  const KnownCrs known(crs);
  if (!known.known()) fail_with_crs(crs);
  if (!known.projected()) throw Error(ErrorKind::config, "the CRS '" + crs + "' is not in metres: " + needs);
  if (const auto [unit, metres] = known.unit(); metres != 1.0)
    throw Error(ErrorKind::config, "the CRS '" + crs + "' is in the unit '" + unit + "': " + needs);
  if (known.method() == "Popular Visualisation Pseudo Mercator")
    throw Error(ErrorKind::config, "the CRS '" + crs +
                                       "' is that of web maps, whose metres are shorter on the ground the further from "
                                       "the equator: " +
                                       needs);
}

}  // namespace

void need_crs_table() {
  if (const std::string why = why_no_crs_is_known(); !why.empty())
    throw Error(ErrorKind::system, "PROJ's table of coordinate systems (proj.db) cannot be opened: " + why);
}

Projection::Projection(const std::string& crs) : crs_(crs) { check_metric(crs); }

Point Projection::to_metres(LonLat place) const {
  const PJ_COORD out = proj_trans(transformation(crs_), PJ_FWD, proj_coord(place.lon_deg, place.lat_deg, 0, 0));
  if (!std::isfinite(out.xy.x) || !std::isfinite(out.xy.y))
    throw Error(ErrorKind::input, "the place " + std::to_string(place.lon_deg) + ", " + std::to_string(place.lat_deg) +
                                      " (longitude, latitude) lies outside " + crs_);
  return Point::metres(out.xy.x, out.xy.y);
}

LonLat Projection::to_degrees(Point point) const {
  const PJ_COORD out = proj_trans(transformation(crs_), PJ_INV, proj_coord(point.x_m, point.y_m, 0, 0));
  return LonLat::degrees(out.xy.x, out.xy.y);
}

}  // namespace planspiel
