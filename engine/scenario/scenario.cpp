#include "engine/scenario/scenario.hpp"

#include <fmt/format.h>
#include <algorithm>

#include "engine/base/error.hpp"
#include "engine/base/files.hpp"
#include "engine/run/case_runner.hpp"
#include "engine/scenario/area_file.hpp"

namespace planspiel {

namespace {

namespace fs = std::filesystem;

constexpr std::size_t kMostBases = 64, kMostMeasures = 1000;

const std::vector<std::string> kScenarioKeys{"schema", "title",  "question", "base",   "city",
                                             "seed",   "remove", "measure",  "options"};

/// Collects the faults of a file, so that all are reported at once.
class Faults {
 public:
  template <class Body>
  void guard(Body&& body) {
    try {
      body();
    } catch (const Error& error) {
      if (error.kind() != ErrorKind::config && error.kind() != ErrorKind::input) throw;
      add(error.what());
    }
  }
  void add(const std::string& message) { text_ += (text_.empty() ? "" : "\n") + message; }
  void throw_if_any() const {
    if (!text_.empty()) throw Error(ErrorKind::config, text_);
  }

 private:
  std::string text_;
};

Text read_text(const Value& value) {
  if (value.is_text()) return {value.as_text(), value.as_text()};
  if (!value.is_table()) value.fail("a title is a text or { de = \"…\", en = \"…\" }");
  Text text;
  for (const auto& [key, part] : value.members()) {
    if (key == "de")
      text.de = part.as_text();
    else if (key == "en")
      text.en = part.as_text();
    else
      part.fail("unknown language '" + key + "': titles have de and en");
  }
  if (text.de.empty()) text.de = text.en;
  if (text.en.empty()) text.en = text.de;
  return text;
}

/// A table of options inside another is merged too, so that a scenario changes some of the coefficients of its base.
void merge_option(Value& into, const std::string& key, const Value& value) {
  const Value* before = into.find(key);
  if (!before || !before->is_table() || !value.is_table()) {
    into.set(key, value);
    return;
  }
  Value merged = *before;
  merged.set_place(value.place());
  for (const auto& [name, member] : value.members()) merge_option(merged, name, member);
  into.set(key, merged);
}

void merge_options(Value& into, const Value& from) {
  for (const auto& [model, options] : from.members()) {
    if (!options.is_table()) options.fail("options." + model + " is a table: [options.\"" + model + "\"]");
    Value merged = into.find(model) ? *into.find(model) : Value::table();
    for (const auto& [key, value] : options.members()) merge_option(merged, key, value);
    merged.set_place(options.place());
    into.set(model, merged);
  }
}

MeasureUse read_measure(const Value& table, const fs::path& folder, const Registry& registry) {
  if (!table.is_table()) table.fail("a measure is a table: [[measure]]");
  const Value& kind = table.at("kind");
  MeasureUse use{kind.as_text(), table.find("id") ? table.find("id")->as_text() : "", table};
  const MeasureEntry* entry = nullptr;
  try {
    entry = &registry.measure(use.kind);
  } catch (const Error& error) {
    kind.fail(error.what());
  }
  const Value options = entry->describe();
  for (const Value& option : options.items()) {
    if (option.at("type").as_text() != "area") continue;
    const Value* given = table.find(option.at("name").as_text());
    if (given && given->is_text() && names_area_file(given->as_text()))
      use.options.set(option.at("name").as_text(), read_area_file(*given, folder));
  }
  return use;
}

/// The files of the areas that a measure names.
void add_area_files(const Value& table, const fs::path& folder, std::vector<fs::path>& files) {
  for (const auto& [key, value] : table.members())
    if (value.is_text() && names_area_file(value.as_text())) files.push_back(folder / value.as_text());
}

class ScenarioReader {
 public:
  explicit ScenarioReader(const Registry& registry) : registry_(registry) {}

