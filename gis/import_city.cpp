#include "gis/import_city.hpp"

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
#include "gis/import_steps.hpp"
#include "gis/osm_land_cover.hpp"
#include "gis/osm_roads.hpp"

namespace planspiel {

namespace {

using importing::Description;
using importing::Source;
using importing::Work;

void add_roads(Work& work) {
  OsmRoadOptions options{.crs = work.description.settings.profile.crs};
  for (const Polygon& outline : work.builder[tables::districts].outline) options.built_up.push_back(outline);
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

void add_source_rows(Work& work) {
  const std::pair<const char*, const Source*> all[] = {
      {"roads", &work.description.roads}, {"districts", &work.description.districts},
      {"zones", &work.description.zones}, {"buildings", &work.description.buildings},
      {"stops", &work.description.stops}, {"stations", &work.description.stations}};
  Sources& sources = work.builder[tables::sources];
  for (const auto& [name, source] : all) {
    if (!source->given) continue;
    const SourceId row = sources.add(std::string("import-") + name);
    sources.title[row] = source->spec.file.filename().string();
    sources.licence[row] = source->licence;
    sources.date[row] = source->date;
    sources.digest[row] = hash_file(source->spec.file).hex();
    sources.certainty[row] = Certainty::found;
  }
}

/// Sizes that the description does not give, by residents: rates as in large German cities (assumed).
void assume_sizes(Description& description, const Districts& districts, ImportReport& report) {
  constexpr double kPerBuilding = 14.0, kBusMetresEach = 0.34, kPerBusStop = 1500.0;
  double residents = 0.0;
  for (const double people : districts.residents) residents += people;
  generate::Settings& settings = description.settings;
  if (settings.buildings == 0) {
    settings.buildings = std::llround(residents / kPerBuilding);
    report.lines.push_back(
        filled("angenommen: {} Gebäude, eines für {:.0f} Bewohner, denn `[buildings] count` ist nicht angegeben",
               "assumed: {} buildings, one for {:.0f} residents, as [buildings] count is not given", settings.buildings,
               kPerBuilding));
  }
  if (settings.bus_length.value > 0.0) return;
  settings.bus_length = Metres(residents * kBusMetresEach);
  settings.bus_stops = std::llround(residents / kPerBusStop);
  report.lines.push_back(filled(
      "angenommen: {:.0f} km Buslinien mit {} Haltestellen, {:.2f} m je Bewohner, denn `[buses]` ist nicht angegeben",
      "assumed: {:.0f} km of bus lines with {} stops, {:.2f} m for each resident, as [buses] is not given",
      in_km(settings.bus_length), settings.bus_stops, kBusMetresEach));
}

/// What the compact tables say of another city is left out; the report names it.
void leave_out_other_city(Work& work) {
  if (work.own_tables) return;
  work.facts.municipalities.clear();
  work.facts.lines.clear();
  work.report.lines.push_back(filled(
      "weggelassen: die Zahlen in {} sind von einer anderen Stadt (ihre Mitte liegt in keinem Stadtbezirksteil): "
      "Menschen aus dem Umland und Durchgangsverkehr, "
      "Parkgebühren, Linien mit Namen, Pkw nach Stadtbezirksteil, Tabellen von Plugins. Tabellen dieser Stadt werden "
      "mit `defaults` genannt",
      "left out: the figures in {} are of another city (their middle lies in no district): people from around and "
      "through traffic, parking fees, "
      "lines by name, cars by district, tables of plugins. Give tables of this city as defaults",
      work.description.settings.folder.string()));
}

/// Zones of a file are filled with houses; houses are gathered into zones where no file gives any.
std::pair<generate::Streets, std::vector<generate::House>> add_zones_and_houses(Work& work) {
  const generate::Streets streets = importing::streets_of(work);
  if (work.description.zones.given) importing::add_zones(work);
  std::vector<generate::House> houses = importing::houses_of(work, streets);
  if (work.description.zones.given)
    importing::centre_zones(work, houses);
  else
    importing::cut_zones_out(work, houses);
  return {streets, std::move(houses)};
}

/// Water of the compact tables, where the road file shows none.
void add_own_water(Work& work) {
  if (!work.own_tables || work.builder[tables::land_cover].size() > 0) return;
  work.facts.rivers = generate::read_rivers(work.description.settings);
  generate::make_water(work.builder, work.facts);
}

/// Everything that no file gives.
void add_derived(Work& work, const generate::Streets& streets, std::vector<generate::House> houses) {
  const generate::Settings& settings = work.description.settings;
  CityBuilder& builder = work.builder;
  generate::make_external_zones(builder, work.facts, settings);
  generate::make_buildings(builder, std::move(houses));
  const std::size_t real_stops = builder[tables::stops].size();
  generate::make_transit(builder, streets, work.facts, settings);
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
      "angenommen: {} Linien, beide Richtungen gezählt; Bahnhöfe in der Reihenfolge der Kompakttabellen, Busse entlang "
      "von Straßen nach Regel, Takte nach Regel; {} Haltestellen sind für sie angelegt",
      "assumed: {} lines, both directions counted; stations in order from the compact tables, buses along "
      "streets by rule, headways by rule; {} stops are made for them",
      builder[tables::lines].size(), builder[tables::stops].size() - real_stops));
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
  for (const Text& line : lines) all += line + same_text(line.en.ends_with('\n') ? "" : "\n");
  return all;
}

City import_city(const std::filesystem::path& city_toml, ImportReport& report,
                 const std::map<std::string, std::filesystem::path>& replaced, const TableKinds& kinds) {
  Description description = importing::read_description(city_toml, replaced);
  if (const auto note = importing::check_city_crs_of(description)) report.lines.push_back(*note);
  CityBuilder builder(description.settings.profile);
  Work work{description, builder, report, generate::read_shared_facts(description.settings)};
  importing::add_districts(work);
  assume_sizes(description, builder[tables::districts], report);
  leave_out_other_city(work);
  check_stop();
  add_roads(work);
  check_districts(work);
  add_land_cover(work);
  add_own_water(work);
  check_stop();
  importing::add_stops(work);
  const auto [streets, houses] = add_zones_and_houses(work);
  importing::add_stations(work);
  check_stop();
  add_derived(work, streets, houses);
  generate::read_plain_tables(builder, description.settings);
  std::vector<std::filesystem::path> folders{city_toml.parent_path()};
  if (work.own_tables) folders.push_back(description.settings.folder);
  generate::read_plugin_tables(builder, kinds, description.settings.profile, folders);
  add_source_rows(work);
  return builder.build();
}

}  // namespace planspiel
