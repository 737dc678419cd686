#include "engine/run/field.hpp"

#include <algorithm>
#include <array>

namespace planspiel {

DeclaredField::DeclaredField(std::string_view name, std::string_view unit, TextView title, Better better, TextView help,
                             const DomainSpec& domain, std::initializer_list<AxisSpec (*)()> axes)
    : spec{.name = std::string(name),
           .domain = domain,
           .axes = {},
           .unit = std::string(unit),
           .title = title.text(),
           .better = better,
           .help = help.text()} {
  for (AxisSpec (*const axis)() : axes) spec.axes.push_back(axis());
}
DeclaredField::~DeclaredField() = default;
DeclaredField::DeclaredField(const DeclaredField&) = default;
DeclaredField::DeclaredField(DeclaredField&&) noexcept = default;

std::vector<std::size_t> extents(const FieldSpec& spec, const City& city) {
  std::vector<std::size_t> shape;
  if (!spec.domain.table.empty())
    shape.push_back(city.table(spec.domain.table).size());
  else
    shape.push_back(spec.domain.rows == RowCount::one ? 1 : 0);
  for (const AxisSpec& axis : spec.axes)
    shape.push_back(axis.table.empty() ? axis.labels.size() : city.table(axis.table).size());
  return shape;
}

DayValue day_value(const FieldSpec& field) {
  constexpr std::array<std::string_view, 6> kStates{"%", "s", "min", "m", "m/s", "km/h"};
  const std::string& unit = field.unit;
  if (std::find(kStates.begin(), kStates.end(), unit) != kStates.end()) return DayValue::mean;
  const bool ratio = unit.find('/') != std::string::npos;
  return ratio && !unit.ends_with("/h") ? DayValue::mean : DayValue::sum;
}

std::string day_unit(const FieldSpec& field, Language language) {
  if (day_value(field) == DayValue::mean || !field.unit.ends_with("/h")) return field.unit;
  return field.unit.substr(0, field.unit.size() - 1) + (language == Language::de ? "Tag" : "day");
}

std::vector<std::string> axis_labels(const AxisSpec& axis, const City& city) {
  return axis.labels.empty() && !axis.table.empty() ? city.table(axis.table).external_ids() : axis.labels;
}

std::vector<Text> label_texts(const AxisSpec& axis) {
  if (axis.label_titles.size() == axis.labels.size()) return axis.label_titles;
  std::vector<Text> texts;
  for (const std::string& label : axis.labels) texts.push_back({label, label});
  return texts;
}

FieldSpec shown_at(FieldSpec spec, std::size_t axis, std::size_t entry) {
  const std::vector<std::string>& units = spec.axes[axis].label_units;
  if (entry < units.size() && !units[entry].empty()) spec.unit = std::string(units[entry]);
  return spec;
}

}  // namespace planspiel
