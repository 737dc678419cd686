#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "gis/gtfs_reading.hpp"

/// Agencies, stops, routes, shapes and fares of a feed.
namespace planspiel::gtfs {

namespace {

constexpr double kNear_deg = 1.0;  ///< of 0/0 and of the poles: what lies there was not measured
constexpr std::uint8_t kStop = 0, kStation = 1, kEntrance = 2, kBoardingArea = 4;

/// The place of a row; none where a coordinate is missing or wrong.
std::optional<LonLat> place_of(TableReader& table, const Field& lat, const Field& lon) {
  const auto north = table.real(lat, {-90.0, 90.0}), east = table.real(lon, {-180.0, 180.0});
  if (!north || !east) return std::nullopt;
  if (std::abs(*north) < kNear_deg && std::abs(*east) < kNear_deg)
    table.fault(lat, "point_near_origin",
                fmt::format("lies at {}, {} in the Gulf of Guinea: an unknown place?", *north, *east));
  if (std::abs(*north) > 90.0 - kNear_deg)
    table.fault(lat, "point_near_pole", fmt::format("lies at {} degrees, at a pole", *north));
  return LonLat::degrees(*east, *north);
}

/// A stop as it stands, before stations above are known.
struct StopRow {
  std::size_t line = 0;
  std::string parent{};
};

class StopsReader {
 public:
  StopsReader(Reading& reading, std::string_view bytes)
      : reading_(reading), table_(bytes, "stops.txt", reading.faults) {}

  void read() {
    while (reading_.next(table_)) add_row();
    for (const FeedStopId stop : reading_.feed.stops.ids()) check_parent(stop);
  }

 private:
  void add_row() {
    const std::string_view id = table_.needed(id_);
    const auto type = static_cast<std::uint8_t>(table_.integer(type_, {0.0, 4.0}).value_or(kStop));
    const bool has_place = !table_.text(lat_).empty() && !table_.text(lon_).empty();
    const auto place = place_of(table_, lat_, lon_);
    if (!has_place && type <= kEntrance)
      table_.fault(lat_, "stop_without_location", "has no place: latitude and longitude are needed");
    const FeedStopId row(reading_.feed.stops.size());
    if (id.empty() || !take_id(table_, id_, reading_.stops, id, row)) return;
    reading_.feed.stops.push_back({std::string(id), std::string(table_.text(name_)), place.value_or(LonLat{})});
    reading_.location_type.push_back(type);
    rows_.push_back({table_.line(), std::string(table_.text(parent_))});
  }

  void fault(FeedStopId stop, const char* field, const char* rule, std::string text) {
    reading_.faults.add({"stops.txt", rows_[stop].line, field, rule, std::move(text)});
  }

  void check_parent(FeedStopId stop) {
    const std::uint8_t type = reading_.location_type[stop];
    const std::string& parent = rows_[stop].parent;
    std::optional<FeedStopId> above;
    if (!parent.empty()) above = reading_.stops.find(parent);
    if (!parent.empty() && !above)
      fault(stop, "parent_station", "foreign_key_violation", "'" + parent + "' is no id of stops.txt");
    if (type == kStation && !parent.empty())
      fault(stop, "parent_station", "station_with_parent_station", "is a station: it has none above it");
    if (type >= kEntrance && parent.empty())
      fault(stop, "parent_station", "location_without_parent_station",
            "is empty: entrances, nodes and boarding areas belong to a station");
    const std::uint8_t wanted = type == kBoardingArea ? kStop : kStation;
    if (above && type != kStation && reading_.location_type[*above] != wanted)
      fault(
          stop, "parent_station", "wrong_parent_location_type",
          fmt::format("'{}' has location_type {}: {} is needed here", parent, reading_.location_type[*above], wanted));
    FeedStop& itself = reading_.feed.stops[stop];
    if (itself.name.empty() && above) itself.name = reading_.feed.stops[*above].name;
    if (itself.name.empty() && type <= kEntrance)
      fault(stop, "stop_name", "missing_stop_name", "is empty, and no station above has a name");
  }

