#include "viewer/scene/ribbons.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <optional>
#include <utility>

namespace planspiel::viewer {

namespace {

constexpr double kLongestMitre = 1.6;  ///< sharper bends are cut off

Point unit_vector(Point from, Point to) {
  const Point d = minus(to, from);
  const double length = std::hypot(d.x_m, d.y_m);
  return length > 0.0 ? Point::metres(d.x_m / length, d.y_m / length) : Point::metres(0.0, 0.0);
}

/// The vector to the right at a corner between two directions.
Point across(Point in, Point out) {
  if (in == Point{}) in = out;
  if (out == Point{}) out = in;
  const Point sum = Point::metres(in.x_m + out.x_m, in.y_m + out.y_m);
  const double length = std::hypot(sum.x_m, sum.y_m);
  if (length < 1e-6) return Point::metres(in.y_m, -in.x_m);
  const double cosine = 0.5 * length;  // of half the bend
  const double scale = std::min(1.0 / cosine, kLongestMitre) / length;
  return Point::metres(sum.y_m * scale, -sum.x_m * scale);
}

/// For each link the one that goes on straightest at its end (`next`) and the one it comes from (`previous`).
struct Continuations {
  std::vector<std::optional<EdgeId>> next, previous;
};

Continuations continuations(const Roads& roads, std::size_t nodes) {
  const auto leaving = Adjacency<NodeId, EdgeId>::grouped(nodes, roads.from.values());
  Continuations found{std::vector<std::optional<EdgeId>>(roads.size()),
                      std::vector<std::optional<EdgeId>>(roads.size())};
  std::vector<double> previous_score(roads.size(), 0.5);  // the least cosine that still counts as going on
  for (const EdgeId edge : roads.ids()) {
    const auto shape = roads.shape[edge];
    if (shape.size() < 2) continue;
    const Point in = unit_vector(shape[shape.size() - 2], shape.back());
    double best = 0.5;
    for (const EdgeId other : leaving[roads.to[edge]]) {
      const auto onward = roads.shape[other];
      if (onward.size() < 2 || roads.to[other] == roads.from[edge]) continue;
      const Point out = unit_vector(onward[0], onward[1]);
      const bool same_class = roads.road_class[other] == roads.road_class[edge];
      const double score = in.x_m * out.x_m + in.y_m * out.y_m + (same_class ? 1.0 : 0.0);
      if (score > best) {
        best = score;
        found.next[edge.index()] = other;
      }
      if (score > previous_score[other.index()]) {
        previous_score[other.index()] = score;
        found.previous[other.index()] = edge;
      }
    }
  }
  return found;
}

double width_m(const Roads& roads, EdgeId edge) {
  switch (road_group(roads.road_class[edge])) {
    case RoadGroup::main:
      return 3.5 * std::clamp(roads.lanes[edge], 1, 5);
    case RoadGroup::collector:
      return 3.5;
    case RoadGroup::local:
      return roads.road_class[edge] == RoadClass::service ? 2.0 : 2.75;
    case RoadGroup::path:
      break;
  }
  return 1.25;
}

}  // namespace

RoadGroup road_group(RoadClass road_class) {
  if (road_class <= RoadClass::secondary) return RoadGroup::main;
  if (road_class == RoadClass::tertiary) return RoadGroup::collector;
  return road_class <= RoadClass::service ? RoadGroup::local : RoadGroup::path;
}

double road_width_px(RoadClass road_class) {
  switch (road_class) {
    case RoadClass::motorway:
    case RoadClass::trunk:
      return 2.4;
    case RoadClass::primary:
      return 1.9;
    case RoadClass::motorway_link:
    case RoadClass::trunk_link:
    case RoadClass::primary_link:
    case RoadClass::secondary:
      return 1.4;
    case RoadClass::tertiary:
      return 1.0;
    case RoadClass::residential:
    case RoadClass::living_street:
      return 0.7;
    default:
      return 0.5;
  }
}

std::vector<Flag> has_opposite(const Roads& roads) {
  std::map<std::pair<NodeId, NodeId>, int> directions;
  for (const EdgeId edge : roads.ids()) ++directions[{roads.from[edge], roads.to[edge]}];
  std::vector<Flag> result(roads.size(), 0);
  for (const EdgeId edge : roads.ids())
    result[edge.index()] = directions.contains({roads.to[edge], roads.from[edge]}) ? 1 : 0;
  return result;
}

void add_ribbon(Ribbon& ribbon, std::span<const Point> points, const RibbonForm& form, const Point* before,
                const Point* after) {
  std::vector<Point> line(points.begin(), points.end());
  line.erase(std::unique(line.begin(), line.end()), line.end());  // no direction from a point to itself
  const std::size_t n = line.size();
  if (n < 2) return;
  const auto first = static_cast<std::uint32_t>(ribbon.place.size());
  for (std::size_t i = 0; i < n; ++i) {
    const Point in = i > 0 ? unit_vector(line[i - 1], line[i]) : before ? unit_vector(*before, line[0]) : Point{};
    const Point out = i + 1 < n ? unit_vector(line[i], line[i + 1]) : after ? unit_vector(line[i], *after) : Point{};
    const Point right = across(in, out);
    for (const float side : {form.left, form.right}) {
      ribbon.place.push_back({static_cast<float>(line[i].x_m), static_cast<float>(line[i].y_m),
                              static_cast<float>(right.x_m), static_cast<float>(right.y_m)});
      ribbon.form.push_back(
          {side, static_cast<float>(form.width_m), static_cast<float>(form.width_px), static_cast<float>(form.row)});
    }
    if (i == 0) continue;
    const auto corner = static_cast<std::uint32_t>(first + 2 * i);
    for (const std::uint32_t at : {corner - 2, corner - 1, corner, corner, corner - 1, corner + 1})
      ribbon.triangles.push_back(at);
  }
}

void add_roads(const City& city, Point origin, std::span<const std::uint32_t> tile_of, std::vector<Tile>& tiles) {
  const Roads& roads = city[tables::roads];
  const std::vector<Flag> opposite = has_opposite(roads);
  const Continuations going_on = continuations(roads, city[tables::nodes].size());
  std::vector<std::uint32_t> order(roads.size());
  std::iota(order.begin(), order.end(), 0U);
  std::stable_sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
    return roads.road_class.values()[a] > roads.road_class.values()[b];  // motorways last: on top
  });
  std::vector<Point> line;
  for (const std::uint32_t row : order) {
    const EdgeId edge(std::size_t{row});
    line.clear();
    for (const Point p : roads.shape[edge]) line.push_back(minus(p, origin));
    if (line.size() < 2) continue;
    const bool half = opposite[row] != 0;
    const RibbonForm form{.left = half ? 0.0F : -0.5F,
                          .right = half ? 1.0F : 0.5F,
                          .width_m = width_m(roads, edge),
                          .width_px = road_width_px(roads.road_class[edge]),
                          .row = row};
    Point before, after;
    const auto previous = going_on.previous[row], next = going_on.next[row];
    if (previous) before = minus(*(roads.shape[*previous].end() - 2), origin);
    if (next) after = minus(roads.shape[*next][1], origin);
    Tile& tile = tiles[tile_of[row]];
    const auto group = static_cast<std::size_t>(road_group(roads.road_class[edge]));
    add_ribbon(tile.roads[group], line, form, previous ? &before : nullptr, next ? &after : nullptr);
    for (const Point p : line) tile.box.add(p);
  }
}

