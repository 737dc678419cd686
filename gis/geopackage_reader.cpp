#include <fmt/format.h>
#include <ogrsf_frmts.h>

#include <algorithm>

#include "engine/base/stop.hpp"
#include "engine/base/text.hpp"
#include "gis/gdal_session.hpp"
#include "gis/geopackage.hpp"

namespace planspiel {

namespace {

FieldType field_type(OGRFieldType type) {
  switch (type) {
    case OFTReal:
      return FieldType::real;
    case OFTInteger:
    case OFTInteger64:
      return FieldType::integer;
    case OFTString:
      return FieldType::text;
    default:
      return FieldType::other;
  }
}

std::vector<Point> points_of(const OGRSimpleCurve& curve) {
  std::vector<Point> points(static_cast<std::size_t>(curve.getNumPoints()));
  curve.getPoints(reinterpret_cast<OGRRawPoint*>(points.data()));
  return points;
}

void add_rings(const OGRPolygon& from, Polygon& to) {
  const auto add = [&](const OGRLinearRing* ring) {
    Ring points = points_of(*ring);
    if (points.size() > 1 && points.front() == points.back()) points.pop_back();
    to.rings.push_back(std::move(points));
  };
  if (from.getExteriorRing()) add(from.getExteriorRing());
  for (int hole = 0; hole < from.getNumInteriorRings(); ++hole) add(from.getInteriorRing(hole));
}

/// The only part of a multi-part geometry, else the geometry itself.
const OGRGeometry* only_part(const OGRGeometry* geometry) {
  if (!geometry || !OGR_GT_IsSubClassOf(geometry->getGeometryType(), wkbGeometryCollection)) return geometry;
  const OGRGeometryCollection* parts = geometry->toGeometryCollection();
  return parts->getNumGeometries() == 1 ? parts->getGeometryRef(0) : geometry;
}

}  // namespace

struct GeopackageReader::State {
  std::string path;
  GdalFaults faults{};
  GDALDatasetUniquePtr dataset{};
  std::vector<std::string> layers{};
  OGRLayer* layer = nullptr;
  std::vector<LayerField> fields{};
  OGRFeatureUniquePtr row{};

  [[noreturn]] void fail(const std::string& what) const { throw Error(ErrorKind::input, path + ": " + what); }

