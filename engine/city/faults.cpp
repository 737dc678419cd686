#include <algorithm>
#include <bit>
#include <cmath>
#include <map>
#include <string>
#include <utility>

#include "engine/base/filled.hpp"
#include "engine/base/projection.hpp"
#include "engine/city/city.hpp"
#include "engine/city/road_index.hpp"
#include "engine/city/table_faults.hpp"

namespace planspiel {

namespace {

constexpr double kShareTolerance = 1e-3;
constexpr Metres kStationReach{300.0};
/// The territory is covered by cells of 100 m; a larger one is an outline in a wrong place.
constexpr double kWidestTerritory_m = 300000.0;

/// Collects faults.
class FaultReport {
 public:
  template <class TableType>
  void add(const TableType& table, typename TableType::row_type row, Text message) {
    faults.push_back({Finding::Severity::error, std::string(TableType::kName), table.id[row], std::move(message)});
  }
  void add(std::string_view table, Text message) {
    faults.push_back({Finding::Severity::error, std::string(table), "", std::move(message)});
  }
  std::vector<Finding> faults;
};

Text degrees(LonLat place) {
  return filled("{:.5f}; {:.5f} (Länge, Breite)", "{:.5f}, {:.5f} (longitude, latitude)", place.lon_deg, place.lat_deg);
}

void check_roads(const City& city, FaultReport& report) {
  const Roads& roads = city[tables::roads];
  const Nodes& nodes = city[tables::nodes];
  for (const EdgeId edge : roads.ids()) {
    const double airline = distance(nodes.position[roads.from[edge]], nodes.position[roads.to[edge]]).value;
    const double length = roads.length[edge].value;
    if (length > 0.0 && length < 0.95 * airline)
      report.add(roads, edge,
                 filled("Länge ist {:.1f} m, ihre Knoten liegen aber {:.1f} m auseinander: kürzer ist kein Weg",
                        "length is {:.1f} m, but its nodes are {:.1f} m apart: no way is shorter", length, airline));
    if (roads.shape[edge].size() < 2)
      report.add(
          roads, edge,
          {"Linie hat weniger als zwei Punkte: zwei sind nötig", "shape has fewer than two points: a line needs two"});
  }
  const Turns& turns = city[tables::turns];
  for (const TurnId turn : turns.ids())
    if (roads.to[turns.from[turn]] != roads.from[turns.to[turn]])
      report.add(
          turns, turn,
          filled("Strecke '{}' endet nicht, wo Strecke '{}' beginnt: Abbiegen verbindet zwei Strecken an einem Knoten",
                 "link '{}' does not end where link '{}' starts: a turn joins two links at a node",
                 roads.id[turns.from[turn]], roads.id[turns.to[turn]]));
}

template <class TableType>
void check_outlines(const TableType& table, const Projection& projection, FaultReport& report) {
  for (const auto row : table.ids())
    for (const Ring& ring : table.outline[row].rings) {
      Point where;
      if (ring.size() < 3)
        report.add(
            table, row,
            {"Umriss hat einen Ring aus weniger als drei Punkten", "outline has a ring of fewer than three points"});
      else if (crosses_itself(ring, &where))
        report.add(table, row,
                   filled("Umriss kreuzt sich selbst bei {}, {:.1f} {:.1f} m: ohne Kreuzungen zeichnen",
                          "outline crosses itself at {}, {:.1f} {:.1f} m: draw it without crossings",
                          degrees(projection.to_degrees(where)), where.x_m, where.y_m));
    }
}

void check_territory(const Districts& districts, FaultReport& report) {
  Box all;
  for (const DistrictId district : districts.ids()) {
    if (districts.outline[district].empty())
      report.add(
          districts, district,
          {"der Umriss fehlt: ein Stadtbezirksteil hat eine Fläche", "outline is missing: a district has an area"});
    for (const Ring& ring : districts.outline[district].rings)
      for (const Point point : ring) all.add(point);
  }
  const double width = all.max_x_m - all.min_x_m, height = all.max_y_m - all.min_y_m;
  if (std::max(width, height) > kWidestTerritory_m)
    report.add("districts", filled("alle Stadtbezirksteile zusammen messen {:.0f} mal {:.0f} km: möglich sind "
                                   "höchstens 300 km; vielleicht ist ein Umriss in einem anderen CRS",
                                   "all districts together span {:.0f} by {:.0f} km: at most 300 km is possible; one "
                                   "outline may be in another CRS",
                                   width / 1000.0, height / 1000.0));
}

void check_stations(const City& city, FaultReport& report) {
  const Stations& stations = city[tables::stations];
  const RoadIndex roads(city[tables::roads]);
  for (const StationId station : stations.ids()) {
    const Point place = stations.position[station];
    if (stations.closed[station] || roads.nearest(place, kStationReach)) continue;
    const auto nearest = roads.nearest(place, Metres(20000.0));
    report.add(stations, station,
               Text{"Wache mehr als 300 m von jeder befahrbaren Straße: ",
                    "station more than 300 m from any drivable road: "} +
                   (nearest ? filled("die nächste, '{}', ist {:.0f} m entfernt; Lage prüfen",
                                     "the nearest, '{}', is {:.0f} m away; check its position",
                                     city[tables::roads].id[nearest->edge], nearest->distance.value)
                            : Text{"im Umkreis von 20 km ist keine; Lage und CRS prüfen",
                                   "there is none within 20 km; check its position and CRS"}));
  }
}

/// What needs coordinates that are numbers.
void check_places(const City& city, FaultReport& report) {
  const Projection projection(city.profile.crs);
  check_outlines(city[tables::zones], projection, report);
  check_outlines(city[tables::districts], projection, report);
  check_outlines(city[tables::areas], projection, report);
  check_outlines(city[tables::land_cover], projection, report);
  check_territory(city[tables::districts], report);
  check_stations(city, report);
}

void check_buildings(const Buildings& buildings, FaultReport& report) {
  for (const BuildingId building : buildings.ids())
    if (buildings.footprint[building].size() < 3)
      report.add(buildings, building,
                 {"Grundriss hat weniger als drei Punkte", "footprint has fewer than three points"});
}

/// A profile of the day: 24 shares that sum to 1.
template <class TableType, class Profiles>
void check_profiles(const TableType& table, std::string_view column, const Profiles& profiles, FaultReport& report) {
  for (const auto row : table.ids()) {
    double sum = 0.0;
    for (const double share : profiles[row]) sum += share;
    if (profiles[row].size() != Hour::kCount)
      report.add(table, row,
                 filled("{} hat {} Werte: 24 Anteile des Tages werden gebraucht",
                        "{} has {} values: 24 shares of the day are needed", column, profiles[row].size()));
    else if (std::any_of(profiles[row].begin(), profiles[row].end(), [](double share) { return share < 0.0; }))
      report.add(table, row, filled("{} hat einen Anteil unter 0", "{} has a share below 0", column));
    else if (std::abs(sum - 1.0) > kShareTolerance)
      report.add(table, row,
                 filled("{} ergibt in der Summe {:.4f}: die Anteile des Tages ergeben 1",
                        "{} sums to {:.4f}: the shares of the day sum to 1", column, sum));
  }
}

void check_shares(const City& city, FaultReport& report) {
  const PersonGroups& groups = city[tables::person_groups];
  double sum = 0.0;
  for (const double share : groups.share) sum += share;
  if (groups.size() > 0 && std::abs(sum - 1.0) > kShareTolerance)
    report.add("person_groups", filled("share ergibt über alle Gruppen {:.4f}: 1 ist richtig",
                                       "share sums to {:.4f} over all groups: 1 is right", sum));
  for (const PersonGroupId group : groups.ids())
    if (!(groups.age_from[group] < groups.age_to[group]))
      report.add(
          groups, group,
          filled("age_to ist {}: möglich ist mehr als age_from, {}",
                 "age_to is {}: more than age_from, {}, is possible", groups.age_to[group], groups.age_from[group]));
  const Fleet& fleet = city[tables::fleet];
  std::map<Vehicle, double> shares;
  for (const FleetId row : fleet.ids()) shares[fleet.vehicle[row]] += fleet.share[row];
  for (const auto& [vehicle, total] : shares)
    if (std::abs(total - 1.0) > kShareTolerance)
      report.add("fleet", filled("share ergibt über die Zeilen von '{1}' {0:.4f}: 1 ist richtig",
                                 "share sums to {:.4f} over the rows of '{}': 1 is right", total,
                                 kVehicleNames[static_cast<std::size_t>(vehicle)]));
}

void check_people(const City& city, FaultReport& report) {
  check_profiles(city[tables::behaviour], "departure", city[tables::behaviour].departure, report);
  check_profiles(city[tables::external_demand], "departure", city[tables::external_demand].departure, report);
  check_profiles(city[tables::goods], "departure", city[tables::goods].departure, report);
  check_profiles(city[tables::incident_rates], "profile", city[tables::incident_rates].profile, report);
  check_shares(city, report);
  const Parking& parking = city[tables::parking];
  std::map<ZoneId, ParkingId> seen;
  for (const ParkingId row : parking.ids())
    if (const auto [first, added] = seen.emplace(parking.zone[row], row); !added)
      report.add(parking, row,
                 filled("Zelle '{}' hat schon die Zeile '{}': eine Zeile je Zelle",
                        "zone '{}' has the row '{}' already: one row per zone",
                        city[tables::zones].id[parking.zone[row]], parking.id[first->second]));
}

/// A vehicle leaves a stop after it arrives there and before it arrives at the next.
void check_dwell(const Lines& lines, LineId line, FaultReport& report) {
  const auto arrival = lines.arrival[line], dwell = lines.dwell[line];
  if (dwell.empty()) return;
  if (dwell.size() != arrival.size())
    return report.add(lines, line,
                      filled("dwell hat {} Zeiten für {} Haltestellen: eine für jede, oder keine",
                             "dwell has {} times for {} stops: one for each, or none", dwell.size(), arrival.size()));
  for (std::size_t stop = 0; stop < dwell.size(); ++stop) {
    const bool last = stop + 1 == dwell.size();
    if (dwell[stop].value < 0.0)
      report.add(lines, line,
                 filled("dwell an Haltestelle {} ist unter 0 s", "dwell at stop {} is below 0 s", stop + 1));
    else if (!last && arrival[stop] + dwell[stop] > arrival[stop + 1])
      report.add(lines, line,
                 filled("die Abfahrt an Haltestelle {} liegt nach der Ankunft an der nächsten: Zeiten steigen",
                        "departure at stop {} is after arrival at the next: times ascend", stop + 1));
  }
}

void check_lines(const Lines& lines, FaultReport& report) {
  for (const LineId line : lines.ids()) {
    const auto arrival = lines.arrival[line];
    const std::size_t stops = lines.stops[line].size();
    if (stops < 2)
      report.add(
          lines, line,
          filled("stops nennt {}: eine Linie hat mindestens zwei", "stops names {}: a line has at least two", stops));
    if (arrival.size() != stops)
      report.add(lines, line,
                 filled("arrival hat {} Zeiten für {} Haltestellen: eine für jede",
                        "arrival has {} times for {} stops: one for each", arrival.size(), stops));
    if (!arrival.empty() && arrival.front().value < 0.0)
      report.add(lines, line,
                 {"die Ankunft an der ersten Haltestelle liegt vor 0 s", "arrival at the first stop is before 0 s"});
    const auto earlier = std::adjacent_find(arrival.begin(), arrival.end(), [](Seconds a, Seconds b) { return b < a; });
    if (earlier != arrival.end())
      report.add(lines, line,
                 filled("die Ankunft an Haltestelle {} liegt vor der an Haltestelle {}: Zeiten steigen",
                        "arrival at stop {} is before stop {}: times ascend", earlier - arrival.begin() + 2,
                        earlier - arrival.begin() + 1));
    check_dwell(lines, line, report);
  }
}

void check_headways(const City& city, FaultReport& report) {
  const Headways& headways = city[tables::headways];
  std::map<LineId, Hours> served;
  for (const HeadwayId row : headways.ids()) {
    const LineId line = headways.line[row];
    Hours& hours = served.try_emplace(line, Hours{0}).first->second;
    if (const std::uint32_t twice = hours.mask & headways.hours[row].mask; twice != 0)
      report.add(headways, row,
                 filled("Linie '{}' hat in der Stunde ab {}:00 einen weiteren Takt: einer je Stunde",
                        "line '{}' has another headway in the hour from {}:00: one per hour",
                        city[tables::lines].id[line], std::countr_zero(twice)));
    hours.mask |= headways.hours[row].mask;
  }
}

void check_standards(const Standards& standards, FaultReport& report) {
  for (const StandardId row : standards.ids())
    if (!(standards.time[row] > standards.call_handling[row]))
      report.add(standards, row,
                 filled("time ist {}: möglich ist mehr als call_handling, {}",
                        "time is {}: more than call_handling, {}, is possible",
                        format_quantity(standards.time[row].value, unit("min")),
                        format_quantity(standards.call_handling[row].value, unit("s"))));
}

}  // namespace

std::vector<Finding> faults(const City& city) {
  FaultReport report;
  std::vector<const Table*> all;
  for (const std::string& name : city.table_names()) all.push_back(&city.table(name));
  for (const Table* table : all) add_id_faults(*table, report.faults);
  const std::size_t before_references = report.faults.size();
  add_reference_faults(all, report.faults);
  if (report.faults.size() > before_references) return report.faults;  // the rest follows references
  for (const Table* table : all) add_number_faults(*table, report.faults);
  const std::size_t before_coordinates = report.faults.size();
  for (const Table* table : all) add_coordinate_faults(*table, report.faults);
  if (report.faults.size() == before_coordinates) check_places(city, report);
  check_roads(city, report);
  check_buildings(city[tables::buildings], report);
  check_people(city, report);
  check_lines(city[tables::lines], report);
  check_headways(city, report);
  check_standards(city[tables::standards], report);
  return report.faults;
}

}  // namespace planspiel
