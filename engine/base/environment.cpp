#include "engine/base/environment.hpp"

#include <stdlib.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <vector>

namespace planspiel {

namespace {

/// Any setting of GDAL may come from the environment under its own name (gdal.org, "Configuration options"); these are
/// the families of the drivers that we use and of what they stand on, and PROJ's (proj.org, "Environment variables").
constexpr std::array<std::string_view, 27> kFamilies{
    "GDAL_", "GDALWARP_", "OGR_",   "OSR_",     "CPL_",   "CPLE_", "VSI",    "PROJ_",  "SQLITE_",
    "GPKG_", "GEOJSON_",  "SHAPE_", "DBF_",     "CSV_",   "GML_",  "GMLAS_", "NAS_",   "FLATGEOBUF_",
    "OSM_",  "OSMIUM_",   "EPSG_",  "GEOTIFF_", "GTIFF_", "GEOS_", "CURL_",  "RTREE_", "XERCES_"};
constexpr std::array<std::string_view, 8> kSingles{
    "ATTRIBUTES_SKIP",     "GEOMETRY_AS_COLLECTION",           "CENTER_LONG",     "IN_MEMORY_DB", "GEOREF_SOURCES",
    "USE_CUSTOM_INDEXING", "OVERRIDE_PROJ_DATUM_WITH_TOWGS84", "AUTO_DETECT_TYPE"};

bool is_setting(std::string_view name) {
  return std::any_of(kFamilies.begin(), kFamilies.end(), [&](auto family) { return name.starts_with(family); }) ||
         std::find(kSingles.begin(), kSingles.end(), name) != kSingles.end();
}

}  // namespace

void ignore_library_settings() {
  std::vector<std::string> settings;
  for (char** entry = environ; entry && *entry; ++entry) {
    const std::string_view text(*entry);
    if (const std::string_view name = text.substr(0, text.find('=')); is_setting(name)) settings.emplace_back(name);
  }
  for (const std::string& name : settings) ::unsetenv(name.c_str());
  ::setenv("GDAL_CONFIG_FILE", "/dev/null", 1);                  // instead of /etc/gdal/gdalrc and ~/.gdal/gdalrc
  ::setenv("PROJ_SKIP_READ_USER_WRITABLE_DIRECTORY", "YES", 1);  // no ~/.local/share/proj
}

}  // namespace planspiel
