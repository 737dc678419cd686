#include "plugins/mobility/day/day_model.hpp"

#include <fmt/format.h>

#include <cmath>

#include "plugins/mobility/day/accounting.hpp"

namespace planspiel::mobility {

namespace {

/// Published shares of residents' trips, %: walk, bike, transit, driver, passenger. SrV 2023 gives walk 33, bike 21,
/// transit 22 and 24 by car; driver and passenger split as in MiD 2017 (assumed).
constexpr std::array<double, Mode::kCount> kMid2017{24.0, 18.0, 24.0, 24.0, 10.0},
    kSrv2023{33.0, 21.0, 22.0, 17.0, 7.0};
constexpr double kStep = 0.8;  ///< of the way to the demand at present times, each round

}  // namespace

DayOutputs::DayOutputs(Ports& ports)
    : road_flow(ports.writes(planspiel::fields::road_flow)),
      vehicle_flow(ports.writes(planspiel::fields::vehicle_flow)),
      road_speed(ports.writes(planspiel::fields::road_speed)),
      bus_speed(ports.writes(planspiel::fields::bus_speed)),
      car_starts(ports.writes(planspiel::fields::car_starts)),
      car_start_distance(ports.writes(planspiel::fields::car_start_distance)),
      resident_car_distance(ports.writes(planspiel::fields::resident_car_distance)),
      resident_car_time(ports.writes(planspiel::fields::resident_car_time)),
      resident_transit_distance(ports.writes(planspiel::fields::resident_transit_distance)),
      transit_person_distance(ports.writes(planspiel::fields::transit_person_distance)),
      trips(ports.writes(fields::trips)),
      person_distance(ports.writes(fields::person_distance)),
      territory_trips(ports.writes(fields::territory_trips)),
      territory_distance(ports.writes(fields::territory_distance)),
      vehicle_distance(ports.writes(fields::vehicle_distance)),
      car_time(ports.writes(fields::car_time)),
      car_distance(ports.writes(fields::car_distance)),
      emission_free_share(ports.writes(fields::emission_free_share)),
      emission_free_trips(ports.writes(fields::emission_free_trips)),
      emission_free_distance(ports.writes(fields::emission_free_distance)),
      emission_free_territory_trips(ports.writes(fields::emission_free_territory_trips)),
      emission_free_territory_distance(ports.writes(fields::emission_free_territory_distance)),
      emission_free_vehicle_distance(ports.writes(fields::emission_free_vehicle_distance)),
      emission_free_car_distance(ports.writes(fields::emission_free_car_distance)),
      toll_revenue(ports.writes(fields::toll_revenue)),
      parking_revenue(ports.writes(fields::parking_revenue)),
      fare_revenue(ports.writes(fields::fare_revenue)),
      time_cost(ports.writes(fields::time_cost)),
      median_distance(ports.writes(fields::median_distance)),
      median_distance_by_purpose(ports.writes(fields::median_distance_by_purpose)),
      departures(ports.writes(fields::departures)),
      constant(ports.writes(fields::constant)),
      round_residual(ports.writes(fields::round_residual)),
      round_gap(ports.writes(fields::round_gap)),
      relative_gap(ports.writes(fields::relative_gap)),
      demand_residual(ports.writes(fields::demand_residual)),
      network_speed(ports.writes(fields::network_speed)),
      residents(ports.writes(fields::residents)) {}

DayModel::DayModel(Ports& ports)
    : options_(ports.options<DayOptions>()),
      tables_(ports),
      out_(ports),
      root_constant_(ports.root(fields::constant)) {}

void DayModel::calibrate(Coefficients& coefficients, const DemandAtTimes& demand) const {
  const auto& target = options_.calibrate == "mid2017" ? kMid2017 : kSrv2023;
  double all = 0.0;
  for (const double trips : demand.resident_trips) all += trips;
  const auto excess = [&](Mode mode) {
    return math::log(demand.resident_trips[mode.index()] / all * 100.0 / target[mode.index()]);
  };
  for (const Mode mode : {mode::walk, mode::bike, mode::transit, mode::car_passenger})
    coefficients.constant[mode.index()] += 0.7 / coefficients.scale * (excess(mode) - excess(mode::car_driver));
}

void DayModel::fixed_point(Day& day, HourlyMatrices& cars, RunContext& context) {
  HourlyRoads& roads = day.roads;
  std::vector<double> residuals, gaps;
  DemandAtTimes now;
  for (std::int64_t round = 0; round < options_.rounds; ++round) {
    context.progress("mobility: demand and roads", static_cast<double>(round) / static_cast<double>(options_.rounds));
    roads.skim(day.supply, day.crow);
    compute_demand(day.tours, day.choice(), day.supply.zones, now);
    if (round > 0) {
      residuals.push_back(residual(cars, now.cars));
      gaps.push_back(roads.largest_gap());
      if (residuals.back() <= options_.residual && gaps.back() <= options_.gap) break;
    }
    if (options_.calibrate != "none") calibrate(day.coefficients, now);
    if (round == 0)
      cars = now.cars;
    else
      move_towards(cars, now.cars, kStep);
    // The first demand, at free speeds, changes by a twentieth: its equilibrium need not be tight.
    roads.assign(cars, round == 0 ? 8.0 * options_.gap : options_.gap, context);
  }
  roads.skim(day.supply, day.crow);
  compute_demand(day.tours, day.choice(), day.supply.zones, now);
  const double last = residual(cars, now.cars);
  out_.demand_residual[ScalarId(0)] = last;
  out_.round_residual.set_rows(residuals.size());
  out_.round_gap.set_rows(gaps.size());
  for (std::size_t round = 0; round < residuals.size(); ++round) {
    out_.round_residual[RoundId(round)] = residuals[round];
    out_.round_gap[RoundId(round)] = gaps[round];
  }
  if (last > options_.residual || roads.largest_gap() > options_.gap)
    context.warn("mobility.not_converged",
                 fmt::format("stopped after {} rounds at a demand residual of {:.2e} and a relative gap of {:.2e}",
                             options_.rounds, last, roads.largest_gap()));
}

void DayModel::run(RunContext& context) {
  context.progress("mobility: people and ways", 0.0);
  Day day(tables_, options_, context.seed(), root_constant_);
  HourlyMatrices cars;
  fixed_point(day, cars, context);
  context.progress("mobility: accounts", 0.0);
  for (std::size_t mode = 0; mode < Mode::kCount; ++mode)
    out_.constant(ScalarId(0), Mode(mode)) = day.coefficients.constant[mode];
  for (std::size_t hour = 0; hour < 24; ++hour)
    out_.relative_gap(ScalarId(0), Hour(hour)) = day.roads.hour(hour).relative_gap;
  account_people(day.tours, day.choice(), day.supply, tables_, day.coefficients, day.tolls, out_);
  account_roads(day.car, day.roads, cars, day.supply, day.tolls, tables_, out_);
}

}  // namespace planspiel::mobility
