#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <vector>

#include "engine/base/filled.hpp"
#include "engine/base/polygon_index.hpp"
#include "engine/city/city.hpp"
#include "engine/city/connectivity.hpp"
#include "engine/city/entry_titles.hpp"
#include "engine/city/road_index.hpp"

namespace planspiel {

namespace {

/// Findings of one kind in full up to this number; the rest is counted.
constexpr std::size_t kMostExamples = 10;

/// Where the findings of an inspection go.
class Report {
 public:
  void note(std::string_view table, Text message) { add(Finding::Severity::note, table, "", std::move(message)); }
  void warn(std::string_view table, Text message) { add(Finding::Severity::warning, table, "", std::move(message)); }
  void add(Finding::Severity severity, std::string_view table, std::string id, Text message) {
    findings_.push_back({severity, std::string(table), std::move(id), std::move(message)});
  }
  std::vector<Finding> take() { return std::move(findings_); }

 private:
  std::vector<Finding> findings_;
};

/// Warnings of one kind about rows of one table: a few in full, the others as a number.
template <class TableType>
class Warnings {
 public:
  /// `what` stands after a number: "links outside the largest part".
  Warnings(Report& report, const TableType& table, Text what)
      : report_(report), table_(table), what_(std::move(what)) {}
  void add(typename TableType::row_type row, Text message) {
    if (count_++ < kMostExamples)
      report_.add(Finding::Severity::warning, TableType::kName, table_.id[row], std::move(message));
  }
  /// Counts what was not told in full.
  void finish() {
    if (count_ > kMostExamples)
      report_.warn(TableType::kName, filled("… und {} weitere {}", "… and {} more {}", count_ - kMostExamples, what_));
  }

