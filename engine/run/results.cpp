#include "engine/run/results.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "engine/base/csv.hpp"
#include "engine/base/files.hpp"
#include "engine/base/parallel.hpp"
#include "engine/base/seal.hpp"
#include "engine/run/model_card.hpp"
#include "engine/run/stored.hpp"

namespace planspiel {

namespace fs = std::filesystem;

namespace {

std::string number_or_nothing(double value) { return std::isnan(value) ? std::string() : format_number(value); }

void write_indicators(const City& city, const Results& results, const fs::path& folder, Language language) {
  Value list = Value::list();
  std::string csv = "id,value,unit,title,hour,definition,perimeter,source\n";
  for (const IndicatorValue& value : results.indicators) {
    const Indicator& indicator = value.indicator;
    list.push_back(to_value(stored(value, city)));
    const std::array<std::string, 8> cells{indicator.id,
                                           number_or_nothing(value.value),
                                           indicator.unit,
                                           indicator.title.in(language),
                                           value.hour ? std::to_string(*value.hour) : "",
                                           indicator.definition.in(language),
                                           indicator.perimeter.in(language),
                                           indicator.source.in(language)};
    for (std::size_t at = 0; at < cells.size(); ++at) csv += (at > 0 ? "," : "") + csv_cell(cells[at]);
    csv += '\n';
  }
  write_file(folder / "indicators.json", to_json(Value::table({{"indicators", list}})) + "\n");
  write_file(folder / "indicators.csv", csv);
}

/// fields/rows/roads.json: the external ids of a table, in the order of its rows.
std::string rows_file(std::string_view table) { return table.empty() ? "" : "rows/" + std::string(table) + ".json"; }

Value index_entry(const FieldValues& field, const City& city) {
  FieldSpec spec = field.spec;
  for (AxisSpec& axis : spec.axes) axis.labels = axis_labels(axis, city);
  Value shape = Value::list();
  for (const std::size_t extent : field.grid->shape()) shape.push_back(extent);
  Value entry = spec_to_value(spec);
  entry.set("file", spec.name + ".npy");
  entry.set("shape", shape);
  if (const std::string rows = rows_file(spec.domain.table); !rows.empty()) entry.set("rows", rows);
  return entry;
}

void write_in_unit(const FieldValues& field, const fs::path& path) {
  const double factor = unit_factor(field.spec.unit);
  if (factor == 1.0) return write_npy(path, field.grid->shape(), field.grid->raw());
  std::vector<double> converted(field.grid->raw().begin(), field.grid->raw().end());
  for (double& value : converted) value /= factor;
  write_npy(path, field.grid->shape(), converted);
}

void write_fields(const City& city, const FieldMap& fields, const fs::path& folder) {
  fs::create_directories(folder / "rows");
  std::vector<const FieldValues*> list;
  std::vector<std::string_view> tables;
  Value index = Value::list();
  for (const auto& [name, field] : fields) {
    list.push_back(&field);
    index.push_back(index_entry(field, city));
    if (const std::string_view table = field.spec.domain.table; !table.empty()) tables.push_back(table);
  }
  for_each_block(list.size(),
                 [&](std::size_t at) { write_in_unit(*list[at], folder / (list[at]->spec.name + ".npy")); });
  std::sort(tables.begin(), tables.end());
  tables.erase(std::unique(tables.begin(), tables.end()), tables.end());
  for (const std::string_view table : tables) {
    Value ids = Value::list();
    for (const std::string& id : city.table(table).external_ids()) ids.push_back(id);
    write_file(folder / rows_file(table), to_json(ids, 0) + "\n");
  }
  write_file(folder / "index.json", to_json(Value::table({{"fields", index}})) + "\n");
}

Value sources_to_value(const Sources& sources) {
  Value list = Value::list();
  for (const SourceId row : sources.ids())
    list.push_back(Value::table({{"id", sources.id[row]},
                                 {"title", sources.title[row]},
                                 {"licence", sources.licence[row]},
                                 {"date", sources.date[row]},
                                 {"digest", sources.digest[row]},
                                 {"certainty", kCertaintyNames[static_cast<std::size_t>(sources.certainty[row])]}}));
  return list;
}

void write_manifest(const City& city, const Results& results, const fs::path& folder) {
  Value models = Value::list(), plugins = Value::list();
  for (const ModelResult& model : results.models)
    models.push_back(Value::table({{"name", model.model}, {"key", model.key.hex()}, {"notes", model.notes.size()}}));
  for (const Value& plugin : results.plugins) plugins.push_back(plugin);
  const Value manifest = Value::table({{"schema", kRunFolderSchema},
                                       {"engine", PLANSPIEL_VERSION},
                                       {"scenario", results.scenario_name},
                                       {"title", text_to_value(results.title)},
                                       {"identity", results.identity.hex()},
                                       {"seed", std::to_string(results.seed)},
                                       {"city_id", city.profile.id},
                                       {"city_title", text_to_value(city.profile.title)},
                                       {"year", city.profile.year},
                                       {"crs", city.profile.crs},
                                       {"synthetic", city.profile.synthetic},
                                       {"note", text_to_value(city.profile.note)},
                                       {"base_city", results.base_city_digest.hex()},
                                       {"city", results.city_digest.hex()},
                                       {"plugins", plugins},
                                       {"models", models},
                                       {"measures", effects_to_value(results.measures)},
                                       {"definition", results.scenario},
                                       {"sources", sources_to_value(city[tables::sources])}});
  write_file(folder / "manifest.json", to_json(manifest) + "\n");
}

void write_timing(const Results& results, const fs::path& folder) {
  Value models = Value::list(), steps = Value::list();
  for (const ModelResult& model : results.models)
    models.push_back(
        Value::table({{"model", model.model}, {"seconds", model.seconds}, {"from_cache", model.from_cache}}));
  for (const auto& [step, seconds] : results.timing)
    steps.push_back(Value::table({{"step", step}, {"seconds", seconds}}));
  // sealed: it differs from run to run, so the folder's manifest cannot list its hash
  write_file(folder / "timing.json", sealed_json(Value::table({{"models", models}, {"steps", steps}})));
}

}  // namespace

FieldMap Results::fields() const {
  FieldMap all;
  for (const ModelResult& model : models)
    for (const auto& [name, field] : model.fields) all[name] = field;
  return all;
}

void write_results(const City& city, const Results& results, const fs::path& folder, Language language) {
  write_fields(city, results.fields(), folder / "fields");
  write_indicators(city, results, folder, language);
  write_file(folder / "model-card.md", model_card(city, results, language));
  write_timing(results, folder);
  write_manifest(city, results, folder);
}

}  // namespace planspiel
