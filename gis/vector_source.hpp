#pragma once

/// Rows of a file of places in any CRS, as an importer takes them: checked, and in the city's CRS.

#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "engine/base/geometry.hpp"
#include "engine/base/text.hpp"
#include "engine/base/written_number.hpp"

namespace planspiel {

enum class PlaceKind { polygon, point };

/// Which file is read and what of it.
struct VectorSpec {
  std::filesystem::path file;
  PlaceKind kind = PlaceKind::polygon;
  std::string layer = "";              ///< empty: the only layer with places
  std::string crs = "";                ///< of files that name none (CSV, shapefiles without .prj, GeoJSON in metres)
  std::string encoding = "";           ///< of files that do not say it: "Windows-1252"; empty: found out
  std::string x = "", y = "";          ///< CSV: columns of easting or longitude and northing or latitude
  std::string id = "";                 ///< column of the external id; empty: the number of the feature
  std::vector<std::string> numbers{};  ///< columns that hold numbers of 0 and more
  std::vector<std::string> texts{};    ///< columns that hold texts
  std::vector<std::string> unknown{};  ///< marks that stand for an unknown number: "-1", "–"
  NumberMarks marks{};                 ///< of columns of text, where "1.234" could be 1234 or 1.234
  std::map<std::string, std::string> only{};  ///< rows are taken where these columns hold these texts; others not read
};

struct VectorRow {
  std::int64_t feature = 0;  ///< number in the file; CSV: row, counted from 1
  std::string where{};       ///< "stops.csv:3", "zones.gpkg: layer 'zones': feature 7", for messages
  std::string id{};
  Polygon outline{};                                       ///< empty for points
  Point place{};                                           ///< the point, or the centroid of the outline
  std::map<std::string, std::optional<double>> numbers{};  ///< none: unknown
  std::map<std::string, std::string> texts{};
};

/// Reads a GeoPackage, GeoJSON, shapefile, FlatGeobuf, GML, or a CSV with x and y. Texts come in UTF-8, curves as
/// lines. `notes` receives what was chosen without being declared: an encoding, a layer among others, rows left out.
/// Throws Error(input) with all faults of the file (the first 20 in full): no CRS or another one than declared, several
/// layers, a missing column, a number that is negative, ambiguous or none and not declared as unknown, an empty,
/// invalid or other geometry, an id that is there twice.
std::vector<VectorRow> read_vector(const VectorSpec& spec, const std::string& city_crs,
                                   std::vector<Text>* notes = nullptr);

/// Where the first row lies that is wanted; none for a CSV, or where no row has a place.
std::optional<LonLat> first_place(const VectorSpec& spec);

/// Throws Error(input) when a row is more than 200 km from `middle`, where the roads are: a wrong CRS.
void check_near(const std::vector<VectorRow>& rows, Point middle, const VectorSpec& spec);

}  // namespace planspiel
