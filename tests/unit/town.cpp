#include "tests/unit/town.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace planspiel::test {

namespace {

constexpr Point kOrigin = Point::metres(690000.0, 5335000.0);

/// A sign of the drawing: row and column, from 0.
using Sign = std::pair<std::size_t, std::size_t>;

bool is_letter(char sign) { return sign >= 'A' && sign <= 'Z'; }
bool is_node(char sign) { return is_letter(sign) || sign == '+'; }
bool is_street(char sign) { return std::string_view("-|<>v^").find(sign) != std::string_view::npos; }

/// Rows of the drawing without empty first rows and common indentation.
std::vector<std::string> rows_of(std::string_view drawing) {
  std::vector<std::string> rows = split(drawing, '\n');
  const auto blank = [](const std::string& row) { return trim(row).empty(); };
  rows.erase(rows.begin(), std::find_if_not(rows.begin(), rows.end(), blank));
  std::size_t indentation = drawing.size();
  for (const std::string& row : rows)
    if (!blank(row)) indentation = std::min(indentation, row.find_first_not_of(' '));
  for (std::string& row : rows) row.erase(0, indentation);
  return rows;
}

/// Reads the drawing into nodes and roads of a builder.
class Draughtsman {
 public:
  Draughtsman(std::string_view drawing, const TownOptions& options, CityBuilder& builder)
      : rows_(rows_of(drawing)), options_(options), nodes_(builder[tables::nodes]), roads_(builder[tables::roads]) {}

  void draw() {
    for_each_sign([&](Sign at) {
      if (is_node(sign(at))) add_node(at);
    });
    for_each_sign([&](Sign at) {
      if (!is_node(sign(at))) return;
      follow(at, {0, 1}, "-", '>', '<');
      follow(at, {1, 0}, "|", 'v', '^');
    });
    for_each_sign([&](Sign at) {
      if (is_street(sign(at)) && !used_.contains(at)) fail(at, "belongs to no street between two nodes");
    });
  }

 private:
  template <class Body>
  void for_each_sign(Body&& body) const {
    for (std::size_t row = 0; row < rows_.size(); ++row)
      for (std::size_t column = 0; column < rows_[row].size(); ++column) body(Sign(row, column));
  }
  char sign(Sign at) const {
    return at.first < rows_.size() && at.second < rows_[at.first].size() ? rows_[at.first][at.second] : ' ';
  }
  [[noreturn]] void fail(Sign at, const std::string& what) const {
    throw Error(ErrorKind::config,
                fmt::format("drawing, line {}, column {}: '{}' {}", at.first + 1, at.second + 1, sign(at), what));
  }
  std::string name(Sign at) const {
    return is_letter(sign(at)) ? std::string(1, sign(at)) : fmt::format("+{},{}", at.first + 1, at.second + 1);
  }

  void add_node(Sign at) {
    if (nodes_.find(name(at))) fail(at, "is there twice");
    const double step_m = options_.step.value;
    nodes_.position[nodes_.add(name(at))] = Point::metres(kOrigin.x_m + step_m * static_cast<double>(at.second),
                                                          kOrigin.y_m - step_m * static_cast<double>(at.first));
  }

  /// The street that leaves a node to the right or down, if there is one.
  void follow(Sign from, Sign step, std::string_view both_ways, char forward, char backward) {
    const auto next = [&](Sign at) { return Sign(at.first + step.first, at.second + step.second); };
    bool with = false, against = false;
    std::vector<Sign> passed;
    Sign at = next(from);
    for (; sign(at) == both_ways.front() || sign(at) == forward || sign(at) == backward; at = next(at)) {
      with |= sign(at) == forward;
      against |= sign(at) == backward;
      passed.push_back(at);
    }
    if (passed.empty() || !is_node(sign(at))) return;  // what is left over is reported as part of no street
    if (with && against) fail(passed.front(), "starts a street that is one-way in both directions");
    used_.insert(passed.begin(), passed.end());
    if (!against) add_road(from, at);
    if (!with) add_road(at, from);
  }

