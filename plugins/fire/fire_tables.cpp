#include "plugins/fire/fire_tables.hpp"

#include "engine/base/error.hpp"
#include "plugins/fire/station_place.hpp"

namespace planspiel::fire {

FireTables::FireTables(Ports& ports)
    : roads(ports.table(tables::roads)),
      nodes(ports.table(tables::nodes)),
      buildings(ports.table(tables::buildings)),
      stations(ports.table(tables::stations)),
      units(ports.table(tables::units)),
      standards(ports.table(tables::standards)) {}

IncidentTables::IncidentTables(Ports& ports)
    : FireTables(ports), zones(ports.table(tables::zones)), rates(ports.table(tables::incident_rates)) {}

DispatchTables::DispatchTables(Ports& ports) : IncidentTables(ports), dispatch(ports.table(tables::dispatch)) {}

FirePlaces::FirePlaces(const FireTables& tables)
    : opposite(reach::opposite_links(tables.roads, tables.nodes.size())),
      station(places_of(tables.stations, tables.roads, opposite)),
      building(reach::places_of(tables.buildings, tables.roads, opposite)) {}

StandardId standard_named(const Standards& standards, const std::string& id) {
  if (const auto found = standards.find(id)) return *found;
  throw Error(ErrorKind::config, "no standard is called '" + id + "': " + nearest_known(id, standards.id.values()));
}

}  // namespace planspiel::fire
