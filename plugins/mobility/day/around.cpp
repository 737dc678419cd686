#include "plugins/mobility/day/around.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "engine/base/parallel.hpp"
#include "plugins/mobility/day/modes.hpp"

namespace planspiel::mobility {

namespace {

constexpr double kNoWayAround = -std::numeric_limits<double>::infinity();
constexpr double kLargest = 600.0, kLargestStep = 100.0;  ///< minutes
constexpr int kSteps = 30;

/// What a constant does to the weighted sums over tours.
struct Sums {
  double all = 0.0, driver = 0.0, passenger = 0.0, slope = 0.0;
  double car_share() const { return (driver + passenger) / all; }
};

Sums sums_of(const std::vector<std::pair<AroundMinutes, double>>& tours, const AroundConstant& constant,
             const AroundCoefficients& c) {
  Sums sums;
  for (const auto& [minutes, weight] : tours) {
    const AroundShares shares = around_shares(minutes, constant, c);
    const double car = shares.driver + shares.passenger;
    sums.all += weight * (car + shares.transit);
    sums.driver += weight * shares.driver;
    sums.passenger += weight * shares.passenger;
    sums.slope += weight * c.scale * car * shares.transit;
  }
  return sums;
}

}  // namespace

AroundShares around_shares(const AroundMinutes& minutes, const AroundConstant& constant, const AroundCoefficients& c) {
  const auto utility = [&](double cost) { return std::isfinite(cost) ? -c.scale * cost : kNoWayAround; };
  const double driver = utility(minutes.driver), passenger = utility(minutes.passenger + constant.passenger),
               transit = utility(minutes.transit + constant.transit);
  const double best = std::max(driver, passenger);
  if (best == kNoWayAround && transit == kNoWayAround) return {};
  if (best == kNoWayAround) return {0.0, 0.0, 1.0, transit};
  const double d = math::exp((driver - best) / c.nest_car), p = math::exp((passenger - best) / c.nest_car);
  const double car = best + c.nest_car * math::log(d + p);
  if (transit == kNoWayAround) return {d / (d + p), p / (d + p), 0.0, car};
  const double ratio = math::exp(transit - car), share = 1.0 / (1.0 + ratio);
  return {share * d / (d + p), share * p / (d + p), 1.0 - share, car + math::log(1.0 + ratio)};
}

AroundConstant fitted(const std::vector<std::pair<AroundMinutes, double>>& tours, double car_share,
                      const AroundCoefficients& c, AroundConstant at) {
  for (int step = 0; step < kSteps; ++step) {
    const Sums sums = sums_of(tours, at, c);
    if (!(sums.driver > 0.0)) return at;
    const double missing = car_share - sums.car_share();
    const double ratio = math::log(sums.passenger / sums.driver / c.passengers);
    if (std::abs(missing) < 1e-9 && std::abs(ratio) < 1e-9) break;
    at.passenger += c.nest_car / c.scale * ratio;
    if (!(sums.slope > 0.0)) continue;
    const double change = missing * sums.all / sums.slope;
    at.transit = std::clamp(at.transit + std::clamp(change, -kLargestStep, kLargestStep), -kLargest, kLargest);
  }
  return at;
}

std::size_t fit(AroundConstants& constants, const Tours& tours, const ModeLogit& choice, const AroundCoefficients& c) {
  Column<ZoneId, std::size_t> missed(tours.zones());
  for_each_block(tours.zones(), [&](std::size_t row) {
    const ZoneId zone(row);
    std::array<std::vector<std::pair<AroundMinutes, double>>, kAroundKinds> of_kind;
    for (const Tour& tour : tours.of(zone))
      if (tour.purpose >= kExternalTour)
        of_kind[tour.purpose - kExternalTour].emplace_back(choice.around_minutes(tour), double{tour.weight});
    for (std::size_t kind = 0; kind < kAroundKinds; ++kind) {
      if (of_kind[kind].empty()) continue;
      const double wanted = tours.known_car_share[kind][zone];
      AroundConstant& constant = constants.of_kind[kind][zone];
      constant = fitted(of_kind[kind], wanted, c, constant);
      missed[zone] += std::abs(sums_of(of_kind[kind], constant, c).car_share() - wanted) > 0.005;
    }
  });
  std::size_t all = 0;
  for (const std::size_t count : missed) all += count;
  return all;
}

}  // namespace planspiel::mobility
