#include "engine/run/indicator_terms.hpp"

#include <algorithm>
#include <tuple>

namespace planspiel {

namespace {

/// Collects the values of one column as numbers.
class ReadColumn final : public ColumnVisitor {
 public:
  explicit ReadColumn(std::string_view name) : name_(name) {}
  void visit(ColumnCells& column) override {
    names.emplace_back(column.name());
    if (column.name() != name_) return;
    found = true;
    unit = column.spec().unit;
    const ColumnKind kind = column.kind();
    is_number = kind == ColumnKind::number || kind == ColumnKind::integer || kind == ColumnKind::flag;
    if (!is_number) return;
    values.resize(column.size());
    for (std::size_t row = 0; row < column.size(); ++row) {
      const Cell cell = column.get(row);
      const auto* number = std::get_if<double>(&cell);
      values[row] = number ? *number : static_cast<double>(std::get<std::int64_t>(cell));
    }
  }
  bool found = false, is_number = false;
  std::string unit;
  std::vector<double> values;
  std::vector<std::string> names;

 private:
  std::string_view name_;
};

[[noreturn]] void fail_term(const std::string& message) { throw Error(ErrorKind::plugin, message); }

BoundTerm bind_column(const Term& term, const City& city) {
  const std::size_t dot = term.source.find('.');
  const std::string table = term.source.substr(0, dot);
  if (dot == std::string::npos || !city.has(table))
    fail_term("there is neither a field nor a column '" + term.source + "'");
  if (!term.picks.empty())
    fail_term("the column '" + term.source + "' has no axis '" + term.picks[0].axis + "' to pick from");
  ReadColumn column(std::string_view(term.source).substr(dot + 1));
  const_cast<Table&>(city.table(table)).visit(column);  // the visitor only reads
  if (!column.found)
    fail_term("the table '" + table + "' has no column '" + term.source.substr(dot + 1) +
              "': " + nearest_known(std::string_view(term.source).substr(dot + 1), column.names));
  if (!column.is_number) fail_term("the column '" + term.source + "' holds no numbers");
  BoundTerm bound{.table = table,
                  .rows_of = table,
                  .rows = column.values.size(),
                  .factor = term.factor,
                  .owned = std::move(column.values),
                  .places = {0},
                  .unit = column.unit};
  bound.data = bound.owned.data();
  return bound;
}

/// Entries along an axis that count: all, or the picked one.
std::vector<std::size_t> entries(const AxisSpec& axis, std::size_t extent, const Term& term, const City& city,
                                 bool& picked) {
  const auto pick =
      std::find_if(term.picks.begin(), term.picks.end(), [&](const AxisPick& one) { return one.axis == axis.name; });
  picked = pick != term.picks.end();
  if (!picked) {
    std::vector<std::size_t> all(extent);
    for (std::size_t entry = 0; entry < extent; ++entry) all[entry] = entry;
    return all;
  }
  const std::vector<std::string> labels = axis_labels(axis, city);
  const auto label = std::find(labels.begin(), labels.end(), pick->label);
  if (label == labels.end())
    fail_term("the axis '" + axis.name + "' of '" + term.source + "' has no '" + pick->label +
              "': " + nearest_known(pick->label, labels));
  return {static_cast<std::size_t>(label - labels.begin())};
}

void check_picks(const Term& term, const FieldSpec& spec) {
  for (const AxisPick& pick : term.picks)
    if (std::none_of(spec.axes.begin(), spec.axes.end(), [&](const AxisSpec& axis) { return axis.name == pick.axis; }))
      fail_term("the field '" + term.source + "' has no axis '" + pick.axis + "' to pick from");
}

BoundTerm bind_field(const Term& term, const City& city, const FieldValues& field) {
  check_picks(term, field.spec);
  BoundTerm bound{.table = field.spec.domain.table,
                  .rows_of = field.spec.domain.table.empty() ? field.spec.domain.name : field.spec.domain.table,
                  .rows = field.grid->rows(),
                  .row_size = field.grid->row_size(),
                  .factor = term.factor,
                  .data = field.grid->raw().data(),
                  .places = {0},
                  .spec = &field.spec,
                  .unit = field.spec.unit};
  for (std::size_t number = 0; number < field.spec.axes.size(); ++number) {
    const AxisSpec& axis = field.spec.axes[number];
    const std::size_t extent = field.grid->shape()[number + 1];
    bool picked = false;
    const std::vector<std::size_t> taken = entries(axis, extent, term, city, picked);
    const auto extend = [&](const std::vector<std::size_t>& places, const std::vector<std::size_t>& by) {
      std::vector<std::size_t> longer;
      for (const std::size_t place : places)
        for (const std::size_t entry : by) longer.push_back(place * extent + entry);
      return longer;
    };
    if (axis.name == "hour" && !picked)
      for (const std::size_t hour : taken) bound.hour_places.push_back(extend(bound.places, {hour}));
    else {
      for (auto& places : bound.hour_places) places = extend(places, taken);
      if (!picked) bound.open_axes.push_back(axis.name);
    }
    bound.places = extend(bound.places, taken);
  }
  return bound;
}

}  // namespace

bool is_defined(const Term& term, const City& city, const FieldMap& fields) {
  const auto field = fields.find(term.source);
  if (field == fields.end()) return true;
  for (const AxisSpec& axis : field->second.spec.axes) {
    if (axis.table.empty()) continue;  // the same in every city
    const std::vector<std::string> labels = axis_labels(axis, city);
    for (const AxisPick& pick : term.picks)
      if (pick.axis == axis.name && std::find(labels.begin(), labels.end(), pick.label) == labels.end()) return false;
  }
  return true;
}

BoundTerm bind_term(const Term& term, const City& city, const FieldMap& fields) {
  const auto field = fields.find(term.source);
  return field == fields.end() ? bind_column(term, city) : bind_field(term, city, field->second);
}

double weighted_quantile(std::vector<Weighted>& items, double wanted) {
  const auto before = [](const Weighted& a, const Weighted& b) {
    return std::tie(a.value, a.order) < std::tie(b.value, b.order);
  };
  auto begin = items.begin(), end = items.end();
  double below = 0.0;  // weight of the items before `begin`, all of which are smaller
  while (end - begin > 32) {
    const auto middle = begin + (end - begin) / 2;
    std::nth_element(begin, middle, end, before);
    double lower = below;
    for (auto item = begin; item != middle; ++item) lower += item->weight;
    if (lower >= wanted)
      end = middle;
    else {
      below = lower;
      begin = middle;
    }
  }
  std::sort(begin, end, before);
  for (auto item = begin; item != end; ++item)
    if ((below += item->weight) >= wanted) return item->value;
  return (end - 1)->value;  // another grouping of the same sum missed `wanted` by rounding
}

}  // namespace planspiel
