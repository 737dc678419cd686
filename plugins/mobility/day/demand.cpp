#include "plugins/mobility/day/demand.hpp"

#include <cmath>

#include "engine/base/parallel.hpp"

namespace planspiel::mobility {

namespace {

/// Cars of people whose home no car may reach stand in an open zone beside it: their trips move to its row.
void start_at_edges(const CarStops& stops, ZoneMatrix<float>& cars) {
  if (!stops.any()) return;
  const IdRange<ZoneId> zones(cars.zones());
  for (const ZoneId home : zones)
    for (const ZoneId to : zones) {
      float& trips = cars(home, to);
      if (!(trips > 0.0f) || stops.start(home, to) == home) continue;
      cars(stops.start(home, to), to) += trips;
      trips = 0.0f;
    }
}

}  // namespace

void compute_demand(const Tours& tours, const ModeLogit& choice, DemandAtTimes& demand) {
  const std::size_t zones = tours.zones();
  HourlyMatrices back;  // by home and destination: each home zone writes only its own rows
  for (std::size_t hour = 0; hour < 24; ++hour) demand.cars[hour] = back[hour] = ZoneMatrix<float>(zones);
  std::vector<std::array<double, Mode::kCount>> by_zone(zones, std::array<double, Mode::kCount>{});
  for_each_block(zones, [&](std::size_t row) {
    const ZoneId home(row);
    for (const Tour& tour : tours.of(home)) {
      const TourChoice chosen = choice.choose(tour);
      const double cars = tour.weight * chosen.share[mode::car_driver.index()];
      demand.cars[tour.out_hour](home, chosen.car.destination) += static_cast<float>(cars);
      back[tour.back_hour](home, chosen.car.destination) += static_cast<float>(cars);
      if (tour.purpose < kExternalTour)
        for (std::size_t mode = 0; mode < Mode::kCount; ++mode)
          by_zone[row][mode] += 2.0 * tour.weight * chosen.share[mode];
    }
  });
  for_each_block(24, [&](std::size_t hour) {
    start_at_edges(choice.stops(), demand.cars[hour]);
    start_at_edges(choice.stops(), back[hour]);
    for (const ZoneId from : IdRange<ZoneId>(zones))
      for (const ZoneId to : IdRange<ZoneId>(zones)) demand.cars[hour](from, to) += back[hour](to, from);
  });
  demand.resident_trips = {};
  for (const auto& zone : by_zone)
    for (std::size_t mode = 0; mode < Mode::kCount; ++mode) demand.resident_trips[mode] += zone[mode];
}

double residual(const HourlyMatrices& a, const HourlyMatrices& b) {
  std::array<double, 24> apart{}, whole{};
  for_each_block(24, [&](std::size_t hour) {
    for (std::size_t pair = 0; pair < a[hour].values().size(); ++pair) {
      apart[hour] +=
          std::abs(static_cast<double>(a[hour].values()[pair]) - static_cast<double>(b[hour].values()[pair]));
      whole[hour] += static_cast<double>(a[hour].values()[pair]);
    }
  });
  double sum_apart = 0.0, sum_whole = 0.0;
  for (std::size_t hour = 0; hour < 24; ++hour) {
    sum_apart += apart[hour];
    sum_whole += whole[hour];
  }
  return sum_whole > 0.0 ? sum_apart / sum_whole : 0.0;
}

void move_towards(HourlyMatrices& a, const HourlyMatrices& b, double step) {
  for_each_block(24, [&](std::size_t hour) {
    for (std::size_t pair = 0; pair < a[hour].values().size(); ++pair)
      a[hour].values()[pair] += static_cast<float>(step) * (b[hour].values()[pair] - a[hour].values()[pair]);
  });
}

}  // namespace planspiel::mobility
