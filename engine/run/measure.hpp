#pragma once

#include <functional>
#include <string>

#include "engine/base/options.hpp"
#include "engine/base/text.hpp"
#include "engine/city/city.hpp"

namespace planspiel {

/// A measure as it is registered: its name in scenario files, its options, and the pure function from city to city.
struct MeasureEntry {
  std::string kind;    ///< "cordon_toll"
  std::string family;  ///< "price", "transit", "street", "fleet", "behaviour", "fire"
  Text title;
  Text help;
  std::function<Value()> describe;                             ///< the options as data
  std::function<City(const Value& options, City city)> apply;  ///< reads the options, applies the measure
};

/// Keys of a [[measure]] that belong to the scenario, not to the measure.
inline const std::vector<std::string> kMeasureKeys{"kind", "id", "comment"};

/// Registers a struct with `void describe(OptionSet&)` and a free function `City apply(const Struct&, City)`.
/// A measure that selects nothing throws Error(config).
template <class Struct>
MeasureEntry measure(std::string kind, std::string family, Text title, Text help = {}) {
  return {
      std::move(kind),
      std::move(family),
      std::move(title),
      std::move(help),
      [] {
        Struct options;
        OptionSet set;
        options.describe(set);
        return set.to_value();
      },
      [](const Value& table, City city) { return apply(read_options<Struct>(table, kMeasureKeys), std::move(city)); }};
}

}  // namespace planspiel
