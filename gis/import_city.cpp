#include "gis/import_city.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "engine/base/filled.hpp"
#include "engine/base/hash.hpp"
#include "engine/base/stop.hpp"
#include "engine/generate/buildings.hpp"
#include "engine/generate/counts.hpp"
#include "engine/generate/people.hpp"
#include "engine/generate/rivers.hpp"
#include "engine/generate/transit.hpp"
#include "engine/generate/zones.hpp"
#include "gis/import_assumptions.hpp"
#include "gis/import_steps.hpp"
#include "gis/osm_land_cover.hpp"
#include "gis/osm_roads.hpp"

namespace planspiel {

namespace {

using importing::assumed;
using importing::Description;
using importing::Source;
using importing::Work;

/// Where the limits of towns hold: in the districts; where these come later, on the ground that towns use.
std::vector<Polygon> built_up(Work& work) {
  std::vector<Polygon> outlines;
  for (const Polygon& outline : work.builder[tables::districts].outline) outlines.push_back(outline);
  if (work.description.has_districts()) return outlines;
  for (const OsmLandUse& use : importing::places_of(work).land_uses)
    if (use.built_up) outlines.push_back(use.outline);
  if (!outlines.empty()) return outlines;
  work.report.assumptions.push_back(
      {"angenommen: alle Straßen liegen innerorts, denn die Datei sagt nicht, wie der Boden genutzt wird (`landuse`)",
       "assumed: all streets lie in built-up areas, as the file does not say how the ground is used (landuse)"});
  constexpr double kEverywhere_m = 1e8;
  const auto corner = [](double x, double y) { return Point::metres(x * kEverywhere_m, y * kEverywhere_m); };
  return {Polygon{{{corner(-1, -1), corner(1, -1), corner(1, 1), corner(-1, 1)}}}};
}

void add_roads(Work& work) {
  const OsmRoadOptions options{.crs = work.description.settings.profile.crs, .built_up = built_up(work)};
  work.report.lines.push_back(import_osm_roads(work.description.roads.spec.file, options, work.builder).text());
  const auto& positions = work.builder[tables::nodes].position;
  for (const Point place : positions) {
    work.middle.x_m += place.x_m / static_cast<double>(positions.size());
    work.middle.y_m += place.y_m / static_cast<double>(positions.size());
  }
}

/// As far as the roads reach, from the same file.
void add_land_cover(Work& work) {
  OsmLandCoverOptions options{.crs = work.description.settings.profile.crs};
  for (const Point place : work.builder[tables::nodes].position) options.within.add(place);
  work.report.lines.push_back(import_osm_land_cover(work.description.roads.spec.file, options, work.builder).text());
}

/// Districts are read before the roads, whose speeds depend on them; where they lie is checked after.
void check_districts(const Work& work) {
  std::vector<VectorRow> rows;
  const Districts& districts = work.builder[tables::districts];
  for (const DistrictId district : districts.ids())
    rows.push_back({.feature = static_cast<std::int64_t>(district.index()) + 1,
                    .id = districts.id[district],
                    .place = districts.outline[district].centroid()});
  check_near(rows, work.middle, work.description.districts.spec);
}

/// Where the city lies, and its roads.
void add_ground(Work& work) {
  if (work.description.has_districts()) {
    importing::add_districts(work);
    check_stop();
    add_roads(work);
    check_districts(work);
    return;
  }
  work.own_tables = false;
  add_roads(work);
  check_stop();
  importing::add_territory(work);
}

void add_source_rows(Work& work) {
  const std::pair<const char*, const Source*> all[] = {
      {"roads", &work.description.roads}, {"districts", &work.description.districts},
      {"zones", &work.description.zones}, {"buildings", &work.description.buildings},
      {"stops", &work.description.stops}, {"stations", &work.description.stations}};
  Sources& sources = work.builder[tables::sources];
  std::size_t number = 0;
  for (const Text& assumption : work.report.assumptions) {
    const SourceId row = sources.add(fmt::format("import-assumption-{:02}", ++number));
    sources.title[row] = assumption.en;
    sources.certainty[row] = Certainty::assumed;
  }
  for (const auto& [name, source] : all) {
    if (!source->given) continue;
    const SourceId row = sources.add(std::string("import-") + name);
    const bool is_osm = importing::is_osm(source->spec.file) && source->licence.empty();
    sources.title[row] = (is_osm ? "OpenStreetMap contributors: " : "") + source->spec.file.filename().string();
    sources.licence[row] = is_osm ? "ODbL-1.0" : source->licence;
    sources.date[row] = source->date;
    sources.digest[row] = hash_file(source->spec.file).hex();
    sources.certainty[row] = Certainty::found;
  }
  importing::add_timetable_sources(work);
}

/// Sizes of what runs by rule that the description does not give, by residents: rates as in large German cities.
void assume_buses(Work& work) {
  generate::Settings& settings = work.description.settings;
  const bool has_buses = std::any_of(work.facts.lines.begin(), work.facts.lines.end(),
                                     [](const auto& line) { return line.mode == TransitMode::bus; });
  if (settings.bus_length.value > 0.0 || has_buses || work.description.timetables.given()) return;
  const double metres_each = assumed("bus_metres_per_resident");
  double residents = 0.0;
  for (const double people : work.builder[tables::districts].residents) residents += people;
  settings.bus_length = Metres(residents * metres_each);
  settings.bus_stops = std::llround(residents / assumed("residents_per_bus_stop"));
  work.report.assumptions.push_back(filled(
      "angenommen: {:.0f} km Buslinien mit {} Haltestellen, {:.2f} m je Bewohner, denn `[buses]` ist nicht angegeben",
      "assumed: {:.0f} km of bus lines with {} stops, {:.2f} m for each resident, as [buses] is not given",
      in_km(settings.bus_length), settings.bus_stops, metres_each));
}

/// What the compact tables say of another city is left out; the report names it.
void leave_out_other_city(Work& work) {
  if (work.own_tables) return;
  work.facts.of_this_city = false;
  work.facts.municipalities.clear();
  work.facts.lines.clear();
  work.facts.areas.clear();
  work.report.assumptions.push_back(filled(
      "weggelassen: die Zahlen in {} sind von einer anderen Stadt (sie sind nicht als die dieser genannt, oder ihre "
      "Mitte "
      "liegt in keinem Stadtbezirksteil): Menschen aus dem Umland und Durchgangsverkehr, "
      "Parkgebühren, Linien und Gebiete mit Namen, Pkw nach Stadtbezirksteil, Tabellen von Plugins. Tabellen dieser "
      "Stadt werden "
      "mit `defaults` genannt",
      "left out: the figures in {} are of another city (they are not named as this one's, or their middle lies in no "
      "district): people from around and through traffic, parking fees, "
      "lines and areas by name, cars by district, tables of plugins. Give tables of this city as defaults",
      work.description.settings.folder.lexically_normal().filename().string()));
}

/// Zones of a file are filled with houses; houses are gathered into zones where no file gives any.
std::pair<generate::Streets, std::vector<generate::House>> add_zones_and_houses(Work& work) {
  const generate::Streets streets = importing::streets_of(work);
  if (work.description.zones.given) importing::add_zones(work);
  std::vector<generate::House> houses = importing::houses_of(work, streets);
  const bool are_settled = work.description.has_districts() && !work.districts_by_floors;
  if (!are_settled && !work.description.zones.given) importing::settle_districts(work, houses);
  if (work.description.zones.given)
    importing::centre_zones(work, houses);
  else
    importing::cut_zones_out(work, houses);
  importing::spread_attractions(work);
  return {streets, std::move(houses)};
}

/// Water of the compact tables, where the road file shows none.
void add_own_water(Work& work) {
  if (!work.own_tables || work.builder[tables::land_cover].size() > 0) return;
  work.facts.rivers = generate::read_rivers(work.description.settings);
  generate::make_water(work.builder, work.facts);
}

/// Stops and lines where no timetable gives them.
void add_assumed_lines(Work& work, const generate::Streets& streets) {
  const std::size_t real_stops = work.builder[tables::stops].size();
  generate::make_transit(work.builder, streets, work.facts, work.description.settings);
  work.report.assumptions.push_back(filled(
      "angenommen: {} Linien, beide Richtungen gezählt; Bahnhöfe in der Reihenfolge der Kompakttabellen, Busse entlang "
      "von Straßen nach Regel, Takte nach Regel; {} Haltestellen sind für sie angelegt",
      "assumed: {} lines, both directions counted; stations in order from the compact tables, buses along "
      "streets by rule, headways by rule; {} stops are made for them",
      work.builder[tables::lines].size(), work.builder[tables::stops].size() - real_stops));
}

/// Everything that no file gives.
void add_derived(Work& work, const generate::Streets& streets, std::vector<generate::House> houses) {
  const generate::Settings& settings = work.description.settings;
  CityBuilder& builder = work.builder;
  generate::make_external_zones(builder, work.facts, settings);
  generate::make_buildings(builder, std::move(houses));
  if (!work.description.timetables.given()) add_assumed_lines(work, streets);
  generate::make_external_demand(builder, settings);
  if (work.own_tables) generate::make_parking(builder, settings);
  if (work.own_tables)
    work.report.lines.push_back(filled("Zählungen: {} aus counts.csv auf Straßen ihres Namens gelegt",
                                       "counts: {} of counts.csv laid on roads of their names",
                                       generate::make_counts(builder, settings)));
  work.report.lines.push_back(filled(
      "abgeleitet: Bewohner einer Zelle nach Geschossfläche auf ihre Gebäude verteilt; Schulplätze, Einzelhandel und "
      "Freizeit nach Bewohnern und Arbeitsplätzen, wo keine Spalte sie angibt",
      "derived: residents of a zone spread over its buildings by floor area; school places, retail and leisure "
      "by residents and jobs where no column gives them"));
  work.report.lines.push_back(filled(
      "aus den Kompakttabellen: Außenzellen und ihre Nachfrage ({} Zeilen), Parken ({} Zellen), Verhalten, Tarife, "
      "Flotte, Güterverkehr, Standards, Einsatzraten",
      "from the compact tables: external zones and demand ({} rows), parking ({} zones), behaviour, fares, "
      "fleet, goods, standards, incident rates",
      builder[tables::external_demand].size(), builder[tables::parking].size()));
}

}  // namespace

Text ImportReport::text() const {
  Text all;
  for (const std::vector<Text>* part : {&assumptions, &lines})
    for (const Text& line : *part) all += line + same_text(line.en.ends_with('\n') ? "" : "\n");
  return all;
}

City import_city(const ImportRequest& request, ImportReport& report, const TableKinds& kinds) {
  Description description = importing::read_description(request);
  report.assumptions = description.assumptions;
  report.lines = description.notes;
  if (const auto note = importing::check_city_crs_of(description)) report.lines.push_back(*note);
  CityBuilder builder(description.settings.profile);
  Work work{description, builder, report, generate::read_shared_facts(description.settings)};
  add_ground(work);
  leave_out_other_city(work);
  importing::take_lines(work);
  assume_buses(work);
  add_land_cover(work);
  add_own_water(work);
  check_stop();
  work.description.timetables.given() ? importing::add_timetables(work) : importing::add_stops(work);
  const auto [streets, houses] = add_zones_and_houses(work);
  importing::add_stations(work);
  check_stop();
  add_derived(work, streets, houses);
  generate::read_plain_tables(builder, description.settings, work.own_tables);
  std::vector<std::filesystem::path> folders;
  if (!request.city_toml.empty()) folders.push_back(request.city_toml.parent_path());
  if (work.own_tables) folders.push_back(description.settings.folder);
  generate::read_plugin_tables(builder, kinds, description.settings.profile, folders);
  add_source_rows(work);
  return builder.build();
}

}  // namespace planspiel
