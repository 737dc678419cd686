#include <algorithm>
#include <cmath>
#include <set>

#include "engine/base/polygon_index.hpp"
#include "gis/import_steps.hpp"

namespace planspiel::importing {

namespace {

constexpr Metres kShortestRow{41.0};  ///< a shorter street has no house beside it
constexpr double kStraightOn = 0.7;   ///< cosine of the sharpest turn of a bus run, 45 degrees
constexpr double kLongestRun_m = 12000.0;

/// One direction of each street.
bool is_first_direction(const Roads& roads, EdgeId edge,
                        std::set<std::pair<std::string, std::pair<NodeId, NodeId>>>& seen) {
  const std::string& name = roads.name[edge];
  if (seen.contains({name, {roads.to[edge], roads.from[edge]}})) return false;
  seen.insert({name, {roads.from[edge], roads.to[edge]}});
  return true;
}

/// Unit vector of the first or last segment of a link, in driving direction.
Point direction_at(std::span<const Point> shape, bool at_end) {
  const Point a = at_end ? shape[shape.size() - 2] : shape[0], b = at_end ? shape.back() : shape[1];
  const double length = std::max(1e-9, distance(a, b).value);
  return Point::metres((b.x_m - a.x_m) / length, (b.y_m - a.y_m) / length);
}

/// Runs of secondary and tertiary streets straight on through junctions: where buses may run.
class RunFinder {
 public:
  explicit RunFinder(const Roads& roads, std::size_t nodes) : roads_(roads), out_(nodes), used_(roads.size(), false) {
    for (const EdgeId edge : roads.ids())
      if (usable(edge)) out_[roads.from[edge].index()].push_back(edge);
  }

  std::vector<generate::LatticeRun> all() {
    std::vector<generate::LatticeRun> runs;
    for (const EdgeId edge : roads_.ids())
      if (usable(edge) && !used_[edge.index()]) runs.push_back(run_from(edge));
    return runs;
  }

 private:
  bool usable(EdgeId edge) const {
    const RoadClass road_class = roads_.road_class[edge];
    return (road_class == RoadClass::secondary || road_class == RoadClass::tertiary) &&
           (roads_.access[edge] & access::bus) != 0;
  }

  generate::LatticeRun run_from(EdgeId edge) {
    generate::LatticeRun run;
    double length = 0.0;
    for (std::optional<EdgeId> at = edge; at && length < kLongestRun_m; at = straight_on(*at)) {
      take(*at);
      length += roads_.length[*at].value;
      const auto shape = roads_.shape[*at];
      run.points.insert(run.points.end(), shape.begin() + (run.points.empty() ? 0 : 1), shape.end());
    }
    return run;
  }

  /// Marks the link and the one back: a run serves both directions.
  void take(EdgeId edge) {
    used_[edge.index()] = true;
    for (const EdgeId back : out_[roads_.to[edge].index()])
      if (roads_.to[back] == roads_.from[edge]) used_[back.index()] = true;
  }

  std::optional<EdgeId> straight_on(EdgeId edge) const {
    const Point ahead = direction_at(roads_.shape[edge], true);
    std::optional<EdgeId> best;
    double best_cosine = kStraightOn;
    for (const EdgeId next : out_[roads_.to[edge].index()]) {
      if (used_[next.index()] || roads_.to[next] == roads_.from[edge]) continue;
      const Point there = direction_at(roads_.shape[next], false);
      const double cosine = ahead.x_m * there.x_m + ahead.y_m * there.y_m;
      if (cosine <= best_cosine) continue;
      best_cosine = cosine;
      best = next;
    }
    return best;
  }

  const Roads& roads_;
  std::vector<std::vector<EdgeId>> out_;
  std::vector<bool> used_;
};

}  // namespace

generate::Streets streets_of(const Work& work) {
  const Roads& roads = work.builder[tables::roads];
  const PolygonIndex index(work.builder[tables::districts].outline.values());
  generate::Streets streets;
  std::set<std::pair<std::string, std::pair<NodeId, NodeId>>> seen;
  for (const EdgeId edge : roads.ids()) {
    const RoadClass road_class = roads.road_class[edge];
    if (road_class < RoadClass::secondary || road_class > RoadClass::living_street) continue;
    if (!is_first_direction(roads, edge, seen) || roads.length[edge] < kShortestRow) continue;
    const auto shape = roads.shape[edge];
    if (const auto district = index.row_at<DistrictId>(shape[shape.size() / 2]))
      streets.local.push_back({{shape.begin(), shape.end()}, district->index()});
  }
  streets.runs = bus_routes_of(work);
  if (streets.runs.empty()) streets.runs = RunFinder(roads, work.builder[tables::nodes].size()).all();
  return streets;
}

void centre_zones(Work& work, const std::vector<generate::House>& houses) {
  Zones& zones = work.builder[tables::zones];
  const PolygonIndex index(zones.outline.values());
  std::vector<double> weight(zones.size(), 0.0), x(zones.size(), 0.0), y(zones.size(), 0.0);
  for (const generate::House& house : houses) {
    const auto zone = index.row_at<ZoneId>(house.centre);
    if (!zone) continue;
    weight[zone->index()] += house.floors_m2;
    x[zone->index()] += house.floors_m2 * house.centre.x_m;
    y[zone->index()] += house.floors_m2 * house.centre.y_m;
  }
  for (const ZoneId zone : zones.ids())
    if (const double sum = weight[zone.index()]; sum > 0.0)
      zones.centre[zone] = Point::metres(x[zone.index()] / sum, y[zone.index()] / sum);
}

}  // namespace planspiel::importing
