#pragma once

#include <algorithm>
#include <cmath>

namespace planspiel {

/// Differences of a link's hourly flow that the tolerance of an equilibrium can make: below 10 vehicles an hour or 2 %
/// of the base flow. (At a relative gap of 1e-3 link flows scatter by about 1 % RMS.) Maps and tables grey them out.
inline bool is_noise(double base_flow_per_hour, double difference_per_hour) {
  return std::abs(difference_per_hour) < std::max(10.0, 0.02 * std::abs(base_flow_per_hour));
}

}  // namespace planspiel
