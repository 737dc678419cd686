#include "engine/run/case_runner.hpp"

#include <dlfcn.h>

#include <algorithm>
#include <chrono>

#include "engine/run/stored.hpp"

namespace planspiel {

const Digest& engine_digest() {
  static const Digest digest = [] {
    Dl_info where{};
    const auto* here = reinterpret_cast<const void*>(&engine_handshake);
    PLANSPIEL_CHECK(dladdr(here, &where) != 0 && where.dli_fname != nullptr);
    return hash_file(where.dli_fname);
  }();
  return digest;
}

namespace {

/// The value with the keys of all its tables in order, so that the order in a file does not matter.
Value canonical(const Value& value) {
  if (value.is_list()) {
    Value list = Value::list();
    for (const Value& item : value.items()) list.push_back(canonical(item));
    return list;
  }
  if (!value.is_table()) return value;
  std::vector<Value::Member> members;
  for (const auto& [key, member] : value.members()) members.emplace_back(key, canonical(member));
  std::sort(members.begin(), members.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  return Value::table(std::move(members));
}

/// Options as text for a key. Those that say the default are left out.
std::string options_text(const Value& given, const Value& described) {
  Value kept = Value::table();
  for (const auto& [key, value] : given.members()) {
    const auto& all = described.items();
    const auto option =
        std::find_if(all.begin(), all.end(), [&](const Value& one) { return one.at("name").as_text() == key; });
    const Value* usual = option == all.end() ? nullptr : option->find("default");
    if (!usual || to_json(canonical(*usual), 0) != to_json(canonical(value), 0)) kept.set(key, value);
  }
  return to_json(canonical(kept), 0);
}

void check_shape(const FieldValues& field, const City& city, const std::string& model) {
  std::vector<std::size_t> wanted = extents(field.spec, city);
  const bool free_rows = field.spec.domain.rows == RowCount::of_model;
  if (free_rows) wanted[0] = field.grid->rows();
  if (field.grid->shape() != wanted)
    throw Error(ErrorKind::plugin, "'" + model + "' changed the extents of its field '" + field.spec.name +
                                       "': only persons, tours, trips and rounds have rows that a model may set");
}

}  // namespace

std::string canonical_json(const Value& value) { return to_json(canonical(value), 0); }

Declarations declare_all(const Registry& registry) {
  Declarations all;
  all.empty_city = with_tables(std::move(all.empty_city), registry.tables());
  all.models = registry.models();
  std::vector<Declaration> plain;
  for (const ModelEntry* model : all.models) {
    all.declared.push_back(declare_model(*model, all.empty_city));
    plain.push_back(all.declared.back().declaration);
    Hasher code;
    code.digest(engine_digest());
    for (const Plugin& plugin : registry.plugins)
      if (model >= plugin.models.data() && model < plugin.models.data() + plugin.models.size())
        code.digest(plugin.digest);
    all.code.push_back(code.finish());
  }
  all.order = schedule(plain);
  check_agreement(all.declared);
  for (std::size_t model = 0; model < plain.size(); ++model)
    for (const FieldSpec& field : plain[model].writes) all.writer_of.emplace(field.name, model);
  return all;
}

const Value& options_of(const Case& scenario, const std::string& model) {
  static const Value none = Value::table();
  const Value* given = scenario.options.find(model);
  return given ? *given : none;
}

void check_options(const Declarations& declarations, const Case& scenario) {
  std::vector<std::string> names, faults;
  for (const ModelEntry* model : declarations.models) names.push_back(model->name);
  for (const auto& [name, given] : scenario.options.members()) {
    try {
      const auto found = std::find(names.begin(), names.end(), name);
      if (found == names.end()) given.fail("there is no model '" + name + "': " + nearest_known(name, names));
      if (!given.is_table()) given.fail(options_place(name) + " must be a table of options");
      const auto model = static_cast<std::size_t>(found - names.begin());
      if (declarations.declared[model].asks_options)
        declare_model(*declarations.models[model], declarations.empty_city, &given);
      else if (!given.members().empty())
        given.fail("the model '" + name + "' has no options");
    } catch (const Error& error) {
      if (error.kind() != ErrorKind::config) throw;
      faults.emplace_back(error.what());
    }
  }
  if (!faults.empty()) throw Error(ErrorKind::config, join(faults, "\n"));
}

CaseRunner::CaseRunner(const Declarations& declarations, const Case& scenario, const RunOptions& options,
                       CaseRunner* root)
    : declarations_(declarations),
      case_(scenario),
      options_(options),
      root_(root),
      results_(declarations.models.size()) {}

const ModelResult& CaseRunner::result(std::size_t model) {
  if (!results_[model]) {
    for (const std::string& field : declarations_.declared[model].declaration.reads)
      result(declarations_.writer_of.at(field));
    results_[model] = make(model);
  }
  return *results_[model];
}

FieldMap CaseRunner::fields_for(const std::vector<std::string>& names) {
  FieldMap fields;
  for (const std::string& name : names) {
    const auto writer = declarations_.writer_of.find(name);
    if (writer == declarations_.writer_of.end())
      throw Error(ErrorKind::plugin, "the field '" + name + "' is read, but no model writes it");
    fields[name] = result(writer->second).fields.at(name);
  }
  return fields;
}

std::optional<FieldMap> CaseRunner::root_fields(const Declaration& declaration) {
  if (!root_) return std::nullopt;
  return root_->fields_for(declaration.roots);
}

/// Of a model's inputs except its fields: code, tables, extents, options, seed, profile.
Digest CaseRunner::key_of_own_inputs(std::size_t model) const {
  const Declaration& declaration = declarations_.declared[model].declaration;
  Hasher hasher;
  hasher.text("planspiel-result-1").digest(declarations_.code[model]).text(declaration.model).integer(case_.seed);
  const CityProfile& profile = case_.city.profile;
  hasher.text(profile.id).text(profile.title.de).text(profile.title.en).text(profile.crs);
  hasher.integer(static_cast<std::uint64_t>(profile.year)).integer(profile.synthetic);
  hasher.integer(declaration.tables.size());
  for (const std::string& table : declaration.tables) hasher.text(table).digest(table_digest(table));
  hasher.integer(declaration.writes.size());
  for (const FieldSpec& field : declaration.writes) {
    hasher.text(field.name);
    for (const std::size_t extent : extents(field, case_.city)) hasher.integer(extent);
  }
  hasher.text(options_text(options_of(case_, declaration.model), declaration.options));
  return hasher.finish();
}

Digest CaseRunner::key_without_root(std::size_t model) {
  Hasher hasher;
  hasher.digest(key_of_own_inputs(model));
  for (const std::string& field : declarations_.declared[model].declaration.reads) {
    result(declarations_.writer_of.at(field));
    hasher.text(field).digest(field_digest(field));
  }
  return hasher.finish();
}

Digest CaseRunner::key(std::size_t model) {
  const Digest own = key_without_root(model);
  const std::vector<std::string>& roots = declarations_.declared[model].declaration.roots;
  if (roots.empty()) return own;
  Hasher hasher;
  hasher.digest(own);
  if (!root_) return hasher.text("root").finish();
  for (const std::string& field : roots) {
    root_->result(declarations_.writer_of.at(field));
    hasher.text(field).digest(root_->field_digest(field));
  }
  return hasher.finish();
}

/// Only a model with root ports could give other numbers for equal inputs. The root's fields are computed only when
/// everything else is equal.
bool CaseRunner::same_as_root(std::size_t model) {
  if (!root_ || declarations_.declared[model].declaration.roots.empty()) return false;
  return key_of_own_inputs(model) == root_->key_of_own_inputs(model) &&
         key_without_root(model) == root_->key_without_root(model);
}

const Digest& CaseRunner::field_digest(const std::string& name) {
  const auto known = field_digests_.find(name);
  if (known != field_digests_.end()) return known->second;
  const ModelResult& writer = result(declarations_.writer_of.at(name));
  return field_digests_.emplace(name, content_digest(*writer.fields.at(name).grid)).first->second;
}

Digest CaseRunner::table_digest(const std::string& name) const {
  return case_.city.has(name) ? case_.city.digest(name) : declarations_.empty_city.digest(name);
}

ModelResult CaseRunner::make(std::size_t model) {
  if (options_.stop.stop_requested()) throw Error(ErrorKind::stopped, "stopped on request");
  if (same_as_root(model)) return root_->result(model);
  const std::string& name = declarations_.models[model]->name;
  const Digest own_key = key(model);
  if (root_ && root_->has(model) && root_->result(model).key == own_key) return root_->result(model);
  const auto start = std::chrono::steady_clock::now();
  std::optional<ModelResult> result;
  if (options_.cache) result = options_.cache->find(own_key, *options_.observer);
  if (!result) {
    options_.observer->progress(same_text(name), 0.0);
    result = with_context("model '" + name + "'", [&] { return compute(model, own_key); });
    options_.observer->progress(same_text(name), 1.0);
  }
  result->seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  return std::move(*result);
}

ModelResult CaseRunner::compute(std::size_t model, const Digest& key) {
  const Declared& declared = declarations_.declared[model];
  BoundPorts ports(declared, {.city = case_.city,
                              .empty_city = declarations_.empty_city,
                              .fields = fields_for(declared.declaration.reads),
                              .root = root_fields(declared.declaration),
                              .options = options_of(case_, declared.declaration.model),
                              .options_place = options_place(declared.declaration.model),
                              .poison_other_tables = options_.poison_other_tables});
  const std::unique_ptr<Model> made = declarations_.models[model]->make(ports);
  RunContext context(case_.seed, options_.stop, *options_.observer);
  made->run(context);
  ModelResult result{
      .model = declared.declaration.model, .key = key, .fields = ports.written(), .notes = context.notes()};
  for (const auto& [name, field] : result.fields) check_shape(field, case_.city, result.model);
  if (options_.cache) options_.cache->keep(result, *options_.observer);
  return result;
}

}  // namespace planspiel