  void add_road(Sign from, Sign to) {
    const EdgeId edge = roads_.add(name(from) + "-" + name(to));
    roads_.from[edge] = *nodes_.find(name(from));
    roads_.to[edge] = *nodes_.find(name(to));
    const Point start = nodes_.position[roads_.from[edge]], end = nodes_.position[roads_.to[edge]];
    roads_.length[edge] = distance(start, end);
    roads_.shape = with_last(roads_.shape, {start, end});
    roads_.road_class[edge] = options_.road_class;
    roads_.lanes[edge] = options_.lanes;
    roads_.limit[edge] = options_.limit;
    roads_.free_speed[edge] = options_.free_speed;
    roads_.capacity[edge] = options_.capacity;
    roads_.access[edge] = options_.access;
  }

  std::vector<std::string> rows_;
  const TownOptions& options_;
  Nodes& nodes_;
  Roads& roads_;
  std::set<Sign> used_{};
};

Polygon rectangle(const Box& box, double margin_m) {
  return {{{Point::metres(box.min_x_m - margin_m, box.min_y_m - margin_m),
            Point::metres(box.max_x_m + margin_m, box.min_y_m - margin_m),
            Point::metres(box.max_x_m + margin_m, box.max_y_m + margin_m),
            Point::metres(box.min_x_m - margin_m, box.max_y_m + margin_m)}}};
}

void add_zones(CityBuilder& builder, const TownOptions& options) {
  const Nodes& nodes = builder[tables::nodes];
  Zones& zones = builder[tables::zones];
  Districts& districts = builder[tables::districts];
  const DistrictId district = districts.add("town");
  Box all;
  for (const NodeId node : nodes.ids()) {
    all.add(nodes.position[node]);
    if (!is_letter(nodes.id[node].front())) continue;
    const ZoneId zone = zones.add(nodes.id[node]);
    zones.name[zone] = nodes.id[node];
    zones.district[zone] = district;
    zones.centre[zone] = nodes.position[node];
    Box here;
    here.add(nodes.position[node]);
    zones.outline[zone] = rectangle(here, 0.5 * options.step.value);
    zones.residents[zone] = options.residents;
    zones.jobs[zone] = options.jobs;
    zones.cars_per_1000[zone] = 400.0;
  }
  districts.name[district] = "Town";
  districts.outline[district] = rectangle(all, options.step.value);
  districts.residents[district] = options.residents * static_cast<double>(zones.size());
  districts.jobs[district] = options.jobs * static_cast<double>(zones.size());
}

template <class TableType>
auto row(const TableType& table, const std::string& id) {
  const auto found = table.find(id);
  if (!found) throw Error(ErrorKind::config, fmt::format("the drawing has no '{}' in '{}'", id, TableType::kName));
  return *found;
}

}  // namespace

Town town(std::string_view drawing, const TownOptions& options) {
  CityBuilder builder(
      {.id = "town", .title = {"Städtchen", "Town"}, .crs = "EPSG:25832", .year = 2022, .synthetic = true});
  Draughtsman(drawing, options, builder).draw();
  if (options.zones) add_zones(builder, options);
  if (options.more) options.more(builder);
  return {builder.build()};
}

NodeId node(const City& city, char letter) { return row(city[tables::nodes], std::string(1, letter)); }
ZoneId zone(const City& city, char letter) { return row(city[tables::zones], std::string(1, letter)); }
EdgeId road(const City& city, char from, char to) { return row(city[tables::roads], fmt::format("{}-{}", from, to)); }
Point place(const City& city, char letter) { return city[tables::nodes].position[node(city, letter)]; }

Point place(CityBuilder& builder, char letter) {
  const Nodes& nodes = builder[tables::nodes];
  return nodes.position[row(nodes, std::string(1, letter))];
}

Town without_road(const Town& town, char a, char b) {
  Roads roads = town.city.copy(tables::roads);
  const auto there = roads.find(fmt::format("{}-{}", a, b)), back = roads.find(fmt::format("{}-{}", b, a));
  if (!there && !back) road(town, a, b);  // throws
  if (there) roads.access[*there] = 0;
  if (back) roads.access[*back] = 0;
  return {derive(town.city.with(std::move(roads)))};
}

}  // namespace planspiel::test
