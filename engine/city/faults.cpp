#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <set>

#include "engine/base/projection.hpp"
#include "engine/city/city.hpp"
#include "engine/city/road_index.hpp"

namespace planspiel {

namespace {

/// Collects findings of one severity.
class Report {
 public:
  template <class Row>
  requires requires(Row row) { row.index(); }
  void add(const Table& table, Row row, std::string message) {
    findings_.push_back({Finding::Severity::error, std::string(table.table_name()), table.external_ids()[row.index()],
                         std::move(message)});
  }
  void add(const Table& table, std::string id, std::string message) {
    findings_.push_back({Finding::Severity::error, std::string(table.table_name()), std::move(id), std::move(message)});
  }
  std::vector<Finding> take() { return std::move(findings_); }

 private:
  std::vector<Finding> findings_;
};

bool is_finite(Point p) { return std::isfinite(p.x_m) && std::isfinite(p.y_m); }

bool is_finite(const Cell& cell) {
  if (const auto* number = std::get_if<double>(&cell)) return std::isfinite(*number);
  if (const auto* point = std::get_if<Point>(&cell)) return is_finite(*point);
  if (const auto* line = std::get_if<std::vector<Point>>(&cell))
    return std::all_of(line->begin(), line->end(), [](Point p) { return is_finite(p); });
  if (const auto* numbers = std::get_if<std::vector<double>>(&cell))
    return std::all_of(numbers->begin(), numbers->end(), [](double n) { return std::isfinite(n); });
  if (const auto* polygon = std::get_if<Polygon>(&cell))
    return std::all_of(polygon->rings.begin(), polygon->rings.end(), [](const Ring& ring) {
      return std::all_of(ring.begin(), ring.end(), [](Point p) { return is_finite(p); });
    });
  return true;
}

/// Numbers that are not finite, in any column of any table.
class CheckFinite final : public ColumnVisitor {
 public:
  CheckFinite(const Table& table, Report& report) : table_(table), report_(report) {}
  void visit(ColumnCells& column) override {
    const ColumnKind kind = column.kind();
    if (column.spec().derived || kind == ColumnKind::text || kind == ColumnKind::flag || kind == ColumnKind::choice ||
        kind == ColumnKind::integer)
      return;
    for (std::size_t row = 0; row < column.size(); ++row)
      if (!is_finite(column.get(row)))
        report_.add(table_, table_.external_ids()[row],
                    "column '" + std::string(column.name()) + "' is not a finite number");
  }

