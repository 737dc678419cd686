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
  std::vector<double> homes_m2(zones.size(), 0.0);
  const auto homes_in = [](const House& house) { return house.floors_m2 * house.homes; };
  for (std::size_t i = 0; i < houses.size(); ++i)
    if (zone_of[i]) homes_m2[zone_of[i]->index()] += homes_in(houses[i]);
  for (const ZoneId zone : zones.ids()) {
    if (!zones.district[zone] || homes_m2[zone.index()] > 0.0) continue;
    houses.push_back(lone_house(zones.centre[zone], zone.index()));
    zone_of.emplace_back(zone);
    homes_m2[zone.index()] = homes_in(houses.back());
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
    buildings.residents[building] = zones.residents[zone] * homes_in(house) / homes_m2[zone.index()];
    buildings.zone[building] = zone;
    buildings.certainty[building] = house.certainty;
    written.push_back(i);
  }
  buildings.footprint = {};
  for (const std::size_t house : written) buildings.footprint.push_back(houses[house].footprint);
}

}  // namespace planspiel::generate
