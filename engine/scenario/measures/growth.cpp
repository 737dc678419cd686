#include "engine/scenario/measures/growth.hpp"

#include <algorithm>

namespace planspiel {

namespace {

/// Adds `amount` to the zones in proportion to what they have; evenly where they have nothing.
void spread(Column<ZoneId, double>& column, const std::vector<ZoneId>& zones, double amount, const char* what) {
  double there = 0.0;
  for (const ZoneId zone : zones) there += column[zone];
  if (there + amount < 0.0)
    throw Error(ErrorKind::config, std::string("takes away more ") + what + " than the area has");
  for (const ZoneId zone : zones)
    column[zone] += there > 0.0 ? amount * column[zone] / there : amount / static_cast<double>(zones.size());
}

}  // namespace

void Growth::describe(OptionSet& set) {
  set.area("area", area,
           {{"Gebiet", "Area"}, {"Name eines Gebiets oder GeoJSON-Datei", "name of an area or GeoJSON file"}})
      .required();
  set.number("residents", residents,
             {{"Einwohner", "Residents"}, {"zusätzlich, auch negativ", "added, may be negative"}}, {-1e7, 1e7});
  set.number("jobs", jobs, {{"Arbeitsplätze", "Jobs"}, {"zusätzlich, auch negativ", "added, may be negative"}},
             {-1e7, 1e7});
}

City apply(const Growth& measure, City city) {
  if (measure.residents == 0.0 && measure.jobs == 0.0)
    throw Error(ErrorKind::config, "changes nothing: write residents = 5000 or jobs = 2000");
  const std::vector<ZoneId> inside = zones_inside(city, outline_of(measure.area, city));
  if (inside.empty()) throw Error(ErrorKind::config, "the area '" + measure.area.name + "' holds no zone centre");
  Zones zones = city.copy(tables::zones);
  Buildings buildings = city.copy(tables::buildings);
  const Column<ZoneId, double> before = zones.residents;
  spread(zones.residents, inside, measure.residents, "residents");
  spread(zones.jobs, inside, measure.jobs, "jobs");
  std::vector<double> factor(zones.size(), 1.0);
  for (const ZoneId zone : inside)
    if (before[zone] > 0.0) factor[zone.index()] = zones.residents[zone] / before[zone];
  for (const BuildingId building : buildings.ids())
    buildings.residents[building] *= factor[buildings.zone[building].index()];
  return city.with(std::move(zones)).with(std::move(buildings));
}

}  // namespace planspiel
