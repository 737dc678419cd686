#include "plugins/fire/incidents.hpp"

#include <array>
#include <numeric>

#include "engine/base/parallel.hpp"

namespace planspiel::fire {

Column<BuildingId, double> jobs_of(const Buildings& buildings, const Zones& zones) {
  Column<BuildingId, double> volume_m3(buildings.size()), jobs(buildings.size());
  for_each_row<BuildingId>(buildings.size(), [&](BuildingId building) {
    const auto ring = buildings.footprint[building];
    volume_m3[building] = Polygon{{Ring(ring.begin(), ring.end())}}.area().value * buildings.height[building].value;
  });
  Column<ZoneId, double> of_zone_m3(zones.size());
  for (const BuildingId building : buildings.ids()) of_zone_m3[buildings.zone[building]] += volume_m3[building];
  for (const BuildingId building : buildings.ids()) {
    const ZoneId zone = buildings.zone[building];
    if (of_zone_m3[zone] > 0.0) jobs[building] = zones.jobs[zone] * volume_m3[building] / of_zone_m3[zone];
  }
  return jobs;
}

std::vector<double> shares_of_day(const IncidentRates& rates, IncidentRateId type) {
  const auto profile = rates.profile[type];
  const double all = std::accumulate(profile.begin(), profile.end(), 0.0);
  std::vector<double> share(Hour::kCount, 1.0 / static_cast<double>(Hour::kCount));
  if (profile.size() != Hour::kCount || !(all > 0.0)) return share;
  for (const Hour hour : kHoursOfDay) share[hour.index()] = profile[hour.index()] / all;
  return share;
}

void expect_incidents(const IncidentRates& rates, const Buildings& buildings, const Column<BuildingId, double>& jobs,
                      HourlyColumn<BuildingId, double>& incidents) {
  std::array<double, Hour::kCount> per_resident{}, per_job{};
  for (const IncidentRateId type : rates.ids()) {
    const std::vector<double> share = shares_of_day(rates, type);
    for (const Hour hour : kHoursOfDay) {
      per_resident[hour.index()] += rates.per_resident[type] * share[hour.index()];
      per_job[hour.index()] += rates.per_job[type] * share[hour.index()];
    }
  }
  for_each_row<BuildingId>(buildings.size(), [&](BuildingId building) {
    for (const Hour hour : kHoursOfDay)
      incidents(building, hour) =
          per_resident[hour.index()] * buildings.residents[building] + per_job[hour.index()] * jobs[building];
  });
}

}  // namespace planspiel::fire
