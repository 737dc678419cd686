#include "engine/map/colour_scale.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "engine/base/error.hpp"

namespace planspiel {

namespace {

/// Number k of the series … 1, 2, 5, 10, 20, 50 …
double series_number(int k) {
  constexpr std::array<double, 3> kSteps{1.0, 2.0, 5.0};
  const int decade = static_cast<int>(std::floor(k / 3.0));
  const double power = std::pow(10.0, std::abs(decade)), step = kSteps[static_cast<std::size_t>(k - 3 * decade)];
  return decade < 0 ? step / power : step * power;
}

/// 0 and the numbers of the series up to about `high`, one for each class.
std::vector<double> series_breaks(double high, int classes) {
  constexpr double kNearEnough = 0.75;  // a top class that almost nobody reaches is no help
  int top = static_cast<int>(std::floor(3.0 * std::log10(high))) - 3;
  while (series_number(top) < kNearEnough * high) ++top;
  std::vector<double> breaks{0.0};
  for (int k = top - classes + 1; k <= top; ++k) breaks.push_back(series_number(k));
  return breaks;
}

/// Sizes of the changes there are.
std::vector<double> sizes_of(const std::vector<double>& values) {
  std::vector<double> sizes;
  for (const double value : values)
    if (std::isfinite(value) && value != 0.0) sizes.push_back(std::abs(value));
  return sizes;
}

std::vector<double> breaks_for(const std::vector<double>& values, bool difference) {
  if (difference) {
    const std::vector<double> sizes = sizes_of(values);
    if (sizes.empty()) return {-1.0, 0.0, 1.0};
    const double high = quantile_of(sizes, 0.995);
    const bool skewed = quantile_of(sizes, 0.7) < 0.3 * high;
    const std::vector<double> half = skewed ? series_breaks(high, 4) : round_breaks(0.0, high, 3);
    std::vector<double> breaks;
    for (auto at = half.rbegin(); at != half.rend(); ++at) breaks.push_back(-*at);
    breaks.insert(breaks.end(), half.begin() + 1, half.end());
    return breaks;
  }
  const double low = quantile_of(values, 0.01), high = quantile_of(values, 0.998);
  if (!(high > low)) return round_breaks(std::min(0.0, low), low > 0.0 ? low : 1.0, 4);
  const bool skewed = low >= 0.0 && quantile_of(values, 0.7) < 0.2 * high;
  if (skewed) return series_breaks(high, 7);
  const bool far_from_zero = low > 0.5 * high || low < 0.0;
  return round_breaks(far_from_zero ? low : 0.0, high, 6);
}

/// What would vanish on light ground is left out: the lightest yellow, and the white between blue and red.
Colour class_colour(double t, bool difference) {
  constexpr double kPalest = 0.30, kLightest = 0.94;
  if (!difference) return viridis(kLightest * (1.0 - t));
  return blue_red(t < 0.5 ? 2.0 * kPalest * t : 1.0 - 2.0 * kPalest * (1.0 - t));
}

ColourScale coloured(std::vector<double> breaks, const std::vector<double>& values, bool difference) {
  ColourScale scale{.breaks = std::move(breaks), .difference = difference};
  const std::size_t classes = scale.breaks.size() - 1;
  for (std::size_t c = 0; c < classes; ++c) {
    const double t = classes == 1 ? 0.5 : static_cast<double>(c) / static_cast<double>(classes - 1);
    scale.colours.push_back(class_colour(t, difference));
  }
  for (const double value : values) {
    scale.open_low |= value < scale.breaks.front();
    scale.open_high |= value > scale.breaks.back();
  }
  scale.unchanged = difference && sizes_of(values).empty();
  if (difference) scale.open_low = scale.open_high = scale.open_low || scale.open_high;  // as symmetric as the breaks
  return scale;
}

}  // namespace

std::size_t ColourScale::class_of(double value) const {
  std::size_t found = 0;
  for (std::size_t c = 1; c < classes(); ++c)
    if (value >= breaks[c]) found = c;
  return found;
}

Colour ColourScale::of(double value) const {
  if (!std::isfinite(value)) return kNoData;
  return difference && value == 0.0 ? kNoChange : colours[class_of(value)];
}

ColourScale scale_for(const std::vector<double>& values, bool difference) {
  std::vector<double> breaks = breaks_for(values, difference);
  if (breaks.size() > kMostClasses + 1) breaks.resize(kMostClasses + 1);
  return coloured(std::move(breaks), values, difference);
}

ColourScale scale_with(std::vector<double> breaks, const std::vector<double>& values, bool difference) {
  const bool ascending =
      std::adjacent_find(breaks.begin(), breaks.end(), [](double a, double b) { return !(a < b); }) == breaks.end();
  if (breaks.size() < 2 || breaks.size() > kMostClasses + 1 || !ascending)
    throw Error(ErrorKind::config,
                fmt::format("breaks are 2 to {} ascending numbers, for example 0,100,500,1000", kMostClasses + 1));
  return coloured(std::move(breaks), values, difference);
}

int decimals_for(std::span<const double> breaks) {
  constexpr int kMost = 6;
  double power = 1.0;
  for (int decimals = 0; decimals < kMost; ++decimals, power *= 10.0)
    if (std::all_of(breaks.begin(), breaks.end(), [&](double at) {
          return std::abs(at * power - std::round(at * power)) <= 1e-6 * std::abs(at * power);
        }))
      return decimals;
  return kMost;
}

ColourScale yes_no_scale() {
  return {.breaks = {-0.5, 0.5, 1.5}, .colours = {Colour{0.85, 0.42, 0.12}, Colour{0.58, 0.74, 0.88}}};
}

std::vector<LegendRow> yes_no_rows(const Text& yes, const Text& no, Language language) {
  const ColourScale scale = yes_no_scale();
  return {{scale.colours[1], yes.in(language)}, {scale.colours[0], no.in(language)}};
}

std::vector<LegendRow> legend_rows(const ColourScale& scale, Language language) {
  const bool german = language == Language::de;
  const int decimals = decimals_for(scale.breaks);
  const auto number = [&](double value) {
    const std::string text = format_number(value, decimals, language);
    const std::string shown = text.starts_with('-') ? "−" + text.substr(1) : text;
    return scale.difference && value > 0.0 ? "+" + shown : shown;
  };
  std::vector<LegendRow> rows;
  for (std::size_t c = scale.unchanged ? 0 : scale.classes(); c-- > 0;) {
    const std::string low = number(scale.breaks[c]), high = number(scale.breaks[c + 1]);
    const bool above = scale.open_high && c + 1 == scale.classes(), below = scale.open_low && c == 0;
    rows.push_back({scale.colours[c], above && below ? (german ? "alle Werte" : "all values")
                                      : above        ? "≥ " + low
                                      : below        ? "< " + high
                                                     : low + " … " + high});
  }
  if (scale.difference) rows.push_back({kNoChange, german ? "keine Änderung" : "no change", true});
  rows.push_back({kNoData, german ? "keine Daten" : "no data", true});
  return rows;
}

}  // namespace planspiel
