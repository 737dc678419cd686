#include "engine/generate/settings.hpp"

#include <algorithm>

namespace planspiel::generate {

namespace {

const std::vector<std::string> kKeys{"kind",    "id",    "title", "note",      "crs",   "year", "seed",
                                     "streets", "zones", "jobs",  "buildings", "buses", "tram"};

void describe(OptionSet& set, Settings& settings, const std::string& section) {
  const OptionLabel none{};
  if (section == "streets") {
    set.quantity("spacing", settings.spacing, "m", none, {60.0, 1000.0});
    set.number("dense", settings.dense, none, {0.0, 1e6});
    set.number("built", settings.built, none, {0.0, 1.0});
  } else if (section == "zones") {
    set.integer("count", settings.zones, none, {1, 5000});
    set.integer("external", settings.external_zones, none, {0, 500});
  } else if (section == "jobs") {
    set.percent("in_centre", settings.jobs_in_centre, none);
    set.quantity("reach", settings.jobs_reach, "km", none, {0.1, 100.0});
  } else if (section == "buildings") {
    set.integer("count", settings.buildings, none, {0, 2000000});
  } else if (section == "buses") {
    set.quantity("length", settings.bus_length, "km", none, {0.0, 10000.0});
    set.integer("stops", settings.bus_stops, none, {0, 100000});
  } else if (section == "tram") {
    set.quantity("stop_spacing", settings.tram_spacing, "m", none, {100.0, 5000.0});
  }
}

}  // namespace

void read_note(const Value& file, CityProfile& profile) {
  if (const Value* note = file.find("note")) profile.note = {note->at("de").as_text(), note->at("en").as_text()};
}

void read_section(const Value& file, const std::string& section, Settings& settings,
                  const std::vector<std::string>& ignored) {
  const Value* table = file.find(section);
  if (!table) return;
  OptionSet set;
  describe(set, settings, section);
  set.read(*table, ignored);
}

Settings read_settings(const std::filesystem::path& city_toml) {
  const Value file = read_toml(city_toml);
  for (const auto& [key, value] : file.members())
    if (std::find(kKeys.begin(), kKeys.end(), key) == kKeys.end())
      value.fail("unknown key '" + key + "': " + nearest_known(key, kKeys));
  Settings settings;
  settings.folder = city_toml.parent_path();
  settings.profile.id = file.at("id").as_text();
  settings.profile.title = {file.at("title").at("de").as_text(), file.at("title").at("en").as_text()};
  settings.profile.crs = file.at("crs").as_text();
  settings.profile.year = static_cast<int>(file.at("year").as_integer());
  settings.profile.synthetic = true;
  read_note(file, settings.profile);
  if (const Value* seed = file.find("seed")) settings.seed = static_cast<std::uint64_t>(seed->as_integer());
  for (const char* section : {"streets", "zones", "jobs", "buildings", "buses", "tram"})
    read_section(file, section, settings);
  return settings;
}

}  // namespace planspiel::generate
