#include "plugins/fire/placement/candidates.hpp"

#include <fmt/format.h>

#include <cmath>
#include <set>

#include "engine/base/csv.hpp"
#include "engine/base/projection.hpp"
#include "engine/city/road_index.hpp"

namespace planspiel::fire {

namespace {

/// A node's first drivable public link inside the territory.
std::vector<std::optional<EdgeId>> public_links(const Nodes& nodes, const Roads& roads) {
  std::vector<std::optional<EdgeId>> link(nodes.size());
  for (const EdgeId edge : roads.ids()) {
    const bool is_public = (roads.access[edge] & access::emergency) != 0 && roads.district[edge] &&
                           roads.road_class[edge] <= RoadClass::residential &&
                           roads.road_class[edge] > RoadClass::trunk_link;
    auto& at = link[roads.from[edge].index()];
    if (is_public && !at) at = edge;
  }
  return link;
}

struct Grid {
  double x_m, y_m, side_m;
  std::size_t columns, rows;
  std::size_t square(Point p) const {
    const auto column = static_cast<std::size_t>((p.x_m - x_m) / side_m),
               row = static_cast<std::size_t>((p.y_m - y_m) / side_m);
    return std::min(row, rows - 1) * columns + std::min(column, columns - 1);
  }
  Point centre(std::size_t square) const {
    return Point::metres(x_m + (static_cast<double>(square % columns) + 0.5) * side_m,
                         y_m + (static_cast<double>(square / columns) + 0.5) * side_m);
  }
};

Grid grid_over(const std::vector<Point>& points, double side_m) {
  Grid grid{points[0].x_m, points[0].y_m, side_m, 1, 1};
  double right = points[0].x_m, top = points[0].y_m;
  for (const Point p : points) {
    grid.x_m = std::min(grid.x_m, p.x_m);
    grid.y_m = std::min(grid.y_m, p.y_m);
    right = std::max(right, p.x_m);
    top = std::max(top, p.y_m);
  }
  grid.columns = static_cast<std::size_t>((right - grid.x_m) / side_m) + 1;
  grid.rows = static_cast<std::size_t>((top - grid.y_m) / side_m) + 1;
  return grid;
}

/// The point of each occupied square that is nearest to the square's centre.
std::vector<std::size_t> one_of_each_square(const std::vector<Point>& points, const Grid& grid) {
  constexpr std::size_t kNone = ~std::size_t{0};
  std::vector<std::size_t> chosen(grid.columns * grid.rows, kNone);
  for (std::size_t i = 0; i < points.size(); ++i) {
    const std::size_t square = grid.square(points[i]);
    const Point centre = grid.centre(square);
    if (chosen[square] == kNone || distance(points[i], centre) < distance(points[chosen[square]], centre))
      chosen[square] = i;
  }
  std::erase(chosen, kNone);
  return chosen;
}

}  // namespace

std::vector<Candidate> candidates_on_grid(const Nodes& nodes, const Roads& roads,
                                          const Column<EdgeId, std::optional<EdgeId>>& opposite, std::size_t count) {
  const auto link = public_links(nodes, roads);
  std::vector<NodeId> node;
  std::vector<Point> points;
  for (const NodeId n : nodes.ids()) {
    if (!link[n.index()]) continue;
    node.push_back(n);
    points.push_back(nodes.position[n]);
  }
  if (points.empty()) return {};
  double wide_m = 50000.0, narrow_m = 10.0;  // the widest squares of which at least `count` are occupied
  while (wide_m / narrow_m > 1.01) {
    const double side_m = std::sqrt(wide_m * narrow_m);
    (one_of_each_square(points, grid_over(points, side_m)).size() >= count ? narrow_m : wide_m) = side_m;
  }
  std::vector<Candidate> candidates;
  for (const std::size_t i : one_of_each_square(points, grid_over(points, narrow_m))) {
    const EdgeId edge = *link[node[i].index()];
    candidates.push_back({nodes.id[node[i]], points[i], {edge, opposite[edge], 0.0}});
  }
  return candidates;
}

std::vector<Candidate> candidates_of_file(const std::filesystem::path& file, const std::string& crs, const Roads& roads,
                                          const Column<EdgeId, std::optional<EdgeId>>& opposite) {
  const Csv csv = Csv::read(file);
  const Projection projection(crs);
  const RoadIndex index(roads);
  std::vector<Candidate> candidates;
  std::set<std::string> names;
  for (std::size_t row = 0; row < csv.size(); ++row) {
    Candidate candidate{csv.text(row, "name"), {}, {EdgeId(std::size_t{0})}};
    const auto fail = [&](const std::string& what) {
      throw Error(ErrorKind::input, fmt::format("{}: candidate '{}' {}", csv.place(row), candidate.name, what));
    };
    if (!names.insert(candidate.name).second) fail("is there twice: names must differ");
    candidate.position = projection.to_metres(LonLat::degrees(csv.number(row, "lon"), csv.number(row, "lat")));
    const auto nearest = index.nearest(candidate.position, kStationReach);
    if (!nearest) fail("lies more than 300 m from any road that fire engines may use; lon and lat are in degrees");
    candidate.place = {nearest->edge, opposite[nearest->edge], nearest->along};
    candidates.push_back(std::move(candidate));
  }
  if (candidates.empty())
    throw Error(ErrorKind::input, file.string() + " has no candidates: give rows of name,lon,lat");
  return candidates;
}

}  // namespace planspiel::fire
