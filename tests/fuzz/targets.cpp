#include "tests/fuzz/targets.hpp"

#include <osmium/io/pbf_output.hpp>
#include <osmium/io/reader.hpp>
#include <osmium/io/writer.hpp>
#include <osmium/io/xml_input.hpp>

#include "engine/base/csv.hpp"
#include "engine/base/files.hpp"
#include "engine/base/hash.hpp"
#include "engine/base/text.hpp"
#include "engine/city/snapshot.hpp"
#include "engine/run/elf.hpp"
#include "engine/run/results.hpp"
#include "engine/scenario/own_measures.hpp"
#include "engine/scenario/scenario.hpp"
#include "gis/city_file.hpp"
#include "gis/gtfs_days.hpp"
#include "gis/gtfs_lines.hpp"
#include "gis/import_settings.hpp"
#include "gis/osm_roads.hpp"
#include "gis/vector_source.hpp"
#include "plugins/fire/location_files/location_file.hpp"
#include "plugins/fire/sizing/hypercube_file.hpp"
#include "plugins/mobility/assignment/tntp.hpp"
#include "tests/unit/gis/small_feed.hpp"
#include "tests/unit/town.hpp"

namespace planspiel::fuzz {

namespace {

namespace fs = std::filesystem;

const fs::path kSource = PLANSPIEL_SOURCE_DIR;
constexpr const char* kCrs = "EPSG:25832";

/// The bytes as a file, for readers that take a path.
fs::path as_file(const std::string& bytes, const fs::path& folder, const std::string& name) {
  const fs::path path = folder / name;
  write_file(path, bytes);
  return path;
}

City small_city() { return test::town("A---B\n|   |\nC---D", {.zones = true}).city; }

std::vector<std::string> files(const std::vector<std::string>& names) {
  std::vector<std::string> all;
  for (const std::string& name : names) all.push_back(read_file(kSource / name));
  return all;
}

void read_scenario_text(const std::string& bytes, const fs::path& folder) {
  static const Registry registry{{}, own_measures()};
  parse_scenario(bytes, folder / "scenario.toml", registry);
}

void read_description_text(const std::string& bytes, const fs::path& folder) {
  importing::read_description({.city_toml = as_file(bytes, folder, "city.toml")});
}

void read_csv(const std::string& bytes, const fs::path&) {
  Csv::parse(bytes, "table.csv");
  Csv::parse_foreign(bytes, "table.csv");
}

void read_osm(const std::string& bytes, const fs::path& folder, const char* name) {
  CityBuilder builder(CityProfile{});
  import_osm_roads(as_file(bytes, folder, name), {.crs = kCrs}, builder);
}

void read_map(const std::string& bytes, const fs::path& folder, const char* name) {
  read_vector({.file = as_file(bytes, folder, name), .numbers = {"residents"}, .texts = {"name"}}, kCrs);
}

/// A feed, with lines of its working day.
void read_timetables(const fs::path& feed) {
  const std::vector<gtfs::Feed> feeds{gtfs::read_feed(feed)};
  CityBuilder builder(CityProfile{});
  gtfs::add_lines(feeds, gtfs::choose_day(feeds, "working day"), {}, builder);
}

/// The tables of a feed in one text, each behind a line "== NAME".
void read_timetable_tables(const std::string& bytes, const fs::path& folder) {
  fs::remove_all(folder / "feed");
  fs::create_directories(folder / "feed");
  for (const std::string& part : split(bytes, '=')) {
    const std::size_t end = part.find('\n');
    if (end == std::string::npos) continue;
    const std::string name(trim(std::string_view(part).substr(0, end)));
    for (const char* known : {"agency.txt", "stops.txt", "routes.txt", "trips.txt", "stop_times.txt", "calendar.txt",
                              "calendar_dates.txt", "frequencies.txt", "shapes.txt", "fare_attributes.txt"})
      if (name == known) write_file(folder / "feed" / name, part.substr(end + 1));
  }
  read_timetables(folder / "feed");
}

void read_field(const std::string& bytes, const fs::path& folder) {
  std::vector<std::size_t> shape;
  read_npy(as_file(bytes, folder, "field.npy"), shape);
}

/// The manifest of a run folder whose other files are right.
void read_manifest(const std::string& bytes, const fs::path& folder) {
  fs::create_directories(folder / "run" / "fields");
  write_file(folder / "run" / "indicators.json", "{\"indicators\": []}");
  write_file(folder / "run" / "fields" / "index.json", "{\"fields\": []}");
  write_file(folder / "run" / "manifest.json", bytes);
  const RunFolder run(folder / "run");
}

/// A snapshot whose checksum is made right again: what is tried is what lies behind it.
void read_city_snapshot(const std::string& bytes, const fs::path& folder) {
  constexpr std::size_t kHead = 48;
  std::string whole = bytes;
  if (whole.size() > kHead) whole.replace(16, 32, hash_text(std::string_view(whole).substr(kHead)).hex());
  read_snapshot(as_file(whole, folder, "city.snapshot"));
}

void read_location(const std::string& bytes, const fs::path& folder) {
  const fs::path path = as_file(bytes, folder, "problem.txt");
  for (const char* format : {"orlib-pmed", "orlib-scp", "tsplib", "points", "matrix"}) {
    try {
      fire::read_location_file(format, path);
    } catch (const Error&) {
      continue;  // of another format
    }
  }
}

std::vector<std::string> written(const fs::path& folder, const char* name,
                                 void (*write)(const City&, const fs::path&)) {
  write(small_city(), folder / name);
  return {read_file(folder / name)};
}

/// The text seed of OpenStreetMap as PBF, unpacked inside so that changes reach what lies behind the compression.
std::vector<std::string> packed_osm(const fs::path& folder) {
  const osmium::io::File packed((folder / "seed.osm.pbf").string(), "pbf,pbf_compression=none");
  osmium::io::Reader reader((kSource / "tests/fuzz/seeds/osm_xml/crossing.osm").string());
  osmium::io::Writer writer(packed, osmium::io::overwrite::allow);
  while (osmium::memory::Buffer buffer = reader.read()) writer(std::move(buffer));
  writer.close();
  reader.close();
  return {read_file(folder / "seed.osm.pbf")};
}

std::vector<std::string> none(const fs::path&) { return {}; }

}  // namespace

std::vector<Target> targets() {
  return {
      {"scenario", read_scenario_text,
       [](const fs::path&) {
         return files({"scenarios/munich/city-toll.toml", "scenarios/munich/ten-fire-stations.toml",
                       "scenarios/munich/car-free-old-town.toml"});
       }},
      {"city_description", read_description_text,
       [](const fs::path&) {
         return files({"scenarios/munich-real/city.toml", "scenarios/munich/city.toml"});
       }},
      {"csv", read_csv, [](const fs::path&) { return files({"scenarios/testtown/fleet.csv"}); }},
      {"osm_xml", [](const auto& bytes, const auto& folder) { read_osm(bytes, folder, "roads.osm"); }, none},
      {"osm_pbf", [](const auto& bytes, const auto& folder) { read_osm(bytes, folder, "roads.osm.pbf"); }, packed_osm},
      {"geojson", [](const auto& bytes, const auto& folder) { read_map(bytes, folder, "zones.geojson"); }, none},
      {"map_geopackage", [](const auto& bytes, const auto& folder) { read_map(bytes, folder, "zones.gpkg"); },
       [](const fs::path& folder) { return written(folder, "seed.gpkg", write_city); }},
      {"city_geopackage", [](const auto& bytes, const auto& folder) { read_city(as_file(bytes, folder, "city.gpkg")); },
       [](const fs::path& folder) { return written(folder, "seed.gpkg", write_city); }},
      {"gtfs_tables", read_timetable_tables, none},
      {"gtfs_archive",
       [](const auto& bytes, const auto& folder) { read_timetables(as_file(bytes, folder, "feed.zip")); },
       [](const fs::path&) {
         const std::string tables = read_file(kSource / "tests/fuzz/seeds/gtfs_tables/bus.txt");
         return std::vector<std::string>{test::zip_of({{"agency.txt", tables}, {"stops.txt", "stop_id\nA\n"}})};
       }},
      {"npy", read_field,
       [](const fs::path& folder) {
         write_npy(folder / "seed.npy", {2, 3}, std::vector<double>{1, 2, 3, 4, 5, 6});
         return std::vector<std::string>{read_file(folder / "seed.npy")};
       }},
      {"manifest", read_manifest, none},
      {"snapshot", read_city_snapshot,
       [](const fs::path& folder) { return written(folder, "seed.snapshot", write_snapshot); }},
      {"tntp_network", [](const auto& bytes, const auto&) { mobility::parse_tntp_network(bytes, "net.tntp"); }, none},
      {"tntp_trips", [](const auto& bytes, const auto&) { mobility::parse_tntp_trips(bytes, "trips.tntp"); }, none},
      {"location", read_location, none},
      {"hypercube",
       [](const auto& bytes, const auto& folder) {
         queueing::check(fire::read_hypercube_file(as_file(bytes, folder, "units.csv"), 30.0, "").problem);
       },
       none},
      {"plugin_file", [](const auto& bytes, const auto&) { elf_section(bytes, "planspiel_handshake", "plugin.so"); },
       [](const fs::path&) {
         return std::vector<std::string>{read_file(fs::path(PLANSPIEL_BINARY_DIR) / "plugins-example/example.so")};
       }},
  };
}

}  // namespace planspiel::fuzz
