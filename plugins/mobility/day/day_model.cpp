#include "plugins/mobility/day/day_model.hpp"

#include <fmt/format.h>

#include <cmath>

#include "plugins/mobility/day/accounting.hpp"

namespace planspiel::mobility {

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
      junction_wait(ports.writes(fields::junction_wait)),
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
      trips_by_hour(ports.writes(fields::trips_by_hour)),
      territory_trips_by_hour(ports.writes(fields::territory_trips_by_hour)),
      constant(ports.writes(fields::constant)),
      round_residual(ports.writes(fields::round_residual)),
      round_gap(ports.writes(fields::round_gap)),
      round_territory_gap(ports.writes(fields::round_territory_gap)),
      full_links(ports.writes(fields::full_links)),
      fullest_link(ports.writes(fields::fullest_link)),
      relative_gap(ports.writes(fields::relative_gap)),
      territory_gap(ports.writes(fields::territory_gap)),
      demand_residual(ports.writes(fields::demand_residual)),
      network_speed(ports.writes(fields::network_speed)),
      residents(ports.writes(fields::residents)),
      arrivals(ports.writes(fields::arrivals)),
      edge_parking(ports.writes(fields::edge_parking)),
      around_trips(ports.writes(fields::around_trips)),
      around_constant{&ports.writes(fields::constant_commuter), &ports.writes(fields::constant_other),
                      &ports.writes(fields::constant_visitor)},
      home_office(ports.writes(fields::home_office)),
      coefficient(ports.writes(fields::coefficient)) {}

DayModel::DayModel(Ports& ports)
    : options_(ports.options<DayOptions>()),
      tables_(ports),
      out_(ports),
      root_{ports.root(fields::constant),
            {ports.root(fields::constant_commuter), ports.root(fields::constant_other),
             ports.root(fields::constant_visitor)},
            ports.root(fields::home_office)} {}

void DayModel::calibrate(Coefficients& coefficients, const DemandAtTimes& demand) const {
  const auto& target =
      options_.calibrate == "mid2017" ? coefficients.calibration.mid2017 : coefficients.calibration.srv2023;
  double all = 0.0;
  for (const double trips : demand.resident_trips) all += trips;
  const auto excess = [&](Mode mode) {
    return math::log(demand.resident_trips[mode.index()] / all * 100.0 / target[mode.index()]);
  };
  for (const Mode mode : {mode::walk, mode::bike, mode::transit, mode::car_passenger})
    coefficients.modes.constant[mode.index()] +=
        coefficients.calibration.gain / coefficients.modes.scale * (excess(mode) - excess(mode::car_driver));
}

void DayModel::demand_at_times(Day& day, DemandAtTimes& now) {
  if (!root_.constant) missed_shares_ = fit(day.around, day.tours, day.choice(), day.coefficients.around);
  compute_demand(day.tours, day.choice(), day.supply.zones, now);
}

void DayModel::fixed_point(Day& day, HourlyMatrices& cars, RunContext& context) {
  HourlyRoads& roads = day.roads;
  std::vector<double> residuals, gaps, territory_gaps;
  DemandAtTimes now;
  for (std::int64_t round = 0; round < options_.rounds; ++round) {
    context.progress("mobility: demand and roads", static_cast<double>(round) / static_cast<double>(options_.rounds));
    roads.skim(day.supply, day.crow);
    demand_at_times(day, now);
    if (round > 0) {
      residuals.push_back(residual(cars, now.cars));
      gaps.push_back(roads.largest_gap());
      territory_gaps.push_back(roads.largest_territory_gap());
      if (residuals.back() <= options_.residual && gaps.back() <= options_.gap) break;
    }
    if (options_.calibrate != "none") calibrate(day.coefficients, now);
    if (round == 0)
      cars = now.cars;
    else
      move_towards(cars, now.cars, day.coefficients.loop.step);
    // The first demand, at free speeds, changes by a twentieth: its equilibrium need not be tight.
    roads.assign(cars, round == 0 ? day.coefficients.loop.first_gap * options_.gap : options_.gap, context);
  }
  roads.skim(day.supply, day.crow);
  demand_at_times(day, now);
  const double last = residual(cars, now.cars);
  out_.demand_residual[ScalarId(0)] = last;
  out_.round_residual.set_rows(residuals.size());
  out_.round_gap.set_rows(gaps.size());
  out_.round_territory_gap.set_rows(gaps.size());
  for (std::size_t round = 0; round < residuals.size(); ++round) {
    out_.round_residual[RoundId(round)] = residuals[round];
    out_.round_gap[RoundId(round)] = gaps[round];
    out_.round_territory_gap[RoundId(round)] = territory_gaps[round];
  }
  if (last > options_.residual || roads.largest_gap() > options_.gap)
    context.warn("mobility.not_converged",
                 fmt::format("stopped after {} rounds at a demand residual of {:.2e} and a relative gap of {:.2e}",
                             options_.rounds, last, roads.largest_gap()));
}

void DayModel::write_constants(const Day& day) {
  for (std::size_t mode = 0; mode < Mode::kCount; ++mode)
    out_.constant(ScalarId(0), Mode(mode)) = day.coefficients.modes.constant[mode];
  for (std::size_t kind = 0; kind < kAroundKinds; ++kind)
    for (std::size_t zone = 0; zone < day.supply.zones; ++zone) {
      const AroundConstant& constant = day.around.of(kind, zone);
      (*out_.around_constant[kind])(ZoneId(zone), mode::car_passenger) = constant.passenger;
      (*out_.around_constant[kind])(ZoneId(zone), mode::transit) = constant.transit;
    }
  out_.home_office[ScalarId(0)] = day.home_office;
}

/// Whose numbers these are; what became of the trips to zones that are closed to cars.
void DayModel::tell(const Day& day, RunContext& context) const {
  if (tables_.coefficients.size() == 0)
    context.warn(
        "mobility.coefficients_of_family",
        "the city has no coefficients of its own (table 'mobility_coefficients'): people behave as the family's "
        "rows say, which were fitted to surveys of Munich; planspiel list coefficients names them");
  if (missed_shares_ > 0)
    context.warn("mobility.car_share_missed",
                 fmt::format("{} groups of people from around do not reach their known car share: too few of them have "
                             "public transport, or none has none",
                             missed_shares_));
  std::size_t closed = 0;
  double edge = 0.0;
  std::array<double, Mode::kCount> by_mode{};
  for (std::size_t zone = 0; zone < day.supply.zones; ++zone) {
    edge += out_.edge_parking[ZoneId(zone)];
    if (!day.supply.stops.closed(zone)) continue;
    ++closed;
    for (std::size_t mode = 0; mode < Mode::kCount; ++mode) by_mode[mode] += out_.arrivals(ZoneId(zone), Mode(mode));
  }
  if (closed == 0) return;
  context.warn("mobility.closed_zones",
               fmt::format("{} zones are closed to cars: {:.0f} cars a day are left at their edge, within {:.0f} m on "
                           "foot; people reach them on foot {:.0f}, by bike {:.0f}, by public transport {:.0f}, by car "
                           "(residents who are exempt, or left at the edge) {:.0f}; goods are unloaded {}",
                           closed, edge, day.coefficients.modes.longest_edge_walk_m, by_mode[0], by_mode[1], by_mode[2],
                           by_mode[3] + by_mode[4],
                           day.car.has(Errand::delivery) ? "inside where deliveries are exempt, else at the edge"
                                                         : "at the edge"));
}

void DayModel::run(RunContext& context) {
  context.progress("mobility: people and ways", 0.0);
  const std::vector<NamedNumber> rows = coefficients_of(tables_.coefficients, options_.coefficients);
  for (std::size_t row = 0; row < rows.size(); ++row)
    out_.coefficient(ScalarId(0), CoefficientAxis(row)) = rows[row].value;
  Day day(tables_, options_, rows, context.seed(), root_);
  HourlyMatrices cars;
  fixed_point(day, cars, context);
  context.progress("mobility: accounts", 0.0);
  write_constants(day);
  for (std::size_t hour = 0; hour < 24; ++hour) {
    out_.relative_gap(ScalarId(0), Hour(hour)) = day.roads.hour(hour).relative_gap;
    out_.territory_gap(ScalarId(0), Hour(hour)) = day.roads.hour(hour).territory_gap;
  }
  account_people(day.tours, day.choice(), day.supply, tables_, day.coefficients, day.tolls, out_);
  account_roads(day.car, day.roads, cars, day.supply, day.tolls, tables_, day.coefficients.roads.full, out_);
  tell(day, context);
}

}  // namespace planspiel::mobility
