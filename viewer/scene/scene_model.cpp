#include "viewer/scene/scene_model.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>

#include "engine/city/row_shapes.hpp"
#include "viewer/scene/ribbons.hpp"
#include "viewer/scene/solids.hpp"
#include "viewer/scene/triangulate.hpp"

namespace planspiel::viewer {

namespace {

constexpr double kRasterCell_m = 50.0;
constexpr std::size_t kMostRasterCells = 2000;  ///< along one side: larger cities get larger cells

Box box_of_places(const City& city) {
  Box box;
  for (const Polygon& outline : city[tables::districts].outline)
    for (const Ring& ring : outline.rings)
      for (const Point p : ring) box.add(p);
  if (box.max_x_m < box.min_x_m)
    for (const Point p : city[tables::nodes].position) box.add(p);
  if (box.max_x_m < box.min_x_m)
    for (const Point p : city[tables::buildings].centre) box.add(p);
  if (box.max_x_m < box.min_x_m)
    throw Error(ErrorKind::input,
                "the city '" + city.profile.id + "' has no district, no road and no building: there is nothing to see");
  return box;
}

/// Numbers of square tiles, in the order of their place from south-west; only tiles with something in them.
class TileGrid {
 public:
  explicit TileGrid(double tile_m) : tile_m_(tile_m) {}
  void add(Point p) { numbers_.emplace(key(p), 0U); }
  void number() {
    std::uint32_t next = 0;
    for (auto& [where, number] : numbers_) number = next++;
  }
  std::uint32_t operator()(Point p) const { return numbers_.at(key(p)); }
  std::size_t size() const { return numbers_.size(); }

