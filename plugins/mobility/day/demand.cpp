#include "plugins/mobility/day/demand.hpp"

#include <cmath>

#include "engine/base/parallel.hpp"

namespace planspiel::mobility {

namespace {

/// Cars of people whose home no car may reach stand in an open zone beside it: their trips move to its row.
void start_at_edges(const CarStops& stops, std::vector<float>& cars, std::size_t zones) {
  if (!stops.any()) return;
  for (std::size_t home = 0; home < zones; ++home)
    for (std::size_t to = 0; to < zones; ++to) {
      float& trips = cars[home * zones + to];
      if (!(trips > 0.0f) || stops.start(home, to) == home) continue;
      cars[stops.start(home, to) * zones + to] += trips;
      trips = 0.0f;
    }
}

}  // namespace

void compute_demand(const Tours& tours, const ModeChoice& choice, std::size_t zones, DemandAtTimes& demand) {
  HourlyMatrices back;  // by home and destination: each home zone writes only its own rows
  for (std::size_t hour = 0; hour < 24; ++hour) {
    demand.cars[hour].assign(zones * zones, 0.0f);
    back[hour].assign(zones * zones, 0.0f);
  }
  std::vector<std::array<double, Mode::kCount>> by_zone(zones, std::array<double, Mode::kCount>{});
  for_each_block(zones, [&](std::size_t home) {
    for (std::uint32_t at = tours.first_of_zone[home]; at < tours.first_of_zone[home + 1]; ++at) {
      const Tour& tour = tours.tours[at];
      const TourChoice chosen = choice.choose(tour);
      const double cars = tour.weight * chosen.share[mode::car_driver.index()];
      demand.cars[tour.out_hour][home * zones + chosen.car.destination] += static_cast<float>(cars);
      back[tour.back_hour][home * zones + chosen.car.destination] += static_cast<float>(cars);
      if (tour.purpose < kExternalTour)
        for (std::size_t mode = 0; mode < Mode::kCount; ++mode)
          by_zone[home][mode] += 2.0 * tour.weight * chosen.share[mode];
    }
  });
  for_each_block(24, [&](std::size_t hour) {
    start_at_edges(choice.stops(), demand.cars[hour], zones);
    start_at_edges(choice.stops(), back[hour], zones);
    for (std::size_t from = 0; from < zones; ++from)
      for (std::size_t to = 0; to < zones; ++to) demand.cars[hour][from * zones + to] += back[hour][to * zones + from];
  });
  demand.resident_trips = {};
  for (const auto& zone : by_zone)
    for (std::size_t mode = 0; mode < Mode::kCount; ++mode) demand.resident_trips[mode] += zone[mode];
}

double residual(const HourlyMatrices& a, const HourlyMatrices& b) {
  std::array<double, 24> apart{}, whole{};
  for_each_block(24, [&](std::size_t hour) {
    for (std::size_t pair = 0; pair < a[hour].size(); ++pair) {
      apart[hour] += std::abs(static_cast<double>(a[hour][pair]) - static_cast<double>(b[hour][pair]));
      whole[hour] += static_cast<double>(a[hour][pair]);
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
    for (std::size_t pair = 0; pair < a[hour].size(); ++pair)
      a[hour][pair] += static_cast<float>(step) * (b[hour][pair] - a[hour][pair]);
  });
}

}  // namespace planspiel::mobility
