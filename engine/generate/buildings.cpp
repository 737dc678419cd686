#include "engine/generate/buildings.hpp"

#include <fmt/format.h>

#include "engine/base/parallel.hpp"
#include "engine/base/polygon_index.hpp"

namespace planspiel::generate {

void make_buildings(CityBuilder& builder, std::vector<House> houses) {
  const Zones& zones = builder[tables::zones];
  std::vector<std::optional<ZoneId>> zone_of(houses.size());
  const PolygonIndex index(zones.outline.values());
  for_each_row<BuildingId>(houses.size(), [&](BuildingId house) {
    zone_of[house.index()] = index.row_at<ZoneId>(houses[house.index()].centre);
  });
  std::vector<bool> counted(zones.size(), false);  // a file says of some of its houses how many live there
  for (std::size_t i = 0; i < houses.size(); ++i)
    if (zone_of[i] && houses[i].residents.value_or(0.0) > 0.0) counted[zone_of[i]->index()] = true;
  const auto weight_of = [&](const House& house, ZoneId zone) {
    return counted[zone.index()] ? house.residents.value_or(0.0) : house.floors_m2 * house.homes;
  };
  std::vector<double> weight(zones.size(), 0.0);
  for (std::size_t i = 0; i < houses.size(); ++i)
    if (zone_of[i]) weight[zone_of[i]->index()] += weight_of(houses[i], *zone_of[i]);
  for (const ZoneId zone : zones.ids()) {
    if (!zones.district[zone] || weight[zone.index()] > 0.0) continue;
    houses.push_back(lone_house(zones.centre[zone], zone.index()));
    zone_of.emplace_back(zone);
    weight[zone.index()] = weight_of(houses.back(), zone);
  }
  Buildings& buildings = builder[tables::buildings];
  std::vector<std::size_t> written;
  std::vector<int> numbers(zones.size(), 0);
  for (std::size_t i = 0; i < houses.size(); ++i) {
    if (!zone_of[i]) continue;
    const ZoneId zone = *zone_of[i];
    const House& house = houses[i];
    const BuildingId building = buildings.add(house.id);
    const int number = ++numbers[zone.index()];
    buildings.address[building] =
        house.address.empty() ? fmt::format("{} Nr. {}", zones.name[zone], number) : house.address;
    buildings.height[building] = house.height;
    buildings.residents[building] = zones.residents[zone] * weight_of(house, zone) / weight[zone.index()];
    buildings.zone[building] = zone;
    buildings.certainty[building] = house.certainty;
    written.push_back(i);
  }
  buildings.footprint = {};
  for (const std::size_t house : written) buildings.footprint.push_back(houses[house].footprint);
}

}  // namespace planspiel::generate
