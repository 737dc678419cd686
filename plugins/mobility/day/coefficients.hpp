#pragma once

/// Every number of the day that somebody may doubt is a row of data (data/coefficients.csv) with unit, source and
/// certainty. A city's table `mobility_coefficients` goes before the family's rows, a scenario's
/// [options."mobility.day".coefficients] before both. Here they become what each stage computes with.

#include <array>
#include <string>
#include <vector>

#include "engine/base/named_number.hpp"
#include "engine/base/quantity.hpp"
#include "engine/city/axes.hpp"
#include "plugins/mobility/city_coefficients.hpp"

namespace planspiel::mobility {

struct PeopleCoefficients {
  double drivers_per_car = 1.0;                  ///< licence holders who can count on each private car
  double income_low = 0.0, income_middle = 0.0;  ///< shares of the classes; the rest is high
};

/// Distance decay of destinations: exp(-(d / scale)^shape), d in metres.
struct Decay {
  double scale_m = 1000.0, shape = 1.0;
};

struct DestinationCoefficients {
  std::array<Decay, PurposeAxis::kCount> decay{};  ///< of residents, by purpose
  Decay around_decay{};                            ///< of people from around
  double detour = 1.0;                             ///< against the airline
  double inside_zone = 0.0;                        ///< mean way inside a zone / square root of its area
  Metres inside_unknown{};                         ///< of a zone without outline
  double leaving_zone = 0.0;                       ///< least way to another zone / mean way inside
  double outside_retail = 0.0, outside_shopping = 0.0,
         outside_leisure = 0.0;  ///< per resident; a share of it; per resident
  double errands_per_job = 0.0, escort_per_resident = 0.0;
  double around_per_resident = 0.0;  ///< beside 1 per job
};

struct TimeCoefficients {
  double stay_least = 1.0, stay_spread = 0.0;  ///< of the mean stay: even from least to least + spread
  double way_h = 0.0;                          ///< out, before the stay begins
  Seconds stay_commuter{}, stay_around{};
};

/// Classes of income.
enum class Income : std::uint8_t { low, middle, high };

/// Times in minutes, for a tour unless said otherwise.
struct ModeCoefficients {
  double scale = 0.0;  ///< utility per minute
  double nest_car = 1.0, nest_active = 1.0;
  double walk_m_min = 0.0, bike_m_min = 0.0;    ///< metres per minute
  Metres longest_walk{1e9}, longest_bike{1e9};  ///< one way
  double walk_weight = 1.0, bike_weight = 1.0, bike_fixed = 0.0, car_fixed = 0.0, passenger_weight = 1.0;
  double passenger_cost_share = 0.0;      ///< of fuel, tolls and parking that weighs on a passenger
  double paying_at_work = 1.0;            ///< of those who drive to work in a paid zone
  double longest_edge_walk_m = 0.0;       ///< from a car left at the edge of a closed area
  std::array<double, 3> value_of_time{};  ///< EUR per minute by income class
  double work_factor = 1.0, business_factor = 1.0;
  std::array<double, PurposeAxis::kCount> passenger{};
  std::array<double, Mode::kCount> constant{};

  /// EUR per minute of a person on a tour.
  double value_of(Income income, Purpose purpose) const {
    return value_of_time[static_cast<std::size_t>(income)] * (purpose == Purpose::work       ? work_factor
                                                              : purpose == Purpose::business ? business_factor
                                                                                             : 1.0);
  }
};

struct AroundCoefficients {
  double scale = 0.0;       ///< utility per minute
  double passengers = 0.0;  ///< per driver
  double nest_car = 1.0;    ///< as of residents
};

struct TransitCoefficients {
  double walk_m_min = 0.0;                                      ///< as of everybody on foot
  double walk_weight = 1.0, wait_weight = 1.0, transfer = 0.0;  ///< minutes for a transfer
  double known_headway = 11.0;       ///< minutes; people know the timetable of what runs more rarely
  double displacement_weight = 0.0;  ///< of leaving earlier or later than wished
  Metres access{}, change{};         ///< airline, at most
  double walk_detour = 1.0, access_fixed = 0.0, change_fixed = 0.0;  ///< minutes
  Metres feeder_reach{};                                             ///< airline; of people of external zones
  double feeder_m_min = 1.0, feeder_fixed = 0.0;                     ///< airline metres per minute; minutes
};

/// BPR: t0 · (1 + alpha · (x / c)^beta).
struct DelayShape {
  double alpha = 0.0, beta = 1.0;
};

/// Kinds of vehicle that look for their way, in the order of Vehicle; buses follow their lines.
inline constexpr std::array kAssigned{Vehicle::car, Vehicle::van, Vehicle::light_truck, Vehicle::heavy_truck};

struct RoadCoefficients {
  double value_of_time_eur_h = 1.0;                      ///< of every vehicle in route choice
  std::array<double, kAssigned.size()> pcu{1, 1, 1, 1};  ///< passenger-car units
  double occupancy = 1.0;                                ///< people in a car from around
  DelayShape open_road{}, street{};                      ///< motorways and trunk roads; others
  Seconds junction_queue{};                              ///< at a volume of the capacity
  Speed connector_speed{1.0}, outside_speed{1.0};
  double connector_detour = 1.0;
  Metres connector_reach{};
  float inside_zone_m_s = 1.0f;      ///< speed inside a zone
  Metres near{}, around{}, apart{};  ///< of external zones and junctions of main roads
  double ends_excess_m = 1.0, ends_busy = 1.0;
  double full = 1.0;  ///< volume over capacity from which a link counts as full
};

struct GoodsCoefficients {
  double decay = 1.0;  ///< per mean distance
  double outside_decay_m = 1.0;
  double per_resident = 0.0;  ///< destinations of vehicles from around, beside 1 per job
};

struct LoopCoefficients {
  double step = 1.0;       ///< of the way to the demand at present times, each round
  double first_gap = 1.0;  ///< of the first round, in gaps
};

/// Published shares of residents' trips, % by mode, that mode constants can be fitted to.
struct CalibrationCoefficients {
  double gain = 0.0;
  std::array<double, Mode::kCount> mid2017{}, srv2023{};
};

struct Coefficients {
  PeopleCoefficients people{};
  DestinationCoefficients destinations{};
  TimeCoefficients times{};
  ModeCoefficients modes{};
  AroundCoefficients around{};
  TransitCoefficients transit{};
  RoadCoefficients roads{};
  GoodsCoefficients goods{};
  LoopCoefficients loop{};
  CalibrationCoefficients calibration{};
};

/// "modes.constant.walk"
std::string constant_name(Mode mode);

/// The family's rows, in the order of the file.
const std::vector<NamedNumber>& family_coefficients();

/// What holds in a run: the family's rows, before them those of the city, before these what the scenario gave. Throws
/// Error(input) for a row of the city that nobody knows (naming the nearest), of another unit or out of range.
std::vector<NamedNumber> coefficients_of(const CityCoefficients& city, std::vector<NamedNumber> scenario);

/// By stage. Every row of the family has to be there. Throws Error(config) where shares add up to more than 1.
Coefficients by_stage(const std::vector<NamedNumber>& rows);

/// The family's alone: of tests and of cities without rows.
Coefficients read_coefficients();

}  // namespace planspiel::mobility
