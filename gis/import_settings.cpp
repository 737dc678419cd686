#include "gis/import_settings.hpp"

#include <algorithm>

#include "engine/base/error.hpp"
#include "engine/base/filled.hpp"
#include "engine/base/projection.hpp"
#include "engine/base/text.hpp"
#include "gis/city_crs.hpp"
#include "gis/import_assumptions.hpp"
#include "gis/osm_extent.hpp"

namespace planspiel::importing {

namespace {

namespace fs = std::filesystem;

/// What a source may be described by, and which of its columns hold numbers or texts.
struct SourceKeys {
  const char* name;
  PlaceKind kind;
  bool required;
  std::vector<std::string> numbers, texts;
};

const std::vector<SourceKeys>& sources() {
  static const std::vector<SourceKeys> all{
      {"roads", PlaceKind::polygon, true, {}, {}},
      {"districts", PlaceKind::polygon, false, {"residents", "jobs", "cars_per_1000"}, {"name", "borough"}},
      {"zones", PlaceKind::polygon, false, {"residents", "jobs", "school_places", "retail", "leisure"}, {"name"}},
      {"buildings", PlaceKind::polygon, false, {"height", "levels", "residents"}, {"name", "use"}},
      {"stops", PlaceKind::point, false, {}, {"name"}},
      {"stations", PlaceKind::point, false, {"professional"}, {"name", "type"}}};
  return all;
}

void refuse_unknown(const Value& table, const std::vector<std::string>& known) {
  for (const auto& [key, value] : table.members())
    if (std::find(known.begin(), known.end(), key) == known.end())
      value.fail("unknown key '" + key + "': " + nearest_known(key, known));
}

std::vector<std::string> keys_of(const SourceKeys& source) {
  std::vector<std::string> keys{"file", "licence", "date"};
  if (std::string(source.name) == "roads") return keys;
  for (const char* key : {"layer", "crs", "encoding", "decimal", "thousands", "x", "y", "id", "unknown", "only"})
    keys.emplace_back(key);
  keys.insert(keys.end(), source.numbers.begin(), source.numbers.end());
  keys.insert(keys.end(), source.texts.begin(), source.texts.end());
  if (std::string(source.name) == "zones")
    for (const char* key : {"scale", "jobs_total", "default_cars_per_1000"}) keys.emplace_back(key);
  if (std::string(source.name) == "buildings") keys.emplace_back("count");
  return keys;
}

std::string text_of(const Value& table, const char* key) {
  const Value* value = table.find(key);
  return value ? value->as_text() : std::string();
}

void read_columns(const Value& table, const std::vector<std::string>& meanings, Source& source,
                  std::vector<std::string>& columns) {
  for (const std::string& meaning : meanings)
    if (const Value* column = table.find(meaning)) {
      source.columns[meaning] = column->as_text();
      columns.push_back(column->as_text());
    }
}

/// What `check` refuses is told with the place of the value.
template <class Check>
void at_its_place(const Value& value, Check&& check) {
  try {
    check();
  } catch (const Error& error) {
    value.fail(error.what());
  }
}

/// A text, or a number as text: only = { GF = 4 }.
std::string plain_text(const Value& value) {
  if (value.type() == Value::Type::integer) return std::to_string(value.as_integer());
  return value.is_number() ? format_number(value.as_number()) : value.as_text();
}

void read_form(const Value& table, VectorSpec& spec) {
  spec.layer = text_of(table, "layer");
  spec.crs = text_of(table, "crs");
  spec.encoding = text_of(table, "encoding");
  spec.x = text_of(table, "x");
  spec.y = text_of(table, "y");
  spec.id = text_of(table, "id");
  if (const Value* marks = table.find("thousands") ? table.find("thousands") : table.find("decimal"))
    at_its_place(*marks, [&] { spec.marks = marks_named(text_of(table, "decimal"), text_of(table, "thousands")); });
  if (const Value* unknown = table.find("unknown"))
    for (const Value& mark : unknown->items()) spec.unknown.push_back(mark.as_text());
  if (const Value* only = table.find("only"))
    for (const auto& [column, value] : only->members()) spec.only[column] = plain_text(value);
}

Source read_source(const Value& file, const SourceKeys& keys, const fs::path& folder,
                   const std::map<std::string, fs::path>& replaced) {
  Source source;
  const auto other = replaced.find(keys.name);
  const Value* table = file.find(keys.name);
  if (!table && (keys.required || other != replaced.end()))
    file.fail(std::string("has no [") + keys.name + "]: name its file and columns there");
  if (!table || (!keys.required && !table->find("file") && other == replaced.end())) return source;
  refuse_unknown(*table, keys_of(keys));
  source.given = true;
  source.spec.kind = keys.kind;
  source.spec.file = other != replaced.end() ? other->second : folder / table->at("file").as_text();
  if (!fs::is_regular_file(source.spec.file))
    table->at("file").fail("there is no file " + source.spec.file.string() + ": give yours with --" + keys.name +
                           " FILE, or put it there");
  source.licence = text_of(*table, "licence");
  source.date = text_of(*table, "date");
  read_form(*table, source.spec);
  // Most maps know the height of some buildings only.
  if (std::string(keys.name) == "buildings") source.spec.unknown.insert(source.spec.unknown.end(), {"", "NULL"});
  read_columns(*table, keys.numbers, source, source.spec.numbers);
  read_columns(*table, keys.texts, source, source.spec.texts);
  return source;
}

Timetables read_timetables(const Value& file, const fs::path& folder, const std::map<std::string, fs::path>& replaced) {
  Timetables timetables;
  const auto other = replaced.find("timetables");
  const Value* table = file.find("timetables");
  timetables.place = table ? *table : file;
  if (table) {
    refuse_unknown(*table, {"file", "files", "date", "licence"});
    timetables.licence = text_of(*table, "licence");
    if (const Value* day = table->find("date")) {
      timetables.day = day->as_text();
      timetables.place = *day;
    }
    if (table->find("file") && table->find("files")) table->at("files").fail("there is 'file' already: name all here");
    if (const Value* one = table->find("file")) timetables.files.push_back(folder / one->as_text());
    if (const Value* several = table->find("files"))
      for (const Value& one : several->items()) timetables.files.push_back(folder / one.as_text());
  }
  if (other != replaced.end()) timetables.files = {other->second};
  for (const fs::path& path : timetables.files)
    if (!fs::exists(path))
      timetables.place.fail("there is no file or folder " + path.string() +
                            ": give yours with --timetables FILE, or put it there");
  return timetables;
}

std::vector<std::string> source_keys(const std::string& name) {
  for (const SourceKeys& source : sources())
    if (source.name == name) return keys_of(source);
  return {};
}

/// How many zones and buildings are made, where no file gives all of them.
void read_counts(const Value& file, Description& description) {
  description.settings.zones = 0;
  if (!description.zones.given) generate::read_section(file, "zones", description.settings);
  std::vector<std::string> others = source_keys("buildings");
  std::erase(others, "count");
  generate::read_section(file, "buildings", description.settings, others);
}

void read_zone_totals(const Value& zones, Description& description) {
  for (const char* needed : {"residents", "jobs"}) zones.at(needed);
  if (const Value* scale = zones.find("scale")) {
    if (scale->as_text() != "districts") scale->fail("scale is \"districts\" or left out");
    description.scale_to_districts = true;
  }
  if (const Value* total = zones.find("jobs_total")) description.jobs_total = total->as_number();
  if (const Value* cars = zones.find("default_cars_per_1000")) description.cars_per_1000 = cars->as_number();
}

/// Of files alone, as if somebody had written it.
Value description_of(const std::map<std::string, fs::path>& files) {
  Value file = Value::table();
  file.set_place({.file = "city import"});
  for (const auto& [source, path] : files) file.set(source, Value::table({{"file", path.string()}}));
  return file;
}

/// The folder of the compact tables, which many cities without tables of their own have in common.
void read_defaults(const Value& file, const fs::path& folder, const ImportRequest& request, Description& description) {
  fs::path& tables = description.settings.folder;
  if (const Value* defaults = file.find("defaults")) {
    tables = folder / defaults->as_text();
    description.own_defaults = true;
    if (!fs::is_directory(tables)) defaults->fail("there is no folder " + tables.string() + " with the compact tables");
    return;
  }
  tables = request.defaults;
  if (tables.empty() || !fs::is_directory(tables))
    file.fail("has no `defaults`, and there is no folder " + (tables.empty() ? "of ready ones" : tables.string()) +
              ": name the folder with the compact tables (behaviour, fares, fleet, …) in a city.toml");
  description.assumptions.push_back(filled(
      "angenommen: Verhalten, Tarife, Flotte, Güterverkehr, Standards, Einsatzraten und Jahr wie in {} "
      "(`defaults` nennt andere)",
      "assumed: behaviour, fares, fleet, goods, standards, incident rates and year as in {} (defaults names others)",
      tables.lexically_normal().filename().string()));
}

/// "north-bayreuth" of "north-bayreuth.osm.gz".
std::string bare_name(const fs::path& file) {
  const std::string name = file.filename().string();
  return name.substr(0, std::max<std::size_t>(1, name.find('.')));
}

/// What the city is called, in which CRS and for which year; by the road file and the compact tables where the
/// description does not say it.
void read_profile(const Value& file, Description& description) {
  CityProfile& profile = description.settings.profile;
  const std::string name = bare_name(description.roads.spec.file);
  const Value *id = file.find("id"), *title = file.find("title"), *crs = file.find("crs"), *year = file.find("year");
  profile.id = id ? id->as_text() : name;
  profile.title = title ? Text{title->at("de").as_text(), title->at("en").as_text()} : same_text(name);
  profile.crs = crs ? crs->as_text() : crs_for(middle_of_osm(description.roads.spec.file));
  description.crs = crs ? *crs : Value(profile.crs);
  if (!crs)
    description.notes.push_back(filled("Koordinatensystem der Stadt: {}, nach der Lage der Straßen",
                                       "CRS of the city: {}, by where the roads lie", profile.crs));
  const fs::path usual = description.settings.folder / "city.toml";
  if (!year && !fs::exists(usual)) file.fail("has no `year`: say for which year the tables stand");
  profile.year = static_cast<int>((year ? *year : read_toml(usual).at("year")).as_integer());
  profile.synthetic = false;
  generate::read_note(file, profile);
}

/// Of the whole city, where the request or the description says it.
void read_residents(const Value& file, const ImportRequest& request, Description& description) {
  description.residents = request.residents;
  if (request.residents != 0.0 && !(request.residents > 0.0))
    throw Error(ErrorKind::config, "--residents: a city has at least one resident");
  const Value* residents = file.find("residents");
  if (!residents || request.residents > 0.0) return;
  description.residents = residents->as_number();
  if (!(description.residents > 0.0)) residents->fail("a city has at least one resident");
}

}  // namespace

bool is_osm(const fs::path& file) {
  static constexpr const char* kEndings[] = {".osm", ".pbf", ".osm.gz", ".osm.bz2", ".o5m", ".opl"};
  const std::string name = file.filename().string();
  return std::any_of(std::begin(kEndings), std::end(kEndings),
                     [&](const char* ending) { return name.ends_with(ending); });
}

bool Description::has_districts() const {
  return districts.given || (own_defaults && fs::exists(settings.folder / "districts.csv"));
}

Description read_description(const ImportRequest& request) {
  const Value file = request.city_toml.empty() ? description_of(request.files) : read_toml(request.city_toml);
  refuse_unknown(file,
                 {"kind", "id", "title", "note", "crs", "year", "seed", "residents", "defaults", "jobs", "buildings",
                  "buses", "tram", "roads", "districts", "zones", "stops", "stations", "timetables"});
  const fs::path folder = request.city_toml.has_parent_path() ? request.city_toml.parent_path() : fs::path(".");
  Description description;
  read_defaults(file, folder, request, description);
  generate::Settings& settings = description.settings;
  if (const Value* seed = file.find("seed")) settings.seed = static_cast<std::uint64_t>(seed->as_integer());
  for (const char* section : {"jobs", "buses", "tram"}) generate::read_section(file, section, settings);
  Source* targets[] = {&description.roads,     &description.districts, &description.zones,
                       &description.buildings, &description.stops,     &description.stations};
  for (std::size_t i = 0; i < sources().size(); ++i)
    *targets[i] = read_source(file, sources()[i], folder, request.files);
  description.timetables = read_timetables(file, folder, request.files);
  read_counts(file, description);
  read_profile(file, description);
  read_residents(file, request, description);
  if (description.districts.given && !(description.residents > 0.0)) file.at("districts").at("residents");
  if (description.zones.given) read_zone_totals(file.at("zones"), description);
  if (!(description.cars_per_1000 > 0.0)) description.cars_per_1000 = assumed("cars_per_1000");
  return description;
}

std::optional<Text> check_city_crs_of(const Description& description) {
  const VectorSpec& districts = description.districts.spec;
  const std::string& crs = description.settings.profile.crs;
  const auto place = description.districts.given ? first_place(districts) : std::nullopt;
  std::optional<Text> note;
  at_its_place(description.crs, [&] {
    if (!place) Projection{crs};  // throws where it is not metric
    if (place)
      note = check_city_crs(
          crs, *place, filled("die Stadtbezirksteile ({})", "the districts ({})", districts.file.filename().string()));
  });
  return note;
}

}  // namespace planspiel::importing
