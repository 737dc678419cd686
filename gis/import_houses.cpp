#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "engine/base/filled.hpp"
#include "engine/generate/zones.hpp"
#include "gis/import_steps.hpp"
#include "gis/import_zone_cuts.hpp"
#include "gis/osm_buildings.hpp"

namespace planspiel::importing {

namespace {

constexpr double kStoreyOfFile_m = 3.0, kAssumedStoreys = 3.0;
constexpr Metres kBesideFile{60.0};  ///< nothing is made so near to a building of the file
constexpr const char* kOsmEndings[] = {".osm", ".pbf", ".osm.gz", ".osm.bz2", ".o5m", ".opl"};
constexpr double kResidentsPerZone = 1400.0;

std::optional<double> number_of(const Source& source, const VectorRow& row, const std::string& meaning) {
  return source.has(meaning) ? row.numbers.at(source.columns.at(meaning)) : std::nullopt;
}

/// By its name: map files of other formats have names of their own.
bool is_osm(const std::filesystem::path& file) {
  const std::string name = file.filename().string();
  return std::any_of(std::begin(kOsmEndings), std::end(kOsmEndings),
                     [&](const char* ending) { return name.ends_with(ending); });
}

const Ring& largest_ring(const Polygon& outline) {
  return *std::max_element(outline.rings.begin(), outline.rings.end(),
                           [](const Ring& a, const Ring& b) { return Polygon{{a}}.area() < Polygon{{b}}.area(); });
}

/// A building as a file describes it.
struct Described {
  std::string id{}, name{};
  const Polygon& outline;
  std::optional<double> height_m{}, levels{};
  double homes = 1.0;
};

generate::House house_of(const Described& said, std::size_t& assumed) {
  generate::House house{.id = "f" + said.id, .address = said.name, .certainty = Certainty::found};
  house.footprint = largest_ring(said.outline);
  house.centre = Polygon{{house.footprint}}.centroid();
  const double levels = std::max(1.0, said.levels.value_or(kAssumedStoreys));
  house.height = said.height_m ? Metres(*said.height_m) : Metres(kStoreyOfFile_m * levels);
  const double storeys = said.levels || !said.height_m ? levels : generate::storeys_in(house.height);
  if (!said.height_m && !said.levels) ++assumed;
  house.floors_m2 = said.outline.area().value * storeys;
  house.homes = said.homes;
  return house;
}

std::vector<generate::House> houses_of_map(Work& work, std::size_t& assumed) {
  const Source& source = work.description.buildings;
  std::vector<generate::House> houses;
  for (const VectorRow& row : near_rows(work, source, {"Gebäude", "buildings"}))
    houses.push_back(house_of({.id = row.id,
                               .name = source.has("name") ? row.texts.at(source.columns.at("name")) : "",
                               .outline = row.outline,
                               .height_m = number_of(source, row, "height"),
                               .levels = number_of(source, row, "levels"),
                               .homes = source.has("use") ? homes_in(row.texts.at(source.columns.at("use"))) : 1.0},
                              assumed));
  return houses;
}

std::vector<generate::House> houses_of_osm(Work& work, std::size_t& assumed) {
  const OsmBuildings found =
      read_osm_buildings(work.description.buildings.spec.file, work.description.settings.profile.crs);
  std::vector<generate::House> houses;
  for (const OsmBuilding& building : found.rows)
    houses.push_back(house_of({.id = building.id,
                               .name = building.name,
                               .outline = building.outline,
                               .height_m = building.height_m,
                               .levels = building.levels,
                               .homes = homes_in(building.use)},
                              assumed));
  work.report.lines.push_back(
      filled("Gebäude: {} aus OpenStreetMap; {} schneidet die Datei ab oder zeichnet sie mit Kreuzungen",
             "buildings: {} of OpenStreetMap; {} that the file cuts off or draws with crossings left out",
             houses.size(), found.cut_off));
  return houses;
}

std::vector<generate::House> houses_of_file(Work& work) {
  std::size_t assumed = 0;
  std::vector<generate::House> houses =
      is_osm(work.description.buildings.spec.file) ? houses_of_osm(work, assumed) : houses_of_map(work, assumed);
  if (assumed > 0)
    work.report.lines.push_back(
        filled("angenommen: {} Gebäude der Datei haben weder Höhe noch Geschosse: {:.0f} Geschosse zu {:.0f} m",
               "assumed: {} buildings of the file have neither height nor levels: {:.0f} storeys of {:.0f} m", assumed,
               kAssumedStoreys, kStoreyOfFile_m));
  return houses;
}

/// Houses that are made, less those beside buildings of the file.
void leave_room(std::vector<generate::House>& made, const std::vector<generate::House>& found) {
  std::vector<Point> corners;
  for (const generate::House& house : found)
    for (const Point corner : house.footprint) corners.push_back(corner);
  const PointIndex index(corners, kBesideFile);
  std::erase_if(
      made, [&](const generate::House& house) { return index.nearest(house.centre, kBesideFile) < corners.size(); });
}

}  // namespace

std::vector<generate::House> houses_of(Work& work, const generate::Streets& streets) {
  std::vector<generate::House> houses;
  if (work.description.buildings.given) houses = houses_of_file(work);
  const std::size_t found = houses.size();
  if (work.description.settings.buildings > static_cast<std::int64_t>(found)) {
    generate::Settings settings = work.description.settings;
    settings.buildings -= static_cast<std::int64_t>(found);
    std::vector<generate::House> made =
        generate::houses_along(streets, work.facts, settings, &work.builder[tables::roads]);
    if (found > 0) leave_room(made, houses);
    houses.insert(houses.end(), std::make_move_iterator(made.begin()), std::make_move_iterator(made.end()));
  }
  work.report.lines.push_back(filled("Gebäude: {} aus der Datei; angenommen: {} entlang {} Straßen",
                                     "buildings: {} of the file; assumed: {} along {} streets", found,
                                     houses.size() - found, streets.local.size()));
  return houses;
}

void cut_zones_out(Work& work, const std::vector<generate::House>& houses) {
  const Districts& districts = work.builder[tables::districts];
  double people = 0.0, residents = 0.0;
  for (const DistrictId district : districts.ids()) {
    residents += districts.residents[district];
    people += districts.residents[district] + 0.5 * districts.jobs[district];
  }
  const std::int64_t wanted = work.description.settings.zones > 0
                                  ? work.description.settings.zones
                                  : std::clamp<std::int64_t>(std::llround(residents / kResidentsPerZone), 1, 5000);
  std::vector<std::int64_t> parts;
  for (const DistrictId district : districts.ids())
    parts.push_back(
        std::llround(static_cast<double>(wanted) * (districts.residents[district] + 0.5 * districts.jobs[district]) /
                     std::max(1.0, people)));
  generate::make_areas(work.builder, work.facts);
  const std::vector<ZoneCut> cuts =
      cut_zones(districts, parts, work.builder[tables::roads], houses, work.builder[tables::areas]);
  Zones& zones = work.builder[tables::zones];
  std::size_t number = 0, apart = 0;
  for (std::size_t i = 0; i < cuts.size(); ++i) {
    const ZoneCut& cut = cuts[i];
    number = i > 0 && cuts[i - 1].district == cut.district ? number + 1 : 1;
    const ZoneId zone = zones.add(fmt::format("{}-{:02}", districts.id[cut.district], number));
    zones.name[zone] = fmt::format("{} {}", districts.name[cut.district], number);
    zones.district[zone] = cut.district;
    zones.outline[zone] = cut.outline;
    zones.centre[zone] = cut.centre;
    zones.residents[zone] = districts.residents[cut.district] * cut.share;
    zones.jobs[zone] = districts.jobs[cut.district] * cut.share;
    generate::set_attractions(zones, zone);
    zones.cars_per_1000[zone] = work.facts.districts[cut.district.index()].cars_per_1000;
    apart += cut.pieces > 1;
  }
  work.report.lines.push_back(
      filled("Zellen: {} entlang der Straßen aus {} Stadtbezirksteilen geschnitten, Bewohner und Arbeitsplätze nach "
             "Geschossfläche; {} bestehen aus mehreren Teilen",
             "zones: {} cut along streets out of {} districts, residents and jobs by floor area; {} consist of several "
             "pieces",
             cuts.size(), districts.size(), apart));
}

}  // namespace planspiel::importing
