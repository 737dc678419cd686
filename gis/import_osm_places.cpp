#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "engine/base/filled.hpp"
#include "engine/base/polygon_index.hpp"
#include "engine/city/road_index.hpp"
#include "engine/generate/people.hpp"
#include "gis/import_assumptions.hpp"
#include "gis/import_steps.hpp"
#include "gis/osm_routes.hpp"

namespace planspiel::importing {

namespace {

constexpr Metres kFromRoad{250.0};  ///< a fire station farther away is not of these streets

/// Trains that are no city railway: their refs do not begin with S.
bool is_regional(const OsmRoute& route) { return route.mode == TransitMode::rail && !route.ref.starts_with("S"); }

generate::TransitLine line_of(const OsmRoute& route) {
  generate::TransitLine line{.name = route.ref + "_" + route.id, .mode = route.mode};
  for (const OsmRouteStop& stop : route.stops) {
    line.ids.push_back(stop.id);
    line.stations.push_back(stop.name.empty() ? fmt::format("Haltestelle {}", stop.id) : stop.name);
    line.places.push_back(stop.position);
  }
  if (is_regional(route)) line.headway = Seconds(60.0 * assumed("regional_headway"));
  return line;
}

/// "Feuerwehr Harsdorf" where the name says no more than what it is.
std::string name_of(const OsmFireStation& station, const std::vector<OsmSettlement>& settlements) {
  if (!station.name.empty() && station.name != "Feuerwehr" && station.name != "Feuerwehrhaus") return station.name;
  const auto nearest = std::min_element(settlements.begin(), settlements.end(), [&](const auto& a, const auto& b) {
    return distance(a.position, station.position) < distance(b.position, station.position);
  });
  return nearest == settlements.end() ? "Feuerwehr " + station.id : "Feuerwehr " + nearest->name;
}

/// How much of each activity lies in each zone, in usual places.
struct ActivitySizes {
  explicit ActivitySizes(std::size_t zones) {
    for (auto& each : of) each.assign(zones, 0.0);
  }
  std::array<std::vector<double>, 3> of{};  ///< by OsmActivity
  const std::vector<double>& operator[](OsmActivity activity) const { return of[static_cast<std::size_t>(activity)]; }
};

ActivitySizes sizes_by_zone(const OsmPlaces& places, const Zones& zones) {
  ActivitySizes sizes(zones.size());
  const PolygonIndex index(zones.outline.values());
  for (const OsmActivityPlace& place : places.activities)
    if (const auto zone = index.row_at<ZoneId>(place.position))
      sizes.of[static_cast<std::size_t>(place.activity)][zone->index()] += place.size;
  return sizes;
}

/// Moves as much of the attraction to where the places are as the file knows of them: all where it knows as many as
/// usual for the residents, half where it knows half. The sum stays. Returns that share.
double spread(Column<ZoneId, double>& attraction, const std::vector<double>& sizes, double usual) {
  double sum = 0.0, known = 0.0;
  for (const double size : sizes) known += size;
  for (const double here : attraction) sum += here;
  const double share = usual > 0.0 ? std::min(1.0, known / usual) : 0.0;
  if (!(known > 0.0)) return 0.0;
  for (const ZoneId zone : attraction.ids())
    attraction[zone] = (1.0 - share) * attraction[zone] + share * sum * sizes[zone.index()] / known;
  return share;
}

}  // namespace

const OsmPlaces& places_of(Work& work) {
  if (!work.osm_places)
    work.osm_places = read_osm_places(work.description.roads.spec.file, work.description.settings.profile.crs);
  return *work.osm_places;
}

void take_lines(Work& work) {
  if (work.own_tables || work.description.timetables.given()) return;
  const OsmRoutes routes = read_osm_routes(work.description.roads.spec.file, work.description.settings.profile.crs);
  std::size_t regional = 0;
  for (const OsmRoute& route : routes.lines) {
    work.facts.lines.push_back(line_of(route));
    regional += is_regional(route);
  }
  work.report.lines.push_back(filled(
      "Linien: {} aus OpenStreetMap, jede in beiden Richtungen; weggelassen: {} Varianten und Gegenrichtungen, {} mit "
      "weniger als zwei Haltestellen in der Datei, {} Fernzüge",
      "lines: {} of OpenStreetMap, each in both directions; left out: {} variants and ways back, {} with fewer than "
      "two "
      "stops in the file, {} long-distance trains",
      routes.lines.size(), routes.variants, routes.short_ones, routes.long_distance));
  if (!routes.lines.empty())
    work.report.assumptions.push_back(filled(
        "angenommen: Takte und Geschwindigkeiten der {} Linien nach Regel, Regionalzüge ({}) alle {:.0f} Minuten; "
        "OpenStreetMap kennt keinen Fahrplan",
        "assumed: headways and speeds of the {} lines by rule, regional trains ({}) every {:.0f} minutes; "
        "OpenStreetMap knows no timetable",
        routes.lines.size(), regional, assumed("regional_headway")));
}

void add_osm_stops(Work& work) {
  Box extent;
  for (const Point place : work.builder[tables::nodes].position) extent.add(place);
  Stops& stops = work.builder[tables::stops];
  for (const OsmStop& found : places_of(work).stops) {
    if (!extent.contains(found.position)) continue;
    const StopId stop = stops.add(found.id);
    stops.name[stop] = found.name.empty() ? "Haltestelle " + found.id : found.name;
    stops.position[stop] = found.position;
  }
  work.report.lines.push_back(filled("Haltestellen: {} aus OpenStreetMap", "stops: {} of OpenStreetMap", stops.size()));
}

void add_osm_stations(Work& work) {
  const OsmPlaces& places = places_of(work);
  const RoadIndex roads(work.builder[tables::roads]);
  Stations& stations = work.builder[tables::stations];
  std::size_t professional = 0, far = 0;
  for (const OsmFireStation& found : places.fire_stations) {
    if (!roads.nearest(found.position, kFromRoad, {.access = access::emergency})) {
      ++far;
      continue;
    }
    const StationId station = stations.add(found.id);
    stations.name[station] = name_of(found, places.settlements);
    stations.position[station] = found.position;
    stations.professional[station] = found.professional;
    stations.type[station] = found.professional ? "Zugwache" : "volunteer";
    stations.certainty[station] = Certainty::found;
    stations.source[station] = work.description.roads.spec.file.filename().string();
    generate::add_units(work.builder, station, work.description.settings);
    professional += found.professional;
  }
  if (stations.size() == 0) {
    work.report.assumptions.push_back(
        {"ohne Feuerwehr: die Datei kennt keine Wache (amenity=fire_station); ohne `--stations` oder eine Maßnahme "
         "kommt "
         "niemand zu einem Einsatz",
         "without a fire service: the file knows no station (amenity=fire_station); without --stations or a measure "
         "nobody answers an incident"});
    return;
  }
  work.report.assumptions.push_back(
      filled("angenommen: {} von {} Wachen aus OpenStreetMap sind hauptamtlich, nach ihrem Namen, die anderen "
             "freiwillig; Einheiten "
             "nach unit_strengths.csv",
             "assumed: {} of {} stations of OpenStreetMap are professional, by their names, the others volunteers; "
             "units as in "
             "unit_strengths.csv",
             professional, stations.size()));
  work.report.lines.push_back(filled(
      "Wachen: {} aus OpenStreetMap; weggelassen: {} weiter als {:.0f} m von einer Straße, {} von Werkfeuerwehren",
      "stations: {} of OpenStreetMap; left out: {} farther than {:.0f} m from a road, {} of plant brigades",
      stations.size(), far, kFromRoad.value, places.plant_brigades));
}

void spread_attractions(Work& work) {
  if (work.own_tables) return;
  Zones& zones = work.builder[tables::zones];
  const ActivitySizes sizes = sizes_by_zone(places_of(work), zones);
  double thousands = 0.0;
  for (const double residents : zones.residents) thousands += residents / 1000.0;
  const Source& source = work.description.zones;
  const auto share_of = [&](const char* column, Column<ZoneId, double>& attraction, OsmActivity activity,
                            const char* usual) {
    return source.has(column) ? 0.0 : spread(attraction, sizes[activity], thousands * assumed(usual));
  };
  const double schools = share_of("school_places", zones.school_places, OsmActivity::school, "schools_per_1000"),
               shops = share_of("retail", zones.retail, OsmActivity::retail, "shops_per_1000"),
               leisure = share_of("leisure", zones.leisure, OsmActivity::leisure, "leisure_per_1000");
  work.report.lines.push_back(filled(
      "Schulplätze zu {:.0f} %, Einzelhandel zu {:.0f} % und Freizeit zu {:.0f} % nach den Orten in OpenStreetMap (so "
      "viel des Üblichen kennt die Datei), der Rest nach Bewohnern und Arbeitsplätzen",
      "school places to {:.0f} %, retail to {:.0f} % and leisure to {:.0f} % by the places of OpenStreetMap (so much "
      "of "
      "what is usual the file knows), the rest by residents and jobs",
      100.0 * schools, 100.0 * shops, 100.0 * leisure));
}

}  // namespace planspiel::importing
