#pragma once

/// What mode choice sees of the city: times, distances, prices.

#include <array>
#include <limits>
#include "plugins/mobility/day/tolls.hpp"
#include "plugins/mobility/day/transit.hpp"
#include "plugins/mobility/day/zone_matrix.hpp"

namespace planspiel::mobility {

/// What tickets cost, EUR. Tickets that a city does not sell are infinitely dear.
struct Tickets {
  double single = std::numeric_limits<double>::infinity();  ///< one trip, bought for itself
  double strips = std::numeric_limits<double>::infinity();  ///< one trip with two strips of a strip ticket
  double short_trip = std::numeric_limits<double>::infinity(), short_m = 0.0;
  double day = std::numeric_limits<double>::infinity();       ///< all trips of a day
  double pass_day = std::numeric_limits<double>::infinity();  ///< a working day's part of a month pass
  double outside_km = 0.0;                                    ///< more for each km beyond the territory, one way
};

/// Prices that a trip meets.
struct Costs {
  double car_eur_m = 0.0;  ///< fuel or electricity of the mean car
  Tickets tickets{};
  Column<ZoneId, double> parking_eur_h{}, parking_day{}, search_min{};  ///< 0 where free
};
Costs read_costs(const Prices& prices, const Fares& fares, const Parking& parking, const Fleet& fleet,
                 std::size_t zones);

/// Levels of service between zones: what stages fill (roads, transit) and what they read (modes, loop, accounts).
struct Supply {
  std::size_t zones = 0;
  Column<ZoneId, Flag> inside{};  ///< 1 inside the territory
  ZoneMatrix<float> walk_m{}, bike_m{};
  TransitDay transit{};                          ///< of every hour
  std::array<ZoneMatrix<float>, 24> car_s{};     ///< congested time of each hour
  std::array<ZoneMatrix<float>, 24> toll_eur{};  ///< crossing and distance tolls on the way; empty: none in the hour
  ZoneMatrix<float> car_m{}, car_inside_m{};     ///< on the fastest way at noon
  Column<ZoneId, float> beyond_m{};              ///< of external zones: airline to the nearest zone inside; else 0
  CarStops stops{};                              ///< where cars stop for zones that are closed to them
  Costs costs{};

  Seconds drive_time(ZoneId from, ZoneId to, Hour hour) const {
    return Seconds(static_cast<double>(car_s[hour.index()](from, to)));
  }
  /// Tolls along the way, without those of the day.
  Euros tolls(ZoneId from, ZoneId to, Hour hour) const {
    const auto& matrix = toll_eur[hour.index()];
    return Euros(matrix.empty() ? 0.0 : static_cast<double>(matrix(from, to)));
  }
};

}  // namespace planspiel::mobility