 private:
  std::pair<long, long> key(Point p) const {
    return {std::lround(std::floor(p.y_m / tile_m_)), std::lround(std::floor(p.x_m / tile_m_))};
  }
  double tile_m_;
  std::map<std::pair<long, long>, std::uint32_t> numbers_{};
};

Point middle_of(std::span<const Point> line) { return line.empty() ? Point{} : line[line.size() / 2]; }

void fill_tiles(const City& city, SceneModel& scene, double tile_m) {
  const Roads& roads = city[tables::roads];
  const Buildings& buildings = city[tables::buildings];
  TileGrid grid(tile_m);
  for (const EdgeId edge : roads.ids()) grid.add(minus(middle_of(roads.shape[edge]), scene.origin));
  for (const Point centre : buildings.centre) grid.add(minus(centre, scene.origin));
  grid.number();
  scene.tiles.resize(grid.size());
  std::vector<std::uint32_t> tile_of;
  for (const EdgeId edge : roads.ids()) tile_of.push_back(grid(minus(middle_of(roads.shape[edge]), scene.origin)));
  add_roads(city, scene.origin, tile_of, scene.tiles);
  tile_of.clear();
  for (const Point centre : buildings.centre) tile_of.push_back(grid(minus(centre, scene.origin)));
  add_buildings(city, scene.origin, tile_of, scene.tiles);
}

/// Discs at the points of a table's rows; a row without a place has none.
std::vector<Spot> spots(const RowShapes& shapes, Point origin) {
  std::vector<Spot> result;
  for (std::size_t row = 0; row < shapes.points.size(); ++row) {
    if (!shapes.points[row]) continue;
    const Point p = minus(*shapes.points[row], origin);
    result.push_back(
        {.x = static_cast<float>(p.x_m), .y = static_cast<float>(p.y_m), .row = static_cast<std::uint32_t>(row)});
  }
  return result;
}

/// Tables that are not the engine's own, as far as they have a place.
void add_others(const City& city, SceneModel& scene) {
  for (const std::string& name : city.table_names()) {
    const Geometry geometry = is_own_table(name) ? Geometry::none : geometry_of(city.table(name));
    if (geometry == Geometry::none) continue;
    const RowShapes shapes = shapes_of(city, name, geometry);
    PlacedTable placed{.table = name, .geometry = geometry, .spots = spots(shapes, scene.origin)};
    for (std::size_t row = 0; row < shapes.lines.size(); ++row) {
      std::vector<Point> line;
      for (const Point p : shapes.lines[row]) line.push_back(minus(p, scene.origin));
      if (line.size() > 1)
        add_ribbon(placed.ribbon, line,
                   {.left = -0.5F, .right = 0.5F, .width_px = 2.0, .row = static_cast<std::uint32_t>(row)});
    }
    for (std::size_t row = 0; row < shapes.areas.size(); ++row)
      add_area(placed.surface, shapes.areas[row], scene.origin, static_cast<std::uint32_t>(row));
    scene.others.push_back(std::move(placed));
  }
}

void add_labels(const City& city, SceneModel& scene) {
  struct Sum {
    double area = 0.0, x = 0.0, y = 0.0, residents = 0.0;
  };
  const Districts& districts = city[tables::districts];
  std::map<std::string, Sum> boroughs;
  for (const DistrictId district : districts.ids()) {
    const Polygon& outline = districts.outline[district];
    const Point at = minus(outline.centroid(), scene.origin);
    const double area = outline.area().value;
    scene.labels.push_back({LabelKind::district, at, districts.name[district], districts.residents[district]});
    if (districts.borough[district].empty()) continue;
    Sum& sum = boroughs[districts.borough[district]];
    sum.area += area;
    sum.x += area * at.x_m;
    sum.y += area * at.y_m;
    sum.residents += districts.residents[district];
  }
  for (const auto& [name, sum] : boroughs)
    scene.labels.push_back(
        {LabelKind::borough, Point::metres(sum.x / sum.area, sum.y / sum.area), name, sum.residents});
  const Stations& stations = city[tables::stations];
  for (const StationId station : stations.ids())
    if (!stations.closed[station])
      scene.labels.push_back({LabelKind::station, minus(stations.position[station], scene.origin),
                              stations.name[station], stations.professional[station] ? 1.0 : 0.0});
  std::stable_sort(scene.labels.begin(), scene.labels.end(), [](const Label& a, const Label& b) {
    return a.kind != b.kind ? a.kind < b.kind : a.weight > b.weight;
  });
}

Raster empty_raster(const Box& box, double margin_m, float value) {
  Raster raster;
  const double width = box.max_x_m - box.min_x_m + 2 * margin_m, height = box.max_y_m - box.min_y_m + 2 * margin_m;
  raster.cell_m = std::max(kRasterCell_m, std::max(width, height) / static_cast<double>(kMostRasterCells));
  raster.corner = Point::metres(box.min_x_m - margin_m, box.min_y_m - margin_m);
  raster.columns = static_cast<std::size_t>(std::ceil(width / raster.cell_m));
  raster.rows = static_cast<std::size_t>(std::ceil(height / raster.cell_m));
  raster.values.assign(raster.columns * raster.rows, value);
  return raster;
}

/// The cell of a place; nothing outside.
std::optional<std::size_t> cell_at(const Raster& raster, Point p) {
  const double column = std::floor((p.x_m - raster.corner.x_m) / raster.cell_m);
  const double row = std::floor((p.y_m - raster.corner.y_m) / raster.cell_m);
  if (!(column >= 0.0) || !(row >= 0.0) || column >= static_cast<double>(raster.columns) ||
      row >= static_cast<double>(raster.rows))
    return std::nullopt;
  return raster.at(static_cast<std::size_t>(column), static_cast<std::size_t>(row));
}

double footprint_area(const Buildings& buildings, BuildingId building) {
  return 0.5 * std::abs(twice_area(buildings.footprint[building]));
}

Raster built_up(const City& city, const SceneModel& scene) {
  constexpr double kMargin_m = 200.0;
  Raster raster = empty_raster(scene.territory, kMargin_m, 0.0F);
  const Buildings& buildings = city[tables::buildings];
  for (const BuildingId building : buildings.ids())
    if (const auto cell = cell_at(raster, minus(buildings.centre[building], scene.origin)))
      raster.values[*cell] += static_cast<float>(footprint_area(buildings, building) / (raster.cell_m * raster.cell_m));
  for (float& share : raster.values) share = std::min(share, 1.0F);
  return raster;
}

/// Even–odd scan lines through the middles of the cells.
Raster inside_territory(const City& city, const SceneModel& scene) {
  Raster raster = scene.built_up;
  std::fill(raster.values.begin(), raster.values.end(), 0.0F);
  std::vector<double> crossings;
  for (std::size_t row = 0; row < raster.rows; ++row) {
    const double y = raster.corner.y_m + (static_cast<double>(row) + 0.5) * raster.cell_m + scene.origin.y_m;
    for (const Polygon& outline : city[tables::districts].outline) {
      crossings.clear();
      for (const Ring& ring : outline.rings)
        for (std::size_t i = 0; i < ring.size(); ++i) {
          const Point a = ring[i], b = ring[(i + 1) % ring.size()];
          if ((a.y_m > y) != (b.y_m > y)) crossings.push_back(a.x_m + (y - a.y_m) * (b.x_m - a.x_m) / (b.y_m - a.y_m));
        }
      std::sort(crossings.begin(), crossings.end());
      for (std::size_t i = 0; i + 1 < crossings.size(); i += 2) {
        const auto column_of = [&](double x) {
          const double column = std::ceil((x - scene.origin.x_m - raster.corner.x_m) / raster.cell_m - 0.5);
          return static_cast<std::size_t>(std::clamp(column, 0.0, static_cast<double>(raster.columns)));
        };
        for (std::size_t column = column_of(crossings[i]); column < column_of(crossings[i + 1]); ++column)
          raster.values[raster.at(column, row)] = 1.0F;
      }
    }
  }
  return raster;
}

}  // namespace

SceneModel make_scene(const City& city, const SceneOptions& options) {
  SceneModel scene;
  const Box places = box_of_places(city);
  scene.origin = Point::metres(std::round(0.5 * (places.min_x_m + places.max_x_m)),
                               std::round(0.5 * (places.min_y_m + places.max_y_m)));
  scene.territory.add(minus(Point::metres(places.min_x_m, places.min_y_m), scene.origin));
  scene.territory.add(minus(Point::metres(places.max_x_m, places.max_y_m), scene.origin));
  fill_tiles(city, scene, options.tile_m);
  add_areas(city, scene);
  add_borders(city, scene);
  add_lines(city, scene);
  scene.nodes = spots(shapes_of(city, Nodes::kName, Geometry::point), scene.origin);
  scene.stops = spots(shapes_of(city, Stops::kName, Geometry::point), scene.origin);
  const Stations& stations = city[tables::stations];
  for (Spot& spot : scene.stations = spots(shapes_of(city, Stations::kName, Geometry::point), scene.origin)) {
    const StationId station{std::size_t{spot.row}};
    constexpr float kVolunteers = 0.65F;
    spot.size = stations.closed[station] ? 0.0F : stations.professional[station] ? 1.0F : kVolunteers;
  }
  add_others(city, scene);
  add_labels(city, scene);
  scene.built_up = built_up(city, scene);
  scene.inside = inside_territory(city, scene);
  return scene;
}

Raster smoothed(const Raster& raster) {
  const auto along = [&](const Raster& from, bool columns) {
    Raster to = from;
    for (std::size_t row = 0; row < from.rows; ++row)
      for (std::size_t column = 0; column < from.columns; ++column) {
        const std::size_t last = (columns ? from.columns : from.rows) - 1, at = columns ? column : row;
        const auto value = [&](std::size_t other) {
          return columns ? from.values[from.at(other, row)] : from.values[from.at(column, other)];
        };
        to.values[to.at(column, row)] =
            0.25F * value(at > 0 ? at - 1 : 0) + 0.5F * value(at) + 0.25F * value(std::min(at + 1, last));
      }
    return to;
  };
  return along(along(raster, true), false);
}

Raster mean_over_buildings(const SceneModel& scene, const City& city, const std::vector<double>& values) {
  Raster sum = scene.built_up;
  std::fill(sum.values.begin(), sum.values.end(), 0.0F);
  Raster weight = sum;
  const Buildings& buildings = city[tables::buildings];
  for (const BuildingId building : buildings.ids()) {
    const auto cell = cell_at(sum, minus(buildings.centre[building], scene.origin));
    if (!cell || !std::isfinite(values[building.index()])) continue;
    const double share = footprint_area(buildings, building) / (sum.cell_m * sum.cell_m);
    sum.values[*cell] += static_cast<float>(share * values[building.index()]);
    weight.values[*cell] += static_cast<float>(share);
  }
  constexpr int kRounds = 5;  // gaps of a block or two close, edges lose their steps
  for (int round = 0; round < kRounds; ++round) {
    sum = smoothed(sum);
    weight = smoothed(weight);
  }
  constexpr float kHardlyAny = 0.008F;  // of the ground
  for (std::size_t cell = 0; cell < sum.values.size(); ++cell)
    sum.values[cell] = weight.values[cell] > kHardlyAny ? sum.values[cell] / weight.values[cell]
                                                        : std::numeric_limits<float>::quiet_NaN();
  return sum;
}

}  // namespace planspiel::viewer
