#include "gis/vector_source.hpp"

#include <fmt/format.h>
#include <ogrsf_frmts.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <memory>
#include <set>

#include "engine/base/csv.hpp"
#include "engine/base/files.hpp"
#include "engine/base/projection.hpp"
#include "engine/base/stop.hpp"
#include "engine/base/text.hpp"
#include "gis/gdal_session.hpp"

namespace planspiel {

namespace {

constexpr double kFarthest_m = 200000.0;
constexpr std::size_t kShownFaults = 20;

[[noreturn]] void fail(const VectorSpec& spec, const std::string& what) {
  throw Error(ErrorKind::input, spec.file.string() + ": " + what);
}

/// A number with a decimal point or a decimal comma; thousands are not grouped.
std::optional<double> number_of(std::string text) {
  if (text.find('.') == std::string::npos) std::replace(text.begin(), text.end(), ',', '.');
  double value = 0.0;
  const char* end = text.data() + text.size();
  const auto [last, code] = std::from_chars(text.data(), end, value);
  if (code != std::errc() || last != end || text.empty()) return std::nullopt;
  return value;
}

/// Takes rows, keeps the sound ones, collects the faults.
class RowChecker {
 public:
  explicit RowChecker(const VectorSpec& spec) : spec_(spec) {}

  void number(VectorRow& row, const std::string& column, const std::string& cell) {
    const std::string text(trim(cell));
    if (std::find(spec_.unknown.begin(), spec_.unknown.end(), text) != spec_.unknown.end()) {
      row.numbers[column] = std::nullopt;
      return;
    }
    const auto value = number_of(text);
    if (value && std::isfinite(*value) && *value >= 0.0) {
      row.numbers[column] = value;
      return;
    }
    fault(row,
          fmt::format("column '{}': '{}' is no number of 0 or more; if it stands for unknown, list it in unknown = "
                      "[\"{}\"]",
                      column, text, text));
  }

  void add(VectorRow row) {
    if (!ids_.insert(row.id).second) fault(row, "this id is there twice: ids are unique");
    Point where;
    for (const Ring& ring : row.outline.rings)
      if (crosses_itself(ring, &where)) {
        fault(row,
              fmt::format("its outline crosses itself at {:.1f} {:.1f} m (city's CRS): repair it, for example with "
                          "'fix geometries' of QGIS",
                          where.x_m, where.y_m));
        break;
      }
    rows_.push_back(std::move(row));
  }

  void fault(const VectorRow& row, const std::string& what) {
    faults_.push_back(fmt::format("{}: feature {} (id '{}'): {}", spec_.file.string(), row.feature, row.id, what));
  }

  std::vector<VectorRow> finish() {
    if (faults_.empty() && rows_.empty()) fail(spec_, "holds no feature");
    if (faults_.empty()) return std::move(rows_);
    std::string all;
    for (std::size_t i = 0; i < std::min(faults_.size(), kShownFaults); ++i) all += (i ? "\n" : "") + faults_[i];
    if (faults_.size() > kShownFaults) all += fmt::format("\nand {} more faults", faults_.size() - kShownFaults);
    throw Error(ErrorKind::input, all);
  }

 private:
  const VectorSpec& spec_;
  std::vector<VectorRow> rows_{};
  std::vector<std::string> faults_{};
  std::set<std::string> ids_{};
};

/// From the CRS of a file to the city's, longitude or easting first in both.
class Transformer {
 public:
  Transformer(const OGRSpatialReference& from, const std::string& city_crs, const VectorSpec& spec) : from_(from) {
    const bool known = to_.SetFromUserInput(city_crs.c_str()) == OGRERR_NONE;
    if (!known) need_crs_table();
    if (!known)
      throw Error(ErrorKind::config, fmt::format("crs '{}' of the city is unknown: write \"EPSG:25832\"", city_crs));
    from_.SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
    to_.SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
    change_.reset(OGRCreateCoordinateTransformation(&from_, &to_));
    if (!change_) fail(spec, "there is no way from its CRS to " + city_crs);
  }
  /// False when it cannot be transformed.
  bool apply(OGRGeometry& geometry) { return geometry.transform(change_.get()) == OGRERR_NONE; }
  bool apply(Point& place) {
    return change_->Transform(1, &place.x_m, &place.y_m) && std::isfinite(place.x_m) && std::isfinite(place.y_m);
  }

