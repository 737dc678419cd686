#include <ogr_geometry.h>

#include <algorithm>
#include <map>
#include <numeric>

#include "engine/base/csv.hpp"
#include "engine/base/filled.hpp"
#include "engine/base/polygon_index.hpp"
#include "gis/import_assumptions.hpp"
#include "gis/import_steps.hpp"
#include "gis/outline_shape.hpp"

namespace planspiel::importing {

namespace {

constexpr double kBeyondStreets_m = 200.0;  ///< from the outer streets to the edge of a territory that no border shows
constexpr double kLeastShare = 0.5;         ///< of the local streets, that borders have to hold
constexpr double kAsMuch = 0.02;            ///< of two levels that hold as much, the one with the smaller areas counts
constexpr const char* kWholeTerritory = "all";  ///< id of a territory that no border shows

/// Middles and lengths of the streets where people live; of all streets where there is no such one.
struct LocalStreets {
  std::vector<Point> middles{};
  std::vector<double> lengths_m{};
  double length_m() const { return std::accumulate(lengths_m.begin(), lengths_m.end(), 0.0); }
};

LocalStreets local_streets(const Roads& roads, bool all) {
  LocalStreets streets;
  for (const EdgeId edge : roads.ids()) {
    const RoadClass road_class = roads.road_class[edge];
    if (!all && road_class != RoadClass::residential && road_class != RoadClass::living_street) continue;
    const auto shape = roads.shape[edge];
    streets.middles.push_back(shape[shape.size() / 2]);
    streets.lengths_m.push_back(roads.length[edge].value);
  }
  return !all && streets.middles.empty() ? local_streets(roads, true) : streets;
}

/// Length of the local streets in each area.
std::vector<double> streets_in(const std::vector<Polygon>& outlines, const LocalStreets& streets) {
  std::vector<double> length(outlines.size(), 0.0);
  const PolygonIndex index(outlines);
  for (std::size_t i = 0; i < streets.middles.size(); ++i)
    if (const auto area = index.first_at(streets.middles[i])) length[*area] += streets.lengths_m[i];
  return length;
}

/// Areas of the territory before they are districts.
struct Territory {
  std::vector<OsmBorder> areas{};
  std::vector<double> streets_m{};  ///< local streets in each
  double share = 1.0;               ///< of all local streets
};

Territory at_level(const std::vector<OsmBorder>& borders, const LocalStreets& streets) {
  std::vector<Polygon> outlines;
  for (const OsmBorder& border : borders) outlines.push_back(border.outline);
  const std::vector<double> length = streets_in(outlines, streets);
  Territory territory;
  for (std::size_t i = 0; i < borders.size(); ++i)
    if (length[i] > 0.0) {
      territory.areas.push_back(borders[i]);
      territory.streets_m.push_back(length[i]);
    }
  territory.share = std::accumulate(length.begin(), length.end(), 0.0) / std::max(1.0, streets.length_m());
  return territory;
}

/// The level of borders that holds most of the local streets; none where all hold too little.
std::optional<Territory> by_borders(const OsmPlaces& places, const LocalStreets& streets) {
  std::map<int, std::vector<OsmBorder>> levels;
  for (const OsmBorder& border : places.borders) levels[border.admin_level].push_back(border);
  std::optional<Territory> best;
  for (const auto& [level, borders] : levels) {
    Territory territory = at_level(borders, streets);
    if (territory.share >= kLeastShare && (!best || territory.share >= best->share - kAsMuch))
      best = std::move(territory);
  }
  return best;
}

/// All that the streets enclose.
Territory by_hull(const LocalStreets& streets, const CityProfile& profile) {
  OGRMultiPoint points;
  for (const Point middle : streets.middles) {
    const OGRPoint point(middle.x_m, middle.y_m);
    points.addGeometry(&point);
  }
  const std::unique_ptr<OGRGeometry> hull(points.ConvexHull());
  const std::unique_ptr<OGRGeometry> wide(hull ? hull->Buffer(kBeyondStreets_m) : nullptr);
  if (!wide) throw Error(ErrorKind::input, "the streets enclose no area: give the districts with --districts FILE");
  Territory territory;
  territory.areas.push_back({.id = kWholeTerritory, .name = profile.title.en, .outline = outline_of(*wide)});
  territory.streets_m.push_back(streets.length_m());
  return territory;
}

/// What a file says of how many live there, best first.
double residents_of(Work& work, const Territory& territory) {
  if (work.description.residents > 0.0) return work.description.residents;
  double residents = 0.0;
  for (const OsmBorder& area : territory.areas) residents += area.residents.value_or(0.0);
  const auto known = std::count_if(territory.areas.begin(), territory.areas.end(),
                                   [](const OsmBorder& area) { return area.residents.has_value(); });
  if (known == static_cast<std::ptrdiff_t>(territory.areas.size())) return residents;
  std::vector<Polygon> outlines;
  for (const OsmBorder& area : territory.areas) outlines.push_back(area.outline);
  const PolygonIndex index(outlines);
  std::size_t settlements = 0, counted = 0;
  residents = 0.0;
  for (const OsmSettlement& settlement : places_of(work).settlements) {
    if (!index.contains(settlement.position)) continue;
    ++settlements;
    counted += settlement.residents.has_value();
    residents += settlement.residents.value_or(0.0);
  }
  if (counted == 0 && !work.description.zones.given)
    throw Error(ErrorKind::input,
                work.description.roads.spec.file.string() +
                    ": no border and no settlement in it says how many people live there (key `population`): give "
                    "--residents N, or residents = N in a city.toml");
  if (counted > 0)
    work.report.assumptions.push_back(
        filled("angenommen: {:.0f} Bewohner, so viele wie {} von {} Orten des Gebiets nennen (`population`); "
               "`--residents N` sagt es besser",
               "assumed: {:.0f} residents, as many as {} of {} settlements of the territory name (population); "
               "--residents N says better",
               residents, counted, settlements));
  return residents;
}

/// Of residents, by the person groups of the compact tables.
double employed_share(const generate::Settings& settings) {
  const Csv groups = Csv::read(settings.folder / "person_groups.csv");
  double share = 0.0;
  for (std::size_t row = 0; row < groups.size(); ++row)
    share += groups.number(row, "share") * groups.number(row, "employed");
  return share;
}

/// Whether every area says how many live in it.
bool all_say_residents(const Territory& territory) {
  return std::all_of(territory.areas.begin(), territory.areas.end(),
                     [](const OsmBorder& area) { return area.residents.value_or(0.0) > 0.0; });
}

void say_territory(Work& work, const Territory& territory) {
  if (territory.areas.size() == 1 && territory.areas.front().id == kWholeTerritory) {
    work.report.assumptions.push_back(
        {"angenommen: das Gebiet ist, was die Wohnstraßen umschließen, denn die Datei hält keine Verwaltungsgrenzen um "
         "die Hälfte von ihnen; `--districts` nennt andere",
         "assumed: the territory is what the residential streets enclose, as the file holds no administrative borders "
         "around half of them; --districts names others"});
    return;
  }
  work.report.lines.push_back(filled(
      "Stadtbezirksteile: {} Verwaltungsgrenzen der Stufe {} aus OpenStreetMap mit {:.0f} % der Wohnstraßen; der Rest "
      "liegt außerhalb des Gebiets",
      "districts: {} administrative borders of level {} of OpenStreetMap with {:.0f} % of the residential streets; the "
      "rest lies outside the territory",
      territory.areas.size(), territory.areas.front().admin_level, 100.0 * territory.share));
}

}  // namespace

void add_territory(Work& work) {
  const LocalStreets streets = local_streets(work.builder[tables::roads], false);
  const OsmPlaces& places = places_of(work);
  std::optional<Territory> found = by_borders(places, streets);
  const Territory territory = found ? std::move(*found) : by_hull(streets, work.description.settings.profile);
  say_territory(work, territory);
  const double residents = residents_of(work, territory),
               streets_m = std::accumulate(territory.streets_m.begin(), territory.streets_m.end(), 0.0);
  double named = 0.0;
  for (const OsmBorder& area : territory.areas) named += area.residents.value_or(0.0);
  work.districts_by_floors = territory.areas.size() > 1 && !all_say_residents(territory);
  Districts& districts = work.builder[tables::districts];
  for (std::size_t i = 0; i < territory.areas.size(); ++i) {
    const OsmBorder& area = territory.areas[i];
    const double share = all_say_residents(territory) ? *area.residents / named : territory.streets_m[i] / streets_m;
    const DistrictId district = districts.add(area.id);
    districts.name[district] = area.name.empty() ? area.id : area.name;
    districts.outline[district] = area.outline;
    districts.residents[district] = residents * share;
    work.facts.districts.push_back({area.id, districts.name[district], "", residents * share, 0.0,
                                    work.description.cars_per_1000, area.outline, area.outline.area().value * 1e-6});
  }
}

void settle_districts(Work& work, const std::vector<generate::House>& houses) {
  Districts& districts = work.builder[tables::districts];
  const PolygonIndex index(districts.outline.values());
  std::vector<double> homes_m2(districts.size(), 0.0), work_m2(districts.size(), 0.0);
  const bool counted = std::any_of(houses.begin(), houses.end(),
                                   [](const generate::House& house) { return house.residents.value_or(0.0) > 0.0; });
  for (const generate::House& house : houses)
    if (const auto district = index.row_at<DistrictId>(house.centre)) {
      homes_m2[district->index()] += counted ? house.residents.value_or(0.0) : house.floors_m2 * house.homes;
      work_m2[district->index()] += house.floors_m2 * (1.0 - house.homes);
    }
  const double all_homes = std::accumulate(homes_m2.begin(), homes_m2.end(), 0.0),
               all_work = std::accumulate(work_m2.begin(), work_m2.end(), 0.0);
  double residents = 0.0;
  for (const double here : districts.residents) residents += here;
  const double jobs = residents * employed_share(work.description.settings);
  for (const DistrictId district : districts.ids()) {
    const std::size_t at = district.index();
    if (work.districts_by_floors && all_homes > 0.0)
      districts.residents[district] = residents * homes_m2[at] / all_homes;
    if (work.description.districts.has("jobs")) continue;
    districts.jobs[district] = all_work > 0.0 ? jobs * work_m2[at] / all_work
                                              : jobs * districts.residents[district] / std::max(1.0, residents);
    work.facts.districts[at].residents = districts.residents[district];
    work.facts.districts[at].jobs = districts.jobs[district];
  }
  work.report.assumptions.push_back(filled(
      "angenommen: {:.0f} Arbeitsplätze, so viele wie erwerbstätige Bewohner, nach der Geschossfläche ohne Wohnungen; "
      "niemand pendelt ein oder aus",
      "assumed: {:.0f} jobs, as many as employed residents, by floor area without homes; nobody commutes in or out",
      jobs));
}

}  // namespace planspiel::importing
