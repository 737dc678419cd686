#include "gis/vector_layer.hpp"

#include <cpl_vsi.h>
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "engine/base/encoding.hpp"
#include "engine/base/error.hpp"
#include "engine/base/filled.hpp"
#include "engine/base/text.hpp"
#include "gis/gdal_session.hpp"
#include "gis/map_crs.hpp"
#include "gis/packed_file.hpp"
#include "gis/row_checker.hpp"

namespace planspiel {

namespace {

constexpr std::uintmax_t kLargestCopy = 1u << 30;  ///< bytes of a GeoJSON that may be held as a copy in UTF-8

bool is_json(const std::filesystem::path& file) {
  const std::string extension = lower_ascii(file.extension().string());
  return extension == ".geojson" || extension == ".json";
}

std::vector<std::string> quoted(const std::vector<std::string>& names) {
  std::vector<std::string> all;
  for (const std::string& name : names) all.push_back("'" + name + "'");
  return all;
}

/// What GDAL makes of a number as an id: whole ones without exponent, also above 15 digits.
std::string id_text(const OGRFeature& feature, int field) {
  const OGRFieldType type = feature.GetFieldDefnRef(field)->GetType();
  const double value = type == OFTReal ? feature.GetFieldAsDouble(field) : 0.5;
  if (type == OFTReal && feature.IsFieldSetAndNotNull(field) && value == std::floor(value) && std::abs(value) < 0x1p53)
    return std::to_string(static_cast<std::int64_t>(value));
  return feature.GetFieldAsString(field);
}

}  // namespace

void fail_map(const VectorSpec& spec, const std::string& what) {
  throw Error(ErrorKind::input, spec.file.string() + ": " + what);
}

VectorLayer::VectorLayer(const VectorSpec& spec) : spec_(spec) {
  const char* drivers[] = {"GPKG", "GeoJSON", "ESRI Shapefile", "FlatGeobuf", "GML", nullptr};
  const std::string encoding = "@ENCODING=" + spec.encoding;
  // GDAL would write a file beside a GML; NATIVE_DATA tells whether a GeoJSON names a CRS.
  const char* options[] = {"@WRITE_GFS=NO", "@NATIVE_DATA=YES", spec.encoding.empty() ? nullptr : encoding.c_str(),
                           nullptr};
  const std::string path = readable_file();
  GdalFaults faults;
  dataset_.reset(GDALDataset::Open(path.c_str(), GDAL_OF_VECTOR | GDAL_OF_READONLY, drivers, options));
  if (!dataset_ || faults.any()) fail_map(spec, "cannot be read as a map: " + faults.text());
  std::vector<std::string> names;
  for (int at = 0; at < dataset_->GetLayerCount(); ++at) names.emplace_back(dataset_->GetLayer(at)->GetName());
  if (names.empty()) fail_map(spec, "holds no layer");
  choose(names);
}

VectorLayer::~VectorLayer() {
  dataset_.reset();
  if (!in_memory_.empty()) VSIUnlink(in_memory_.c_str());
}

/// GDAL takes every GeoJSON for UTF-8; another one is read from a copy.
std::string VectorLayer::readable_file() {
  const std::string path = plain_path(spec_.file);
  if (packing_of(first_bytes(spec_.file)) != Packing::none)  // GDAL unpacks some of them, without a limit
    fail_map(spec_, "is packed: unpack it first, and name the .gpkg, .geojson, .shp, .fgb or .gml inside");
  if (!is_json(spec_.file) || std::filesystem::file_size(spec_.file) > kLargestCopy) return path;
  DecodedText decoded = read_text(spec_.file, spec_.encoding);
  if (decoded.encoding == "UTF-8") return path;
  if (decoded.guessed)
    notes_.push_back(filled("kein UTF-8, gelesen als {} (eine andere: `encoding` angeben)",
                            "no UTF-8, read as {} (another one: declare encoding)", decoded.encoding));
  text_ = std::move(decoded.text);
  in_memory_ = "/vsimem/planspiel/" + spec_.file.filename().string();
  auto* bytes = reinterpret_cast<GByte*>(text_.data());
  VSIFCloseL(VSIFileFromMemBuffer(in_memory_.c_str(), bytes, text_.size(), FALSE));
  return in_memory_;
}

void VectorLayer::choose(const std::vector<std::string>& names) {
  std::vector<std::string> with_places;
  for (int at = 0; at < dataset_->GetLayerCount(); ++at)
    if (dataset_->GetLayer(at)->GetGeomType() != wkbNone) with_places.emplace_back(names[static_cast<std::size_t>(at)]);
  const std::string has = join(quoted(names), ", ");
  if (!spec_.layer.empty() && std::find(names.begin(), names.end(), spec_.layer) == names.end())
    fail_map(spec_, fmt::format("has no layer '{}': it has {}", spec_.layer, has));
  if (spec_.layer.empty() && with_places.size() > 1)
    fail_map(spec_, fmt::format("has the layers {}: say which one, layer = \"{}\"", join(quoted(with_places), ", "),
                                with_places.back()));
  const std::string name = !spec_.layer.empty()  ? spec_.layer
                           : with_places.empty() ? names.front()
                                                 : with_places.front();
  if (std::find(with_places.begin(), with_places.end(), name) == with_places.end())
    fail_map(spec_, fmt::format("layer '{}' is a table without places: the layers with places are: {}", name,
                                with_places.empty() ? "none" : join(quoted(with_places), ", ")));
  const auto at = std::find(names.begin(), names.end(), name) - names.begin();
  if (is_view(*dataset_, name)) fail_map(spec_, fmt::format("layer '{}' {}", name, kViewRefusal));
  layer_ = dataset_->GetLayer(static_cast<int>(at));
  where_ = spec_.file.string() + (names.size() > 1 ? ": layer '" + name + "'" : "");
  if (names.size() > 1 && spec_.layer.empty())
    notes_.push_back(
        filled("Ebene '{}', die einzige mit Orten von {}", "layer '{}', the only one with places of {}", name, has));
}

const OGRSpatialReference* VectorLayer::own_crs() {
  const OGRSpatialReference* own = layer_->GetSpatialRef();
  if (std::string(dataset_->GetDriverName()) != "GeoJSON") return own;
  const char* members = layer_->GetMetadataItem("NATIVE_DATA", "NATIVE_DATA");
  const std::string head = members ? members : "";
  if (head.find("\"crs\": null") != std::string::npos) return nullptr;
  return head.find("\"crs\":") == std::string::npos && !spec_.crs.empty() ? nullptr : own;
}

bool VectorLayer::is_feature_number(const std::string& name) const {
  const std::string own = layer_->GetFIDColumn();
  return name == own || lower_ascii(name) == "fid" ||
         (name == "id" && std::string(dataset_->GetDriverName()) == "GeoJSON");
}

std::optional<int> VectorLayer::column(const std::string& name) {
  const auto known = columns_.find(name);
  return known != columns_.end() ? known->second : columns_.emplace(name, find_column(name)).first->second;
}

std::optional<int> VectorLayer::find_column(const std::string& name) const {
  const OGRFeatureDefn* definition = layer_->GetLayerDefn();
  std::vector<std::string> names;
  for (int at = 0; at < definition->GetFieldCount(); ++at)
    names.emplace_back(definition->GetFieldDefn(at)->GetNameRef());
  const auto found = std::find(names.begin(), names.end(), name);
  if (found == names.end() && is_feature_number(name)) return std::nullopt;
  if (found == names.end())
    throw Error(ErrorKind::input, fmt::format("{}: has no column '{}': {}", where_, name, nearest_known(name, names)));
  if (std::find(found + 1, names.end(), name) != names.end())
    throw Error(ErrorKind::input, fmt::format("{}: the column '{}' is there twice", where_, name));
  return static_cast<int>(found - names.begin());
}

std::string VectorLayer::text(const OGRFeature& feature, const std::string& name) {
  const auto at = column(name);
  return at ? id_text(feature, *at) : std::to_string(feature.GetFID());
}

std::optional<Point> VectorLayer::sample() {
  layer_->ResetReading();
  OnlyFilter filter(spec_);
  std::optional<Point> middle;
  while (!middle) {
    const OGRFeatureUniquePtr feature{layer_->GetNextFeature()};
    if (!feature) break;
    const OGRGeometry* geometry = feature->GetGeometryRef();
    if (!geometry || geometry->IsEmpty() || !filter.takes([&](const auto& name) { return text(*feature, name); }))
      continue;
    OGREnvelope box;
    geometry->getEnvelope(&box);
    middle = Point::metres(0.5 * (box.MinX + box.MaxX), 0.5 * (box.MinY + box.MaxY));
  }
  layer_->ResetReading();
  return middle;
}

void VectorLayer::add_notes(std::vector<Text>& notes) const { notes.insert(notes.end(), notes_.begin(), notes_.end()); }

}  // namespace planspiel
