#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <numbers>
#include <tuple>

#include "gis/gtfs_reading.hpp"

/// Calendars, trips, their stop times and frequencies of a feed.
namespace planspiel::gtfs {

namespace {

void read_weeks(Reading& reading, const std::string& bytes) {
  TableReader table(bytes, "calendar.txt", reading.faults);
  const Field id = table.need("service_id"), first = table.need("start_date"), last = table.need("end_date");
  std::array<Field, 7> days;
  constexpr const char* kNames[] = {"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"};
  for (std::size_t day = 0; day < days.size(); ++day) days[day] = table.need(kNames[day]);
  while (reading.next(table)) {
    FeedService service{.id = std::string(table.needed(id))};
    for (std::size_t day = 0; day < days.size(); ++day) {
      table.needed(days[day]);
      if (table.integer(days[day], {0.0, 1.0}).value_or(0) == 1) service.weekdays |= 1u << day;
    }
    for (const Field& field : {first, last}) table.needed(field);
    service.first = table.day(first);
    service.last = table.day(last);
    if (service.first && service.last && *service.last < *service.first)
      table.fault(last, "start_and_end_range_out_of_order", "is before start_date");
    if (!service.first || !service.last) service.first = service.last = std::nullopt;
    const FeedServiceId row(reading.feed.services.size());
    if (service.id.empty() || !take_id(table, id, reading.services, service.id, row)) continue;
    reading.feed.services.push_back(std::move(service));
  }
}

void read_exceptions(Reading& reading, const std::string& bytes) {
  TableReader table(bytes, "calendar_dates.txt", reading.faults);
  const Field id = table.need("service_id"), date = table.need("date"), type = table.need("exception_type");
  constexpr std::int64_t kAdded = 1;
  while (reading.next(table)) {
    const std::string_view name = table.needed(id);
    for (const Field& field : {date, type}) table.needed(field);
    const auto day = table.day(date);
    const auto kind = table.integer(type, {1.0, 2.0});
    if (name.empty() || !day || !kind) continue;
    const FeedServiceId next(reading.feed.services.size());
    const FeedServiceId row = reading.services.find(name).value_or(next);
    if (row == next) {
      reading.services.add(name, row);
      reading.feed.services.push_back({.id = std::string(name)});
    }
    FeedService& service = reading.feed.services[row];
    if (service.added.contains(*day) || service.removed.contains(*day))
      table.fault(date, "duplicate_key", "'" + std::string(name) + "' has a row of this day already");
    (*kind == kAdded ? service.added : service.removed).insert(*day);
  }
}

constexpr std::int32_t kUnknown = -1;

/// A row of stop_times.txt.
struct CallRow {
  FeedTripId trip{};
  FeedCall call{};
  std::size_t line = 0;
  bool passed = false;  ///< nobody gets on or off
};

class StopTimesReader {
 public:
  StopTimesReader(Reading& reading, std::string_view bytes)
      : reading_(reading), table_(bytes, "stop_times.txt", reading.faults) {}

  void read() {
    state_ = Column<FeedTripId, State>(reading_.feed.trips.size(), State::plain);
    while (reading_.next(table_)) {
      const std::size_t before = reading_.faults.count();
      add_row();
      const auto trip = reading_.trips.find(table_.text(trip_));
      if (trip && reading_.faults.count() > before) state_[*trip] = State::faulty;
    }
    std::stable_sort(rows_.begin(), rows_.end(), [](const CallRow& a, const CallRow& b) {
      return std::tuple(a.trip, a.call.sequence) < std::tuple(b.trip, b.call.sequence);
    });
    auto first = rows_.begin();
    for (const FeedTripId trip : reading_.feed.trips.ids()) {
      const auto last = std::find_if(first, rows_.end(), [&](const CallRow& row) { return row.trip != trip; });
      take_trip(trip, first, last);
      first = last;
    }
  }

 private:
  using Rows = std::vector<CallRow>::iterator;
  enum class State : std::uint8_t { plain, on_demand, faulty };  ///< faulty: a row of it has a fault that was told

  void add_row() {
    table_.needed(trip_);
    table_.needed(sequence_);
    const auto trip = referred(table_, trip_, reading_.trips, "trips.txt");
    if (table_.text(stop_).empty() && (!table_.text(area_).empty() || !table_.text(group_).empty())) {
      if (trip) state_[*trip] = State::on_demand;
      return;
    }
    table_.needed(stop_);
    const auto stop = referred(table_, stop_, reading_.stops, "stops.txt");
    const auto sequence = table_.integer(sequence_, {0.0, 1e9});
    const auto arrival = table_.time(arrival_), departure = table_.time(departure_);
    check_times(arrival, departure);
    if (stop && reading_.location_type[*stop] != 0)
      table_.fault(stop_, "location_with_unexpected_stop_time",
                   "is no stop where vehicles call: location_type is not 0");
    const auto on = table_.integer(pickup_, {0.0, 3.0}).value_or(0),
               off = table_.integer(drop_off_, {0.0, 3.0}).value_or(0);
    reading_.feed.notes.calls_limited += (on != 0 || off != 0) && !(on == 1 && off == 1) ? 1 : 0;
    if (!trip || !stop || !sequence) return;
    const FeedCall call{*stop, static_cast<std::int32_t>(*sequence), arrival.value_or(kUnknown),
                        departure.value_or(kUnknown)};
    rows_.push_back({*trip, call, table_.line(), on == 1 && off == 1});
  }