  /// SQLite keeps a text in a number's column, and GDAL reads it as 0: such a cell is looked for.
  void refuse_texts_among_numbers(const std::string& name) const {
    std::string places, text;
    for (const LayerField& field : fields) {
      if (field.type != FieldType::real && field.type != FieldType::integer) continue;
      const std::string cell = "\"" + field.name + "\"";
      places += (places.empty() ? "" : " OR ") + fmt::format("typeof({}) IN ('text', 'blob')", cell);
      text += (text.empty() ? "" : ", ") +
              fmt::format("CASE WHEN typeof({}) IN ('text', 'blob') THEN '{}' END", cell, field.name);
    }
    if (places.empty()) return;
    const std::string query =
        fmt::format("SELECT rowid AS place, coalesce({}, '') AS cell FROM \"{}\" WHERE {} LIMIT 1", text, name, places);
    OGRLayer* found = dataset->ExecuteSQL(query.c_str(), nullptr, nullptr);
    if (!found) return;
    const OGRFeatureUniquePtr bad(found->GetNextFeature());
    const std::string where =
        bad ? fmt::format("layer '{}', feature {}: column '{}' holds a text where a number is wanted", name,
                          bad->GetFieldAsString("place"), bad->GetFieldAsString("cell"))
            : "";
    dataset->ReleaseResultSet(found);
    if (!where.empty()) fail(where);
  }
};

GeopackageReader::GeopackageReader(const std::filesystem::path& path) : state_(std::make_unique<State>()) {
  State& state = *state_;
  state.path = path.string();
  const std::string name = plain_path(path);
  if (!std::filesystem::is_regular_file(path)) state.fail("no such file");
  const char* drivers[] = {"GPKG", nullptr};
  state.dataset.reset(GDALDataset::Open(name.c_str(), GDAL_OF_VECTOR | GDAL_OF_READONLY, drivers));
  if (!state.dataset || state.faults.any())
    state.fail("cannot be read as a GeoPackage, or is cut off or damaged: " + state.faults.text());
  for (int at = 0; at < state.dataset->GetLayerCount(); ++at)
    state.layers.push_back(state.dataset->GetLayer(at)->GetName());
  std::sort(state.layers.begin(), state.layers.end());
}

GeopackageReader::~GeopackageReader() {
  state_->row.reset();
  state_->dataset.reset();
}

const std::vector<std::string>& GeopackageReader::layers() const { return state_->layers; }

bool GeopackageReader::has(std::string_view layer) const {
  return std::find(state_->layers.begin(), state_->layers.end(), layer) != state_->layers.end();
}

void GeopackageReader::open_layer(const std::string& layer) {
  State& state = *state_;
  state.row.reset();
  state.layer = has(layer) ? state.dataset->GetLayerByName(layer.c_str()) : nullptr;
  if (!state.layer) state.fail(fmt::format("has no layer '{}': it has {}", layer, join(state.layers, ", ")));
  if (is_view(*state.dataset, layer)) state.fail(fmt::format("layer '{}' {}", layer, kViewRefusal));
  state.layer->ResetReading();
  state.fields.clear();
  const OGRFeatureDefn* definition = state.layer->GetLayerDefn();
  for (int at = 0; at < definition->GetFieldCount(); ++at) {
    const OGRFieldDefn* field = definition->GetFieldDefn(at);
    state.fields.push_back({field->GetNameRef(), field_type(field->GetType())});
  }
  if (state.faults.any()) state.fail(fmt::format("layer '{}' is damaged: {}", layer, state.faults.text()));
  state.refuse_texts_among_numbers(layer);
  state.layer->ResetReading();
}

const std::vector<LayerField>& GeopackageReader::fields() const { return state_->fields; }

std::optional<std::size_t> GeopackageReader::find_field(std::string_view name) const {
  for (std::size_t at = 0; at < state_->fields.size(); ++at)
    if (state_->fields[at].name == name) return at;
  return std::nullopt;
}

bool GeopackageReader::has_geometry() const { return state_->layer->GetGeomType() != wkbNone; }

bool GeopackageReader::is_in(const std::string& crs) const {
  const OGRSpatialReference* mine = state_->layer->GetSpatialRef();
  OGRSpatialReference wanted;
  if (!mine || wanted.SetFromUserInput(crs.c_str()) != OGRERR_NONE) return false;
  return crs_name() == crs || mine->IsSame(&wanted);
}

std::string GeopackageReader::crs_name() const {
  const OGRSpatialReference* crs = state_->layer->GetSpatialRef();
  if (!crs) return "none";
  const char* authority = crs->GetAuthorityName(nullptr);
  const char* code = crs->GetAuthorityCode(nullptr);
  if (authority && code) return std::string(authority) + ":" + code;
  return crs->GetName() ? crs->GetName() : "unknown";
}

std::size_t GeopackageReader::row_count() const {
  const GIntBig count = state_->layer->GetFeatureCount();
  return count > 0 ? static_cast<std::size_t>(count) : 0;
}

bool GeopackageReader::next() {
  check_stop();
  State& state = *state_;
  state.row.reset(state.layer->GetNextFeature());
  if (state.faults.any()) {
    const std::string after = state.row ? fmt::format(" at feature {}", state.row->GetFID()) : "";
    state.fail(fmt::format("layer '{}' is damaged{}: {}", state.layer->GetName(), after, state.faults.text()));
  }
  return state.row != nullptr;
}

std::int64_t GeopackageReader::row_number() const { return state_->row->GetFID(); }

bool GeopackageReader::is_empty(std::size_t field) const {
  return !state_->row->IsFieldSetAndNotNull(static_cast<int>(field));
}

double GeopackageReader::real(std::size_t field) const {
  return state_->row->GetFieldAsDouble(static_cast<int>(field));
}

std::int64_t GeopackageReader::integer(std::size_t field) const {
  return state_->row->GetFieldAsInteger64(static_cast<int>(field));
}

std::string GeopackageReader::text(std::size_t field) const {
  return state_->row->GetFieldAsString(static_cast<int>(field));
}

std::optional<Point> GeopackageReader::point() const {
  const OGRGeometry* geometry = only_part(state_->row->GetGeometryRef());
  if (!geometry || geometry->IsEmpty() || wkbFlatten(geometry->getGeometryType()) != wkbPoint) return std::nullopt;
  return Point::metres(geometry->toPoint()->getX(), geometry->toPoint()->getY());
}

std::optional<std::vector<Point>> GeopackageReader::line() const {
  const OGRGeometry* geometry = only_part(state_->row->GetGeometryRef());
  if (!geometry || geometry->IsEmpty() || wkbFlatten(geometry->getGeometryType()) != wkbLineString) return std::nullopt;
  return points_of(*geometry->toLineString());
}

std::optional<Polygon> GeopackageReader::polygon() const {
  const OGRGeometry* geometry = state_->row->GetGeometryRef();
  if (!geometry || geometry->IsEmpty()) return std::nullopt;
  Polygon polygon;
  if (wkbFlatten(geometry->getGeometryType()) == wkbPolygon)
    add_rings(*geometry->toPolygon(), polygon);
  else if (wkbFlatten(geometry->getGeometryType()) == wkbMultiPolygon)
    for (const OGRPolygon* part : *geometry->toMultiPolygon()) add_rings(*part, polygon);
  else
    return std::nullopt;
  return polygon;
}

bool GeopackageReader::geometry_is_empty() const {
  const OGRGeometry* geometry = state_->row->GetGeometryRef();
  return !geometry || geometry->IsEmpty();
}

std::string GeopackageReader::geometry_name() const {
  const OGRGeometry* geometry = state_->row->GetGeometryRef();
  return geometry ? geometry->getGeometryName() : "none";
}

}  // namespace planspiel
