#include "engine/generate/buildings.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "engine/base/parallel.hpp"
#include "engine/base/polygon_index.hpp"
#include "engine/base/random.hpp"
#include "engine/generate/rivers.hpp"

namespace planspiel::generate {

namespace {

constexpr double kEvery_m = 28.0, kFromCorner_m = 20.0, kDepth_m = 12.0;

struct House {
  Point centre{};
  double along_x = 1.0, along_y = 0.0;  ///< unit vector of the street
  double width_m = 16.0, storeys = 3.0;
  std::size_t district = 0;
  std::uint64_t address = 0;
};

/// Typical storeys by residents and jobs per km².
double storeys_of(double density) { return std::clamp(1.4 + density / 4200.0, 1.5, 6.0); }

std::vector<House> places_along(const Streets& streets, const Facts& facts) {
  std::vector<House> houses;
  const Rivers rivers(facts.rivers);
  std::uint64_t address = 0;
  for (const LocalStreet& street : streets.local) {
    const double length = distance(street.a, street.b).value;
    const double ux = (street.b.x_m - street.a.x_m) / length, uy = (street.b.y_m - street.a.y_m) / length;
    const double storeys = storeys_of(facts.districts[street.district].density());
    for (double at = kFromCorner_m; at <= length - kFromCorner_m; at += kEvery_m)
      for (const double side : {-1.0, 1.0}) {
        const double away = side * (storeys > 3.0 ? 14.0 : 17.0);
        const Point centre = Point::metres(street.a.x_m + at * ux - away * uy, street.a.y_m + at * uy + away * ux);
        if (!rivers.leave_room(centre, Metres(kDepth_m))) {
          ++address;
          continue;
        }
        houses.push_back({centre, ux, uy, storeys > 3.0 ? 22.0 : 14.0, storeys, street.district, address++});
      }
  }
  return houses;
}

/// Keeps about `wanted` houses: the chance grows with the density of the sub-district.
void thin_out(std::vector<House>& houses, const Facts& facts, const Settings& settings) {
  const RandomStream random(settings.seed, "generate.houses");
  const auto weight = [&](const House& house) {
    return std::clamp(facts.districts[house.district].density() / 9000.0, 0.15, 1.0);
  };
  double sum = 0.0;
  for (const House& house : houses) sum += weight(house);
  const double scale = static_cast<double>(settings.buildings) / std::max(1.0, sum);
  std::erase_if(houses, [&](const House& house) { return random.uniform(house.address) > scale * weight(house); });
}

std::vector<Point> footprint_of(const House& house) {
  const double w = 0.5 * house.width_m, d = 0.5 * kDepth_m;
  const auto corner = [&](double along, double across) {
    return Point::metres(house.centre.x_m + along * house.along_x - across * house.along_y,
                         house.centre.y_m + along * house.along_y + across * house.along_x);
  };
  return {corner(-w, -d), corner(w, -d), corner(w, d), corner(-w, d)};
}

}  // namespace

void make_buildings(CityBuilder& builder, const Streets& streets, const Facts& facts, const Settings& settings) {
  const Zones& zones = builder[tables::zones];
  const RandomStream random(settings.seed, "generate.storeys");
  std::vector<House> houses = places_along(streets, facts);
  thin_out(houses, facts, settings);
  std::vector<std::optional<ZoneId>> zone_of(houses.size());
  const PolygonIndex index(zones.outline.values());
  for_each_row<BuildingId>(houses.size(), [&](BuildingId house) {
    zone_of[house.index()] = index.row_at<ZoneId>(houses[house.index()].centre);
  });
  std::vector<double> floor_area(zones.size(), 0.0);
  const auto area_of = [](const House& house) { return house.width_m * kDepth_m * house.storeys; };
  for (std::size_t i = 0; i < houses.size(); ++i) {
    houses[i].storeys = std::max(1.0, std::round(houses[i].storeys * (0.75 + 0.5 * random.uniform(houses[i].address))));
    if (zone_of[i]) floor_area[zone_of[i]->index()] += area_of(houses[i]);
  }
  for (const ZoneId zone : zones.ids()) {
    if (!zones.district[zone] || floor_area[zone.index()] > 0.0) continue;
    houses.push_back({.centre = zones.centre[zone], .address = 1'000'000'000ull + zone.index()});
    zone_of.emplace_back(zone);
    floor_area[zone.index()] = area_of(houses.back());
  }
  Buildings& buildings = builder[tables::buildings];
  std::vector<std::vector<Point>> footprints;
  std::vector<int> numbers(zones.size(), 0);
  for (std::size_t i = 0; i < houses.size(); ++i) {
    if (!zone_of[i]) continue;
    const ZoneId zone = *zone_of[i];
    const BuildingId building = buildings.add(fmt::format("b{:09}", houses[i].address));
    buildings.address[building] = fmt::format("{} Nr. {}", zones.name[zone], ++numbers[zone.index()]);
    buildings.height[building] = Metres(3.2 * houses[i].storeys + 1.5);
    buildings.residents[building] = zones.residents[zone] * area_of(houses[i]) / floor_area[zone.index()];
    buildings.zone[building] = zone;
    footprints.push_back(footprint_of(houses[i]));
  }
  buildings.footprint = {};
  for (const auto& footprint : footprints) buildings.footprint.push_back(footprint);
}

}  // namespace planspiel::generate
