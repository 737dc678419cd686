#include "engine/map/ramp.hpp"

#include <algorithm>
#include <cmath>

namespace planspiel {

namespace {

/// As many as show every break of this step exactly: 2 for 0.25.
int decimals_of(double step) {
  int decimals = 0;
  for (double scaled = step; decimals < 6 && std::abs(scaled - std::round(scaled)) > 1e-6 * scaled; scaled *= 10.0)
    ++decimals;
  return decimals;
}

}  // namespace

Colour Ramp::of(double value) const {
  if (!std::isfinite(value)) return kNoData;
  if (difference && value == 0.0) return kNoChange;
  const double t = (value - breaks.front()) / (breaks.back() - breaks.front());
  return difference ? blue_red(t) : viridis(1.0 - t);
}

Ramp ramp_for(const std::vector<double>& values, bool difference) {
  if (!difference) {
    const double low = std::min(0.0, quantile_of(values, 0.0));
    return {round_breaks(low, std::max(quantile_of(values, 0.99), low + 1e-9), 6), false};
  }
  std::vector<double> sizes;
  for (const double value : values) sizes.push_back(std::abs(value));
  std::erase(sizes, 0.0);
  const double most = std::max(quantile_of(sizes, 0.98), 1e-9);
  const std::vector<double> half = round_breaks(0.0, most, 3);
  std::vector<double> breaks;
  for (auto at = half.rbegin(); at != half.rend(); ++at) breaks.push_back(-*at);
  breaks.insert(breaks.end(), half.begin() + 1, half.end());
  return {breaks, true};
}

std::vector<LegendClass> legend_classes(const Ramp& ramp, Language language) {
  const std::size_t count = ramp.breaks.size() - 1;
  const int decimals = decimals_of(ramp.breaks[1] - ramp.breaks[0]);
  const auto number = [&](std::size_t at) { return format_number(ramp.breaks[at], decimals, language); };
  std::vector<LegendClass> classes;
  for (std::size_t at = 0; at < count; ++at) {
    std::string label = number(at) + " … " + number(at + 1);
    if (at + 1 == count) label = "≥ " + number(at);
    if (ramp.difference && at == 0) label = "< " + number(1);
    classes.push_back({ramp.of(0.5 * (ramp.breaks[at] + ramp.breaks[at + 1])), std::move(label)});
  }
  return classes;
}

}  // namespace planspiel