void add_borders(const City& city, SceneModel& scene) {
  const Districts& districts = city[tables::districts];
  using Side = std::pair<double, double>;
  struct Border {
    Point a, b;
    std::vector<DistrictId> of;
  };
  std::map<std::pair<Side, Side>, Border> borders;
  for (const DistrictId district : districts.ids())
    for (const Ring& ring : districts.outline[district].rings)
      for (std::size_t i = 0; i < ring.size(); ++i) {
        Point a = ring[i], b = ring[(i + 1) % ring.size()];
        if (std::pair(a.x_m, a.y_m) > std::pair(b.x_m, b.y_m)) std::swap(a, b);
        Border& border = borders[{{a.x_m, a.y_m}, {b.x_m, b.y_m}}];
        border.a = minus(a, scene.origin);
        border.b = minus(b, scene.origin);
        border.of.push_back(district);
      }
  for (const auto& [ends, border] : borders) {
    const bool outer =
        border.of.size() == 1 || districts.borough[border.of.front()] != districts.borough[border.of.back()];
    const std::array<Point, 2> line{border.a, border.b};
    add_ribbon(outer ? scene.borough_borders : scene.district_borders, line, {.width_px = outer ? 1.6 : 0.8});
  }
}

void add_lines(const City& city, SceneModel& scene) {
  const Lines& lines = city[tables::lines];
  const Stops& stops = city[tables::stops];
  for (const LineId line : lines.ids()) {
    std::vector<Point> route;
    for (const StopId stop : lines.stops[line]) route.push_back(minus(stops.position[stop], scene.origin));
    const double px = lines.transit_mode[line] == TransitMode::bus ? 1.0 : 2.0;
    add_ribbon(scene.lines, route,
               {.left = 0.0F, .right = 1.0F, .width_px = px, .row = static_cast<std::uint32_t>(line.index())});
  }
}

}  // namespace planspiel::viewer