  void check_times(std::optional<std::int32_t> arrival, std::optional<std::int32_t> departure) {
    const bool has_arrival = !table_.text(arrival_).empty(), has_departure = !table_.text(departure_).empty();
    if (has_arrival != has_departure)
      table_.fault(has_arrival ? departure_ : arrival_, "stop_time_with_only_arrival_or_departure_time",
                   "is empty where the other time is not: both are needed");
    if (arrival && departure && *departure < *arrival)
      table_.fault(departure_, "start_and_end_range_out_of_order", "is before arrival_time");
    if (!has_arrival && !has_departure && table_.integer(timepoint_, {0.0, 1.0}).value_or(0) == 1)
      table_.fault(timepoint_, "stop_time_timepoint_without_times", "is 1, and there are no times");
  }

  void fault(const CallRow& row, const Field& field, const char* rule, std::string text) {
    reading_.faults.add({"stop_times.txt", row.line, std::string(field.name), rule, std::move(text)});
  }

  void take_trip(FeedTripId trip, Rows first, Rows last) {
    FeedNotes& notes = reading_.feed.notes;
    if (state_[trip] == State::on_demand) ++notes.trips_on_demand;
    if (state_[trip] != State::plain) return;
    if (last - first < 2) {
      reading_.faults.add({"trips.txt", reading_.trip_line[trip], "trip_id", "unusable_trip",
                           fmt::format("the trip has {} stop times: at least two are needed", last - first)});
      return;
    }
    if (!is_in_order(first, last)) return;
    interpolate(first, last);
    std::vector<FeedCall>& calls = reading_.feed.trips[trip].calls;
    for (Rows row = first; row != last; ++row) {
      const bool edge = row == first || row + 1 == last;
      if (row->passed && !edge)
        ++notes.calls_passed;
      else
        calls.push_back(row->call);
    }
  }

  /// Adds what is wrong with the order of a trip's rows.
  bool is_in_order(Rows first, Rows last) {
    const std::size_t before = reading_.faults.count();
    std::int32_t left = 0;
    for (Rows row = first; row != last; ++row) {
      if (row != first && row->call.sequence == (row - 1)->call.sequence)
        fault(*row, sequence_, "duplicate_key", fmt::format("{} is there twice in its trip", row->call.sequence));
      const bool edge = row == first || row + 1 == last;
      if (edge && row->call.arrival_s == kUnknown)
        fault(*row, arrival_, "missing_trip_edge", "is empty: the first and the last stop of a trip need times");
      if (row->call.arrival_s == kUnknown || row->call.departure_s == kUnknown) continue;
      if (row->call.arrival_s < left)
        fault(*row, arrival_, "stop_time_with_arrival_before_previous_departure_time",
              "is before the departure from the stop before: times ascend with stop_sequence");
      left = row->call.departure_s;
    }
    return reading_.faults.count() == before;
  }

  double metres_between(const CallRow& a, const CallRow& b) const {
    const LonLat from = reading_.feed.stops[a.call.stop].place, to = reading_.feed.stops[b.call.stop].place;
    constexpr double kMetresPerDegree = 111195.0;  // of latitude, on a sphere of 6,371 km
    const double east = (to.lon_deg - from.lon_deg) * std::cos(from.lat_deg * std::numbers::pi / 180.0);
    return kMetresPerDegree * std::hypot(east, to.lat_deg - from.lat_deg);
  }

  /// Calls without times get some by their distance between those that have them.
  void interpolate(Rows first, Rows last) {
    Rows known = first;
    for (Rows row = first; row != last; ++row) {
      if (row->call.arrival_s == kUnknown) continue;
      double whole_m = 0.0, gone_m = 0.0;
      for (Rows at = known; at != row; ++at) whole_m += metres_between(*at, *(at + 1)) + 1.0;
      for (Rows at = known + 1; at < row; ++at) {
        gone_m += metres_between(*(at - 1), *at) + 1.0;
        const double share = gone_m / whole_m, span = row->call.arrival_s - known->call.departure_s;
        at->call.arrival_s = at->call.departure_s =
            known->call.departure_s + static_cast<std::int32_t>(std::floor(share * span));
        ++reading_.feed.notes.calls_between;
      }
      known = row;
    }
  }

