#include "plugins/mobility/day/times.hpp"

namespace planspiel::mobility {

namespace {

/// Draws of a tour; 0 is its destination's.
constexpr std::uint64_t kDeparture = 1, kStay = 2, kWithinHour = 3;

std::size_t draw_hour(std::span<const double> shares, double uniform) {
  double running = 0.0;
  for (std::size_t hour = 0; hour < shares.size(); ++hour) {
    running += shares[hour];
    if (uniform < running) return hour;
  }
  return shares.size() - 1;
}

}  // namespace

TourTimes Times::draw(std::span<const double> departure, Seconds mean_stay, const RandomStream& random,
                      std::uint64_t tour) const {
  const TimeCoefficients& c = coefficients_;
  const std::size_t out = draw_hour(departure, random.uniform(tour, kDeparture));
  const auto stay_h =
      static_cast<float>(in_hours(mean_stay) * (c.stay_least + c.stay_spread * random.uniform(tour, kStay)));
  const double back = static_cast<double>(out) + random.uniform(tour, kWithinHour) + stay_h + c.way_h;
  return {Hour(out), Hour(static_cast<std::size_t>(static_cast<int>(back) % 24)), stay_h};
}

Seconds Times::stay_of(ExternalKind kind) const {
  return kind == ExternalKind::commuter ? coefficients_.stay_commuter : coefficients_.stay_around;
}

}  // namespace planspiel::mobility
