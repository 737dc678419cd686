#include <fmt/format.h>
#include <ogrsf_frmts.h>
#include <unistd.h>

#include <cmath>
#include <optional>
#include <utility>

#include "engine/base/files.hpp"
#include "engine/base/stop.hpp"
#include "engine/base/unfinished.hpp"
#include "gis/gdal_session.hpp"
#include "gis/geopackage.hpp"
#include "gis/rings.hpp"

namespace planspiel {

namespace fs = std::filesystem;

namespace {

static_assert(sizeof(Point) == sizeof(OGRRawPoint), "points are handed to GDAL as they lie");

OGRwkbGeometryType wkb_type(LayerGeometry geometry) {
  switch (geometry) {
    case LayerGeometry::none:
      return wkbNone;
    case LayerGeometry::point:
      return wkbPoint;
    case LayerGeometry::line:
      return wkbLineString;
    case LayerGeometry::ring:
      return wkbPolygon;
    case LayerGeometry::area:
      return wkbMultiPolygon;
  }
  return wkbUnknown;
}

OGRFieldType ogr_type(FieldType type) {
  return type == FieldType::real ? OFTReal : type == FieldType::integer ? OFTInteger64 : OFTString;
}

std::unique_ptr<OGRLinearRing> linear_ring(std::span<const Point> ring) {
  auto made = std::make_unique<OGRLinearRing>();
  made->setPoints(static_cast<int>(ring.size()), reinterpret_cast<const OGRRawPoint*>(ring.data()));
  made->closeRings();
  return made;
}

constexpr std::string_view kPartial = ".partial-";

/// Removes what killed writers of the same target left beside it.
void remove_leftovers(const fs::path& folder, const std::string& ending) {
  std::error_code ignored;
  for (const fs::directory_entry& entry : fs::directory_iterator(folder, ignored)) {
    const std::string name = entry.path().filename().string();
    if (!name.starts_with(kPartial) || !name.ends_with(ending)) continue;
    const std::string process = name.substr(kPartial.size(), name.find('-', kPartial.size()) - kPartial.size());
    if (!fs::exists("/proc/" + process)) fs::remove(entry.path(), ignored);
  }
}

}  // namespace

struct GeopackageWriter::State {
  fs::path target, partial;
  GdalFaults faults{};
  FastFixedDateWriting fast{};
  std::unique_ptr<OGRSpatialReference> crs{};
  std::unique_ptr<OGRFeature> row{};
  GDALDatasetUniquePtr dataset{};
  OGRLayer* layer = nullptr;
  std::optional<Unfinished> unfinished{};
  bool finished = false;

