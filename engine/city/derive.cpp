#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "engine/base/parallel.hpp"
#include "engine/city/city.hpp"
#include "engine/city/road_index.hpp"
#include "engine/city/selection.hpp"

namespace planspiel {

namespace {

constexpr Metres kBuildingReach{300.0};
constexpr Metres kCellReach{100.0};
constexpr double kCellSide_m = 100.0;

/// Which district a place lies in.
class DistrictIndex {
 public:
  explicit DistrictIndex(const Districts& districts) : districts_(districts) {
    for (const Polygon& outline : districts.outline) boxes_.push_back(box_of(outline));
  }
  std::optional<DistrictId> of(Point place) const {
    for (const DistrictId district : districts_.ids())
      if (boxes_[district.index()].contains(place) && districts_.outline[district].contains(place)) return district;
    return std::nullopt;
  }
  const Box& box(DistrictId district) const { return boxes_[district.index()]; }

 private:
  const Districts& districts_;
  std::vector<Box> boxes_;
};

Roads with_districts(Roads roads, const DistrictIndex& districts) {
  roads.district.resize(roads.size());
  for_each_row<EdgeId>(roads.size(), [&](EdgeId edge) { roads.district[edge] = districts.of(middle_of(roads, edge)); });
  return roads;
}

Buildings with_access(Buildings buildings, const RoadIndex& roads) {
  for_each_row<BuildingId>(buildings.size(), [&](BuildingId building) {
    const auto ring = buildings.footprint[building];
    buildings.centre[building] = Polygon{{Ring(ring.begin(), ring.end())}}.centroid();
    const auto nearest = roads.nearest(buildings.centre[building], kBuildingReach);
    buildings.road[building] = nearest ? std::optional<EdgeId>(nearest->edge) : std::nullopt;
    buildings.off_road[building] = nearest ? nearest->distance : Metres{};
  });
  return buildings;
}

/// Cells of 100 m, aligned to multiples of 100 m, whose centre lies in a district; in order of their ids.
Cells make_cells(const Districts& districts, const DistrictIndex& index, const RoadIndex& roads) {
  Box all;
  for (const DistrictId district : districts.ids()) {
    all.add(Point::metres(index.box(district).min_x_m, index.box(district).min_y_m));
    all.add(Point::metres(index.box(district).max_x_m, index.box(district).max_y_m));
  }
  Cells cells;
  if (districts.size() == 0) return cells;
  const auto first_x = static_cast<long>(std::floor(all.min_x_m / kCellSide_m)),
             last_x = static_cast<long>(std::floor(all.max_x_m / kCellSide_m));
  const auto first_y = static_cast<long>(std::floor(all.min_y_m / kCellSide_m)),
             last_y = static_cast<long>(std::floor(all.max_y_m / kCellSide_m));
  const auto height = static_cast<std::size_t>(last_y - first_y + 1),
             count = static_cast<std::size_t>(last_x - first_x + 1) * height;
  const auto centre_of = [&](std::size_t i) {
    return Point::metres((static_cast<double>(first_x + static_cast<long>(i / height)) + 0.5) * kCellSide_m,
                         (static_cast<double>(first_y + static_cast<long>(i % height)) + 0.5) * kCellSide_m);
  };
  struct Candidate : Id<Candidate> {
    using Id::Id;
  };
  std::vector<std::optional<DistrictId>> district_of(count);
  for_each_row<Candidate>(count, [&](Candidate i) { district_of[i.index()] = index.of(centre_of(i.index())); });
  std::vector<std::size_t> inside;
  for (std::size_t i = 0; i < count; ++i)
    if (district_of[i]) inside.push_back(i);
  cells.resize(inside.size());
  const RoadFilter public_roads{.access = access::emergency, .last_class = RoadClass::living_street};
  for_each_row<CellId>(inside.size(), [&](CellId cell) {
    const std::size_t i = inside[cell.index()];
    cells.id[cell] =
        fmt::format("{:06}:{:06}", first_x + static_cast<long>(i / height), first_y + static_cast<long>(i % height));
    cells.centre[cell] = centre_of(i);
    cells.district[cell] = *district_of[i];
    const auto nearest = roads.nearest(cells.centre[cell], kCellReach, public_roads);
    cells.road[cell] = nearest ? std::optional<EdgeId>(nearest->edge) : std::nullopt;
    cells.off_road[cell] = nearest ? nearest->distance : Metres{};
  });
  return cells;
}

}  // namespace

City derive(City city) {
  const DistrictIndex districts(city[tables::districts]);
  city = city.with(with_districts(city.copy(tables::roads), districts));
  const RoadIndex roads(city[tables::roads]);
  City derived = city.with(with_access(city.copy(tables::buildings), roads));
  return derived.with(make_cells(city[tables::districts], districts, roads));
}

}  // namespace planspiel
