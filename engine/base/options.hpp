#pragma once

/// Options are described once, as data: reading, range checks, refusal of unknown keys, the manual and
/// the viewer's form all come from that list.

#include <array>
#include <functional>
#include <limits>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "engine/base/geometry.hpp"
#include "engine/base/quantity.hpp"
#include "engine/base/text.hpp"
#include "engine/base/value.hpp"

namespace planspiel {

/// What a person sees of one option.
struct OptionLabel {
  Text title;
  Text help{};
};

/// One of the words that an option takes, and what people call it.
struct OptionChoice {
  std::string name;
  Text title;
};

struct OptionRange {
  double min = -std::numeric_limits<double>::infinity();  ///< in the option's shown unit, inclusive
  double max = std::numeric_limits<double>::infinity();
};

/// One described option, bound to the member it fills.
struct Option {
  std::string name;
  std::string type;    ///< "quantity", "number", "integer", "boolean", "text", "choice", "hours", "place", "texts",
                       ///< "rows", "area", "price"
  std::string unit{};  ///< symbol, for quantities
  OptionRange range{};
  std::vector<OptionChoice> choices{};
  bool required = false;
  OptionLabel label{};
  Value default_value{};  ///< null when required
  Value row{};            ///< the described options of one row, for "rows"
  std::function<void(const Value&)> read;
};

/// An area that a measure selects by: the name of a city's area or district, or rings read from a GeoJSON file.
struct AreaSelection {
  std::string name;                        ///< as the scenario writes it
  std::vector<std::vector<LonLat>> rings;  ///< empty: look the name up in the city
  bool given() const { return !name.empty(); }
};

/// The options of one measure, model or tool. A struct lists its members in `void describe(OptionSet&)`.
class OptionSet {
 public:
  /// A quantity written as "30 km/h"; stored in base units. `Q` is any Quantity.
  template <int L, int T, int M, int C>
  OptionSet& quantity(std::string name, Quantity<L, T, M, C>& member, std::string_view shown_unit, OptionLabel label,
                      OptionRange range = {}) {
    return quantity_value(std::move(name), member.value, shown_unit, std::move(label), range);
  }
  OptionSet& number(std::string name, double& member, OptionLabel label, OptionRange range = {});
  /// A share written "45 %"; stored as fraction 0.45.
  OptionSet& percent(std::string name, double& member, OptionLabel label, OptionRange range = {0.0, 100.0});
  OptionSet& integer(std::string name, std::int64_t& member, OptionLabel label, OptionRange range = {});
  OptionSet& boolean(std::string name, bool& member, OptionLabel label);
  OptionSet& text(std::string name, std::string& member, OptionLabel label);
  OptionSet& texts(std::string name, std::vector<std::string>& member, OptionLabel label);
  /// One value of an enum, whose names `choice_names(TheEnum)` gives in the order of its values from 0; `titles` are
  /// what people call these values, in the same order.
  template <class Enum>
  requires std::is_enum_v<Enum> OptionSet& choice(std::string name, Enum& member, OptionLabel label,
                                                  std::vector<Text> titles) {
    const auto names = choice_names(member);
    return choice_of(
        std::move(name), {names.begin(), names.end()}, std::move(titles), static_cast<std::size_t>(member),
        [&member](std::size_t value) { member = static_cast<Enum>(value); }, std::move(label));
  }
  /// "06:00-20:00", also "22:00-05:00"; full hours. Bit h of the mask is the hour [h, h+1).
  OptionSet& hours(std::string name, std::uint32_t& mask, OptionLabel label);
  /// [lon, lat] in degrees.
  OptionSet& place(std::string name, LonLat& member, OptionLabel label);
  /// "mittlerer-ring", or the path of a GeoJSON file, which the scenario reader replaces by
  /// {name = …, rings = [[[lon, lat], …], …]}.
  OptionSet& area(std::string name, AreaSelection& member, OptionLabel label);
  /// A price with its basis: "6 EUR/day" or "2 EUR/crossing"; `basis` receives "day" or "crossing".
  OptionSet& price(std::string name, Euros& member, std::string& basis, std::vector<OptionChoice> bases,
                   OptionLabel label);
  /// A list of tables, each read by its own description ("units = [{…}, {…}]").
  template <class Row>
  OptionSet& list(std::string name, std::vector<Row>& member, OptionLabel label);

  /// The last described option must be given.
  OptionSet& required();

  /// Reads a table: unknown keys, missing required keys and bad values are all collected into one
  /// Error(config), each with its place. Keys in `ignored` are skipped.
  void read(const Value& table, const std::vector<std::string>& ignored = {});

  const std::vector<Option>& options() const { return options_; }
  /// name, type, unit, range, default, choices with their titles, title, help: for `list --json` and forms.
  Value to_value() const;

 private:
  OptionSet& quantity_value(std::string name, double& member, std::string_view shown_unit, OptionLabel label,
                            OptionRange range);
  OptionSet& choice_of(std::string name, std::vector<std::string> names, std::vector<Text> titles, std::size_t now,
                       std::function<void(std::size_t)> set, OptionLabel label);
  OptionSet& add(Option option);
  std::vector<Option> options_;
};

/// The word for a value of an enum with names.
template <class Enum>
std::string_view choice_name(Enum value) {
  return choice_names(value)[static_cast<std::size_t>(value)];
}

/// Described options of a struct, read from a table.
template <class Struct>
Struct read_options(const Value& table, const std::vector<std::string>& ignored = {}) {
  Struct result;
  OptionSet set;
  result.describe(set);
  set.read(table, ignored);
  return result;
}

template <class Row>
OptionSet& OptionSet::list(std::string name, std::vector<Row>& member, OptionLabel label) {
  OptionSet of_row;
  Row first;
  first.describe(of_row);
  return add({.name = std::move(name),
              .type = "rows",
              .label = std::move(label),
              .default_value = Value::list(),
              .row = of_row.to_value(),
              .read = [&member](const Value& value) {
                member.clear();
                for (const Value& item : value.items()) member.push_back(read_options<Row>(item));
              }});
}

}  // namespace planspiel