  /// Throws what GDAL said, in words for the person whose file it is.
  [[noreturn]] void fail(const std::string& doing) const {
    const std::string said = faults.text();
    const bool full = said.find("is full") != std::string::npos || said.find("disk I/O error") != std::string::npos;
    throw Error(ErrorKind::system,
                fmt::format("{}: cannot be written ({}){}", target.string(), doing,
                            full           ? ": " + why_not_written(full_or_limited(partial)) + " (" + said + ")"
                            : faults.any() ? ": " + said
                                           : ""));
  }
  void check(bool well, const std::string& doing) const {
    if (!well || faults.any()) fail(doing);
  }
  /// What SQLite puts beside a file that it writes.
  void remove_partial() const {
    std::error_code ignored;
    for (const char* ending : {"", "-journal", "-wal", "-shm"}) fs::remove(partial.string() + ending, ignored);
  }
};

GeopackageWriter::GeopackageWriter(const fs::path& target) : state_(std::make_unique<State>()) {
  const fs::path whole = fs::absolute(target);
  state_->target = target;
  // GDAL wants the ending .gpkg; the process number keeps two writers apart.
  const std::string ending = "-" + whole.stem().string() + ".gpkg";
  state_->partial = whole.parent_path() / (std::string(kPartial) + std::to_string(getpid()) + ending);
  remove_leftovers(whole.parent_path(), ending);
  state_->remove_partial();
  state_->unfinished.emplace(state_->partial);
  GDALDriver* driver = GetGDALDriverManager()->GetDriverByName("GPKG");
  PLANSPIEL_CHECK(driver);
  const char* options[] = {"ADD_GPKG_OGR_CONTENTS=NO", nullptr};
  state_->dataset.reset(
      driver->Create(plain_path(state_->partial).c_str(), 0, 0, 0, GDT_Unknown, const_cast<char**>(options)));
  if (!state_->dataset)
    throw Error(ErrorKind::system,
                fmt::format("{}: cannot be written: {}; {}", target.string(), state_->faults.text(),
                            no_more_files() != 0 ? why_not_written(no_more_files())
                                                 : "choose a folder that is there and that you may write to"));
}

GeopackageWriter::~GeopackageWriter() {
  state_->row.reset();
  state_->dataset.reset();
  if (!state_->finished) state_->remove_partial();
}

void GeopackageWriter::begin_layer(const LayerSpec& layer) {
  State& state = *state_;
  state.row.reset();
  if (state.layer) state.check(state.dataset->CommitTransaction() == OGRERR_NONE, "ending a layer");
  state.crs.reset();
  if (layer.geometry != LayerGeometry::none) {
    state.crs = std::make_unique<OGRSpatialReference>();
    state.check(
        state.crs->SetFromUserInput(layer.crs.c_str()) == OGRERR_NONE,
        fmt::format("layer '{}' of places: its CRS is '{}'; write for example EPSG:25832", layer.name, layer.crs));
    state.crs->SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
  }
  const std::string title = "IDENTIFIER=" + layer.name, about = "DESCRIPTION=" + layer.title,
                    number = "FID=" + layer.row_number;
  const char* options[] = {title.c_str(), about.c_str(), number.c_str(),
                           layer.spatial_index ? "SPATIAL_INDEX=YES" : "SPATIAL_INDEX=NO", nullptr};
  state.layer = state.dataset->CreateLayer(layer.name.c_str(), state.crs.get(), wkb_type(layer.geometry),
                                           const_cast<char**>(options));
  state.check(state.layer != nullptr, "layer " + layer.name);
  for (const LayerField& field : layer.fields) {
    OGRFieldDefn definition(field.name.c_str(), ogr_type(field.type));
    state.check(state.layer->CreateField(&definition) == OGRERR_NONE, "column " + field.name + " of " + layer.name);
  }
  state.check(state.dataset->StartTransaction() == OGRERR_NONE, "layer " + layer.name);
  state.row.reset(OGRFeature::CreateFeature(state.layer->GetLayerDefn()));
}

void GeopackageWriter::set(std::size_t field, double value) {
  if (std::isfinite(value)) state_->row->SetField(static_cast<int>(field), value);
}

void GeopackageWriter::set(std::size_t field, std::int64_t value) {
  state_->row->SetField(static_cast<int>(field), static_cast<GIntBig>(value));
}

void GeopackageWriter::set(std::size_t field, std::string_view value) {
  state_->row->SetField(static_cast<int>(field), std::string(value).c_str());
}

void GeopackageWriter::set_point(Point point) {
  state_->row->SetGeometryDirectly(std::make_unique<OGRPoint>(point.x_m, point.y_m).release());
}

void GeopackageWriter::set_line(std::span<const Point> line) {
  auto made = std::make_unique<OGRLineString>();
  made->setPoints(static_cast<int>(line.size()), reinterpret_cast<const OGRRawPoint*>(line.data()));
  state_->row->SetGeometryDirectly(made.release());
}

void GeopackageWriter::set_ring(std::span<const Point> ring) {
  if (ring.empty()) return;
  auto made = std::make_unique<OGRPolygon>();
  made->addRingDirectly(linear_ring(ring).release());
  state_->row->SetGeometryDirectly(made.release());
}

void GeopackageWriter::set_polygon(const Polygon& polygon) {
  if (polygon.empty()) return;
  auto made = std::make_unique<OGRMultiPolygon>();
  for (const std::vector<const Ring*>& part : parts_of(polygon)) {
    auto one = std::make_unique<OGRPolygon>();
    for (const Ring* ring : part) one->addRingDirectly(linear_ring(*ring).release());
    made->addGeometryDirectly(one.release());
  }
  state_->row->SetGeometryDirectly(made.release());
}

void GeopackageWriter::add_row() {
  check_stop();
  State& state = *state_;
  state.check(state.layer->CreateFeature(state.row.get()) == OGRERR_NONE,
              "rows of " + std::string(state.layer->GetName()));
  state.row->Reset();
}

void GeopackageWriter::finish() {
  State& state = *state_;
  state.row.reset();
  if (state.layer) state.check(state.dataset->CommitTransaction() == OGRERR_NONE, "ending a layer");
  state.dataset->FlushCache(true);
  state.dataset.reset();
  state.check(true, "closing the file");
  std::error_code failed;
  state.unfinished->finish([&] { fs::rename(state.partial, state.target, failed); });
  if (failed)
    throw Error(ErrorKind::system, fmt::format("{}: cannot be written: {}", state.target.string(), failed.message()));
  state.finished = true;
}

}  // namespace planspiel
