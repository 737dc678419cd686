#pragma once

/// A layer of a map file, opened as a description wants it.

#include <ogrsf_frmts.h>

#include <memory>
#include <string>
#include <vector>

#include "gis/vector_source.hpp"

namespace planspiel {

/// Throws Error(input) "file: what".
[[noreturn]] void fail_map(const VectorSpec& spec, const std::string& what);

class VectorLayer {
 public:
  /// Throws Error(input) where the file is no map, has no such layer, or has several with places and none is named.
  explicit VectorLayer(const VectorSpec& spec);
  ~VectorLayer();
  VectorLayer(const VectorLayer&) = delete;
  VectorLayer& operator=(const VectorLayer&) = delete;

  OGRLayer& layer() { return *layer_; }
  /// "zones.gpkg: layer 'zones'"; only the file where it has one layer.
  const std::string& where() const { return where_; }
  /// The CRS that the file names; a GeoJSON without `crs` names none where one is declared, and else WGS 84.
  const OGRSpatialReference* own_crs();
  /// Number of the field called exactly so; none for the number of the feature. Throws Error(input).
  std::optional<int> column(const std::string& name);
  std::string text(const OGRFeature& feature, const std::string& name);
  /// The middle of the first feature that has a place and passes `only`; none when there is none.
  std::optional<Point> sample();
  void add_notes(std::vector<Text>& notes) const;

 private:
  std::string readable_file();
  void choose(const std::vector<std::string>& names);
  std::optional<int> find_column(const std::string& name) const;
  bool is_feature_number(const std::string& name) const;

  const VectorSpec& spec_;
  std::string in_memory_;  ///< path of a copy in UTF-8; empty: the file itself is read
  std::string text_;       ///< of that copy
  GDALDatasetUniquePtr dataset_{};
  OGRLayer* layer_ = nullptr;
  std::string where_;
  std::map<std::string, std::optional<int>> columns_{};  ///< those that were asked for
  std::vector<Text> notes_{};
};

}  // namespace planspiel
