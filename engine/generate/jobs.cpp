#include "engine/generate/jobs.hpp"

#include <algorithm>
#include <cmath>

#include "engine/base/csv.hpp"
#include "engine/base/math.hpp"
#include "engine/base/polygon_index.hpp"
#include "engine/base/projection.hpp"
#include "engine/generate/figures.hpp"
#include "engine/generate/houses.hpp"
#include "engine/generate/zones.hpp"

namespace planspiel::generate {

namespace {

/// Jobs of the large employers in each area.
std::vector<double> large_employers(const std::vector<WorkArea>& areas, const Settings& settings) {
  std::vector<double> jobs(areas.size(), 0.0);
  const std::filesystem::path file = settings.folder / "workplaces.csv";
  if (!std::filesystem::exists(file)) return jobs;
  const Csv csv = Csv::read(file);
  const Projection projection(settings.profile.crs);
  std::vector<Polygon> outlines;
  for (const WorkArea& area : areas) outlines.push_back(area.outline);
  const PolygonIndex index(outlines);
  for (std::size_t row = 0; row < csv.size(); ++row) {
    const Point place = projection.to_metres(LonLat::degrees(csv.number(row, "lon"), csv.number(row, "lat")));
    if (const auto area = index.first_at(place)) jobs[*area] += csv.number(row, "jobs");
  }
  return jobs;
}

double sum(const std::vector<double>& values) {
  double total = 0.0;
  for (const double value : values) total += value;
  return total;
}

/// Settled area, km², times the density of workplaces against the middle's.
double centre_weight(const WorkArea& area, Point middle, const Settings& settings) {
  const double km2 = area.outline.area().value * 1e-6,
               settled = std::min(km2, (area.residents + area.jobs) / std::max(1.0, settings.dense));
  const double r = distance(area.outline.centroid(), middle).value / settings.jobs_reach.value;
  return settled * math::exp(-r * r);
}

/// m² of all floors in each zone.
std::vector<double> floor_areas(const Buildings& buildings, std::size_t zones) {
  std::vector<double> area(zones, 0.0);
  for (const BuildingId house : buildings.ids()) {
    const auto footprint = buildings.footprint[house];
    const Polygon outline{{Ring(footprint.begin(), footprint.end())}};
    area[buildings.zone[house].index()] += outline.area().value * storeys_in(buildings.height[house]);
  }
  return area;
}

}  // namespace

std::vector<double> spread_jobs(const std::vector<WorkArea>& areas, const Settings& settings) {
  std::vector<double> given, weight;
  for (const WorkArea& area : areas) given.push_back(area.jobs);
  const auto middle = Figures(settings).centre();
  if (!(settings.jobs_in_centre > 0.0) || !middle) return given;
  for (const WorkArea& area : areas) weight.push_back(centre_weight(area, *middle, settings));
  std::vector<double> jobs = large_employers(areas, settings);
  const double all = sum(given), all_weight = sum(weight), rest = all - sum(jobs);
  if (!(rest > 0.0) || !(all_weight > 0.0)) return given;
  for (std::size_t i = 0; i < areas.size(); ++i)
    jobs[i] +=
        rest * (settings.jobs_in_centre * weight[i] / all_weight + (1.0 - settings.jobs_in_centre) * given[i] / all);
  return jobs;
}

void spread_jobs_over_zones(CityBuilder& builder, const Settings& settings) {
  if (!(settings.jobs_in_centre > 0.0)) return;
  Zones& zones = builder[tables::zones];
  const std::vector<double> floors = floor_areas(builder[tables::buildings], zones.size());
  std::vector<double> jobs(builder[tables::districts].size(), 0.0), area(jobs.size(), 0.0);
  for (const ZoneId zone : zones.ids())
    if (const auto district = zones.district[zone]) {
      jobs[district->index()] += zones.jobs[zone];
      area[district->index()] += floors[zone.index()];
    }
  for (const ZoneId zone : zones.ids()) {
    const auto district = zones.district[zone];
    if (!district || !(area[district->index()] > 0.0)) continue;
    zones.jobs[zone] = jobs[district->index()] * floors[zone.index()] / area[district->index()];
    set_attractions(zones, zone);
  }
}

}  // namespace planspiel::generate
