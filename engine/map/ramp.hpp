#pragma once

/// From values to colours, and what a legend says about them.

#include <string>
#include <vector>

#include "engine/base/text.hpp"
#include "engine/map/palette.hpp"

namespace planspiel {

/// Colours between the first and the last break; values beyond have the colour of the end.
struct Ramp {
  std::vector<double> breaks;  ///< ascending, at least two; symmetric about 0 for differences
  bool difference = false;

  /// `kNoData` where there is no value, `kNoChange` where a difference is 0.
  Colour of(double value) const;
};

/// What a map of changes shows where nothing changed, or no more than the noise.
inline constexpr Colour kNoChange{0.80, 0.80, 0.79};

/// Round breaks for a layer's values; few extreme values (1 % at the top, 2 % of the changes) lie beyond the ends.
Ramp ramp_for(const std::vector<double>& values, bool difference);

/// One class of a legend. A class holds its lower end and not its upper one; the outermost ones have no outer end.
struct LegendClass {
  Colour colour;
  std::string label;  ///< "100 … 200", "≥ 500"; of differences also "< -100"
};

/// From the lowest class to the highest.
std::vector<LegendClass> legend_classes(const Ramp& ramp, Language language);

}  // namespace planspiel
