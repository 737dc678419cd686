#pragma once

#include <algorithm>

#include "engine/base/quantity.hpp"

namespace planspiel::emissions {

/// One row of the EMEP/EEA tier 3 table (guidebook 2019, 1.A.3.b.i-iv, Appendix 4).
struct HotFactor {
  double vmin_km_h = 0.0, vmax_km_h = 0.0;  ///< where the row is valid
  double alpha = 0.0, beta = 0.0, gamma = 0.0, delta = 0.0, epsilon = 0.0, zeta = 0.0, eta = 1.0;
  double rf = 0.0;  ///< reduction, a fraction (the published header says percent)

  /// EF(V) = (αV² + βV + γ + δ/V) / (εV² + ζV + η) · (1 − RF) in the row's unit (g/km; energy MJ/km). V is the mean
  /// speed of driving, stops included; it is clamped to the row's range.
  double at(Speed mean_speed) const {
    const double v = std::clamp(in_km_h(mean_speed), vmin_km_h, vmax_km_h);
    return (alpha * v * v + beta * v + gamma + delta / v) / (epsilon * v * v + zeta * v + eta) * (1.0 - rf);
  }
};

}  // namespace planspiel::emissions
