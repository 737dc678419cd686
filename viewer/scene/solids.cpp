#include "viewer/scene/solids.hpp"

#include <algorithm>
#include <cmath>

#include "engine/city/row_shapes.hpp"
#include "viewer/scene/triangulate.hpp"

namespace planspiel::viewer {

namespace {

Float4 corner(Point p, double z, std::uint32_t row) {
  return {static_cast<float>(p.x_m), static_cast<float>(p.y_m), static_cast<float>(z), static_cast<float>(row)};
}

void add_walls(Surface& surface, std::span<const Point> ring, double height_m, std::uint32_t row) {
  const auto first = static_cast<std::uint32_t>(surface.place.size()), n = static_cast<std::uint32_t>(ring.size());
  for (const Point p : ring) surface.place.push_back(corner(p, height_m, row));
  for (const Point p : ring) surface.place.push_back(corner(p, 0.0, row));
  for (std::uint32_t i = 0; i < n; ++i) {
    const std::uint32_t top = first + i, next_top = first + (i + 1) % n, foot = top + n, next_foot = next_top + n;
    for (const std::uint32_t at : {foot, next_foot, top, top, next_foot, next_top}) surface.triangles.push_back(at);
  }
}

}  // namespace

void add_prism(Surface& surface, std::span<const Point> footprint, double height_m, std::uint32_t row) {
  if (footprint.size() < 3) return;
  std::vector<Point> ring(footprint.begin(), footprint.end());
  if (twice_area(ring) < 0.0) std::reverse(ring.begin(), ring.end());
  const auto first = static_cast<std::uint32_t>(surface.place.size());
  add_walls(surface, ring, height_m, row);
  for (const auto& triangle : triangulate(std::span<const Point>(ring)))
    for (const std::uint32_t at : triangle) surface.triangles.push_back(first + at);
}

std::array<Point, 4> box_around(std::span<const Point> footprint) {
  Point along = Point::metres(1.0, 0.0);
  double longest = 0.0;
  for (std::size_t i = 0; i < footprint.size(); ++i) {
    const Point side = minus(footprint[(i + 1) % footprint.size()], footprint[i]);
    const double length = std::hypot(side.x_m, side.y_m);
    if (length <= longest) continue;
    longest = length;
    along = Point::metres(side.x_m / length, side.y_m / length);
  }
  double low_u = 1e300, high_u = -1e300, low_v = 1e300, high_v = -1e300;
  for (const Point p : footprint) {
    const double u = p.x_m * along.x_m + p.y_m * along.y_m, v = -p.x_m * along.y_m + p.y_m * along.x_m;
    low_u = std::min(low_u, u);
    high_u = std::max(high_u, u);
    low_v = std::min(low_v, v);
    high_v = std::max(high_v, v);
  }
  const auto back = [&](double u, double v) {
    return Point::metres(u * along.x_m - v * along.y_m, u * along.y_m + v * along.x_m);
  };
  return {back(low_u, low_v), back(high_u, low_v), back(high_u, high_v), back(low_u, high_v)};
}

void add_area(Surface& surface, const Polygon& polygon, Point origin, std::uint32_t row) {
  const Triangulation flat = triangulate(polygon);
  const auto first = static_cast<std::uint32_t>(surface.place.size());
  for (const Point p : flat.points) surface.place.push_back(corner(minus(p, origin), 0.0, row));
  for (const auto& triangle : flat.triangles)
    for (const std::uint32_t at : triangle) surface.triangles.push_back(first + at);
}

void add_buildings(const City& city, Point origin, std::span<const std::uint32_t> tile_of, std::vector<Tile>& tiles) {
  const Buildings& buildings = city[tables::buildings];
  std::vector<Point> footprint;
  for (const BuildingId building : buildings.ids()) {
    footprint.clear();
    for (const Point p : buildings.footprint[building]) footprint.push_back(minus(p, origin));
    if (footprint.size() < 3) continue;
    Tile& tile = tiles[tile_of[building.index()]];
    const double height_m = std::max(buildings.height[building].value, 0.5);
    const auto row = static_cast<std::uint32_t>(building.index());
    add_prism(tile.buildings, footprint, height_m, row);
    const std::array<Point, 4> box = box_around(footprint);
    add_prism(tile.boxes, box, height_m, row);
    for (const Point p : footprint) tile.box.add(p);
    tile.height_m = std::max(tile.height_m, height_m);
  }
}

void add_areas(const City& city, SceneModel& scene) {
  const LandCover& land_cover = city[tables::land_cover];
  for (const LandCoverId row : land_cover.ids())
    add_area(land_cover.cover[row] == Cover::water ? scene.water : scene.green, land_cover.outline[row], scene.origin,
             static_cast<std::uint32_t>(row.index()));
  const auto& zones = city[tables::zones].outline.values();
  for (std::size_t row = 0; row < zones.size(); ++row)
    add_area(scene.zones, zones[row], scene.origin, static_cast<std::uint32_t>(row));
  const auto& districts = city[tables::districts].outline.values();
  for (std::size_t row = 0; row < districts.size(); ++row)
    add_area(scene.districts, districts[row], scene.origin, static_cast<std::uint32_t>(row));
  const auto cells = shapes_of(city, Cells::kName, Geometry::area).areas;
  for (std::size_t row = 0; row < cells.size(); ++row)
    add_area(scene.cells, cells[row], scene.origin, static_cast<std::uint32_t>(row));
}

}  // namespace planspiel::viewer
