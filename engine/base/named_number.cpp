#include "engine/base/named_number.hpp"

#include <cmath>

namespace planspiel {

namespace {

/// `roads.value_of_time` and [roads] value_of_time are the same.
void flatten(const Value& table, const std::string& prefix, Value& flat) {
  for (const auto& [key, value] : table.members()) {
    if (value.is_table())
      flatten(value, prefix + key + ".", flat);
    else
      flat.set(prefix + key, value);
  }
}

/// In the unit of the number: exactly what was written, where that has nine decimals or less.
double in_unit(double base, const Unit& unit) {
  const double value = base / unit.factor, rounded = std::round(value * 1e9) / 1e9;
  return rounded * unit.factor == base ? rounded : value;
}

}  // namespace

template <>
OptionSet& OptionSet::list<NamedNumber>(std::string name, std::vector<NamedNumber>& members, OptionLabel label) {
  return add({.name = std::move(name),
              .type = "numbers",
              .label = std::move(label),
              .default_value = Value::table(),
              .row = described(members),
              .read = [&members](const Value& table) {
                Value flat = Value::table();
                flat.set_place(table.place());
                flatten(table, "", flat);
                std::vector<double> base(members.size());
                OptionSet one;
                for (std::size_t at = 0; at < members.size(); ++at) {
                  const NamedNumber& number = members[at];
                  base[at] = number.value * unit(number.unit).factor;
                  if (number.unit.empty())
                    one.number(number.name, base[at], {number.title}, number.range);
                  else
                    one.quantity_value(number.name, base[at], number.unit, {number.title}, number.range);
                }
                one.read(flat);
                for (std::size_t at = 0; at < members.size(); ++at) {
                  if (!flat.find(members[at].name)) continue;
                  members[at].value = in_unit(base[at], unit(members[at].unit));
                  members[at].given = true;
                }
              }});
}

Value described(const std::vector<NamedNumber>& numbers) {
  Value list = Value::list();
  for (const NamedNumber& number : numbers) {
    Value one = Value::table({{"name", number.name},
                              {"unit", number.unit},
                              {"default", number.value},
                              {"title", Value::table({{"de", number.title.de}, {"en", number.title.en}})},
                              {"certainty", number.certainty},
                              {"source", number.source}});
    if (std::isfinite(number.range.min)) one.set("min", number.range.min);
    if (std::isfinite(number.range.max)) one.set("max", number.range.max);
    list.push_back(std::move(one));
  }
  return list;
}

}  // namespace planspiel
