#pragma once

/// The two implementations of Ports: one that learns what a model asks for, one that hands it out.

#include "engine/run/schedule.hpp"

namespace planspiel {

/// A declaration with the descriptions of the fields asked for, so that readers and writers can be compared.
struct Declared {
  Declaration declaration{};
  std::vector<FieldSpec> read_specs{}, root_specs{};
  bool asks_options = false;
};

/// Constructs the model or tool once on tables without rows. `options`, where given, are read strictly.
class DeclaringPorts final : public Ports {
 public:
  /// `empty_city` holds every table with no rows, plugins' own tables included; it must outlive the ports.
  DeclaringPorts(std::string name, const City& empty_city, const Value* options);
  const CityProfile& profile() const override { return empty_city_.profile; }
  const Declared& declared() const { return declared_; }

 private:
  const Table& ask_table(std::string_view name) override;
  const GridBase& ask_read(const FieldSpec& spec, MakeGrid make) override;
  GridBase& ask_write(const FieldSpec& spec, MakeGrid make) override;
  const GridBase* ask_root(const FieldSpec& spec, MakeGrid make) override;
  void ask_options(OptionSet& set) override;
  void ask_options_of(std::string_view, OptionSet&) override {}

  const City& empty_city_;
  const Value* options_;
  Declared declared_;
  std::vector<std::shared_ptr<GridBase>> grids_;
};

/// What a model or tool may see of one case.
struct Binding {
  City city{};  ///< tables that are missing here are taken from `empty_city`
  City empty_city{};
  FieldMap fields{};               ///< of the models that ran before
  std::optional<FieldMap> root{};  ///< fields of the root's run; none when this run is the root
  Value options = Value::table();
  std::string options_place{};           ///< where they stand, for messages: [options."name"]
  std::optional<Value> model_options{};  ///< of the scenario by model, for tools
  bool poison_other_tables = false;
};

/// Hands out exactly what was declared; anything else is an Error(plugin). Owns what it handed out.
class BoundPorts final : public Ports {
 public:
  BoundPorts(const Declared& declared, Binding binding);
  const CityProfile& profile() const override { return binding_.city.profile; }
  /// The written fields, by name, after the model ran.
  FieldMap written() const { return written_; }

 private:
  const Table& ask_table(std::string_view name) override;
  const GridBase& ask_read(const FieldSpec& spec, MakeGrid make) override;
  GridBase& ask_write(const FieldSpec& spec, MakeGrid make) override;
  const GridBase* ask_root(const FieldSpec& spec, MakeGrid make) override;
  void ask_options(OptionSet& set) override;
  void ask_options_of(std::string_view model, OptionSet& set) override;
  const GridBase& typed(const FieldMap& fields, const FieldSpec& spec, const MakeGrid& make);

  Declared declared_;
  Binding binding_;
  FieldMap written_;
  std::vector<std::shared_ptr<const GridBase>> kept_;
};

/// Declares a model on a city without rows.
Declared declare_model(const ModelEntry& model, const City& empty_city, const Value* options = nullptr);

/// "[options.\"mobility.equilibrium\"]", for messages.
std::string options_place(const std::string& name);

/// Throws Error(plugin) where a reader and the writer of a field disagree on domain, axes or unit.
void check_agreement(const std::vector<Declared>& declared);

}  // namespace planspiel
