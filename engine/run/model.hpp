#pragma once

#include <functional>
#include <memory>
#include <stop_token>
#include <string>
#include <vector>

#include "engine/base/options.hpp"
#include "engine/base/random.hpp"
#include "engine/run/field.hpp"
#include "engine/run/observer.hpp"

namespace planspiel {

/// What a model or tool asks for in its constructor. That list *is* its declaration: the schedule and the
/// cache key follow from it.
class Ports {
 public:
  virtual ~Ports() = default;

  template <class TableType>
  const TableType& table(TableKey<TableType> key) {
    return static_cast<const TableType&>(ask_table(key.name));
  }

  /// A field that another model writes; this model runs after it.
  template <class Row, class Value, class... Axes>
  const Grid<Row, Value, Axes...>& reads(const Field<Row, Value, Axes...>& field) {
    return static_cast<const Grid<Row, Value, Axes...>&>(ask_read(field.spec, make<Row, Value, Axes...>()));
  }
  /// A field that this model alone writes; zeros at first, with the extents of the city.
  template <class Row, class Value, class... Axes>
  Grid<Row, Value, Axes...>& writes(const Field<Row, Value, Axes...>& field) {
    return static_cast<Grid<Row, Value, Axes...>&>(ask_write(field.spec, make<Row, Value, Axes...>()));
  }
  /// The field as the root of the scenario's chain of bases has it: the declared start of an equilibrium, homes
  /// and workplaces that stay. nullptr when this run is the root.
  template <class Row, class Value, class... Axes>
  const Grid<Row, Value, Axes...>* root(const Field<Row, Value, Axes...>& field) {
    return static_cast<const Grid<Row, Value, Axes...>*>(ask_root(field.spec, make<Row, Value, Axes...>()));
  }
  /// The options of the scenario for this model ([options."model.name"]), as `Struct::describe` reads them.
  template <class Struct>
  Struct options() {
    Struct result;
    OptionSet set;
    result.describe(set);
    ask_options(set);
    return result;
  }
  /// The options of the scenario for another model, for a tool that computes as that model does. A model may not ask:
  /// its result hangs on its own options only.
  template <class Struct>
  Struct options_of(std::string_view model) {
    Struct result;
    OptionSet set;
    result.describe(set);
    ask_options_of(model, set);
    return result;
  }
  /// The city's projection, for models that must print or read degrees.
  virtual const CityProfile& profile() const = 0;

 protected:
  using MakeGrid = std::function<std::shared_ptr<GridBase>()>;
  virtual const Table& ask_table(std::string_view name) = 0;
  virtual const GridBase& ask_read(const FieldSpec& spec, MakeGrid make) = 0;
  virtual GridBase& ask_write(const FieldSpec& spec, MakeGrid make) = 0;
  virtual const GridBase* ask_root(const FieldSpec& spec, MakeGrid make) = 0;
  virtual void ask_options(OptionSet& set) = 0;
  virtual void ask_options_of(std::string_view model, OptionSet& set) = 0;

 private:
  template <class Row, class Value, class... Axes>
  static MakeGrid make() {
    return [] { return std::make_shared<Grid<Row, Value, Axes...>>(); };
  }
};

/// What a model may use while it runs besides its ports.
class RunContext {
 public:
  RunContext(std::uint64_t seed, std::stop_token stop, RunObserver& observer)
      : seed_(seed), stop_(stop), observer_(observer) {}
  std::uint64_t seed() const { return seed_; }
  RandomStream random(std::string_view stream) const { return RandomStream(seed_, stream); }
  void progress(const Text& step, double fraction) const { observer_.progress(step, fraction); }
  /// Records a note in the model's result.
  void warn(std::string code, Text text, std::string external_id = {}) {
    notes_.push_back({std::move(code), std::move(text), std::move(external_id)});
  }
  const std::stop_token& stop() const { return stop_; }
  /// Throws Error(stopped) when the user asked to stop. Call it between pieces of long work.
  void check_stop() const {
    if (stop_.stop_requested()) throw Error(ErrorKind::stopped, "stopped on request");
  }
  const std::vector<Note>& notes() const { return notes_; }

 private:
  std::uint64_t seed_;
  std::stop_token stop_;
  RunObserver& observer_;
  std::vector<Note> notes_;
};

/// A model: a pure function from the tables, fields and options it asked for, and the seed, to the fields it
/// writes. It is constructed once to learn its declaration and once to run.
class Model {
 public:
  virtual ~Model() = default;
  virtual void run(RunContext& context) = 0;
};

/// A model as a plugin registers it.
struct ModelEntry {
  std::string name;  ///< "emissions.road"
  std::function<std::unique_ptr<Model>(Ports&)> make;
};

}  // namespace planspiel