  Scenario read(const fs::path& path) {
    std::error_code failed;
    const fs::path whole = fs::weakly_canonical(path, failed);
    if (failed || !fs::exists(whole, failed))
      throw Error(ErrorKind::config,
                  path.string() + ": no such scenario file" + (failed ? ": " + failed.message() : ""));
    if (open_.size() >= kMostBases)
      throw Error(ErrorKind::config, path.string() + ": more than " + std::to_string(kMostBases) +
                                         " scenarios stand on one another: take a base nearer to the city");
    if (std::find(open_.begin(), open_.end(), whole) != open_.end()) {
      std::string circle;
      for (const fs::path& link : open_) circle += link.filename().string() + " → ";
      throw Error(ErrorKind::config,
                  path.string() + ": the bases form a circle: " + circle + whole.filename().string());
    }
    open_.push_back(whole);
    Scenario scenario = resolve(read_toml(whole), whole);
    open_.pop_back();
    return scenario;
  }
  Scenario parse(std::string_view text, const fs::path& path) {
    const fs::path whole = fs::weakly_canonical(path);
    open_.push_back(whole);
    return resolve(parse_toml(text, whole.string()), whole);
  }

 private:
  /// A file of a later schema may mean something else by the same words: nothing of it is read.
  static void check_schema(const Value& file) {
    const Value* schema = file.find("schema");
    if (!schema) return;
    if (schema->as_integer() < 1) schema->fail("a schema is a whole number from 1");
    if (schema->as_integer() > kScenarioSchema)
      schema->fail("the scenario is of schema " + std::to_string(schema->as_integer()) + ", this program reads up to " +
                   std::to_string(kScenarioSchema) + ": take a newer planspiel");
  }

  Scenario resolve(const Value& file, const fs::path& path) {
    check_schema(file);
    Faults faults;
    for (const auto& [key, value] : file.members())
      if (std::find(kScenarioKeys.begin(), kScenarioKeys.end(), key) == kScenarioKeys.end())
        faults.guard([&] { value.fail("unknown key '" + key + "': " + nearest_known(key, kScenarioKeys)); });
    Scenario scenario;
    if (const Value* base = file.find("base")) {
      const fs::path base_path = path.parent_path() / base->as_text();
      const auto from = std::make_shared<const Scenario>(
          with_context(base->place().text() + ": reading the base", [&] { return read(base_path); }));
      scenario = *from;
      scenario.root = from->root ? from->root : from;
    }
    scenario.path = path;
    scenario.files.push_back(path);
    scenario.name = path.stem().string();
    scenario.title = {scenario.name, scenario.name};
    scenario.question = {};
    read_own(file, scenario, faults);
    faults.throw_if_any();
    if (scenario.city.empty())
      throw Error(ErrorKind::config, path.string() + ": no city: write city = \"city.toml\" or base = \"base.toml\"");
    return scenario;
  }

  void read_own(const Value& file, Scenario& scenario, Faults& faults) {
    const fs::path folder = scenario.path.parent_path();
    const auto each = [&](std::string_view key, auto&& body) {
      if (const Value* value = file.find(key)) faults.guard([&] { body(*value); });
    };
    each("title", [&](const Value& value) { scenario.title = read_text(value); });
    each("question", [&](const Value& value) { scenario.question = read_text(value); });
    each("city", [&](const Value& value) {
      if (file.find("base")) value.fail("the city comes from the base: leave out 'city' or 'base'");
      scenario.city = inside(value, folder);
    });
    each("seed", [&](const Value& value) {
      if (value.as_integer() < 0) value.fail("a seed is a whole number from 0");
      scenario.seed = static_cast<std::uint64_t>(value.as_integer());
    });
    each("options", [&](const Value& value) { merge_options(scenario.options, value); });
    each("remove", [&](const Value& value) { remove(value, scenario); });
    each("measure", [&](const Value& value) {
      if (value.items().size() > kMostMeasures)
        value.fail("more than " + std::to_string(kMostMeasures) + " measures: a scenario has a few");
      for (const Value& table : value.items())
        faults.guard([&] {
          MeasureUse use = read_measure(table, folder, registry_);
          add_area_files(table, folder, scenario.files);
          const auto same_id = [&](const MeasureUse& other) { return !use.id.empty() && other.id == use.id; };
          if (std::any_of(scenario.measures.begin(), scenario.measures.end(), same_id))
            table.fail("a measure with id '" + use.id + "' is there already; remove = [\"" + use.id +
                       "\"] takes it out");
          scenario.measures.push_back(std::move(use));
        });
    });
  }

  static fs::path inside(const Value& value, const fs::path& folder) {
    fs::path path;
    try {
      path = path_inside(folder, value.as_text());
    } catch (const Error& error) {
      value.fail(error.what());
    }
    if (!fs::exists(path)) value.fail("no such file: " + path.string());
    return path;
  }

