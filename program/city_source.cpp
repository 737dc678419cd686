#include "program/city_source.hpp"

#include <algorithm>
#include <set>

#include "engine/base/files.hpp"
#include "engine/base/hash.hpp"
#include "engine/base/staging.hpp"
#include "engine/base/stop.hpp"
#include "engine/base/value.hpp"
#include "engine/city/snapshot.hpp"
#include "engine/generate/generate.hpp"
#include "gis/city_file.hpp"
#include "gis/import_city.hpp"

namespace planspiel {

namespace {

namespace fs = std::filesystem;

std::string kind_of(const fs::path& toml) {
  const Value file = read_toml(toml);
  const Value& kind = file.at("kind");
  if (kind.as_text() != "generated" && kind.as_text() != "imported")
    kind.fail("kind is 'generated' or 'imported', not '" + kind.as_text() + "'");
  return kind.as_text();
}

/// Files that a text of the description names, relative to its folder.
void add_named_files(const Value& value, const fs::path& folder, std::set<fs::path>& files) {
  if (value.is_list())
    for (const Value& item : value.items()) add_named_files(item, folder, files);
  if (value.is_table())
    for (const auto& [key, member] : value.members()) add_named_files(member, folder, files);
  if (!value.is_text() || value.as_text().empty()) return;
  std::error_code none;
  const fs::path path = folder / value.as_text();
  if (fs::is_regular_file(path, none)) files.insert(path.lexically_normal());
}

/// The tables of a folder; none where there is no such folder.
void add_tables(const fs::path& folder, std::set<fs::path>& files) {
  std::error_code none;
  if (!fs::is_directory(folder, none)) return;
  for (const fs::directory_entry& entry : fs::directory_iterator(folder))
    if (entry.is_regular_file() && entry.path().extension() == ".csv") files.insert(entry.path().lexically_normal());
}

/// Every file that a city.toml may depend on: itself, the tables beside it, the files it names.
std::set<fs::path> files_of(const fs::path& toml, const fs::path& usual_tables) {
  const fs::path folder = toml.has_parent_path() ? toml.parent_path() : fs::path(".");
  std::set<fs::path> files{toml.lexically_normal()};
  add_tables(folder, files);
  const Value description = read_toml(toml);
  add_named_files(description, folder, files);
  if (const Value* defaults = description.find("defaults"))
    add_tables(folder / defaults->as_text(), files);
  else
    add_tables(usual_tables, files);
  return files;
}

/// Of the program that runs: it holds what reads the files of a city.
const Digest& program_digest() {
  static const Digest digest = hash_file("/proc/self/exe");
  return digest;
}

/// Of the files of a city.toml, this program and its engine, and the tables that plugins bring.
Digest key_of(const fs::path& toml, const fs::path& usual_tables, const TableKinds& kinds) {
  const fs::path folder = toml.has_parent_path() ? toml.parent_path() : fs::path(".");
  Hasher hasher;
  hasher.digest(program_digest()).digest(engine_digest()).digest(with_tables(City(), kinds).digest());
  for (const fs::path& file : files_of(toml, usual_tables))
    hasher.text(file.lexically_relative(folder.lexically_normal()).generic_string()).digest(hash_file(file));
  return hasher.finish();
}

City read_or_make(const fs::path& toml, const fs::path& kept, const Services& services) {
  std::error_code none;
  if (fs::exists(kept, none)) try {
      return read_snapshot(kept);
    } catch (const Error& error) {
      check_stop();  // a stop is no damage
      services.warning(error.what() +
                       Text{": die Stadt wird neu gebaut", ": the city is built again"}.in(services.language));
    }
  Text report;
  City city = make_city({.city_toml = toml}, services, report);
  try {
    fs::create_directories(kept.parent_path());
    const Staging staging(kept.parent_path(), kept.filename().string());
    write_snapshot(city, staging.place());
    put_in_place(staging, kept);
  } catch (const std::exception& error) {
    check_stop();
    services.warning(
        Text{"die Stadt konnte nicht im Cache abgelegt werden: ", "the city could not be kept in the cache: "}.in(
            services.language) +
        error.what());
  }
  return city;
}

}  // namespace

City make_city(ImportRequest request, const Services& services, Text& report) {
  const StopScope scope(services.stop);
  if (request.defaults.empty()) request.defaults = services.usual_tables;
  const std::string kind = request.city_toml.empty() ? "imported" : kind_of(request.city_toml);
  if (!request.city_toml.empty())
    for (const fs::path& file : files_of(request.city_toml, request.defaults)) services.has_read(file);
  for (const auto& [source, file] : request.files) services.has_read(file);
  if (kind == "generated") {
    if (!request.files.empty() || request.residents != 0.0)
      throw Error(ErrorKind::config,
                  request.city_toml.string() + ": a generated city takes no --" +
                      (request.files.empty() ? std::string("residents") : request.files.begin()->first));
    services.progress({"Stadt wird gebaut", "building the city"});
    return generate_city(request.city_toml, services.registry->tables());
  }
  services.progress({"Stadt wird importiert", "importing the city"});
  ImportReport imported;
  City city = import_city(request, imported, services.registry->tables());
  report = imported.text();
  return city;
}

City load_city(const fs::path& path, const Services& services) {
  const StopScope scope(services.stop);
  std::error_code none;
  services.has_read(path);
  if (!fs::is_regular_file(path, none)) throw Error(ErrorKind::config, "there is no city file " + path.string());
  const TableKinds kinds = services.registry->tables();
  if (path.extension() == ".gpkg") {
    std::vector<Text> notes;
    City city = read_city(path, kinds, &notes);
    for (const Text& note : notes) services.message(path.filename().string() + ": " + note.in(services.language));
    return city;
  }
  if (path.extension() != ".toml")
    throw Error(ErrorKind::config, path.string() + ": a city is a .toml (built or imported) or a .gpkg");
  Text report;
  if (!services.cache) return with_tables(make_city({.city_toml = path}, services, report), kinds);
  for (const fs::path& file : files_of(path, services.usual_tables)) services.has_read(file);
  return with_tables(
      read_or_make(path, services.cache->city_path(key_of(path, services.usual_tables, kinds)), services), kinds);
}

}  // namespace planspiel
