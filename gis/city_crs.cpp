#include "gis/city_crs.hpp"

#include <fmt/format.h>
#include <ogr_spatialref.h>

#include <algorithm>
#include <cmath>
#include <numbers>

#include "engine/base/error.hpp"
#include "engine/base/filled.hpp"
#include "engine/base/projection.hpp"
#include "gis/gdal_session.hpp"
#include "gis/map_crs.hpp"

namespace planspiel {

namespace {

constexpr double kStretched = 0.005;  ///< UTM reaches 0.1 % at the edge of its zone
constexpr double kBeside_deg = 3.0;   ///< half a UTM zone
constexpr double kMentioned_deg = 0.1;

/// Length of one degree on the ellipsoid of WGS 84, to the north and to the east.
Point degree_at(double lat_deg) {
  constexpr double kRadius_m = 6378137.0, kEccentricity2 = 0.00669437999014;
  const double lat = lat_deg * std::numbers::pi / 180.0;
  const double w = 1.0 - kEccentricity2 * std::sin(lat) * std::sin(lat);
  const double degree = std::numbers::pi / 180.0;
  return Point::metres(kRadius_m / std::sqrt(w) * std::cos(lat) * degree,
                       kRadius_m * (1.0 - kEccentricity2) / (w * std::sqrt(w)) * degree);
}

/// The greater deviation of lengths to the east and to the north, as a share: 0.5 where streets come out 50 % too long.
double stretch_at(const std::string& crs, LonLat place) {
  constexpr double kHalf_deg = 0.005;
  const Projection projection(crs);
  const auto across = [&](double lon, double lat) {
    return distance(projection.to_metres(LonLat::degrees(place.lon_deg - lon, place.lat_deg - lat)),
                    projection.to_metres(LonLat::degrees(place.lon_deg + lon, place.lat_deg + lat)))
        .value;
  };
  const Point degree = degree_at(place.lat_deg);
  const double east = across(kHalf_deg, 0.0) / (2.0 * kHalf_deg * degree.x_m) - 1.0;
  const double north = across(0.0, kHalf_deg) / (2.0 * kHalf_deg * degree.y_m) - 1.0;
  return std::abs(east) > std::abs(north) ? east : north;
}

/// Degrees from a place to the area for which a CRS is made; 0 inside, and where no area is known.
double beside_area(const OGRSpatialReference& crs, LonLat place) {
  double west = 0, south = 0, east = 0, north = 0;
  const char* name = nullptr;
  if (!crs.GetAreaOfUse(&west, &south, &east, &north, &name) || west <= -1000.0) return 0.0;
  if (east < west) east += 360.0;  // across the date line
  const double lon = place.lon_deg < west && place.lon_deg + 360.0 <= east ? place.lon_deg + 360.0 : place.lon_deg;
  return std::max({0.0, west - lon, lon - east, south - place.lat_deg, place.lat_deg - north});
}

}  // namespace

std::string crs_for(LonLat place) {
  const int zone = std::clamp(static_cast<int>(std::floor((place.lon_deg + 180.0) / 6.0)) + 1, 1, 60);
  const bool europe = zone >= 28 && zone <= 37 && place.lat_deg > 34.0 && place.lat_deg < 72.0;
  if (europe) return fmt::format("EPSG:258{}", zone);
  return fmt::format("EPSG:32{}{:02}", place.lat_deg >= 0.0 ? 6 : 7, zone);
}

std::optional<Text> check_city_crs(const std::string& crs, LonLat place, const Text& whose) {
  prepare_gdal();
  const std::string at =
      fmt::format("{} lie at {:.4f}, {:.4f} (longitude, latitude)", whose.en, place.lon_deg, place.lat_deg);
  const std::string use = fmt::format("use crs = \"{}\" there", crs_for(place));
  const double beside = beside_area(named_crs(crs, "the city"), place);
  if (beside > kBeside_deg)
    throw Error(ErrorKind::config, fmt::format("{}, {:.0f} degrees outside the area for which the city's CRS '{}' is "
                                               "made: {}, or correct the CRS of that file",
                                               at, beside, crs, use));
  double stretch = 0.0;
  try {
    stretch = stretch_at(crs, place);
  } catch (const Error& error) {
    throw Error(ErrorKind::config, fmt::format("{}, and {}: {}", at, error.what(), use));
  }
  if (!(std::abs(stretch) <= kStretched))
    throw Error(
        ErrorKind::config,
        fmt::format("{}, where lengths in the city's CRS '{}' are off by {:+.1f} %, and a city is measured in metres "
                    "on the ground: {}",
                    at, crs, 100.0 * stretch, use));
  if (beside < kMentioned_deg) return std::nullopt;
  const Text where = {
      fmt::format("{} liegen bei {:.4f}, {:.4f} (Länge, Breite)", whose.de, place.lon_deg, place.lat_deg), at};
  return filled(
      "crs: {}, {:.1f} Grad neben dem Gebiet von {}: Längen weichen um {:+.2f} % ab; {} hat den kleinsten Fehler",
      "crs: {}, {:.1f} degrees beside the area of {}: lengths are {:+.2f} % off; {} has the least error", where, beside,
      crs, 100.0 * stretch, crs_for(place));
}

}  // namespace planspiel
