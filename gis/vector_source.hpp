#pragma once

/// Rows of a file of places in any CRS, as an importer takes them: checked, and in the city's CRS.

#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "engine/base/geometry.hpp"

namespace planspiel {

enum class PlaceKind { polygon, point };

/// Which file is read and what of it.
struct VectorSpec {
  std::filesystem::path file;
  PlaceKind kind = PlaceKind::polygon;
  std::string layer = "";              ///< empty: the only layer, or the first
  std::string crs = "";                ///< of files that name none (CSV, shapefiles without .prj)
  std::string x = "", y = "";          ///< CSV: columns of easting or longitude and northing or latitude
  std::string id = "";                 ///< column of the external id; empty: the number of the feature
  std::vector<std::string> numbers{};  ///< columns that hold numbers of 0 and more
  std::vector<std::string> texts{};    ///< columns that hold texts
  std::vector<std::string> unknown{};  ///< marks that stand for an unknown number: "-1", "–"
};

struct VectorRow {
  std::int64_t feature = 0;  ///< number in the file; CSV: row, counted from 1
  std::string id{};
  Polygon outline{};                                       ///< empty for points
  Point place{};                                           ///< the point, or the centroid of the outline
  std::map<std::string, std::optional<double>> numbers{};  ///< none: unknown
  std::map<std::string, std::string> texts{};
};

/// Reads a GeoPackage, GeoJSON, shapefile, FlatGeobuf, GML, or a CSV with x and y (comma or semicolon, decimal point
/// or comma). Throws Error(input) with all faults of the file (the first 20 in full): no CRS, a missing column, a
/// negative number or NaN that is not declared as unknown, an empty or self-crossing outline, an id that is there
/// twice.
std::vector<VectorRow> read_vector(const VectorSpec& spec, const std::string& city_crs);

/// Throws Error(input) when a row is more than 200 km from `middle`, where the roads are: a wrong CRS.
void check_near(const std::vector<VectorRow>& rows, Point middle, const VectorSpec& spec);

}  // namespace planspiel
