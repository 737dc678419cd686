#pragma once

#include <memory>
#include <string>

#include "engine/base/geometry.hpp"

namespace planspiel {

/// Throws Error(system) where PROJ can look no CRS up at all, for want of files, memory or its table: ask before
/// calling a CRS unknown.
void need_crs_table();

/// Degrees to the metres of one CRS and back (PROJ, hidden here). Copies share the transformation; the
/// calls are thread-safe.
class Projection {
 public:
  /// `crs` as "EPSG:25832". Throws Error(config) when it is unknown or not metric, Error(system) when
  /// it cannot be looked up.
  explicit Projection(const std::string& crs);
  const std::string& crs() const { return crs_; }
  Point to_metres(LonLat place) const;
  LonLat to_degrees(Point point) const;

 private:
  std::string crs_;
};

}  // namespace planspiel
