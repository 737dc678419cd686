#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <iterator>
#include <utility>

#include "engine/base/parallel.hpp"
#include "engine/base/polygon_index.hpp"
#include "engine/city/city.hpp"
#include "engine/city/road_index.hpp"
#include "engine/city/selection.hpp"

namespace planspiel {

namespace {

constexpr Metres kBuildingReach{300.0};
constexpr Metres kCellReach{100.0};
constexpr double kCellSide_m = Cells::kSide.value;
/// Streets that anybody may use and an engine can stand in: not service roads, cycleways and paths.
constexpr RoadFilter kPublicRoads{.access = access::emergency, .last_class = RoadClass::living_street};

struct Access {
  std::optional<EdgeId> road;
  Metres off_road;
};

Access access_of(Point place, const RoadIndex& roads, Metres reach, const RoadFilter& filter) {
  const auto nearest = roads.nearest(place, reach, filter);
  return nearest ? Access{nearest->edge, nearest->distance} : Access{};
}

/// The city with the district of each link's middle. A table that stays as it was is shared.
City with_road_districts(const City& city, const PolygonIndex& districts) {
  const Roads& roads = city[tables::roads];
  Column<EdgeId, std::optional<DistrictId>> district(roads.size());
  for_each_row<EdgeId>(roads.size(),
                       [&](EdgeId edge) { district[edge] = districts.row_at<DistrictId>(middle_of(roads, edge)); });
  if (district == roads.district) return city;
  Roads changed = roads;
  changed.district = std::move(district);
  return city.with(std::move(changed));
}

/// The city with centre, road and distance of each building.
City with_building_access(const City& city, const RoadIndex& roads) {
  const Buildings& buildings = city[tables::buildings];
  Column<BuildingId, Point> centre(buildings.size());
  Column<BuildingId, std::optional<EdgeId>> road(buildings.size());
  Column<BuildingId, Metres> off_road(buildings.size());
  for_each_row<BuildingId>(buildings.size(), [&](BuildingId building) {
    const auto ring = buildings.footprint[building];
    centre[building] = Polygon{{Ring(ring.begin(), ring.end())}}.centroid();
    const Access access = access_of(centre[building], roads, kBuildingReach, {});
    road[building] = access.road;
    off_road[building] = access.off_road;
  });
  if (centre == buildings.centre && road == buildings.road && off_road == buildings.off_road) return city;
  Buildings changed = buildings;
  changed.centre = std::move(centre);
  changed.road = std::move(road);
  changed.off_road = std::move(off_road);
  return city.with(std::move(changed));
}

struct CellDraft {
  std::string id;
  Point centre;
  DistrictId district;
};

/// Squares of the grid whose lines are multiples of 100 m in the CRS, if their centre lies in a district; named by
/// their lower left corner and sorted by name.
std::vector<CellDraft> draft_cells(const PolygonIndex& districts) {
  const Box all = districts.box();
  if (!(all.min_x_m <= all.max_x_m)) return {};
  const auto square = [](double v) { return static_cast<long>(std::floor(v / kCellSide_m)); };
  const auto middle = [](long line) { return (static_cast<double>(line) + 0.5) * kCellSide_m; };
  const long first_x = square(all.min_x_m), first_y = square(all.min_y_m), last_y = square(all.max_y_m);
  std::vector<std::vector<CellDraft>> columns(static_cast<std::size_t>(square(all.max_x_m) - first_x) + 1);
  for_each_block(columns.size(), [&](std::size_t column) {
    const long x = first_x + static_cast<long>(column);
    for (long y = first_y; y <= last_y; ++y) {
      const Point centre = Point::metres(middle(x), middle(y));
      if (const auto district = districts.row_at<DistrictId>(centre))
        columns[column].push_back({fmt::format("{:06}:{:06}", x, y), centre, *district});
    }
  });
  std::vector<CellDraft> cells;
  for (auto& column : columns) std::move(column.begin(), column.end(), std::back_inserter(cells));
  std::sort(cells.begin(), cells.end(), [](const CellDraft& a, const CellDraft& b) { return a.id < b.id; });
  return cells;
}

City with_cells(const City& city, const PolygonIndex& districts, const RoadIndex& roads) {
  const std::vector<CellDraft> drafts = draft_cells(districts);
  Cells cells;
  cells.resize(drafts.size());
  for_each_row<CellId>(drafts.size(), [&](CellId cell) {
    const CellDraft& draft = drafts[cell.index()];
    cells.id[cell] = draft.id;
    cells.centre[cell] = draft.centre;
    cells.district[cell] = draft.district;
    const Access access = access_of(draft.centre, roads, kCellReach, kPublicRoads);
    cells.road[cell] = access.road;
    cells.off_road[cell] = access.off_road;
  });
  const Cells& old = city[tables::cells];
  if (cells.id == old.id && cells.centre == old.centre && cells.district == old.district && cells.road == old.road &&
      cells.off_road == old.off_road)
    return city;
  return city.with(std::move(cells));
}

}  // namespace

City derive(City city) {
  const PolygonIndex districts(city[tables::districts].outline.values());
  const City located = with_road_districts(city, districts);
  const RoadIndex roads(located[tables::roads]);
  return with_cells(with_building_access(located, roads), districts, roads);
}

}  // namespace planspiel
