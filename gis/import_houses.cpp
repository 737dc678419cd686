#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "engine/base/filled.hpp"
#include "engine/base/polygon_index.hpp"
#include "engine/generate/zones.hpp"
#include "gis/import_assumptions.hpp"
#include "gis/import_steps.hpp"
#include "gis/import_zone_cuts.hpp"
#include "gis/osm_buildings.hpp"

namespace planspiel::importing {

namespace {

constexpr Metres kBesideFile{60.0};  ///< nothing is made so near to a building of the file

std::optional<double> number_of(const Source& source, const VectorRow& row, const std::string& meaning) {
  return source.has(meaning) ? row.numbers.at(source.columns.at(meaning)) : std::nullopt;
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
  std::optional<double> residents{};
};

/// Shares of homes by what the ground is used for, as the road file knows it.
class Ground {
 public:
  explicit Ground(Work& work) : uses_(places_of(work).land_uses), index_(outlines(uses_)) {}
  std::optional<double> homes_at(Point place) const {
    const auto found = index_.first_at(place);
    return found ? std::optional(uses_[*found].homes) : std::nullopt;
  }

 private:
  static std::vector<Polygon> outlines(const std::vector<OsmLandUse>& uses) {
    std::vector<Polygon> all;
    for (const OsmLandUse& use : uses) all.push_back(use.outline);
    return all;
  }
  const std::vector<OsmLandUse>& uses_;
  PolygonIndex index_;
};

generate::House house_of(const Described& said, std::size_t& unknown) {
  generate::House house{.id = "f" + said.id, .address = said.name, .certainty = Certainty::found};
  house.footprint = largest_ring(said.outline);
  house.centre = Polygon{{house.footprint}}.centroid();
  const double levels = std::max(1.0, said.levels.value_or(assumed("storeys")));
  house.height = Metres(said.height_m ? *said.height_m : assumed("storey_height") * levels);
  const double storeys = said.levels || !said.height_m ? levels : generate::storeys_in(house.height);
  if (!said.height_m && !said.levels) ++unknown;
  house.floors_m2 = said.outline.area().value * storeys;
  house.homes = said.homes;
  house.residents = said.residents;
  return house;
}

std::vector<generate::House> houses_of_map(Work& work, std::size_t& unknown) {
  const Source& source = work.description.buildings;
  std::vector<generate::House> houses;
  for (const VectorRow& row : near_rows(work, source, {"Gebäude", "buildings"})) {
    const auto homes = source.has("use") ? homes_in(row.texts.at(source.columns.at("use"))) : 1.0;
    houses.push_back(house_of({.id = row.id,
                               .name = source.has("name") ? row.texts.at(source.columns.at("name")) : "",
                               .outline = row.outline,
                               .height_m = number_of(source, row, "height"),
                               .levels = number_of(source, row, "levels"),
                               .homes = homes.value_or(kHomesUsually),
                               .residents = number_of(source, row, "residents")},
                              unknown));
  }
  return houses;
}

std::vector<generate::House> houses_of_osm(Work& work, const std::filesystem::path& file, std::size_t& unknown) {
  const OsmBuildings found = read_osm_buildings(file, work.description.settings.profile.crs);
  const Ground ground(work);
  std::vector<generate::House> houses;
  for (const OsmBuilding& building : found.rows) {
    const auto homes = homes_in(building.use);
    houses.push_back(house_of({.id = building.id,
                               .name = building.name,
                               .outline = building.outline,
                               .height_m = building.height_m,
                               .levels = building.levels},
                              unknown));
    houses.back().homes = homes ? *homes : ground.homes_at(houses.back().centre).value_or(kHomesUsually);
  }
  work.report.lines.push_back(
      filled("Gebäude: {} aus OpenStreetMap; {} schneidet die Datei ab oder zeichnet sie mit Kreuzungen",
             "buildings: {} of OpenStreetMap; {} that the file cuts off or draws with crossings left out",
             houses.size(), found.cut_off));
  return houses;
}

/// Of the file of buildings; where none is given and the compact tables are of another city, of the road file.
std::vector<generate::House> houses_of_file(Work& work) {
  const Source& source = work.description.buildings;
  std::size_t unknown = 0;
  std::vector<generate::House> houses;
  if (source.given && !is_osm(source.spec.file))
    houses = houses_of_map(work, unknown);
  else if (source.given || !work.own_tables)
    houses = houses_of_osm(work, source.given ? source.spec.file : work.description.roads.spec.file, unknown);
  if (unknown > 0)
    work.report.assumptions.push_back(
        filled("angenommen: {} Gebäude der Datei haben weder Höhe noch Geschosse: {:.0f} Geschosse zu {:.0f} m",
               "assumed: {} buildings of the file have neither height nor levels: {:.0f} storeys of {:.0f} m", unknown,
               assumed("storeys"), assumed("storey_height")));
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

/// How many there are, where the description does not say it.
void assume_count(Work& work, std::size_t found) {
  generate::Settings& settings = work.description.settings;
  if (settings.buildings > 0) return;
  double residents = 0.0;
  for (const double people : work.builder[tables::districts].residents) residents += people;
  settings.buildings = std::llround(residents / assumed("residents_per_building"));
  if (settings.buildings <= static_cast<std::int64_t>(found)) return;
  work.report.assumptions.push_back(filled(
      "angenommen: {} Gebäude, eines für {:.0f} Bewohner, denn die Datei hält {}, und `[buildings] count` ist nicht "
      "angegeben",
      "assumed: {} buildings, one for {:.0f} residents, as the file holds {} and [buildings] count is not given",
      settings.buildings, assumed("residents_per_building"), found));
}

/// In halls of an industrial estate nobody lives.
void use_ground(std::vector<generate::House>& made, const Ground& ground) {
  for (generate::House& house : made) house.homes = ground.homes_at(house.centre).value_or(kHomesUsually);
}

/// Residents and jobs of the zones that were cut: shares of their districts'.
struct ZoneShares {
  std::vector<double> homes{}, work{};  ///< by cut
};

/// By floor area of homes, or by residents that a file counts house by house, and by the rest of the floor area; by all
/// of it in a district whose houses say nothing of their use.
ZoneShares shares_of(const std::vector<ZoneCut>& cuts, std::size_t districts,
                     const std::vector<generate::House>& houses) {
  std::vector<Polygon> outlines;
  for (const ZoneCut& cut : cuts) outlines.push_back(cut.outline);
  const PolygonIndex index(outlines);
  ZoneShares shares{std::vector<double>(cuts.size(), 0.0), std::vector<double>(cuts.size(), 0.0)};
  std::vector<double> homes(districts, 0.0), work(districts, 0.0);
  const bool counted = std::any_of(houses.begin(), houses.end(),
                                   [](const generate::House& house) { return house.residents.value_or(0.0) > 0.0; });
  for (const generate::House& house : houses)
    if (const auto cut = index.first_at(house.centre)) {
      const std::size_t district = cuts[*cut].district.index();
      const double lived_in = counted ? house.residents.value_or(0.0) : house.floors_m2 * house.homes;
      shares.homes[*cut] += lived_in;
      homes[district] += lived_in;
      shares.work[*cut] += house.floors_m2 * (1.0 - house.homes);
      work[district] += house.floors_m2 * (1.0 - house.homes);
    }
  for (std::size_t i = 0; i < cuts.size(); ++i) {
    const std::size_t district = cuts[i].district.index();
    const bool known = work[district] > 0.0;
    shares.homes[i] = (known || counted) && homes[district] > 0.0 ? shares.homes[i] / homes[district] : cuts[i].share;
    shares.work[i] = known ? shares.work[i] / work[district] : cuts[i].share;
  }
  return shares;
}

}  // namespace

std::vector<generate::House> houses_of(Work& work, const generate::Streets& streets) {
  std::vector<generate::House> houses = houses_of_file(work);
  const std::size_t found = houses.size();
  assume_count(work, found);
  if (work.description.settings.buildings > static_cast<std::int64_t>(found)) {
    generate::Settings settings = work.description.settings;
    settings.buildings -= static_cast<std::int64_t>(found);
    std::vector<generate::House> made =
        generate::houses_along(streets, work.facts, settings, &work.builder[tables::roads]);
    if (found > 0) leave_room(made, houses);
    if (!work.own_tables) use_ground(made, Ground(work));
    houses.insert(houses.end(), std::make_move_iterator(made.begin()), std::make_move_iterator(made.end()));
  }
  work.report.lines.push_back(filled("Gebäude: {} aus der Datei; angenommen: {} entlang {} Straßen",
                                     "buildings: {} of the file; assumed: {} along {} streets", found,
                                     houses.size() - found, streets.local.size()));
  return houses;
}

void cut_zones_out(Work& work, const std::vector<generate::House>& houses) {
  const Districts& districts = work.builder[tables::districts];
  double people = 0.0, residents = 0.0, area_km2 = 0.0;
  for (const DistrictId district : districts.ids()) {
    area_km2 += 1e-6 * districts.outline[district].area().value;
    residents += districts.residents[district];
    people += districts.residents[district] + 0.5 * districts.jobs[district];
  }
  const double usual = std::max(residents / assumed("residents_per_zone"), area_km2 / assumed("area_per_zone"));
  const std::int64_t wanted = work.description.settings.zones > 0
                                  ? work.description.settings.zones
                                  : std::clamp<std::int64_t>(std::llround(usual), 1, 5000);
  std::vector<std::int64_t> parts;
  for (const DistrictId district : districts.ids())
    parts.push_back(
        std::llround(static_cast<double>(wanted) * (districts.residents[district] + 0.5 * districts.jobs[district]) /
                     std::max(1.0, people)));
  generate::make_areas(work.builder, work.facts);
  const std::vector<ZoneCut> cuts =
      cut_zones(districts, parts, work.builder[tables::roads], houses, work.builder[tables::areas]);
  const ZoneShares shares = shares_of(cuts, districts.size(), houses);
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
    zones.residents[zone] = districts.residents[cut.district] * shares.homes[i];
    zones.jobs[zone] = districts.jobs[cut.district] * shares.work[i];
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
