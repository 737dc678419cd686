#include "engine/map/palette.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace planspiel {

namespace {

template <std::size_t N>
Colour between(const std::array<Colour, N>& anchors, double t) {
  const double at = std::clamp(std::isnan(t) ? 0.0 : t, 0.0, 1.0) * static_cast<double>(N - 1);
  const std::size_t left = std::min(static_cast<std::size_t>(at), N - 2);
  const double part = at - static_cast<double>(left);
  const auto mix = [&](double a, double b) { return a + (b - a) * part; };
  return {mix(anchors[left].red, anchors[left + 1].red), mix(anchors[left].green, anchors[left + 1].green),
          mix(anchors[left].blue, anchors[left + 1].blue)};
}

}  // namespace

Colour viridis(double t) {
  // Anchors of the viridis map (matplotlib, CC0) at equal steps.
  static constexpr std::array<Colour, 9> kAnchors{{{0.267, 0.005, 0.329},
                                                   {0.279, 0.175, 0.483},
                                                   {0.230, 0.322, 0.546},
                                                   {0.173, 0.449, 0.558},
                                                   {0.128, 0.567, 0.551},
                                                   {0.158, 0.684, 0.502},
                                                   {0.369, 0.789, 0.383},
                                                   {0.678, 0.864, 0.190},
                                                   {0.993, 0.906, 0.144}}};
  return between(kAnchors, t);
}

Colour blue_red(double t) {
  static constexpr std::array<Colour, 7> kAnchors{{{0.13, 0.34, 0.67},
                                                   {0.40, 0.61, 0.83},
                                                   {0.74, 0.85, 0.93},
                                                   {0.95, 0.95, 0.93},
                                                   {0.97, 0.80, 0.70},
                                                   {0.90, 0.48, 0.38},
                                                   {0.70, 0.09, 0.17}}};
  return between(kAnchors, t);
}

std::vector<double> round_breaks(double low, double high, int classes) {
  if (!(high > low)) high = low + 1.0;
  const double raw = (high - low) / classes;
  const double power = std::pow(10.0, std::floor(std::log10(raw)));
  double step = 10.0 * power;
  for (const double factor : {1.0, 2.0, 2.5, 5.0})
    if (factor * power >= raw * (1.0 - 1e-9)) {
      step = factor * power;
      break;
    }
  std::vector<double> breaks;
  const double first = std::floor(low / step) * step;
  for (int i = 0; i <= classes + 1; ++i) {
    breaks.push_back(first + i * step);
    if (breaks.back() >= high * (1.0 - 1e-9)) break;
  }
  return breaks;
}

double quantile_of(std::vector<double> values, double share) {
  std::erase_if(values, [](double value) { return !std::isfinite(value); });
  if (values.empty()) return 0.0;
  const auto wanted = static_cast<std::size_t>(std::ceil(share * static_cast<double>(values.size())));
  const std::size_t at = std::clamp<std::size_t>(wanted, 1, values.size()) - 1;
  std::nth_element(values.begin(), values.begin() + static_cast<std::ptrdiff_t>(at), values.end());
  return values[at];
}

}  // namespace planspiel
