#pragma once

#include <array>

#include "engine/city/axes.hpp"

namespace planspiel::mobility {

/// Distance decay of destinations: exp(-(d / scale)^shape), d in metres.
struct Decay {
  double scale_m = 1000.0, shape = 1.0;
};

/// The coefficients of mode choice (data/choice.toml, data/constants.toml), times in minutes.
struct Coefficients {
  double scale = 0.0, nest_car = 1.0, nest_active = 1.0;
  double walk_m_min = 0.0, bike_m_min = 0.0;  ///< metres per minute
  double walk_weight = 1.0, bike_weight = 1.0, bike_fixed = 0.0, car_fixed = 0.0, passenger_weight = 1.0;
  double transit_walk_weight = 1.0, transit_wait_weight = 1.0, transit_transfer = 0.0;
  double transit_known_headway = 11.0;       ///< minutes; people know the timetable of what runs more rarely
  double transit_displacement_weight = 0.0;  ///< of leaving earlier or later than wished
  std::array<double, 3> value_of_time{};     ///< EUR per minute by income class
  double work_factor = 1.0, business_factor = 1.0;
  double passenger_cost_share = 0.0;  ///< of fuel, tolls and parking that weighs on a passenger
  double paying_at_work = 1.0;        ///< fraction of those who drive to work in a paid zone and pay there
  double longest_edge_walk_m = 0.0;   ///< from a car left at the edge of a closed area
  double drivers_per_car = 1.0;       ///< licence holders who can count on each private car
  double around_scale = 0.0,
         around_passengers = 0.0;  ///< people from around: utility per minute; passengers per driver
  std::array<double, PurposeAxis::kCount> passenger{};
  std::array<double, Mode::kCount> constant{};
  std::array<Decay, PurposeAxis::kCount> decay{};  ///< of residents' destinations by purpose
  Decay around_decay{};                            ///< of people from around

  /// EUR per minute of a person on a tour.
  double value_of(std::size_t income, Purpose purpose) const {
    return value_of_time[income] * (purpose == Purpose::work       ? work_factor
                                    : purpose == Purpose::business ? business_factor
                                                                   : 1.0);
  }
};

/// Reads the embedded tables. Throws Error(config) with file and line.
Coefficients read_coefficients();

}  // namespace planspiel::mobility
