#include "plugins/mobility/day/loop.hpp"

#include "engine/base/math.hpp"

namespace planspiel::mobility {

namespace {

/// Levels of service at the present flows.
void skim(Day& day) {
  day.roads.skim(day.supply, day.crow);
  day.transit.skim(day.supply);
}

/// Demand at the present times, and who of those from around misses the known share.
std::size_t demand_at_times(Day& day, bool is_root, DemandAtTimes& now) {
  const std::size_t missed = is_root ? fit(day.around, day.tours, day.choice(), day.coefficients.around) : 0;
  compute_demand(day.tours, day.choice(), now);
  return missed;
}

}  // namespace

void calibrate(ModeCoefficients& modes, const std::array<double, Mode::kCount>& trips,
               const std::array<double, Mode::kCount>& target_percent, double gain) {
  double all = 0.0;
  for (const double of_mode : trips) all += of_mode;
  const auto excess = [&](Mode mode) {
    return math::log(trips[mode.index()] / all * 100.0 / target_percent[mode.index()]);
  };
  for (const Mode mode : {mode::walk, mode::bike, mode::transit, mode::car_passenger})
    modes.constant[mode.index()] += gain / modes.scale * (excess(mode) - excess(mode::car_driver));
}

FixedPoint find_fixed_point(Day& day, const DayOptions& options, bool is_root, RunContext& context) {
  const CalibrationCoefficients& targets = day.coefficients.calibration;
  const LoopCoefficients& loop = day.coefficients.loop;
  FixedPoint found;
  DemandAtTimes now;
  for (std::int64_t round = 0; round < options.rounds; ++round) {
    context.progress({"Nachfrage und Straßen", "demand and roads"},
                     static_cast<double>(round) / static_cast<double>(options.rounds));
    skim(day);
    found.missed_shares = demand_at_times(day, is_root, now);
    if (round > 0) {
      found.rounds.push_back(
          {residual(found.cars, now.cars), day.roads.largest_gap(), day.roads.largest_territory_gap()});
      if (found.rounds.back().residual <= options.residual && found.rounds.back().gap <= options.gap) break;
    }
    if (options.calibrate != Targets::none)
      calibrate(day.coefficients.modes, now.resident_trips,
                options.calibrate == Targets::mid2017 ? targets.mid2017 : targets.srv2023, targets.gain);
    if (round == 0)
      found.cars = now.cars;
    else
      move_towards(found.cars, now.cars, loop.step);
    // The first demand, at free speeds, changes by a twentieth: its equilibrium need not be tight.
    day.roads.assign(found.cars, round == 0 ? loop.first_gap * options.gap : options.gap, context);
  }
  skim(day);
  found.missed_shares = demand_at_times(day, is_root, now);
  found.residual = residual(found.cars, now.cars);
  return found;
}

}  // namespace planspiel::mobility
