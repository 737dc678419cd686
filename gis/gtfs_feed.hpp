#pragma once

/// A feed of timetables in GTFS as it stands in its tables. Times are seconds since noon less 12 h of the service day,
/// as the format has them: on days when clocks change that is not midnight, and may be more than 24 h.

#include <filesystem>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "engine/base/column.hpp"
#include "engine/base/geometry.hpp"
#include "gis/gtfs_files.hpp"
#include "gis/gtfs_table.hpp"

namespace planspiel::gtfs {

struct FeedStopId : Id<FeedStopId> {
  using Id::Id;
};
struct FeedRouteId : Id<FeedRouteId> {
  using Id::Id;
};
struct FeedTripId : Id<FeedTripId> {
  using Id::Id;
};
struct FeedServiceId : Id<FeedServiceId> {
  using Id::Id;
};
struct FeedShapeId : Id<FeedShapeId> {
  using Id::Id;
};

struct FeedStop {
  std::string id{}, name{};  ///< the name of the station above where the stop has none
  LonLat place{};
};

struct FeedRoute {
  std::string id{}, name{};  ///< short name; the long one where there is none
  int type = 0;              ///< as in gis/data/gtfs_route_types.csv
};

/// A call of a trip at a stop.
struct FeedCall {
  FeedStopId stop{};
  std::int32_t sequence = 0;
  std::int32_t arrival_s = 0, departure_s = 0;
};

struct FeedTrip {
  std::string id{};
  FeedRouteId route{};
  FeedServiceId service{};
  std::optional<FeedShapeId> shape{};
  std::vector<FeedCall> calls{};  ///< two or more, in order; none: served on demand only
};

/// Days on which trips run.
struct FeedService {
  std::string id{};
  unsigned weekdays = 0;  ///< bit 0: Monday
  std::optional<Day> first{}, last{};
  std::set<Day> added{}, removed{};
  bool runs(Day day) const;
};

/// A trip that runs again and again.
struct FeedFrequency {
  FeedTripId trip{};
  std::int32_t start_s = 0, end_s = 0;  ///< departures at the first stop, the end not among them
  std::int32_t headway_s = 0;
  bool exact = false;  ///< at these very times; else as often as that
};

struct FeedFare {
  std::string id{};
  double price = 0.0;
  std::string currency{};  ///< "EUR"
};

/// What was read and not used, by number.
struct FeedNotes {
  std::size_t short_rows = 0;         ///< with fewer cells than their header
  std::size_t calls_between = 0;      ///< without times: interpolated by distance
  std::size_t calls_passed = 0;       ///< where nobody may get on or off: left out
  std::size_t calls_limited = 0;      ///< where one may only get on, only off, or has to ask: used as any other
  std::size_t trips_on_demand = 0;    ///< without fixed stops: left out
  std::vector<std::string> unread{};  ///< names of tables that were not read
};

struct Feed {
  std::string name{};       ///< of its file or folder
  std::string time_zone{};  ///< "Europe/Berlin"
  Column<FeedStopId, FeedStop> stops{};
  Column<FeedRouteId, FeedRoute> routes{};
  Column<FeedServiceId, FeedService> services{};
  Column<FeedShapeId, std::vector<LonLat>> shapes{};
  Column<FeedTripId, FeedTrip> trips{};
  std::vector<FeedFrequency> frequencies{};
  std::vector<FeedFare> fares{};
  FeedNotes notes{};
};

/// Throws Error(input) with every fault of the feed: file, line, field, rule.
Feed read_feed(const std::filesystem::path& path, const FeedLimits& limits = {});
/// The same of tables at hand; faults are added, and what is left of the feed is returned.
Feed read_feed(const FeedFiles& files, Faults& faults);

/// Whether this machine's table of time zones has one of that name.
bool is_time_zone(const std::string& name);
/// By which rule its clocks go ("CET-1CEST,M3.5.0,M10.5.0/3"): Berlin and Zürich have the same. Its name where this
/// machine has no table of time zones.
std::string clock_rule(const std::string& time_zone);

}  // namespace planspiel::gtfs