  Reading& reading_;
  TableReader table_;
  Field id_ = table_.need("stop_id"), name_ = table_.find("stop_name"), lat_ = table_.find("stop_lat"),
        lon_ = table_.find("stop_lon"), type_ = table_.find("location_type"), parent_ = table_.find("parent_station");
  Column<FeedStopId, StopRow> rows_{};
};

}  // namespace

void read_agencies(Reading& reading) {
  const auto bytes = reading.open("agency.txt", true);
  if (!bytes) return;
  TableReader table(*bytes, "agency.txt", reading.faults);
  const Field id = table.find("agency_id"), zone = table.need("agency_timezone");
  std::size_t count = 0;
  bool nameless = false;
  while (reading.next(table)) {
    const std::string_view name = table.text(id);
    if ((nameless || name.empty()) && count > 0)
      table.fault(id, "missing_required_agency_id", "of several agencies each needs an id");
    nameless = nameless || name.empty();
    if (!name.empty()) take_id(table, id, reading.agencies, name, count);
    ++count;
    const std::string where(table.needed(zone));
    if (where.empty()) continue;
    if (!is_time_zone(where))
      table.fault(zone, "invalid_timezone", "'" + where + "' is no time zone: \"Europe/Berlin\" is one");
    else if (reading.feed.time_zone.empty())
      reading.feed.time_zone = where;
    else if (reading.feed.time_zone != where)
      table.fault(zone, "inconsistent_agency_timezone",
                  "'" + where + "' where the first agency has '" + reading.feed.time_zone + "': one for all");
  }
  reading.agency_count = count;
}

void read_stops(Reading& reading) {
  if (const auto bytes = reading.open("stops.txt", true)) StopsReader(reading, *bytes).read();
}

void read_routes(Reading& reading) {
  const auto bytes = reading.open("routes.txt", true);
  if (!bytes) return;
  TableReader table(*bytes, "routes.txt", reading.faults);
  const Field id = table.need("route_id"), type = table.need("route_type"), agency = table.find("agency_id"),
              short_name = table.find("route_short_name"), long_name = table.find("route_long_name");
  while (reading.next(table)) {
    const std::string_view name = table.text(short_name).empty() ? table.text(long_name) : table.text(short_name);
    if (name.empty())
      table.fault(short_name, "route_both_short_and_long_name_missing",
                  "is empty, and the long name too: one is needed");
    if (table.text(agency).empty() && reading.agency_count > 1)
      table.fault(agency, "missing_required_agency_id", "is empty: there are several agencies");
    referred(table, agency, reading.agencies, "agency.txt");
    table.needed(type);
    const auto kind = table.integer(type, {0.0, 1e6});
    const std::string_view route = table.needed(id);
    const FeedRouteId row(reading.feed.routes.size());
    if (route.empty() || !take_id(table, id, reading.routes, route, row)) continue;
    reading.feed.routes.push_back({std::string(route), std::string(name), static_cast<int>(kind.value_or(0))});
  }
}

void read_shapes(Reading& reading) {
  const auto bytes = reading.open("shapes.txt");
  if (!bytes) return;
  TableReader table(*bytes, "shapes.txt", reading.faults);
  const Field id = table.need("shape_id"), lat = table.need("shape_pt_lat"), lon = table.need("shape_pt_lon"),
              sequence = table.need("shape_pt_sequence");
  struct Corner {
    std::int64_t sequence;
    std::size_t line;
    LonLat place;
  };
  Column<FeedShapeId, std::vector<Corner>> corners;
  while (reading.next(table)) {
    const std::string_view name = table.needed(id);
    for (const Field& field : {lat, lon, sequence}) table.needed(field);
    const auto place = place_of(table, lat, lon);
    const auto number = table.integer(sequence, {.least = 0.0});
    if (name.empty() || !place || !number) continue;
    const FeedShapeId next(corners.size());
    const FeedShapeId row = reading.shapes.find(name).value_or(next);
    if (row == next) {
      reading.shapes.add(name, row);
      corners.push_back({});
    }
    corners[row].push_back({*number, table.line(), *place});
  }
  for (const FeedShapeId shape : corners.ids()) {
    std::stable_sort(corners[shape].begin(), corners[shape].end(),
                     [](const Corner& a, const Corner& b) { return a.sequence < b.sequence; });
    std::vector<LonLat> line;
    for (std::size_t at = 0; at < corners[shape].size(); ++at) {
      const Corner& corner = corners[shape][at];
      if (at > 0 && corner.sequence == corners[shape][at - 1].sequence)
        reading.faults.add({"shapes.txt", corner.line, "shape_pt_sequence", "duplicate_key",
                            fmt::format("{} is there twice in its shape", corner.sequence)});
      line.push_back(corner.place);
    }
    reading.feed.shapes.push_back(std::move(line));
  }
}

void read_fares(Reading& reading) {
  const auto bytes = reading.open("fare_attributes.txt");
  if (!bytes) return;
  TableReader table(*bytes, "fare_attributes.txt", reading.faults);
  const Field id = table.need("fare_id"), price = table.need("price"), currency = table.need("currency_type");
  RowsByName<std::size_t> names;
  while (reading.next(table)) {
    const std::string_view fare = table.needed(id), money = table.needed(currency);
    table.needed(price);
    const auto value = table.real(price, {.least = 0.0});
    const bool is_code =
        money.size() == 3 && std::all_of(money.begin(), money.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
    if (!money.empty() && !is_code)
      table.fault(currency, "invalid_currency", "'" + std::string(money) + "' is no currency: \"EUR\" is one");
    if (fare.empty() || !value || !take_id(table, id, names, fare, reading.feed.fares.size())) continue;
    reading.feed.fares.push_back({std::string(fare), *value, std::string(money)});
  }
}

}  // namespace planspiel::gtfs
