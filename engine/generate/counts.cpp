#include "engine/generate/counts.hpp"

#include <algorithm>
#include <optional>

#include "engine/base/csv.hpp"
#include "engine/base/projection.hpp"

namespace planspiel::generate {

namespace {

constexpr double kReach_m = 1500.0;

struct Found {
  EdgeId edge{};
  double away_m = 0.0, east = 0.0, north = 0.0;  ///< distance from the place, and the direction
};

/// Lower for larger roads; ramps last.
int rank_of(RoadClass road_class) {
  const bool ramp = road_class == RoadClass::motorway_link || road_class == RoadClass::trunk_link ||
                    road_class == RoadClass::primary_link;
  return static_cast<int>(road_class) + (ramp ? static_cast<int>(kRoadClassNames.size()) : 0);
}

/// Links that bear one of the names, near the place, nearest first: of the largest class among them, as a street of the
/// same name beside the counted one is not meant.
std::vector<Found> links_near(const Roads& roads, const std::vector<std::string>& names, Point place) {
  std::vector<Found> near;
  for (const EdgeId edge : roads.ids()) {
    if (!(roads.access[edge] & access::car) || std::find(names.begin(), names.end(), roads.name[edge]) == names.end())
      continue;
    const auto shape = roads.shape[edge];
    const Point a = shape.front(), b = shape.back(), middle = shape[shape.size() / 2];
    const double away = std::min({distance(a, place).value, distance(b, place).value, distance(middle, place).value}),
                 length = std::max(1e-9, distance(a, b).value);
    if (away <= kReach_m) near.push_back({edge, away, (b.x_m - a.x_m) / length, (b.y_m - a.y_m) / length});
  }
  const auto largest = std::min_element(near.begin(), near.end(), [&](const Found& a, const Found& b) {
    return rank_of(roads.road_class[a.edge]) < rank_of(roads.road_class[b.edge]);
  });
  if (largest != near.end())
    std::erase_if(near, [&, best = rank_of(roads.road_class[largest->edge])](const Found& each) {
      return rank_of(roads.road_class[each.edge]) > best;
    });
  std::stable_sort(near.begin(), near.end(), [](const Found& a, const Found& b) { return a.away_m < b.away_m; });
  return near;
}

std::optional<EdgeId> back_of(const std::vector<Found>& near) {
  for (const Found& other : near)
    if (other.east * near.front().east + other.north * near.front().north < -0.7) return other.edge;
  return std::nullopt;
}

}  // namespace

std::size_t make_counts(CityBuilder& builder, const Settings& settings) {
  const std::filesystem::path file = settings.folder / "counts.csv";
  if (!std::filesystem::exists(file)) return 0;
  const Csv csv = Csv::read(file);
  const Projection projection(settings.profile.crs);
  const Roads& roads = builder[tables::roads];
  Counts& counts = builder[tables::counts];
  std::size_t placed = 0;
  for (std::size_t row = 0; row < csv.size(); ++row) {
    const Point place = projection.to_metres(LonLat::degrees(csv.number(row, "lon"), csv.number(row, "lat")));
    const std::vector<Found> near = links_near(roads, split(csv.text(row, "road"), '|'), place);
    if (near.empty()) continue;
    const auto back = back_of(near);
    if (!back) continue;  // one carriageway of two: half of the count could not be compared
    ++placed;
    for (const auto& [edge, end] : {std::pair{near.front().edge, ":1"}, std::pair{*back, ":2"}}) {
      const CountId count = counts.add(csv.text(row, "id") + end);
      counts.road[count] = edge;
      counts.hours[count] = Hours{};
      counts.vehicles[count] = 0.5 * csv.number(row, "vehicles");
      counts.source[count] =
          csv.text(row, "kind") + " " + csv.text(row, "year") + ", half of both directions: " + csv.text(row, "source");
    }
  }
  return placed;
}

}  // namespace planspiel::generate
