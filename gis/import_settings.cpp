#include "gis/import_settings.hpp"

#include <algorithm>

#include "engine/base/error.hpp"
#include "engine/base/filled.hpp"
#include "engine/base/projection.hpp"
#include "engine/base/text.hpp"
#include "gis/city_crs.hpp"

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
      {"buildings", PlaceKind::polygon, false, {"height", "levels"}, {"name", "use"}},
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

}  // namespace

Description read_description(const fs::path& city_toml, const std::map<std::string, fs::path>& replaced) {
  const Value file = read_toml(city_toml);
  refuse_unknown(file, {"kind", "id", "title", "note", "crs", "year", "seed", "defaults", "jobs", "buildings", "buses",
                        "tram", "roads", "districts", "zones", "stops", "stations"});
  const fs::path folder = city_toml.has_parent_path() ? city_toml.parent_path() : fs::path(".");
  Description description;
  generate::Settings& settings = description.settings;
  settings.profile.id = file.at("id").as_text();
  settings.profile.title = {file.at("title").at("de").as_text(), file.at("title").at("en").as_text()};
  settings.profile.crs = file.at("crs").as_text();
  description.crs = file.at("crs");
  settings.profile.year = static_cast<int>(file.at("year").as_integer());
  settings.profile.synthetic = false;
  generate::read_note(file, settings.profile);
  settings.folder = folder / file.at("defaults").as_text();
  if (!fs::is_directory(settings.folder))
    file.at("defaults").fail("there is no folder " + settings.folder.string() + " with the compact tables");
  if (const Value* seed = file.find("seed")) settings.seed = static_cast<std::uint64_t>(seed->as_integer());
  for (const char* section : {"jobs", "buses", "tram"}) generate::read_section(file, section, settings);
  Source* targets[] = {&description.roads,     &description.districts, &description.zones,
                       &description.buildings, &description.stops,     &description.stations};
  for (std::size_t i = 0; i < sources().size(); ++i) *targets[i] = read_source(file, sources()[i], folder, replaced);
  read_counts(file, description);
  if (description.districts.given)
    file.at("districts").at("residents");
  else if (!fs::exists(settings.folder / "districts.csv"))
    file.fail("has no [districts] file, and " + settings.folder.string() +
              " no districts.csv: name their file and columns there");
  if (description.zones.given) read_zone_totals(file.at("zones"), description);
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
