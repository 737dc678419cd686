#pragma once

/// What mode choice sees of the city: times, distances, prices.

#include <array>
#include <vector>

#include "plugins/mobility/day/tolls.hpp"
#include "plugins/mobility/day/transit_skims.hpp"

namespace planspiel::mobility {

/// Prices that a trip meets.
struct Costs {
  double car_eur_m = 0.0;  ///< fuel or electricity of the mean car
  double single_fare = 0.0, short_fare = 0.0, short_m = 0.0;
  std::vector<double> parking_eur_h, parking_day, search_min;  ///< by zone; 0 where free
};
Costs read_costs(const Prices& prices, const Fares& fares, const Parking& parking, const Fleet& fleet,
                 std::size_t zones);

/// Levels of service between zones; matrices are zones × zones, row-major.
struct Supply {
  std::size_t zones = 0;
  std::vector<std::uint8_t> inside;  ///< by zone: 1 inside the territory
  std::vector<float> walk_m, bike_m;
  TransitDay transit;                           ///< of every hour
  std::array<std::vector<float>, 24> car_s;     ///< congested time of each hour
  std::array<std::vector<float>, 24> toll_eur;  ///< crossing and distance tolls along the way; empty: none in the hour
  std::vector<float> car_m, car_inside_m;       ///< on the fastest way at noon
  Costs costs;
};

}  // namespace planspiel::mobility
