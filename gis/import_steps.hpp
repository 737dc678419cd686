#pragma once

/// Steps of import_city, in their order.

#include "engine/generate/streets.hpp"
#include "gis/import_city.hpp"
#include "gis/import_settings.hpp"

namespace planspiel::importing {

/// What the steps share.
struct Work {
  const Description& description;
  CityBuilder& builder;
  ImportReport& report;
  generate::Facts facts{};
  Point middle{};  ///< of the roads
  /// Whether the compact tables are of this city: the middle that figures.csv names lies in a district, or it names
  /// none. Numbers of another city (people around, parking, lines, cars by district) are left out.
  bool own_tables = true;
};

/// The rows of a source; says in the report what was read.
std::vector<VectorRow> rows_of(Work& work, const Source& source, const char* name);
/// The same, checked to be near the roads.
std::vector<VectorRow> near_rows(Work& work, const Source& source, const char* name);

/// Districts, and the same in facts.districts. Needs no roads.
void add_districts(Work& work);
/// Zones in the districts, scaled. Zones that lie in no district for the most part are left out.
void add_zones(Work& work);
/// Stops within the extent of the roads.
void add_stops(Work& work);
/// Stations with their units; from the compact tables where no file is given.
void add_stations(Work& work);

/// Where buildings stand and buses may run, from the imported roads.
generate::Streets streets_of(const Work& work);
/// Puts the middle of each zone where its local streets are.
void centre_zones(Work& work, const generate::Streets& streets);

}  // namespace planspiel::importing
