#pragma once

/// Fields outside of models: grids whose row type is not known any more, descriptions as values, content digests.
/// Shared by the cache, the run folder and the ports.

#include "engine/base/hash.hpp"
#include "engine/base/value.hpp"
#include "engine/run/field.hpp"

namespace planspiel {

/// A grid read from a file. Ports turn it into the typed grid that a model asks for.
class StoredGrid final : public GridBase {
 public:
  explicit StoredGrid(std::vector<std::size_t> shape) { reshape(std::move(shape)); }
  StoredGrid(std::vector<std::size_t> shape, std::vector<double> values);
  std::span<const double> raw() const override { return values_; }
  std::span<double> raw() override { return values_; }
  void reshape(std::vector<std::size_t> shape) override;

 private:
  std::vector<double> values_;
};

/// Product of the extents; nullopt where it does not fit into memory sizes.
std::optional<std::size_t> value_count(const std::vector<std::size_t>& shape);

/// Hash of shape and values.
Digest content_digest(const GridBase& grid);

/// name, domain, axes, unit, title, better, help as a table, and back. Throws Error(input) for an unknown domain.
Value spec_to_value(const FieldSpec& spec);
FieldSpec spec_from_value(const Value& value);
std::string_view better_name(Better better);
/// Throws Error(input) for any other word.
Better better_from_value(const Value& value);
Value text_to_value(const Text& text);
Text text_from_value(const Value& value);

/// What one of the field's unit is in base units; 1 for fields without unit.
double unit_factor(const std::string& symbol);

}  // namespace planspiel
