#include "engine/reach/road_place.hpp"

#include <algorithm>
#include <cmath>

#include "engine/base/parallel.hpp"

namespace planspiel::reach {

namespace {

template <class Row, class Table>
Column<Row, MaybeRoadPlace> by_derived_road(const Table& table, const Roads& roads,
                                            const Column<EdgeId, std::optional<EdgeId>>& opposite) {
  Column<Row, MaybeRoadPlace> places(table.size());
  for_each_row<Row>(table.size(), [&](Row row) {
    if (!table.road[row]) return;
    const EdgeId edge = *table.road[row];
    places[row] =
        RoadPlace{edge, opposite[edge], position_along(roads.shape[edge], table.centre[row]), table.off_road[row]};
  });
  return places;
}

}  // namespace

Column<EdgeId, std::optional<EdgeId>> opposite_links(const Roads& roads, std::size_t nodes) {
  const auto leaving = Adjacency<NodeId, EdgeId>::grouped(nodes, roads.from.values());
  Column<EdgeId, std::optional<EdgeId>> opposite(roads.size());
  for_each_row<EdgeId>(roads.size(), [&](EdgeId edge) {
    double best_m = 0.0;
    for (const EdgeId back : leaving[roads.to[edge]]) {
      if (back == edge || roads.to[back] != roads.from[edge]) continue;
      const double differ_m = std::abs((roads.length[back] - roads.length[edge]).value);
      if (opposite[edge] && differ_m >= best_m) continue;
      opposite[edge] = back;
      best_m = differ_m;
    }
  });
  return opposite;
}

double position_along(std::span<const Point> line, Point place) {
  double passed_m = 0.0, at_m = 0.0, nearest_m = std::numeric_limits<double>::infinity();
  for (std::size_t i = 0; i + 1 < line.size(); ++i) {
    const Point a = line[i], b = line[i + 1];
    const double piece_m = distance(a, b).value;
    const double away_m = distance_to_segment(place, a, b).value;
    if (away_m < nearest_m) {
      const double forward = (place.x_m - a.x_m) * (b.x_m - a.x_m) + (place.y_m - a.y_m) * (b.y_m - a.y_m);
      nearest_m = away_m;
      at_m = passed_m + (piece_m > 0.0 ? std::clamp(forward / piece_m, 0.0, piece_m) : 0.0);
    }
    passed_m += piece_m;
  }
  return passed_m > 0.0 ? std::min(1.0, at_m / passed_m) : 0.0;
}

Column<BuildingId, MaybeRoadPlace> places_of(const Buildings& buildings, const Roads& roads,
                                             const Column<EdgeId, std::optional<EdgeId>>& opposite) {
  return by_derived_road<BuildingId>(buildings, roads, opposite);
}

Column<CellId, MaybeRoadPlace> places_of(const Cells& cells, const Roads& roads,
                                         const Column<EdgeId, std::optional<EdgeId>>& opposite) {
  return by_derived_road<CellId>(cells, roads, opposite);
}

}  // namespace planspiel::reach
