#pragma once

/// Steps of import_city, in their order.

#include "engine/generate/houses.hpp"
#include "gis/import_city.hpp"
#include "gis/import_settings.hpp"
#include "gis/osm_places.hpp"

namespace planspiel::importing {

/// What the steps share.
struct Work {
  Description& description;
  CityBuilder& builder;
  ImportReport& report;
  generate::Facts facts{};
  Point middle{};  ///< of the roads
  /// Whether the compact tables are of this city: the middle that figures.csv names lies in a district, or it names
  /// none. Numbers of another city (people around, parking, lines, cars by district) are left out.
  bool own_tables = true;
  bool districts_by_floors = false;       ///< residents of the districts are not known one by one
  std::optional<OsmPlaces> osm_places{};  ///< of the road file; read where they are asked for
  std::string timetable_day{};            ///< of the timetables that were read, "2023-06-14"
};

/// Settlements, borders, stops and the like of the road file.
const OsmPlaces& places_of(Work& work);

/// The rows of a source; says in the report what was read.
std::vector<VectorRow> rows_of(Work& work, const Source& source, const Text& name);
/// The same, checked to be near the roads.
std::vector<VectorRow> near_rows(Work& work, const Source& source, const Text& name);

/// Districts, and the same in facts.districts. Needs no roads.
void add_districts(Work& work);
/// Districts where no file gives any: the administrative borders of the road file at the level that holds most of its
/// residential streets, of equal ones the lowest; else one around these streets. Needs the roads.
void add_territory(Work& work);
/// Residents and jobs of the districts of add_territory by the floor area of the houses, as far as no border says how
/// many live in it: residents by homes, jobs, as many as residents are employed, by the rest.
void settle_districts(Work& work, const std::vector<generate::House>& houses);
/// Lines of the road file, where the compact tables are of another city.
void take_lines(Work& work);
/// The ways of buses between stations of rail, metro and the ends of trams that lie 3 to 10 km apart: shortest ways
/// that keep to secondary and tertiary streets and to those with known stops, to the sixty nearest from each. None
/// where no stations are known.
std::vector<generate::LatticeRun> bus_routes_of(const Work& work);
/// The buildings of the file, and houses along the streets where it has none (docs/importing-a-city.md).
std::vector<generate::House> houses_of(Work& work, const generate::Streets& streets);
/// Zones cut out of the districts along streets, with the residents and jobs of the districts by floor area.
void cut_zones_out(Work& work, const std::vector<generate::House>& houses);
/// Zones in the districts, scaled. Zones that lie in no district for the most part are left out.
void add_zones(Work& work);
/// Stops within the extent of the roads: of the file, or the road file's where the compact tables are of another city.
void add_stops(Work& work);
void add_osm_stops(Work& work);
/// School places, retail and leisure of the zones by the places of the road file, as far as it knows as many as usual.
void spread_attractions(Work& work);
/// Stops, lines, departures and headways of a day from feeds of timetables (gis/gtfs_lines.hpp).
void add_timetables(Work& work);
/// Names the feeds among the sources.
void add_timetable_sources(Work& work);
/// Stations with their units; where no file is given from the compact tables, or the road file's.
void add_stations(Work& work);
void add_osm_stations(Work& work);

/// Where buildings stand and buses may run, from the imported roads.
generate::Streets streets_of(const Work& work);
/// Puts the middle of each zone where its houses are.
void centre_zones(Work& work, const std::vector<generate::House>& houses);

}  // namespace planspiel::importing