 private:
  Report& report_;
  const TableType& table_;
  Text what_;
  std::size_t count_ = 0;
};

void inspect_connectivity(const City& city, Report& report) {
  const Roads& roads = city[tables::roads];
  const Connectivity parts = connectivity(city[tables::nodes].size(), roads, access::car);
  if (parts.usable == 0)
    return report.add(Finding::Severity::error, "roads", "",
                      {"keine Straße ist für Pkw offen", "no road is open to cars"});
  const auto share = [&](std::size_t links) {
    return 100.0 * static_cast<double>(links) / static_cast<double>(parts.usable);
  };
  report.note(
      "roads",
      filled("{} Strecken sind für Pkw offen, {:.2f} % davon im größten Teil, in dem jeder von überall überallhin "
             "kommt (stark zusammenhängend)",
             "{} links open to cars, {:.2f} % of them in the largest part where everybody reaches "
             "everybody (strongly connected)",
             parts.usable, share(parts.connected())));
  if (parts.connected() == parts.usable) return;
  std::size_t inside = 0, small_parts = 0;
  for (const std::size_t links : parts.links) {
    inside += links;
    small_parts += links > 0;
  }
  report.warn(
      "roads",
      filled("{} Strecken liegen außerhalb des größten Teils: {} in {} kleineren Teilen, {} als Einbahn zwischen "
             "Teilen",
             "{} links lie outside the largest part: {} in {} smaller parts, {} one-way between parts",
             parts.usable - parts.connected(), inside - parts.connected(), small_parts - 1, parts.usable - inside));
  Warnings<Roads> outside(report, roads, {"Strecken außerhalb des größten Teils", "links outside the largest part"});
  for (const EdgeId edge : roads.ids())
    if ((roads.access[edge] & access::car) && !parts.is_connected(roads, edge))
      outside.add(edge, {"Pkw können nicht zugleich aus dem größten Teil kommen und dorthin zurück",
                         "cars cannot both come from the largest part and go back there"});
  outside.finish();
}

/// Nodes by the cars' links that meet there: dead ends, and traps that one can only enter or only leave.
void inspect_ends(const City& city, Report& report) {
  const Roads& roads = city[tables::roads];
  const Nodes& nodes = city[tables::nodes];
  struct Ends {
    std::optional<NodeId> neighbour{};
    bool several = false, in = false, out = false;
    void meet(NodeId other) {
      several |= neighbour && *neighbour != other;
      neighbour = other;
    }
  };
  std::vector<Ends> ends(nodes.size());
  for (const EdgeId edge : roads.ids()) {
    if (!(roads.access[edge] & access::car)) continue;
    Ends &from = ends[roads.from[edge].index()], &to = ends[roads.to[edge].index()];
    from.out = to.in = true;
    from.meet(roads.to[edge]);
    to.meet(roads.from[edge]);
  }
  std::size_t dead_ends = 0, unused = 0;
  Warnings<Nodes> traps(report, nodes, {"solche Knoten", "nodes like these"});
  for (const NodeId node : nodes.ids()) {
    const Ends& here = ends[node.index()];
    dead_ends += here.in && here.out && !here.several;
    unused += !here.in && !here.out;
    if (here.in && !here.out)
      traps.add(node, {"Pkw kommen hierher, aber nicht weg", "cars can come here but not leave"});
    if (here.out && !here.in)
      traps.add(node, {"Pkw kommen hier weg, aber nicht her", "cars can leave here but not come"});
  }
  traps.finish();
  report.note("nodes",
              filled("{} Knoten: {} Sackgassen für Pkw, {} ohne Strecke für Pkw",
                     "{} nodes: {} dead ends for cars, {} without a link for cars", nodes.size(), dead_ends, unused));
}

void inspect_speeds(const City& city, Report& report) {
  const Roads& roads = city[tables::roads];
  Warnings<Roads> fast(report, roads, {"Strecken über ihrem Tempolimit", "links faster than their limit"}),
      slow(report, roads, {"langsame Strecken", "slow links"}),
      wide(report, roads, {"Strecken mit unplausibler Kapazität", "links with an implausible capacity"});
  for (const EdgeId edge : roads.ids()) {
    if (!(roads.access[edge] & access::car)) continue;
    const double speed = in_km_h(roads.free_speed[edge]), limit = in_km_h(roads.limit[edge]);
    if (speed > limit * 1.05)
      fast.add(edge, filled("freie Geschwindigkeit von {:.0f} km/h liegt über dem Tempolimit von {:.0f} km/h",
                            "free speed of {:.0f} km/h is above the limit of {:.0f} km/h", speed, limit));
    if (speed < 5.0)
      slow.add(edge, filled("freie Geschwindigkeit von {:.1f} km/h ist langsamer als zu Fuß",
                            "free speed of {:.1f} km/h is slower than a walk", speed));
    const double per_lane = in_per_hour(roads.capacity[edge]) / std::max(1, roads.lanes[edge]);
    if (per_lane < 100.0 || per_lane > 2600.0)
      wide.add(edge,
               filled("Kapazität von {:.0f} je Stunde und Fahrstreifen ist unplausibel: üblich sind 100 bis 2.600",
                      "capacity of {:.0f} per hour and lane is implausible: 100 to 2,600 is usual", per_lane));
  }
  fast.finish();
  slow.finish();
  wide.finish();
}

void inspect_shapes(const City& city, Report& report) {
  const Roads& roads = city[tables::roads];
  const Nodes& nodes = city[tables::nodes];
  Warnings<Roads> apart(report, roads,
                        {"Strecken, die abseits ihrer Knoten gezeichnet sind", "links drawn away from their nodes"}),
      lengths(report, roads, {"solche Längen", "such lengths"});
  for (const EdgeId edge : roads.ids()) {
    const auto shape = roads.shape[edge];
    const double gap = std::max(distance(shape.front(), nodes.position[roads.from[edge]]).value,
                                distance(shape.back(), nodes.position[roads.to[edge]]).value);
    if (gap > 1.0)
      apart.add(edge, filled("Linie endet {:.0f} m von ihrem Knoten entfernt", "shape ends {:.0f} m away from its node",
                             gap));
    const double drawn = length_of(shape).value, length = roads.length[edge].value;
    if (std::abs(drawn - length) > 0.1 * length + 5.0)
      lengths.add(edge, filled("Länge ist {:.0f} m, ihre Linie aber {:.0f} m lang",
                               "length is {:.0f} m but its line is {:.0f} m long", length, drawn));
  }
  apart.finish();
  lengths.finish();
}

void inspect_zones(const City& city, const RoadIndex& index, Report& report) {
  const Roads& roads = city[tables::roads];
  const Zones& zones = city[tables::zones];
  const Connectivity parts = connectivity(city[tables::nodes].size(), roads, access::car);
  Warnings<Zones> remote(report, zones, {"Zellen weit von einer Straße", "zones far from a road"}),
      cut_off(report, zones, {"Zellen, die abgeschnitten sind", "zones that are cut off"}),
      lost(report, zones, {"Zellen außerhalb ihres Umrisses", "zones outside their outline"});
  for (const ZoneId zone : zones.ids()) {
    if (!zones.district[zone]) continue;
    const auto nearest = index.nearest(zones.centre[zone], Metres(1000.0), {.access = access::car});
    if (!nearest)
      remote.add(zone, {"keine Straße für Pkw im Umkreis von 1.000 m um ihre Mitte",
                        "no road for cars within 1,000 m of its centre"});
    else if (!parts.is_connected(roads, nearest->edge))
      cut_off.add(zone,
                  filled("die ihrer Mitte nächste Straße, '{}', liegt außerhalb des größten Teils",
                         "the road nearest to its centre, '{}', is outside the largest part", roads.id[nearest->edge]));
    if (!zones.outline[zone].empty() && !box_of(zones.outline[zone]).contains(zones.centre[zone]))
      lost.add(zone, {"ihre Mitte liegt außerhalb ihres Umrisses", "its centre lies outside its outline"});
  }
  remote.finish();
  cut_off.finish();
  lost.finish();
}

void inspect_stops(const City& city, const RoadIndex& index, Report& report) {
  const Stops& stops = city[tables::stops];
  const Districts& districts = city[tables::districts];
  const PolygonIndex territory(districts.outline.values());
  const auto on_territory = [&](Point place) { return districts.size() == 0 || territory.contains(place); };
  std::vector<bool> served(stops.size(), false);
  for (const StopId stop : city[tables::lines].stops.values()) served[stop.index()] = true;
  std::size_t outside = 0;
  Warnings<Stops> remote(report, stops, {"Haltestellen weit von einer Straße", "stops far from a road"}),
      idle(report, stops, {"Haltestellen ohne Linie", "stops without a line"});
  for (const StopId stop : stops.ids()) {
    if (!served[stop.index()])
      idle.add(stop, filled("'{}' wird von keiner Linie bedient", "'{}' is served by no line", stops.name[stop]));
    if (index.nearest(stops.position[stop], Metres(200.0), {.access = access::walk, .last_class = RoadClass::path}))
      continue;
    if (on_territory(stops.position[stop]))
      remote.add(stop, filled("'{}' ist mehr als 200 m von jeder Straße entfernt, auf der man gehen darf",
                              "'{}' is more than 200 m from any road one may walk on", stops.name[stop]));
    else
      ++outside;
  }
  remote.finish();
  idle.finish();
  if (outside > 0)
    report.note("stops",
                filled("{} Haltestellen außerhalb des Stadtgebiets sind mehr als 200 m von jeder Straße entfernt, auf "
                       "der man gehen "
                       "darf",
                       "{} stops outside the territory are more than 200 m from any road one may walk on", outside));
}

void inspect_lines(const City& city, Report& report) {
  const Lines& lines = city[tables::lines];
  const Headways& headways = city[tables::headways];
  std::vector<bool> runs(lines.size(), false);
  for (const HeadwayId row : headways.ids())
    if (headways.hours[row].mask & 0xffffffu) runs[headways.line[row].index()] = true;
  for (const LineId line : city[tables::departures].line) runs[line.index()] = true;
  Warnings<Lines> idle(report, lines, {"Linien, die nie fahren", "lines that never run"}),
      fast(report, lines, {"Linien mit unplausibler Geschwindigkeit", "lines with an implausible speed"});
  for (const LineId line : lines.ids()) {
    if (!runs[line.index()])
      idle.add(line, filled("'{}' hat in keiner Stunde einen Takt und keine Abfahrt: sie fährt nie",
                            "'{}' has no headway in any hour and no departure: it never runs", lines.name[line]));
    const Seconds ride = lines.arrival[line].back();
    const double speed = ride.value > 0.0 ? in_km_h(lines.length[line] / ride) : 0.0;
    if (speed < 5.0 || speed > 200.0)
      fast.add(line, filled("'{}' braucht {:.1f} min für {:.1f} km: üblich sind 5 bis 200 km/h",
                            "'{}' takes {:.1f} min for {:.1f} km: 5 to 200 km/h is usual", lines.name[line],
                            in_minutes(ride), in_km(lines.length[line])));
  }
  idle.finish();
  fast.finish();
}

void inspect_stations(const City& city, Report& report) {
  const Stations& stations = city[tables::stations];
  const Units& units = city[tables::units];
  std::vector<double> crew(stations.size(), 0.0);
  for (const UnitId unit : units.ids())
    crew[units.station[unit].index()] += static_cast<double>(units.functions[unit]) * units.availability[unit];
  Warnings<Stations> empty(report, stations, {"Wachen ohne Besatzung", "stations without a crew"});
  for (const StationId station : stations.ids())
    if (!stations.closed[station] && crew[station.index()] == 0.0)
      empty.add(station,
                filled("'{}' hat keine Einheit, die ausrückt: ihr fehlen Einheiten mit Funktionen und Verfügbarkeit",
                       "'{}' has no unit that turns out: give it units with functions and availability",
                       stations.name[station]));
  empty.finish();
  report.note("stations", filled("{} Wachen, {} Einheiten", "{} stations, {} units", stations.size(), units.size()));
}

void inspect_lengths(const City& city, Report& report) {
  const Roads& roads = city[tables::roads];
  std::array<double, kRoadClassNames.size()> km{};
  for (const EdgeId edge : roads.ids())
    km[static_cast<std::size_t>(roads.road_class[edge])] += in_km(roads.length[edge]);
  for (std::size_t road_class = 0; road_class < km.size(); ++road_class)
    if (km[road_class] > 0.0)
      report.note("roads",
                  filled("{0}: {2:.1f} km Strecken, jede Richtung für sich", "{1}: {2:.1f} km of directed links",
                         title_of(static_cast<RoadClass>(road_class)).de, kRoadClassNames[road_class], km[road_class]));
}

/// Residents of districts, their zones and the buildings in these are three tellings of one number.
void inspect_residents(const City& city, Report& report) {
  const Zones& zones = city[tables::zones];
  const Districts& districts = city[tables::districts];
  const Buildings& buildings = city[tables::buildings];
  std::vector<double> in_zones(districts.size(), 0.0);
  double residents = 0.0, jobs = 0.0, housed = 0.0;
  std::size_t inner = 0;
  for (const ZoneId zone : zones.ids()) {
    if (!zones.district[zone]) continue;
    ++inner;
    in_zones[zones.district[zone]->index()] += zones.residents[zone];
    residents += zones.residents[zone];
    jobs += zones.jobs[zone];
  }
  for (const double value : buildings.residents) housed += value;
  Warnings<Districts> differ(report, districts, {"solche Stadtbezirksteile", "districts like these"});
  for (const DistrictId district : districts.ids())
    if (const double own = districts.residents[district], zoned = in_zones[district.index()];
        std::abs(own - zoned) > 0.01 * own + 1.0)
      differ.add(district, filled("hat {:.0f} Bewohner, seine Zellen haben {:.0f}",
                                  "has {:.0f} residents, its zones have {:.0f}", own, zoned));
  differ.finish();
  report.note(
      "zones",
      filled("{} Zellen in {} Stadtbezirksteilen mit {:.0f} Bewohnern und {:.0f} Arbeitsplätzen, {} Außenzellen",
             "{} zones in {} districts with {:.0f} residents and {:.0f} jobs, {} external zones", inner,
             districts.size(), residents, jobs, zones.size() - inner));
  report.note("buildings", filled("{} Gebäude mit {:.0f} Bewohnern", "{} buildings with {:.0f} residents",
                                  buildings.size(), housed));
  if (buildings.size() > 0 && std::abs(housed - residents) > 0.01 * residents + 1.0)
    report.warn("buildings", filled("{:.0f} Bewohner wohnen in Gebäuden, {:.0f} in Zellen",
                                    "{:.0f} residents live in buildings, {:.0f} in zones", housed, residents));
}

void inspect_counts(const City& city, Report& report) {
  const Buildings& buildings = city[tables::buildings];
  const Cells& cells = city[tables::cells];
  const auto without = [](const auto& road) { return std::count(road.begin(), road.end(), std::nullopt); };
  report.note("buildings", filled("{} Gebäude haben im Umkreis von 300 m keine Straße für Einsatzfahrzeuge",
                                  "{} buildings have no road for fire engines within 300 m", without(buildings.road)));
  report.note("cells", filled("{} Rasterzellen von 100 m, davon {} ohne öffentliche Straße im Umkreis von 100 m",
                              "{} cells of 100 m, {} of them without a public road within 100 m", cells.size(),
                              without(cells.road)));
  report.note("lines",
              filled("{} Linien (jede Richtung für sich), {} Haltestellen", "{} lines (each direction), {} stops",
                     city[tables::lines].size(), city[tables::stops].size()));
}

}  // namespace

std::vector<Finding> inspect(const City& city) {
  if (std::vector<Finding> wrong = faults(city); !wrong.empty())
    return wrong;  // the rest of the report relies on a sound city
  Report report;
  const RoadIndex index(city[tables::roads]);
  inspect_connectivity(city, report);
  inspect_ends(city, report);
  inspect_speeds(city, report);
  inspect_shapes(city, report);
  inspect_lengths(city, report);
  inspect_zones(city, index, report);
  inspect_residents(city, report);
  inspect_stops(city, index, report);
  inspect_lines(city, report);
  inspect_counts(city, report);
  inspect_stations(city, report);
  return report.take();
}

}  // namespace planspiel
