#include "gis/gtfs_feed.hpp"

#include <algorithm>
#include <fstream>

#include "engine/base/files.hpp"
#include "engine/base/stop.hpp"
#include "gis/gtfs_reading.hpp"

namespace planspiel::gtfs {

namespace {

namespace fs = std::filesystem;

constexpr const char* kTimeZones = "/usr/share/zoneinfo";
constexpr const char* kRead[] = {"agency.txt",      "stops.txt",          "routes.txt",     "trips.txt",
                                 "shapes.txt",      "calendar.txt",       "stop_times.txt", "calendar_dates.txt",
                                 "frequencies.txt", "fare_attributes.txt"};

void note_unread(Reading& reading) {
  for (const std::string& table : reading.files.tables())
    if (std::find(std::begin(kRead), std::end(kRead), table) == std::end(kRead))
      reading.feed.notes.unread.push_back(table);
}

/// "Europe/Berlin", "America/Argentina/Salta", "Etc/GMT+1", "UTC": letters and no way out of a folder.
bool is_name_of_zone(const std::string& name) {
  const auto fits = [](char c) {
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '-' ||
           c == '+' || c == '/';
  };
  return !name.empty() && name.front() != '/' && std::all_of(name.begin(), name.end(), fits);
}

}  // namespace

bool FeedService::runs(Day day) const {
  if (added.contains(day)) return true;
  if (!first || day < *first || day > *last || removed.contains(day)) return false;
  return (weekdays >> (std::chrono::weekday(day).iso_encoding() - 1)) & 1u;
}

bool is_time_zone(const std::string& name) {
  if (!is_name_of_zone(name)) return false;
  if (!fs::is_directory(kTimeZones)) return name == "UTC" || name.find('/') != std::string::npos;
  std::ifstream file(fs::path(kTimeZones) / name, std::ios::binary);
  char head[4] = {};
  return file.read(head, 4) && std::string_view(head, 4) == "TZif";
}

/// The last line of the zone's file.
std::string clock_rule(const std::string& time_zone) {
  const fs::path path = fs::path(kTimeZones) / time_zone;
  if (!is_time_zone(time_zone) || !fs::is_regular_file(path)) return time_zone;
  const std::string bytes = read_file(path);
  const std::size_t end = bytes.rfind('\n'), start = end == 0 ? 0 : bytes.rfind('\n', end - 1);
  if (end == std::string::npos || start == std::string::npos) return time_zone;
  return bytes.substr(start + 1, end - start - 1);
}

std::optional<std::string> Reading::open(const char* table, bool needed) {
  check_stop();
  if (files.has(table)) return files.read(table);
  if (needed)
    faults.add({.file = table, .rule = "missing_required_file", .text = "the table is missing: every feed has it"});
  return std::nullopt;
}

bool Reading::next(TableReader& table) {
  constexpr std::size_t kOften = 1u << 16;
  if (table.line() % kOften == 0) check_stop();
  if (table.next(files.limits().rows)) return true;
  feed.notes.short_rows += table.short_rows();
  return false;
}

Feed read_feed(const FeedFiles& files, Faults& faults) {
  Reading reading{files, faults};
  reading.feed.name = files.name();
  files.check_places(faults);
  read_agencies(reading);
  read_stops(reading);
  read_routes(reading);
  read_calendars(reading);
  read_shapes(reading);
  read_trips(reading);
  read_stop_times(reading);
  read_frequencies(reading);
  read_fares(reading);
  note_unread(reading);
  return std::move(reading.feed);
}

Feed read_feed(const fs::path& path, const FeedLimits& limits) {
  Faults faults;
  Feed feed = read_feed(FeedFiles(path, limits), faults);
  faults.throw_if_any(path.string());
  return feed;
}

}  // namespace planspiel::gtfs
