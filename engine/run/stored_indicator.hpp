#pragma once

/// Indicators in run folders: what indicators.json holds of each.

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "engine/base/value.hpp"
#include "engine/run/indicator.hpp"

namespace planspiel {

/// An indicator of a run, without the reduction that it came from.
struct StoredIndicator {
  std::string id, unit, family;
  Text title{}, definition{}, perimeter{}, source{};
  double value = 0.0;  ///< in `unit`; NaN: not defined in this run
  Better better = Better::neutral;
  bool diagnostic = false;  ///< about the computation, not about the city
  bool local = false;       ///< hangs on a few rows (a named area, the largest of all)
  std::optional<int> hour{};
  std::optional<Headline> headline{};
  std::vector<std::string> iterated{};          ///< models behind it that stop at a tolerance
  std::map<std::string, double> by_district{};  ///< by the district's external id; NaN: not defined there
};

StoredIndicator stored(const IndicatorValue& value, const City& city);
Value to_value(const StoredIndicator& indicator);
/// Throws Error(input) with its place where a part is missing or of another type.
StoredIndicator stored_indicator_from(const Value& value);

}  // namespace planspiel
