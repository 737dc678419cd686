#pragma once

#include <algorithm>
#include <cmath>
#include <string_view>

namespace planspiel {

/// Differences of a link's hourly flow that the tolerance of an equilibrium can make: below 10 vehicles an hour or 2 %
/// of the base flow. (At a relative gap of 1e-3 link flows scatter by about 1 % RMS.) Maps and tables grey them out.
inline bool is_within_tolerance(double base_flow_per_hour, double difference_per_hour) {
  return std::abs(difference_per_hour) < std::max(10.0, 0.02 * std::abs(base_flow_per_hour));
}

/// Differences of an indicator, in its unit, that the tolerance of an equilibrium can make. A toll of nothing and one
/// of a cent move no share by more than 0.02 points and no sum over the territory by more than 0.02 %; what hangs on a
/// few links (a named area, the largest of all) scatters like their flows, by 2 %.
inline double indicator_tolerance(std::string_view unit, double base, bool local) {
  if (unit == "%") return 0.02;
  return (local ? 0.02 : 2e-4) * std::abs(base);
}

}  // namespace planspiel
