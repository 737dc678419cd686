#pragma once

#include <string>
#include <vector>

namespace planspiel {

struct Colour {
  double red = 0.0, green = 0.0, blue = 0.0;  ///< 0 … 1
};

/// Palettes that colour-blind people can read: viridis for one direction, blue–red for differences.
/// `t` in [0, 1] is clamped.
Colour viridis(double t);
Colour blue_red(double t);

/// At most `classes` + 1 round numbers (1, 2, 2.5 or 5 times a power of ten apart) that span [low, high].
std::vector<double> round_breaks(double low, double high, int classes);

/// The smallest value with at least `share` of the finite values at or below it; 0 when there is none.
double quantile_of(std::vector<double> values, double share);

}  // namespace planspiel
