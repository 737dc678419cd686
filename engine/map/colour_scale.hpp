#pragma once

/// From value to colour: classes between breaks, no-data and no-change colours.

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "engine/base/text.hpp"
#include "engine/map/palette.hpp"

namespace planspiel {

/// No data: darker, so that nobody takes it for no change.
inline constexpr Colour kNoData{0.62, 0.62, 0.66};
/// Where nothing changed, or no more than the noise.
inline constexpr Colour kNoChange{0.80, 0.80, 0.79};
/// As many as a legend can be read with, and as the viewer's shader has room for.
inline constexpr std::size_t kMostClasses = 12;

struct ColourScale {
  std::vector<double> breaks{};              ///< ascending, one more than classes
  std::vector<Colour> colours{};             ///< of each class
  bool difference = false;                   ///< 0 is "no change" and belongs to no class
  bool unchanged = false;                    ///< a difference of 0 wherever there is data
  bool open_low = false, open_high = false;  ///< there are values beyond the first or last break

  std::size_t classes() const { return colours.size(); }
  /// The class of a number; values beyond the ends belong to the end classes, a break to the class above it.
  std::size_t class_of(double value) const;
  Colour of(double value) const;
};

/// Round breaks that show the values well: equal steps, or steps of 1, 2, 5, 10 … where most values are small beside
/// the large ones; for differences symmetric about 0. Colours are viridis, dark for much, or blue–red.
ColourScale scale_for(const std::vector<double>& values, bool difference);

/// The same with breaks of one's own. Throws Error(config) unless there are 2 to 13, ascending.
ColourScale scale_with(std::vector<double> breaks, const std::vector<double>& values, bool difference);

/// The fewest decimals that show each break in full, at most 6.
int decimals_for(std::span<const double> breaks);

struct LegendRow {
  Colour colour{};
  std::string text{};
  bool aside = false;  ///< no class: no change, no data
};

/// Of 0 and 1: no and yes, told apart by colour-blind people too.
ColourScale yes_no_scale();
std::vector<LegendRow> yes_no_rows(const Text& yes, const Text& no, Language language);

/// Classes from the highest to the lowest, then the boxes for no change (of differences) and no data.
std::vector<LegendRow> legend_rows(const ColourScale& scale, Language language);

}  // namespace planspiel
