#include "engine/city/selection.hpp"

#include <algorithm>

#include "engine/base/projection.hpp"

namespace planspiel {

namespace {

Polygon project(const std::vector<std::vector<LonLat>>& rings, const std::string& crs) {
  const Projection projection(crs);
  Polygon outline;
  for (const auto& ring : rings) {
    Ring points;
    for (const LonLat place : ring) points.push_back(projection.to_metres(place));
    if (points.size() > 1 && points.front() == points.back()) points.pop_back();
    outline.rings.push_back(std::move(points));
  }
  return outline;
}

void add_rings(Polygon& outline, const Polygon& part) {
  outline.rings.insert(outline.rings.end(), part.rings.begin(), part.rings.end());
}

}  // namespace

Polygon outline_of(const AreaSelection& area, const City& city) {
  if (!area.rings.empty()) return project(area.rings, city.profile.crs);
  const Areas& areas = city[tables::areas];
  if (const auto found = areas.find(area.name)) return areas.outline[*found];
  const Districts& districts = city[tables::districts];
  Polygon outline;
  for (const DistrictId district : districts.ids())
    if (districts.id[district] == area.name || districts.name[district] == area.name ||
        districts.borough[district] == area.name)
      add_rings(outline, districts.outline[district]);
  if (!outline.empty()) return outline;
  std::vector<std::string> known = areas.external_ids();
  for (const DistrictId district : districts.ids()) {
    known.push_back(districts.name[district]);
    known.push_back(districts.borough[district]);
  }
  throw Error(ErrorKind::config,
              "the city has no area or district '" + area.name + "': " + nearest_known(area.name, known));
}

Point middle_of(const Roads& roads, EdgeId edge) {
  const auto shape = roads.shape[edge];
  double left = 0.5 * length_of(shape).value;
  for (std::size_t i = 1; i < shape.size(); ++i) {
    const double piece = distance(shape[i - 1], shape[i]).value;
    if (piece >= left && piece > 0.0) {
      const double t = left / piece;
      return Point::metres(shape[i - 1].x_m + t * (shape[i].x_m - shape[i - 1].x_m),
                           shape[i - 1].y_m + t * (shape[i].y_m - shape[i - 1].y_m));
    }
    left -= piece;
  }
  return shape.back();
}

std::vector<EdgeId> roads_inside(const City& city, const Polygon& outline) {
  const Roads& roads = city[tables::roads];
  const Box box = box_of(outline);
  std::vector<EdgeId> inside;
  for (const EdgeId edge : roads.ids()) {
    const Point middle = middle_of(roads, edge);
    if (box.contains(middle) && outline.contains(middle)) inside.push_back(edge);
  }
  return inside;
}

std::vector<ZoneId> zones_inside(const City& city, const Polygon& outline) {
  const Zones& zones = city[tables::zones];
  std::vector<ZoneId> inside;
  for (const ZoneId zone : zones.ids())
    if (zones.district[zone] && outline.contains(zones.centre[zone])) inside.push_back(zone);
  return inside;
}

std::vector<EdgeId> roads_named(const City& city, const std::vector<std::string>& names) {
  const Roads& roads = city[tables::roads];
  std::vector<EdgeId> selected;
  for (const std::string& name : names) {
    const std::size_t before = selected.size();
    if (const auto found = roads.find(name))
      selected.push_back(*found);
    else
      for (const EdgeId edge : roads.ids())
        if (roads.name[edge] == name) selected.push_back(edge);
    if (selected.size() == before)
      throw Error(ErrorKind::config, "no road has the id or name '" + name +
                                         "'; ids and names are in the layer 'roads' of the city's GeoPackage");
  }
  std::sort(selected.begin(), selected.end());
  selected.erase(std::unique(selected.begin(), selected.end()), selected.end());
  return selected;
}

}  // namespace planspiel
