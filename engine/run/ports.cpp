#include "engine/run/ports.hpp"

#include <algorithm>
#include <typeinfo>

#include "engine/run/stored.hpp"

namespace planspiel {

namespace {

bool same_axes(const std::vector<AxisSpec>& a, const std::vector<AxisSpec>& b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](const AxisSpec& x, const AxisSpec& y) { return x.name == y.name && x.labels == y.labels; });
}

bool agree(const FieldSpec& a, const FieldSpec& b) {
  return a.domain == b.domain && a.unit == b.unit && same_axes(a.axes, b.axes);
}

/// "[edge × hour] in km/h"
std::string form(const FieldSpec& spec) {
  std::string text = "[" + spec.domain.name;
  for (const AxisSpec& axis : spec.axes) text += " × " + axis.name;
  return text + "]" + (spec.unit.empty() ? " without unit" : " in " + spec.unit);
}

template <class List, class Item>
bool contains(const List& list, const Item& item) {
  return std::find(list.begin(), list.end(), item) != list.end();
}

/// Ports must not depend on options or data: the second construction may ask only for what the first asked.
void require_declared(bool declared, const std::string& model, const std::string& what) {
  if (!declared)
    throw Error(ErrorKind::plugin, "'" + model + "' asks for " + what +
                                       " when it runs, but did not when it declared itself: "
                                       "what a model asks for must not depend on options or data");
}

void add_once(std::vector<std::string>& names, std::vector<FieldSpec>* specs, const FieldSpec& spec) {
  if (contains(names, spec.name)) return;
  names.push_back(spec.name);
  if (specs) specs->push_back(spec);
}

}  // namespace

std::string options_place(const std::string& name) { return "[options.\"" + name + "\"]"; }

DeclaringPorts::DeclaringPorts(std::string name, const City& empty_city, const Value* options)
    : empty_city_(empty_city), options_(options) {
  declared_.declaration.model = std::move(name);
}

const Table& DeclaringPorts::ask_table(std::string_view name) {
  auto& tables = declared_.declaration.tables;
  if (!empty_city_.has(name))
    throw Error(ErrorKind::plugin,
                "'" + declared_.declaration.model + "' asks for a table '" + std::string(name) +
                    "' that neither the city nor a plugin has: " + nearest_known(name, empty_city_.table_names()));
  if (!contains(tables, name)) tables.emplace_back(name);
  return empty_city_.table(name);
}

const GridBase& DeclaringPorts::ask_read(const FieldSpec& spec, MakeGrid make) {
  add_once(declared_.declaration.reads, &declared_.read_specs, spec);
  return *grids_.emplace_back(make());
}

GridBase& DeclaringPorts::ask_write(const FieldSpec& spec, MakeGrid make) {
  auto& writes = declared_.declaration.writes;
  if (std::any_of(writes.begin(), writes.end(), [&](const FieldSpec& other) { return other.name == spec.name; }))
    throw Error(ErrorKind::plugin, "'" + declared_.declaration.model + "' asks twice to write '" + spec.name + "'");
  writes.push_back(spec);
  return *grids_.emplace_back(make());
}

const GridBase* DeclaringPorts::ask_root(const FieldSpec& spec, MakeGrid) {
  add_once(declared_.declaration.roots, &declared_.root_specs, spec);
  return nullptr;
}

void DeclaringPorts::ask_options(OptionSet& set) {
  if (declared_.asks_options)
    throw Error(ErrorKind::plugin, "'" + declared_.declaration.model + "' asks for options twice: use one struct");
  declared_.asks_options = true;
  declared_.declaration.options = set.to_value();
  if (!options_) return;
  with_context(options_place(declared_.declaration.model), [&] { set.read(*options_); });
}

BoundPorts::BoundPorts(const Declared& declared, Binding binding) : declared_(declared), binding_(std::move(binding)) {}

