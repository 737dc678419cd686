#pragma once

#include <algorithm>

#include "engine/base/quantity.hpp"

namespace planspiel::emissions {

/// Mean trip length of the guidebook.
inline constexpr Metres kGuidebookTrip{12400.0};

/// β = 0.6474 − 0.02545 l − (0.00974 − 0.000385 l) T, the share of a trip of l km at T °C that is driven cold, within
/// 0..1 (EMEP/EEA guidebook 2019, table 3-39; made for mean trips of 8 to 15 km).
inline double cold_share(Metres trip, double temperature_c) {
  const double l = in_km(trip);
  return std::clamp(0.6474 - 0.02545 * l - (0.00974 - 0.000385 * l) * temperature_c, 0.0, 1.0);
}

/// Distance driven cold on a trip: l β(l) up to its highest value (about 3.5 km on a trip of 12.7 km at 10 °C) and
/// constant beyond it: an engine that is warm does not cool down on a longer trip, though l β(l) falls there.
inline Metres cold_distance(Metres trip, double temperature_c) {
  const double constant = 0.6474 - 0.00974 * temperature_c, slope = 0.02545 - 0.000385 * temperature_c;
  if (constant <= 0.0) return Metres(0.0);
  const Metres longest = slope > 0.0 ? Metres(500.0 * constant / slope) : trip;
  const Metres counted = std::min(trip, longest);
  return counted * cold_share(counted, temperature_c);
}

/// Cold against hot emission of one quantity.
struct ColdRatio {
  double bc0 = 1.0, bc_per_km = 0.0;  ///< how much sooner a modern catalyst is warm: bc0 − bc_per_km · l
  double a = 0.0, b = 0.0, c = 1.0;   ///< up to 25 km/h: a V + b T + c
  double d = 0.0, e = 0.0, f = 1.0;   ///< above

  /// Cold over hot; never below 1. V is clamped to 5..45 km/h.
  double ratio(Speed speed, double temperature_c) const {
    const double v = std::clamp(in_km_h(speed), 5.0, 45.0);
    return std::max(1.0, v <= 25.0 ? a * v + b * temperature_c + c : d * v + e * temperature_c + f);
  }
  /// Extra distance at the hot factor that a cold start is worth: cold distance · bc · (ratio − 1).
  Metres extra_distance(Metres trip, Speed speed, double temperature_c) const {
    const double bc = std::max(0.0, bc0 - bc_per_km * std::min(in_km(trip), 15.0));
    return cold_distance(trip, temperature_c) * (bc * (ratio(speed, temperature_c) - 1.0));
  }
};

}  // namespace planspiel::emissions