  static void remove(const Value& ids, Scenario& scenario) {
    for (const Value& id : ids.items()) {
      const auto found = std::find_if(scenario.measures.begin(), scenario.measures.end(),
                                      [&](const MeasureUse& use) { return use.id == id.as_text() && !use.id.empty(); });
      if (found == scenario.measures.end()) {
        std::vector<std::string> known;
        for (const MeasureUse& use : scenario.measures)
          if (!use.id.empty()) known.push_back(use.id);
        id.fail("the base has no measure with id '" + id.as_text() + "'" +
                (known.empty() ? "" : ": " + nearest_known(id.as_text(), known)));
      }
      scenario.measures.erase(found);
    }
  }

  const Registry& registry_;
  std::vector<fs::path> open_;
};

/// The options of a measure without what is for readers only.
Value plain_options(const MeasureUse& use, std::string_view also_without = "") {
  Value plain = Value::table();
  for (const auto& [key, value] : use.options.members())
    if (key != "comment" && key != also_without) plain.set(key, value);
  return plain;
}

/// Names of the tables whose content differs, sorted.
std::vector<std::string> changed_tables(const City& before, const City& after) {
  std::vector<std::string> changed;
  for (const std::string& name : after.table_names())
    if (!before.has(name) || before.digest(name) != after.digest(name)) changed.push_back(name);
  std::sort(changed.begin(), changed.end());
  return changed;
}

std::string context_of(const MeasureUse& use, std::size_t number) {
  return fmt::format("{}: measure {} '{}'", use.options.place().text(), number, use.kind);
}

/// What an imported city has to keep, a changed one has to keep too. `steps` are the base city and the city after each
/// measure; the first measure that leaves a fault is named.
void refuse_faults(const Scenario& scenario, const std::vector<City>& steps) {
  if (steps.size() < 2 || faults(steps.back()).empty() || !faults(steps.front()).empty()) return;
  constexpr std::size_t kMost = 5;
  for (std::size_t step = 1; step < steps.size(); ++step) {
    const std::vector<Finding> found = faults(steps[step]);
    if (found.empty()) continue;
    std::string text = fmt::format("{}: leaves a city with {} fault{}:", context_of(scenario.measures[step - 1], step),
                                   found.size(), found.size() == 1 ? "" : "s");
    for (std::size_t at = 0; at < std::min(kMost, found.size()); ++at)
      text +=
          fmt::format("\n  {}{}: {}", found[at].table,
                      found[at].external_id.empty() ? "" : " '" + found[at].external_id + "'", found[at].message.en);
    if (found.size() > kMost) text += fmt::format("\n  and {} more", found.size() - kMost);
    throw Error(ErrorKind::config, text);
  }
}

}  // namespace

Value Scenario::identity() const {
  Value list = Value::list();
  for (const MeasureUse& use : measures) list.push_back(plain_options(use));
  return Value::table({{"seed", Value(static_cast<std::int64_t>(seed))}, {"options", options}, {"measures", list}});
}

Scenario read_scenario(const std::filesystem::path& path, const Registry& registry) {
  return ScenarioReader(registry).read(path);
}

Scenario parse_scenario(std::string_view text, const std::filesystem::path& path, const Registry& registry) {
  return ScenarioReader(registry).parse(text, path);
}

Case make_case(const Scenario& scenario, const Registry& registry, const CityLoader& load_city) {
  Case made;
  made.name = scenario.name;
  made.title = scenario.title;
  made.seed = scenario.seed;
  made.options = scenario.options;
  made.scenario = scenario.identity();
  City city = load_city(scenario.city);
  made.base_city = city.digest();
  if (scenario.root) {
    const City same_city = city;
    made.root =
        std::make_shared<const Case>(make_case(*scenario.root, registry, [&](const fs::path&) { return same_city; }));
  }
  Faults wrong;
  std::vector<City> steps{city};
  for (const MeasureUse& use : scenario.measures) {
    wrong.guard([&] {
      with_context(context_of(use, steps.size()), [&] { city = registry.measure(use.kind).apply(use.options, city); });
      made.measures.push_back(
          {use.kind, use.id, canonical_json(plain_options(use, "id")), changed_tables(steps.back(), city)});
    });
    steps.push_back(city);
  }
  wrong.throw_if_any();
  refuse_faults(scenario, steps);
  made.city = derive(std::move(city));
  return made;
}

}  // namespace planspiel