 private:
  OGRSpatialReference from_, to_{};
  std::unique_ptr<OGRCoordinateTransformation> change_{};
};

OGRSpatialReference declared_crs(const VectorSpec& spec) {
  if (spec.crs.empty()) fail(spec, "the file names no CRS: declare it in the description, crs = \"EPSG:4326\"");
  OGRSpatialReference crs;
  const bool known = crs.SetFromUserInput(spec.crs.c_str()) == OGRERR_NONE;
  if (!known) need_crs_table();
  if (!known) fail(spec, fmt::format("crs '{}' is unknown: write for example \"EPSG:4326\"", spec.crs));
  return crs;
}

template <class Names>
void need_column(const VectorSpec& spec, const std::string& column, const Names& known) {
  if (std::find(std::begin(known), std::end(known), column) == std::end(known))
    fail(spec, fmt::format("has no column '{}': {}", column, nearest_known(column, known)));
}

std::vector<std::string> columns_of(const VectorSpec& spec) {
  std::vector<std::string> columns = spec.numbers;
  columns.insert(columns.end(), spec.texts.begin(), spec.texts.end());
  if (!spec.id.empty()) columns.push_back(spec.id);
  return columns;
}

/// Spreadsheets leave rows without any text at the end.
bool is_blank(const Csv& csv, std::size_t row) {
  for (std::size_t column = 0; column < csv.columns().size(); ++column)
    if (!trim(csv.text(row, column)).empty()) return false;
  return true;
}

std::vector<VectorRow> read_csv(const VectorSpec& spec, const std::string& city_crs) {
  if (spec.kind == PlaceKind::polygon) fail(spec, "a CSV holds points, and outlines are wanted: give a GeoPackage");
  const std::string text = read_file(spec.file);
  const std::string head = text.substr(0, text.find('\n'));
  const char separator =
      std::count(head.begin(), head.end(), ';') > std::count(head.begin(), head.end(), ',') ? ';' : ',';
  const Csv csv = Csv::parse(text, spec.file.string(), separator);
  for (const std::string& column : columns_of(spec)) need_column(spec, column, csv.columns());
  if (spec.x.empty() || spec.y.empty()) fail(spec, "a CSV needs the columns of its coordinates: x = \"…\", y = \"…\"");
  need_column(spec, spec.x, csv.columns());
  need_column(spec, spec.y, csv.columns());
  Transformer transformer(declared_crs(spec), city_crs, spec);
  RowChecker checker(spec);
  for (std::size_t i = 0; i < csv.size(); ++i) {
    if (is_blank(csv, i)) continue;
    VectorRow row;
    row.feature = static_cast<std::int64_t>(i) + 1;
    row.id = spec.id.empty() ? std::to_string(row.feature) : csv.text(i, spec.id);
    for (const std::string& column : spec.numbers) checker.number(row, column, csv.text(i, column));
    for (const std::string& column : spec.texts) row.texts[column] = csv.text(i, column);
    const auto x = number_of(std::string(trim(csv.text(i, spec.x)))),
               y = number_of(std::string(trim(csv.text(i, spec.y))));
    if (x && y) row.place = Point::metres(*x, *y);
    if (!x || !y || !std::isfinite(*x) || !std::isfinite(*y) || !transformer.apply(row.place)) {
      checker.fault(row, fmt::format("columns '{}', '{}': '{}', '{}' is no place", spec.x, spec.y, csv.text(i, spec.x),
                                     csv.text(i, spec.y)));
      continue;
    }
    checker.add(std::move(row));
  }
  return checker.finish();
}

/// The file, opened, and the layer that is wanted.
struct OpenLayer {
  GDALDatasetUniquePtr dataset{};
  OGRLayer* layer = nullptr;
};

OpenLayer open_layer(const VectorSpec& spec) {
  const std::string path = plain_path(spec.file);
  const char* drivers[] = {"GPKG", "GeoJSON", "ESRI Shapefile", "FlatGeobuf", "GML", nullptr};
  GdalFaults faults;
  OpenLayer open;
  open.dataset.reset(GDALDataset::Open(path.c_str(), GDAL_OF_VECTOR | GDAL_OF_READONLY, drivers));
  if (!open.dataset || faults.any()) fail(spec, "cannot be read as a map: " + faults.text());
  std::vector<std::string> names;
  for (int at = 0; at < open.dataset->GetLayerCount(); ++at) names.emplace_back(open.dataset->GetLayer(at)->GetName());
  if (names.empty()) fail(spec, "holds no layer");
  if (!spec.layer.empty() && std::find(names.begin(), names.end(), spec.layer) == names.end())
    fail(spec, fmt::format("has no layer '{}': it has {}", spec.layer, join(names, ", ")));
  open.layer = spec.layer.empty() ? open.dataset->GetLayer(0) : open.dataset->GetLayerByName(spec.layer.c_str());
  return open;
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

void add_polygon(const OGRPolygon& from, Polygon& to) {
  for (const OGRLinearRing* ring : from) to.rings.push_back(ring_of(*ring));
}

/// Takes the geometry into the row; false with a fault when it is empty or of another kind.
bool take_place(const VectorSpec& spec, const OGRGeometry* geometry, VectorRow& row, RowChecker& checker) {
  if (!geometry || geometry->IsEmpty()) {
    checker.fault(row, "its geometry is empty: every row has a place");
    return false;
  }
  const auto type = wkbFlatten(geometry->getGeometryType());
  if (spec.kind == PlaceKind::point && type == wkbPoint)
    row.place = Point::metres(geometry->toPoint()->getX(), geometry->toPoint()->getY());
  else if (type == wkbPolygon)
    add_polygon(*geometry->toPolygon(), row.outline);
  else if (type == wkbMultiPolygon)
    for (const OGRPolygon* part : *geometry->toMultiPolygon()) add_polygon(*part, row.outline);
  else {
    checker.fault(row, fmt::format("its geometry is a {}: {} is wanted", geometry->getGeometryName(),
                                   spec.kind == PlaceKind::point ? "a point" : "a polygon"));
    return false;
  }
  if (!row.outline.empty()) row.place = row.outline.centroid();
  if (std::isfinite(row.place.x_m) && std::isfinite(row.place.y_m)) return true;
  checker.fault(row, "its coordinates are no numbers");
  return false;
}

std::vector<VectorRow> read_map(const VectorSpec& spec, const std::string& city_crs) {
  const OpenLayer open = open_layer(spec);
  const OGRFeatureDefn* definition = open.layer->GetLayerDefn();
  std::vector<std::string> names;
  for (int at = 0; at < definition->GetFieldCount(); ++at)
    names.emplace_back(definition->GetFieldDefn(at)->GetNameRef());
  for (const std::string& column : columns_of(spec)) need_column(spec, column, names);
  const OGRSpatialReference* own = open.layer->GetSpatialRef();
  Transformer transformer(own && own->GetName() ? *own : declared_crs(spec), city_crs, spec);
  GdalFaults faults;
  RowChecker checker(spec);
  while (const OGRFeatureUniquePtr feature{open.layer->GetNextFeature()}) {
    check_stop();
    VectorRow row;
    row.feature = feature->GetFID();
    row.id = spec.id.empty() ? std::to_string(row.feature) : feature->GetFieldAsString(spec.id.c_str());
    for (const std::string& column : spec.numbers)
      checker.number(row, column, feature->GetFieldAsString(column.c_str()));
    for (const std::string& column : spec.texts) row.texts[column] = feature->GetFieldAsString(column.c_str());
    OGRGeometry* geometry = feature->GetGeometryRef();
    if (geometry && !geometry->IsEmpty() && !transformer.apply(*geometry))
      checker.fault(row, "its coordinates cannot be transformed: is the CRS right?");
    else if (take_place(spec, geometry, row, checker))
      checker.add(std::move(row));
  }
  if (faults.any()) fail(spec, "is damaged: " + faults.text());
  return checker.finish();
}

}  // namespace

std::vector<VectorRow> read_vector(const VectorSpec& spec, const std::string& city_crs) {
  plain_path(spec.file);
  if (!std::filesystem::exists(spec.file)) fail(spec, "no such file");
  prepare_gdal();
  std::string extension = spec.file.extension().string();
  std::transform(extension.begin(), extension.end(), extension.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  return extension == ".csv" || extension == ".txt" ? read_csv(spec, city_crs) : read_map(spec, city_crs);
}

void check_near(const std::vector<VectorRow>& rows, Point middle, const VectorSpec& spec) {
  for (const VectorRow& row : rows)
    if (const double away = distance(row.place, middle).value; !(away <= kFarthest_m))
      fail(spec, fmt::format("feature {} (id '{}') is {:.0f} km from the roads: at most 200 km is possible; wrong CRS?",
                             row.feature, row.id, away / 1000.0));
}

}  // namespace planspiel
