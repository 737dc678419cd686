#include "plugins/fire/new_stations/candidates.hpp"

#include <fmt/format.h>

#include <cmath>
#include <map>

#include "engine/base/csv.hpp"
#include "engine/base/encoding.hpp"
#include "engine/base/projection.hpp"
#include "engine/base/text.hpp"
#include "engine/base/written_number.hpp"
#include "engine/city/road_index.hpp"
#include "plugins/fire/station_place.hpp"

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

struct Lattice {
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

Lattice lattice_over(const std::vector<Point>& points, double side_m) {
  Lattice lattice{points[0].x_m, points[0].y_m, side_m, 1, 1};
  double right = points[0].x_m, top = points[0].y_m;
  for (const Point p : points) {
    lattice.x_m = std::min(lattice.x_m, p.x_m);
    lattice.y_m = std::min(lattice.y_m, p.y_m);
    right = std::max(right, p.x_m);
    top = std::max(top, p.y_m);
  }
  lattice.columns = static_cast<std::size_t>((right - lattice.x_m) / side_m) + 1;
  lattice.rows = static_cast<std::size_t>((top - lattice.y_m) / side_m) + 1;
  return lattice;
}

/// The point of each occupied square that is nearest to the square's centre.
std::vector<std::size_t> one_of_each_square(const std::vector<Point>& points, const Lattice& lattice) {
  constexpr std::size_t kNone = ~std::size_t{0};
  std::vector<std::size_t> chosen(lattice.columns * lattice.rows, kNone);
  for (std::size_t i = 0; i < points.size(); ++i) {
    const std::size_t square = lattice.square(points[i]);
    const Point centre = lattice.centre(square);
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
    (one_of_each_square(points, lattice_over(points, side_m)).size() >= count ? narrow_m : wide_m) = side_m;
  }
  std::vector<Candidate> candidates;
  for (const std::size_t i : one_of_each_square(points, lattice_over(points, narrow_m))) {
    const EdgeId edge = *link[node[i].index()];
    candidates.push_back({nodes.id[node[i]], points[i], {edge, opposite[edge], 0.0}});
  }
  return candidates;
}

namespace {

/// A table of name, lon and lat as spreadsheets write it.
class CandidateTable {
 public:
  explicit CandidateTable(const std::filesystem::path& file)
      : table_(Csv::parse_foreign(read_text(file).text, file.string())),
        name_(column(file, "name")),
        lon_(column(file, "lon")),
        lat_(column(file, "lat")) {}

  std::size_t size() const { return table_.size(); }
  std::string name(std::size_t row) const { return std::string(trim(table_.text(row, name_))); }
  LonLat place(std::size_t row) const { return LonLat::degrees(degrees(row, lon_, 180.0), degrees(row, lat_, 90.0)); }
  [[noreturn]] void fail(std::size_t row, const std::string& what) const {
    throw Error(ErrorKind::input, fmt::format("{}: candidate '{}' {}", table_.place(row), name(row), what));
  }
  std::string line(std::size_t row) const { return table_.place(row); }

 private:
  std::size_t column(const std::filesystem::path& file, const char* wanted) const {
    if (const auto found = table_.find(wanted)) return *found;
    throw Error(ErrorKind::input,
                fmt::format("{}: no column '{}': candidates have name, lon and lat in degrees; it has {}",
                            file.string(), wanted, join(table_.columns(), ", ")));
  }
  double degrees(std::size_t row, std::size_t column, double most) const {
    const std::string cell(trim(table_.text(row, column)));
    const auto value = read_number(cell, {}, most).value;
    if (!value)
      fail(row, fmt::format("has the {} '{}', which is no number of degrees from {} to {}", table_.columns()[column],
                            cell, -most, most));
    return *value;
  }

  Csv table_;
  std::size_t name_, lon_, lat_;
};

}  // namespace

std::vector<Candidate> candidates_of_file(const std::filesystem::path& file, const std::string& crs, const Roads& roads,
                                          const Column<EdgeId, std::optional<EdgeId>>& opposite) {
  const CandidateTable table(file);
  const Projection projection(crs);
  const RoadIndex index(roads);
  std::vector<Candidate> candidates;
  std::map<std::string, std::size_t> names;
  for (std::size_t row = 0; row < table.size(); ++row) {
    Candidate candidate{table.name(row), {}, {EdgeId(std::size_t{0})}};
    if (candidate.name.empty()) table.fail(row, "has no name: give each one of its own");
    if (const auto [first, is_new] = names.emplace(candidate.name, row); !is_new)
      table.fail(row, "is there twice, first in " + table.line(first->second) + ": names must differ");
    const LonLat place = table.place(row);
    candidate.position = projection.to_metres(place);
    const auto nearest = index.nearest(candidate.position, kStationReach);
    if (!nearest && index.nearest(projection.to_metres(LonLat::degrees(place.lat_deg, place.lon_deg)), kStationReach))
      table.fail(row, "lies far from any road, and near one with lon and lat swapped: swap the columns");
    if (!nearest)
      table.fail(row, "lies more than 300 m from any road that fire engines may use; lon and lat are in degrees");
    candidate.place = {nearest->edge, opposite[nearest->edge], nearest->along};
    candidates.push_back(std::move(candidate));
  }
  if (candidates.empty())
    throw Error(ErrorKind::input, file.string() + " has no candidates: give rows of name,lon,lat");
  return candidates;
}

}  // namespace planspiel::fire
