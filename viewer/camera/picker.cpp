#include "viewer/camera/picker.hpp"

#include "engine/city/row_shapes.hpp"

#include <algorithm>
#include <cmath>

#include "engine/base/ring.hpp"

namespace planspiel::viewer {

namespace {

constexpr double kFarthest_m = 60000.0;  ///< rays are followed so far

double side_of(Point a, Point b, Point p) {
  return (b.x_m - a.x_m) * (p.y_m - a.y_m) - (b.y_m - a.y_m) * (p.x_m - a.x_m);
}

template <class Table>
auto nearest(const Table& table, Point place, Metres radius) {
  std::optional<typename Table::row_type> found;
  Metres least = radius;
  for (const auto row : table.ids()) {
    const Metres away = distance(table.position[row], place);
    if (away < least || (!found && away <= least)) {
      found = row;
      least = away;
    }
  }
  return found;
}

}  // namespace

template <class Body>
void Picker::Grid::each_cell(const Box& box, Body&& body) const {
  const auto at = [&](double metres) { return std::lround(std::floor(metres / cell_m)); };
  for (long row = at(box.min_y_m); row <= at(box.max_y_m); ++row)
    for (long column = at(box.min_x_m); column <= at(box.max_x_m); ++column)
      if (column >= first_column && row >= first_row && column < first_column + columns && row < first_row + rows)
        body(static_cast<std::size_t>((row - first_row) * columns + column - first_column));
}

void Picker::Grid::fill(const std::vector<Box>& boxes) {
  Box all;
  for (const Box& box : boxes) {
    if (box.max_x_m < box.min_x_m) continue;
    all.add(Point::metres(box.min_x_m, box.min_y_m));
    all.add(Point::metres(box.max_x_m, box.max_y_m));
  }
  if (all.max_x_m < all.min_x_m) all.add(Point{});
  const auto at = [&](double metres) { return std::lround(std::floor(metres / cell_m)); };
  first_column = at(all.min_x_m);
  first_row = at(all.min_y_m);
  columns = at(all.max_x_m) - first_column + 1;
  rows = at(all.max_y_m) - first_row + 1;
  begin.assign(static_cast<std::size_t>(columns * rows) + 1, 0U);
  for (const Box& box : boxes) each_cell(box, [&](std::size_t cell) { ++begin[cell + 1]; });
  for (std::size_t cell = 1; cell < begin.size(); ++cell) begin[cell] += begin[cell - 1];
  items.resize(begin.back());
  std::vector<std::uint32_t> next(begin.begin(), begin.end() - 1);
  for (std::size_t item = 0; item < boxes.size(); ++item)
    each_cell(boxes[item], [&](std::size_t cell) { items[next[cell]++] = static_cast<std::uint32_t>(item); });
}

std::span<const std::uint32_t> Picker::Grid::cell(long column, long row) const {
  if (column < first_column || row < first_row || column >= first_column + columns || row >= first_row + rows)
    return {};
  const auto at = static_cast<std::size_t>((row - first_row) * columns + column - first_column);
  return {items.data() + begin[at], begin[at + 1] - begin[at]};
}

Picker::Picker(const City& city, Point origin)
    : city_(city),
      origin_(origin),
      districts_(city[tables::districts].outline.values()),
      zones_(city[tables::zones].outline.values()) {
  const Buildings& buildings = city[tables::buildings];
  const Roads& roads = city[tables::roads];
  std::vector<Box> boxes(buildings.size());
  for (const BuildingId building : buildings.ids()) {
    for (const Point p : buildings.footprint[building]) boxes[building.index()].add(local(p));
    highest_m_ = std::max(highest_m_, buildings.height[building].value);
  }
  buildings_.fill(boxes);
  boxes.assign(roads.size(), {});
  for (const EdgeId edge : roads.ids())
    for (const Point p : roads.shape[edge]) boxes[edge.index()].add(local(p));
  links_.cell_m = 200.0;
  links_.fill(boxes);
}

void Picker::meet(const Ray& ray, BuildingId building, Hit& best) const {
  const Buildings& buildings = city_[tables::buildings];
  const auto ring = buildings.footprint[building];
  const double height = buildings.height[building].value;
  const auto take = [&](double along) {
    const auto row = static_cast<std::uint32_t>(building.index());
    if (along >= 0.0 && (along < best.along || (along == best.along && row < best.row))) best = {along, row};
  };
  const auto at = [&](double along) {
    return Point::metres(ray.from.x + along * ray.direction.x + origin_.x_m,
                         ray.from.y + along * ray.direction.y + origin_.y_m);
  };
  if (ray.direction.z != 0.0) {
    const double roof = (height - ray.from.z) / ray.direction.z;
    if (roof >= 0.0 && contains(ring, at(roof))) take(roof);
  }
  const Point from = at(0.0);
  for (std::size_t i = 0; i < ring.size(); ++i) {
    const Point a = ring[i], b = ring[(i + 1) % ring.size()];
    const double ex = b.x_m - a.x_m, ey = b.y_m - a.y_m;
    const double across = ray.direction.x * ey - ray.direction.y * ex;
    if (std::abs(across) < 1e-12) continue;
    const double ax = a.x_m - from.x_m, ay = a.y_m - from.y_m;
    const double along = (ax * ey - ay * ex) / across;
    const double on_wall = (ax * ray.direction.y - ay * ray.direction.x) / across;
    const double z = ray.from.z + along * ray.direction.z;
    if (on_wall >= 0.0 && on_wall <= 1.0 && z >= 0.0 && z <= height) take(along);
  }
}

std::optional<BuildingId> Picker::building(const Ray& ray) const {
  // The stretch of the ray between the highest roof and the ground, cell by cell.
  double from = 0.0, to = kFarthest_m;
  if (ray.direction.z < 0.0) {
    from = std::max(0.0, (highest_m_ - ray.from.z) / ray.direction.z);
    to = std::min(to, -ray.from.z / ray.direction.z);
  } else if (ray.from.z > highest_m_) {
    return std::nullopt;
  }
  Hit best;
  const double step = buildings_.cell_m * 0.5, flat = std::hypot(ray.direction.x, ray.direction.y);
  const double stride = flat > 1e-9 ? step / flat : to - from + 1.0;
  for (double along = from; along <= to + stride; along += stride) {
    Box box;
    for (const double end : {along, std::min(along + stride, to)})
      box.add(Point::metres(ray.from.x + end * ray.direction.x, ray.from.y + end * ray.direction.y));
    const auto cell_at = [&](double metres) { return std::lround(std::floor(metres / buildings_.cell_m)); };
    for (long row = cell_at(box.min_y_m); row <= cell_at(box.max_y_m); ++row)
      for (long column = cell_at(box.min_x_m); column <= cell_at(box.max_x_m); ++column)
        for (const std::uint32_t item : buildings_.cell(column, row)) meet(ray, BuildingId(std::size_t{item}), best);
    if (best.along <= along + stride) break;
  }
  return best.along < 1e300 ? std::optional(BuildingId(std::size_t{best.row})) : std::nullopt;
}

std::optional<EdgeId> Picker::link(Point place, Metres radius) const {
  const Roads& roads = city_[tables::roads];
  const Point there = in_city(place);
  struct Best {
    double away = 1e300;
    bool right = false;
    std::uint32_t row = 0;
  } best;
  const auto cell_at = [&](double metres) { return std::lround(std::floor(metres / links_.cell_m)); };
  for (long row = cell_at(place.y_m - radius.value); row <= cell_at(place.y_m + radius.value); ++row)
    for (long column = cell_at(place.x_m - radius.value); column <= cell_at(place.x_m + radius.value); ++column)
      for (const std::uint32_t item : links_.cell(column, row)) {
        const auto shape = roads.shape[EdgeId(std::size_t{item})];
        Best here{.row = item};
        for (std::size_t i = 1; i < shape.size(); ++i) {
          const double away = distance_to_segment(there, shape[i - 1], shape[i]).value;
          if (away >= here.away) continue;
          here.away = away;
          here.right = side_of(shape[i - 1], shape[i], there) <= 0.0;
        }
        constexpr double kSame_m = 0.01;  // the two directions of a street share their line
        const bool nearer = here.away < best.away - kSame_m, same = std::abs(here.away - best.away) <= kSame_m;
        if (here.away > radius.value || !(nearer || same)) continue;
        const bool wins = nearer || (here.right != best.right ? here.right : item < best.row);
        if (wins) best = here;
      }
  return best.away < 1e300 ? std::optional(EdgeId(std::size_t{best.row})) : std::nullopt;
}

std::optional<DistrictId> Picker::district(Point place) const { return districts_.row_at<DistrictId>(in_city(place)); }

std::optional<ZoneId> Picker::zone(Point place) const { return zones_.row_at<ZoneId>(in_city(place)); }

std::optional<StationId> Picker::station(Point place, Metres radius) const {
  return nearest(city_[tables::stations], in_city(place), radius);
}

std::optional<StopId> Picker::stop(Point place, Metres radius) const {
  return nearest(city_[tables::stops], in_city(place), radius);
}

std::optional<std::size_t> Picker::row_of_other(const Domain& domain, Point place, Metres radius) const {
  if (!domain.has_place() || is_own_table(domain.table) || !city_.has(domain.table)) return std::nullopt;
  const RowShapes shapes = shapes_of(city_, domain.table, domain.geometry);
  const Point at = Point::metres(place.x_m + origin_.x_m, place.y_m + origin_.y_m);
  const auto away = [&](std::size_t row) {
    if (shapes.geometry == Geometry::point)
      return shapes.points[row] ? distance(at, *shapes.points[row]) : Metres(HUGE_VAL);
    if (shapes.geometry == Geometry::area) return Metres(shapes.areas[row].contains(at) ? 0.0 : HUGE_VAL);
    const std::vector<Point>& line = shapes.lines[row];
    Metres least(HUGE_VAL);
    for (std::size_t p = 1; p < line.size(); ++p)
      least = std::min(least, distance_to_segment(at, line[p - 1], line[p]));
    return least;
  };
  std::optional<std::size_t> nearest;
  Metres least = radius;
  for (std::size_t row = 0; row < shapes.size(); ++row)
    if (const Metres here = away(row); here <= least && (!nearest || here < least)) {
      least = here;
      nearest = row;
    }
  return nearest;
}

}  // namespace planspiel::viewer