 private:
  const Table& table_;
  Report& report_;
};

void check_roads(const City& city, Report& report) {
  const Roads& roads = city[tables::roads];
  const Nodes& nodes = city[tables::nodes];
  for (const EdgeId edge : roads.ids()) {
    const double airline = distance(nodes.position[roads.from[edge]], nodes.position[roads.to[edge]]).value;
    const double length = roads.length[edge].value, speed = in_km_h(roads.free_speed[edge]);
    if (!(length > 0.0))
      report.add(roads, edge, fmt::format("length is {} m: a link is longer than 0 m", length));
    else if (length < 0.95 * airline)
      report.add(roads, edge, fmt::format("length is {:.1f} m but its nodes are {:.1f} m apart", length, airline));
    if (!(speed > 0.0 && speed <= 200.0))
      report.add(roads, edge, fmt::format("free_speed is {:.1f} km/h: 0 to 200 km/h is possible", speed));
    if (!(roads.limit[edge].value > 0.0)) report.add(roads, edge, "limit is not above 0 km/h");
    if (!(roads.capacity[edge].value > 0.0))
      report.add(roads, edge, "capacity is not above 0 per hour; close a road by its access instead");
    if (roads.lanes[edge] < 1) report.add(roads, edge, "has no lane");
    if (roads.shape[edge].size() < 2) report.add(roads, edge, "its line has fewer than two points");
  }
}

void check_outline(const Table& table, std::size_t row, const Polygon& outline, const Projection& projection,
                   Report& report) {
  Point where;
  for (const Ring& ring : outline.rings) {
    if (ring.size() < 3)
      report.add(table, table.external_ids()[row], "its outline has a ring of fewer than three points");
    else if (crosses_itself(ring, &where)) {
      const LonLat place = projection.to_degrees(where);
      report.add(
          table, table.external_ids()[row],
          fmt::format("its outline crosses itself at {:.5f}, {:.5f} (longitude, latitude): draw it as simple rings",
                      place.lon_deg, place.lat_deg));
    }
  }
}

void check_places(const City& city, Report& report) {
  const Projection projection(city.profile.crs);
  const Zones& zones = city[tables::zones];
  const Districts& districts = city[tables::districts];
  const Areas& areas = city[tables::areas];
  const Buildings& buildings = city[tables::buildings];
  for (const ZoneId zone : zones.ids()) {
    check_outline(zones, zone.index(), zones.outline[zone], projection, report);
    if (zones.residents[zone] < 0.0 || zones.jobs[zone] < 0.0)
      report.add(zones, zone, "has fewer than 0 residents or jobs");
  }
  for (const DistrictId district : districts.ids()) {
    check_outline(districts, district.index(), districts.outline[district], projection, report);
    if (districts.residents[district] < 0.0 || districts.jobs[district] < 0.0)
      report.add(districts, district, "has fewer than 0 residents or jobs");
  }
  for (const AreaId area : areas.ids()) check_outline(areas, area.index(), areas.outline[area], projection, report);
  for (const BuildingId building : buildings.ids()) {
    if (buildings.footprint[building].size() < 3)
      report.add(buildings, building, "its footprint has fewer than three points");
    if (buildings.residents[building] < 0.0) report.add(buildings, building, "has fewer than 0 residents");
    if (buildings.height[building].value < 0.0) report.add(buildings, building, "its height is below 0 m");
  }
}

/// A profile of the day: 24 shares that sum to 1.
template <class TableType, class Profiles>
void check_profiles(const TableType& table, const Profiles& profiles, Report& report) {
  for (const auto row : table.ids()) {
    double sum = 0.0;
    for (const double share : profiles[row]) sum += share;
    if (profiles[row].size() != 24)
      report.add(table, row, fmt::format("its profile of the day has {} values: 24 are needed", profiles[row].size()));
    else if (std::abs(sum - 1.0) > 1e-3)
      report.add(table, row, fmt::format("its profile of the day sums to {:.4f}: 1 is right", sum));
  }
}

void check_people(const City& city, Report& report) {
  check_profiles(city[tables::behaviour], city[tables::behaviour].departure, report);
  check_profiles(city[tables::external_demand], city[tables::external_demand].departure, report);
  check_profiles(city[tables::goods], city[tables::goods].departure, report);
  check_profiles(city[tables::incident_rates], city[tables::incident_rates].profile, report);
  const PersonGroups& groups = city[tables::person_groups];
  double sum = 0.0;
  for (const double share : groups.share) sum += share;
  if (groups.size() > 0 && std::abs(sum - 1.0) > 1e-3)
    report.add(groups, "all", fmt::format("the shares of the groups sum to {:.4f}: 1 is right", sum));
  const Fleet& fleet = city[tables::fleet];
  std::array<double, VehicleAxis::kCount> shares{}, rows{};
  for (const FleetId row : fleet.ids()) {
    shares[static_cast<std::size_t>(fleet.vehicle[row])] += fleet.share[row];
    rows[static_cast<std::size_t>(fleet.vehicle[row])] += 1.0;
  }
  for (std::size_t kind = 0; kind < shares.size(); ++kind)
    if (rows[kind] > 0.0 && std::abs(shares[kind] - 1.0) > 1e-3)
      report.add(fleet, std::string(kVehicleNames[kind]),
                 fmt::format("the shares of this kind of vehicle sum to {:.4f}: 1 is right", shares[kind]));
  std::set<ZoneId> seen;
  const Parking& parking = city[tables::parking];
  for (const ParkingId row : parking.ids())
    if (!seen.insert(parking.zone[row]).second) report.add(parking, row, "its zone has another row: one row per zone");
}

void check_transit(const City& city, Report& report) {
  const Lines& lines = city[tables::lines];
  for (const LineId line : lines.ids()) {
    const auto arrival = lines.arrival[line];
    if (lines.stops[line].size() < 2) report.add(lines, line, "has fewer than two stops");
    if (arrival.size() != lines.stops[line].size())
      report.add(lines, line, fmt::format("has {} stops but {} times", lines.stops[line].size(), arrival.size()));
    for (std::size_t i = 1; i < arrival.size(); ++i)
      if (arrival[i] < arrival[i - 1]) {
        report.add(lines, line, fmt::format("arrives at stop {} before stop {}", i + 1, i));
        break;
      }
  }
  const Headways& headways = city[tables::headways];
  for (const HeadwayId row : headways.ids())
    if (!(headways.headway[row].value > 0.0))
      report.add(headways, row, "its headway is not above 0 min; leave the row out where the line does not run");
}

void check_fire(const City& city, Report& report) {
  const Stations& stations = city[tables::stations];
  const RoadIndex roads(city[tables::roads]);
  for (const StationId station : stations.ids()) {
    if (stations.closed[station] || !is_finite(stations.position[station]) ||
        roads.nearest(stations.position[station], Metres(300.0)))
      continue;
    const auto nearest = roads.nearest(stations.position[station], Metres(20000.0));
    report.add(
        stations, station,
        nearest
            ? fmt::format("is {:.0f} m from the nearest drivable road: at most 300 m is possible; check its position",
                          nearest->distance.value)
            : "has no drivable road within 20 km: check its position and CRS");
  }
  const Units& units = city[tables::units];
  for (const UnitId row : units.ids()) {
    if (units.functions[row] < 0) report.add(units, row, "has fewer than 0 functions");
    if (!(units.availability[row] >= 0.0 && units.availability[row] <= 1.0))
      report.add(units, row, "its availability is not between 0 and 1");
  }
  const Standards& standards = city[tables::standards];
  for (const StandardId row : standards.ids())
    if (!(standards.time[row] > standards.call_handling[row]))
      report.add(standards, row, "its time is not longer than its call handling");
  const Tolls& tolls = city[tables::tolls];
  for (const TollId row : tolls.ids())
    if (tolls.price[row].value < 0.0) report.add(tolls, row, "its price is below 0 EUR");
}

}  // namespace

std::vector<Finding> faults(const City& city) {
  Report report;
  for (const std::string& name : city.table_names()) {
    const Table& table = city.table(name);
    CheckFinite finite(table, report);
    const_cast<Table&>(table).visit(finite);  // the visitor only reads
  }
  check_roads(city, report);
  check_places(city, report);
  check_people(city, report);
  check_transit(city, report);
  check_fire(city, report);
  return report.take();
}

}  // namespace planspiel
