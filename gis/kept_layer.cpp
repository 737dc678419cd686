#include "gis/kept_layer.hpp"

#include <unordered_set>

namespace planspiel {

namespace {

ColumnKind kind_of(FieldType type) {
  return type == FieldType::real      ? ColumnKind::number
         : type == FieldType::integer ? ColumnKind::integer
                                      : ColumnKind::text;
}

class KeptLayer {
 public:
  KeptLayer(GeopackageReader& in, FileFaults& faults) : in_(in), faults_(faults) {}

  std::unique_ptr<KeptTable> read(const std::string& layer, const CityProfile& profile) {
    in_.open_layer(layer);
    if (in_.has_geometry() && !in_.is_in(profile.crs))
      faults_.add(fmt::format("layer '{}': its CRS is {}, the city's is {}: reproject the layer", layer, in_.crs_name(),
                              profile.crs));
    const auto id = in_.find_field("id");
    std::vector<KeptColumn> columns;
    std::vector<std::size_t> fields;
    for (std::size_t field = 0; field < in_.fields().size(); ++field)
      if (field != id) {
        columns.push_back({.name = in_.fields()[field].name, .kind = kind_of(in_.fields()[field].type)});
        fields.push_back(field);
      }
    KeptColumn place{.name = "geometry"};
    std::vector<std::string> ids;
    std::unordered_set<std::string> taken;
    while (in_.next()) {
      std::string name = id ? in_.text(*id) : std::string();
      if (name.empty()) name = fmt::format("{}-{}", layer, in_.row_number());
      if (!taken.insert(name).second)
        faults_.add(fmt::format("layer '{}', feature {}: the id '{}' is there twice", layer, in_.row_number(), name));
      ids.push_back(std::move(name));
      for (std::size_t at = 0; at < fields.size(); ++at)
        columns[at].cells.push_back(cell(fields[at], columns[at].kind));
      if (in_.has_geometry()) add_place(place, layer);
    }
    if (in_.has_geometry()) columns.push_back(std::move(place));
    return std::make_unique<KeptTable>(layer, std::move(ids), std::move(columns));
  }

 private:
  Cell cell(std::size_t field, ColumnKind kind) const {
    if (in_.is_empty(field)) return {};
    if (kind == ColumnKind::number) return in_.real(field);
    if (kind == ColumnKind::integer) return in_.integer(field);
    return in_.text(field);
  }

  /// All rows of a layer have one kind of place: the first's.
  void add_place(KeptColumn& column, const std::string& layer) {
    Cell place;
    ColumnKind kind = column.kind;
    if (const auto point = in_.point()) {
      place = *point;
      kind = ColumnKind::point;
    } else if (auto line = in_.line()) {
      place = *std::move(line);
      kind = ColumnKind::line;
    } else if (auto polygon = in_.polygon()) {
      place = *std::move(polygon);
      kind = ColumnKind::polygon;
    } else if (!in_.geometry_is_empty()) {
      faults_.add(fmt::format("layer '{}', feature {}: a {} cannot be kept: points, lines of one part and polygons can",
                              layer, in_.row_number(), in_.geometry_name()));
    }
    const bool first = column.kind == ColumnKind::text;
    if (!std::holds_alternative<std::monostate>(place) && first) column.kind = kind;
    if (!std::holds_alternative<std::monostate>(place) && !first && kind != column.kind)
      faults_.add(
          fmt::format("layer '{}', feature {}: is a {}, the rows before are not: a layer has places of one kind", layer,
                      in_.row_number(), in_.geometry_name()));
    column.cells.push_back(std::move(place));
  }

  GeopackageReader& in_;
  FileFaults& faults_;
};

}  // namespace

std::unique_ptr<KeptTable> keep_layer(GeopackageReader& in, const std::string& layer, const CityProfile& profile,
                                      FileFaults& faults) {
  return KeptLayer(in, faults).read(layer, profile);
}

}  // namespace planspiel
