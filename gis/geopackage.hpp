#pragma once

/// Tables in a GeoPackage, written and read fast. GDAL stays behind this header.

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/geometry.hpp"

namespace planspiel {

/// ring: a polygon of one ring; area: a polygon of any number of parts and holes.
enum class LayerGeometry { none, point, line, ring, area };
enum class FieldType { real, integer, text, other };

struct LayerField {
  std::string name;
  FieldType type = FieldType::text;
};

/// A layer (with a geometry) or an attribute table (without).
struct LayerSpec {
  std::string name;
  std::string title = "";  ///< shown by QGIS
  LayerGeometry geometry = LayerGeometry::none;
  std::string crs = "";  ///< of the geometry, "EPSG:25832"
  std::vector<LayerField> fields{};
  std::string row_number = "fid";  ///< name of the column with the row's number
  bool spatial_index = true;
};

/// Writes a GeoPackage beside its target and renames it when all is well. Equal content gives equal bytes.
/// Throws Error(system) when the disk is full or the folder not writable; nothing is left behind then.
class GeopackageWriter {
 public:
  explicit GeopackageWriter(const std::filesystem::path& target);
  ~GeopackageWriter();
  GeopackageWriter(const GeopackageWriter&) = delete;
  GeopackageWriter& operator=(const GeopackageWriter&) = delete;

  /// Starts a layer; the rows that follow belong to it.
  void begin_layer(const LayerSpec& layer);
  /// Values of the row that is being made; fields that are not set are empty. NaN is written as empty.
  void set(std::size_t field, double value);
  void set(std::size_t field, std::int64_t value);
  void set(std::size_t field, std::string_view value);
  void set_point(Point point);
  void set_line(std::span<const Point> line);
  /// A ring without its first point repeated.
  void set_ring(std::span<const Point> ring);
  /// Nothing for an empty polygon.
  void set_polygon(const Polygon& polygon);
  /// Ends the row.
  void add_row();
  /// Puts the file in its place.
  void finish();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

/// Reads a GeoPackage. All messages name the file and the layer.
class GeopackageReader {
 public:
  /// Throws Error(input) when the file is missing, cut off or no GeoPackage.
  explicit GeopackageReader(const std::filesystem::path& path);
  ~GeopackageReader();
  GeopackageReader(const GeopackageReader&) = delete;
  GeopackageReader& operator=(const GeopackageReader&) = delete;

  /// Sorted by name.
  const std::vector<std::string>& layers() const;
  bool has(std::string_view layer) const;

  /// Starts reading a layer. Throws Error(input) with the list of layers when there is none of that name.
  void open_layer(const std::string& layer);
  const std::vector<LayerField>& fields() const;
  std::optional<std::size_t> find_field(std::string_view name) const;
  bool has_geometry() const;
  /// Whether the layer's coordinates are in this CRS ("EPSG:25832").
  bool is_in(const std::string& crs) const;
  /// What the layer says of its CRS, for messages: "EPSG:4326", "none".
  std::string crs_name() const;
  std::size_t row_count() const;

  /// Goes to the next row; false after the last. Throws Error(input) when the file is damaged.
  bool next();
  std::int64_t row_number() const;  ///< the feature's number in the file (fid)
  bool is_empty(std::size_t field) const;
  double real(std::size_t field) const;
  std::int64_t integer(std::size_t field) const;
  std::string text(std::size_t field) const;
  /// The geometry of the row; empty when it has none or is of another kind (a part list of one part counts as its
  /// part).
  std::optional<Point> point() const;
  std::optional<std::vector<Point>> line() const;
  std::optional<Polygon> polygon() const;
  bool geometry_is_empty() const;
  std::string geometry_name() const;  ///< "MULTILINESTRING", for messages

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace planspiel