  Reading& reading_;
  TableReader table_;
  Field trip_ = table_.need("trip_id"), stop_ = table_.need("stop_id"), sequence_ = table_.need("stop_sequence"),
        arrival_ = table_.find("arrival_time"), departure_ = table_.find("departure_time"),
        pickup_ = table_.find("pickup_type"), drop_off_ = table_.find("drop_off_type"),
        timepoint_ = table_.find("timepoint"), area_ = table_.find("location_id"),
        group_ = table_.find("location_group_id");
  std::vector<CallRow> rows_{};
  Column<FeedTripId, State> state_{};
};

/// Spans of one trip that share a time.
void check_overlaps(Reading& reading,
                    std::map<FeedTripId, std::vector<std::pair<FeedFrequency, std::size_t>>>& of_trip) {
  for (auto& [trip, spans] : of_trip) {
    std::stable_sort(spans.begin(), spans.end(),
                     [](const auto& a, const auto& b) { return a.first.start_s < b.first.start_s; });
    for (std::size_t at = 1; at < spans.size(); ++at) {
      const auto& [before, line] = spans[at - 1];
      if (spans[at].first.start_s == before.start_s)
        reading.faults.add({"frequencies.txt", spans[at].second, "start_time", "duplicate_key",
                            "the trip has a row that starts then already"});
      else if (spans[at].first.start_s < before.end_s)
        reading.faults.add({"frequencies.txt", spans[at].second, "start_time", "overlapping_frequency",
                            fmt::format("is before the end of the row in line {}", line)});
    }
  }
}

}  // namespace

void read_calendars(Reading& reading) {
  const auto weeks = reading.open("calendar.txt"), exceptions = reading.open("calendar_dates.txt");
  if (!weeks && !exceptions)
    reading.faults.add({.file = "calendar.txt",
                        .rule = "missing_calendar_and_calendar_date_files",
                        .text = "is missing, and calendar_dates.txt too: one of them is needed"});
  if (weeks) read_weeks(reading, *weeks);
  if (exceptions) read_exceptions(reading, *exceptions);
}

void read_trips(Reading& reading) {
  const auto bytes = reading.open("trips.txt", true);
  if (!bytes) return;
  TableReader table(*bytes, "trips.txt", reading.faults);
  const Field id = table.need("trip_id"), route = table.need("route_id"), service = table.need("service_id"),
              shape = table.find("shape_id");
  while (reading.next(table)) {
    for (const Field& field : {id, route, service}) table.needed(field);
    const auto of_route = referred(table, route, reading.routes, "routes.txt");
    const auto of_service = referred(table, service, reading.services, "calendar.txt and calendar_dates.txt");
    const auto of_shape = referred(table, shape, reading.shapes, "shapes.txt");
    const std::string_view name = table.text(id);
    const FeedTripId row(reading.feed.trips.size());
    if (name.empty() || !take_id(table, id, reading.trips, name, row)) continue;
    reading.feed.trips.push_back(
        {std::string(name), of_route.value_or(FeedRouteId{}), of_service.value_or(FeedServiceId{}), of_shape});
    reading.trip_line.push_back(table.line());
  }
}

void read_stop_times(Reading& reading) {
  if (const auto bytes = reading.open("stop_times.txt", true)) StopTimesReader(reading, *bytes).read();
}

void read_frequencies(Reading& reading) {
  const auto bytes = reading.open("frequencies.txt");
  if (!bytes) return;
  TableReader table(*bytes, "frequencies.txt", reading.faults);
  const Field trip = table.need("trip_id"), start = table.need("start_time"), end = table.need("end_time"),
              headway = table.need("headway_secs"), exact = table.find("exact_times");
  std::map<FeedTripId, std::vector<std::pair<FeedFrequency, std::size_t>>> of_trip;
  while (reading.next(table)) {
    for (const Field& field : {trip, start, end, headway}) table.needed(field);
    const auto row = referred(table, trip, reading.trips, "trips.txt");
    const auto from = table.time(start), to = table.time(end);
    const auto seconds = table.integer(headway, {1.0, 1e6});
    const bool is_exact = table.integer(exact, {0.0, 1.0}).value_or(0) == 1;
    if (from && to && *from == *to) table.fault(end, "start_and_end_range_equal", "is start_time: nothing runs then");
    if (from && to && *to < *from) table.fault(end, "start_and_end_range_out_of_order", "is before start_time");
    if (!row || !from || !to || !seconds) continue;
    const FeedFrequency frequency{*row, *from, *to, static_cast<std::int32_t>(*seconds), is_exact};
    reading.feed.frequencies.push_back(frequency);
    of_trip[*row].emplace_back(frequency, table.line());
  }
  check_overlaps(reading, of_trip);
}

}  // namespace planspiel::gtfs