const Table& BoundPorts::ask_table(std::string_view name) {
  const bool known = contains(declared_.declaration.tables, name);
  if (binding_.poison_other_tables && !known) return binding_.empty_city.table(name);
  require_declared(known, declared_.declaration.model, "the table '" + std::string(name) + "'");
  return binding_.city.has(name) ? binding_.city.table(name) : binding_.empty_city.table(name);
}

const GridBase& BoundPorts::ask_read(const FieldSpec& spec, MakeGrid make) {
  require_declared(contains(declared_.declaration.reads, spec.name), declared_.declaration.model,
                   "the field '" + spec.name + "'");
  return typed(binding_.fields, spec, make);
}

GridBase& BoundPorts::ask_write(const FieldSpec& spec, MakeGrid make) {
  const auto& writes = declared_.declaration.writes;
  require_declared(
      std::any_of(writes.begin(), writes.end(), [&](const FieldSpec& other) { return other.name == spec.name; }),
      declared_.declaration.model, "to write '" + spec.name + "'");
  std::shared_ptr<GridBase> grid = make();
  grid->reshape(extents(spec, binding_.city));
  written_[spec.name] = {spec, grid};
  return *grid;
}

const GridBase* BoundPorts::ask_root(const FieldSpec& spec, MakeGrid make) {
  require_declared(contains(declared_.declaration.roots, spec.name), declared_.declaration.model,
                   "the root's field '" + spec.name + "'");
  return binding_.root ? &typed(*binding_.root, spec, make) : nullptr;
}

void BoundPorts::ask_options(OptionSet& set) {
  with_context(binding_.options_place, [&] { set.read(binding_.options); });
}

void BoundPorts::ask_options_of(std::string_view model, OptionSet& set) {
  if (!binding_.model_options)
    throw Error(ErrorKind::plugin, "'" + declared_.declaration.model + "' asks for the options of '" +
                                       std::string(model) + "': only a tool may see those of a model");
  const Value* options = binding_.model_options->find(std::string(model));
  if (options) with_context(options_place(std::string(model)), [&] { set.read(*options); });
}

/// Grids from the cache have no row type: they are copied once into the type that the model knows.
const GridBase& BoundPorts::typed(const FieldMap& fields, const FieldSpec& spec, const MakeGrid& make) {
  const auto found = fields.find(spec.name);
  PLANSPIEL_CHECK(found != fields.end());
  const std::shared_ptr<const GridBase>& stored = found->second.grid;
  std::shared_ptr<GridBase> grid = make();
  if (typeid(*grid) == typeid(*stored)) return *kept_.emplace_back(stored);
  grid->reshape(stored->shape());
  std::copy(stored->raw().begin(), stored->raw().end(), grid->raw().begin());
  return *kept_.emplace_back(std::move(grid));
}

Declared declare_model(const ModelEntry& model, const City& empty_city, const Value* options) {
  DeclaringPorts ports(model.name, empty_city, options);
  model.make(ports);
  return ports.declared();
}

Declaration declare(const ModelEntry& model) { return declare_model(model, City()).declaration; }

void check_agreement(const std::vector<Declared>& declared) {
  std::map<std::string, std::pair<const FieldSpec*, const std::string*>, std::less<>> writers;
  for (const Declared& one : declared)
    for (const FieldSpec& spec : one.declaration.writes) writers[spec.name] = {&spec, &one.declaration.model};
  const auto check = [&](const Declared& reader, const FieldSpec& spec) {
    const auto writer = writers.find(spec.name);
    if (writer == writers.end() || agree(spec, *writer->second.first)) return;
    throw Error(ErrorKind::plugin, "field '" + spec.name + "': '" + *writer->second.second + "' writes it as " +
                                       form(*writer->second.first) + ", '" + reader.declaration.model +
                                       "' reads it as " + form(spec));
  };
  for (const Declared& reader : declared) {
    for (const FieldSpec& spec : reader.read_specs) check(reader, spec);
    for (const FieldSpec& spec : reader.root_specs) check(reader, spec);
  }
}

}  // namespace planspiel
