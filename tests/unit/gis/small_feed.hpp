#pragma once

/// Small feeds of timetables, as tables of a folder or entries of a zip archive.

#include <zlib.h>

#include <map>
#include <string>

#include "engine/base/files.hpp"
#include "gis/gtfs_feed.hpp"
#include "tests/unit/temporary_folder.hpp"

namespace planspiel::test {

using FeedTables = std::map<std::string, std::string>;

/// Bus 10 from A over B to C in Ulm, twice a working day of June 2023; B and C are platforms of the station S.
inline FeedTables small_feed() {
  return {
      {"agency.txt", "agency_id,agency_name,agency_url,agency_timezone\nv,Verkehr,https://v.example,Europe/Berlin\n"},
      {"stops.txt",
       "stop_id,stop_name,stop_lat,stop_lon,location_type,parent_station\n"
       "A,Anger,48.490,10.480,0,\nB,Bad,48.490,10.490,0,S\nC,,48.490,10.500,0,S\nS,Station,48.490,10.495,1,\n"},
      {"routes.txt", "route_id,agency_id,route_short_name,route_long_name,route_type\nr10,v,10,Anger - Station,3\n"},
      {"trips.txt", "route_id,service_id,trip_id,shape_id\nr10,week,t1,\nr10,week,t2,\n"},
      {"stop_times.txt",
       "trip_id,arrival_time,departure_time,stop_id,stop_sequence,pickup_type,drop_off_type,timepoint\n"
       "t1,08:00:00,08:00:00,A,1,,,\nt1,08:05:00,08:06:00,B,2,,,\nt1,08:10:00,08:10:00,C,3,,,\n"
       "t2,25:00:00,25:00:00,A,1,,,\nt2,25:05:00,25:06:00,B,2,,,\nt2,25:10:00,25:10:00,C,3,,,\n"},
      {"calendar.txt",
       "service_id,monday,tuesday,wednesday,thursday,friday,saturday,sunday,start_date,end_date\n"
       "week,1,1,1,1,1,0,0,20230601,20230630\n"}};
}

/// Replaces the one place of a text. Throws where there is none.
inline void replace(std::string& text, const std::string& old, const std::string& fresh) {
  const std::size_t at = text.find(old);
  PLANSPIEL_CHECK(at != std::string::npos);
  text.replace(at, old.size(), fresh);
}

inline void write_feed(const FeedTables& tables, const std::filesystem::path& folder) {
  std::filesystem::create_directories(folder);
  for (const auto& [name, text] : tables) write_file(folder / name, text);
}

/// A zip archive of tables that are stored as they are. `said_bytes`: the sizes that its heads name instead.
inline std::string zip_of(const FeedTables& tables, std::uint32_t said_bytes = 0) {
  std::string body, directory;
  const auto put = [](std::string& out, std::uint32_t value, int bytes) {
    for (int at = 0; at < bytes; ++at) out += static_cast<char>(value >> (8 * at));
  };
  for (const auto& [name, text] : tables) {
    const auto size = static_cast<std::uint32_t>(text.size()), start = static_cast<std::uint32_t>(body.size());
    const auto check = static_cast<std::uint32_t>(
        crc32(0, reinterpret_cast<const Bytef*>(text.data()), static_cast<uInt>(text.size())));
    std::string head;  // version, flags, method, time, date, checksum, sizes, length of the name, extra
    for (const std::uint32_t two : {20u, 0u, 0u, 0u, 0u}) put(head, two, 2);
    for (const std::uint32_t four : {check, said_bytes ? said_bytes : size, said_bytes ? said_bytes : size})
      put(head, four, 4);
    put(head, static_cast<std::uint32_t>(name.size()), 2);
    put(head, 0, 2);
    body += "PK\x03\x04" + head + name + text;
    directory += "PK\x01\x02";
    put(directory, 20, 2);
    directory += head;
    for (const std::uint32_t two : {0u, 0u, 0u}) put(directory, two, 2);  // comment, disk, attributes
    for (const std::uint32_t four : {0u, start}) put(directory, four, 4);
    directory += name;
  }
  std::string end = "PK\x05\x06";
  for (const std::size_t two : {std::size_t{0}, std::size_t{0}, tables.size(), tables.size()})
    put(end, static_cast<std::uint32_t>(two), 2);
  for (const std::size_t four : {directory.size(), body.size()}) put(end, static_cast<std::uint32_t>(four), 4);
  put(end, 0, 2);
  return body + directory + end;
}

/// Reads a feed from a folder of its own.
inline gtfs::Feed read_feed(const FeedTables& tables) {
  const TemporaryFolder folder;
  write_feed(tables, folder / "feed");
  return gtfs::read_feed(folder / "feed");
}

/// What is wrong with a feed.
inline gtfs::Faults faults_of(const FeedTables& tables, const gtfs::FeedLimits& limits = {}) {
  const TemporaryFolder folder;
  write_feed(tables, folder / "feed");
  gtfs::Faults faults;
  gtfs::read_feed(gtfs::FeedFiles(folder / "feed", limits), faults);
  return faults;
}

}  // namespace planspiel::test
