#include "engine/scenario/area_file.hpp"

#include <cmath>

#include "engine/base/error.hpp"
#include "engine/base/files.hpp"

namespace planspiel {

namespace {

void check_position(const Value& position, const std::string& file) {
  const auto& numbers = position.items();
  const bool degrees =
      numbers.size() >= 2 && std::abs(numbers[0].as_number()) <= 180.0 && std::abs(numbers[1].as_number()) <= 90.0;
  if (!degrees)
    throw Error(ErrorKind::config, file + ": positions must be [longitude, latitude] in degrees (GeoJSON, WGS 84)");
}

void add_polygon(const Value& rings, const std::string& file, Value& into) {
  for (const Value& ring : rings.items()) {
    if (ring.items().size() < 4)
      throw Error(ErrorKind::config, file + ": a ring needs at least four positions, the last equal to the first");
    for (const Value& position : ring.items()) check_position(position, file);
    into.push_back(ring);
  }
}

void add_geometry(const Value& object, const std::string& file, Value& into) {
  const std::string& type = object.at("type").as_text();
  if (type == "FeatureCollection") {
    for (const Value& feature : object.at("features").items()) add_geometry(feature, file, into);
  } else if (type == "Feature") {
    add_geometry(object.at("geometry"), file, into);
  } else if (type == "Polygon") {
    add_polygon(object.at("coordinates"), file, into);
  } else if (type == "MultiPolygon") {
    for (const Value& polygon : object.at("coordinates").items()) add_polygon(polygon, file, into);
  } else {
    throw Error(ErrorKind::config, file + ": an area is a Polygon or MultiPolygon, not a " + type);
  }
}

}  // namespace

bool names_area_file(std::string_view text) { return text.ends_with(".geojson") || text.ends_with(".json"); }

Value read_area_file(const Value& option, const std::filesystem::path& folder) {
  std::filesystem::path path;
  try {
    path = path_inside(folder, option.as_text());
  } catch (const Error& error) {
    option.fail(error.what());
  }
  if (!std::filesystem::exists(path)) option.fail("no such file: " + path.string());
  Value rings = Value::list();
  add_geometry(read_json(path), path.string(), rings);
  if (rings.items().empty()) option.fail(path.string() + " holds no polygon");
  Value area = Value::table({{"name", Value(option.as_text())}, {"rings", rings}});
  area.set_place(option.place());
  return area;
}

}  // namespace planspiel
