#pragma once

/// A street A-B-C of 2 × 200 m from west to east, in one district of 600 × 200 m. North of it stand a house (12 m high)
/// and to its west a tower (40 m). In scene metres A is (-200, 0), B (0, 0), C (200, 0).

#include "tests/unit/town.hpp"

namespace planspiel::test {

/// A building on a rectangle given beside node B.
struct Block {
  double west_m = 0.0, south_m = 0.0, east_m = 0.0, north_m = 0.0, height_m = 10.0;
};

inline constexpr Block kHouse{40.0, 20.0, 60.0, 30.0, 12.0};
inline constexpr Block kTower{-60.0, 20.0, -50.0, 30.0, 40.0};

inline BuildingId add_building(CityBuilder& builder, const std::string& id, const Block& block) {
  const Point b = place(builder, 'B');
  Buildings& buildings = builder[tables::buildings];
  const BuildingId building = buildings.add(id);
  buildings.height[building] = Metres(block.height_m);
  buildings.zone[building] = *builder[tables::zones].find("B");
  buildings.footprint = with_last(buildings.footprint, {Point::metres(b.x_m + block.west_m, b.y_m + block.south_m),
                                                        Point::metres(b.x_m + block.east_m, b.y_m + block.south_m),
                                                        Point::metres(b.x_m + block.east_m, b.y_m + block.north_m),
                                                        Point::metres(b.x_m + block.west_m, b.y_m + block.north_m)});
  return building;
}

inline StationId add_station(CityBuilder& builder, const std::string& name, char at, bool professional) {
  Stations& stations = builder[tables::stations];
  const StationId station = stations.add(name);
  stations.name[station] = name;
  stations.position[station] = place(builder, at);
  stations.professional[station] = professional ? 1 : 0;
  return station;
}

/// Rows by id: buildings "house", "tower"; roads "A-B", "B-A", "B-C", "C-B"; stations "east" (C, volunteers), "west"
/// (A).
inline City small_town(const std::function<void(CityBuilder&)>& more = {}) {
  return town("A-B-C", {.zones = true,
                        .more =
                            [&](CityBuilder& builder) {
                              add_building(builder, "house", kHouse);
                              add_building(builder, "tower", kTower);
                              add_station(builder, "west", 'A', true);
                              add_station(builder, "east", 'C', false);
                              builder[tables::districts].borough[DistrictId(std::size_t{0})] = "Borough";
                              if (more) more(builder);
                            }})
      .city;
}

}  // namespace planspiel::test
