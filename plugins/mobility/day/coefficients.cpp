#include "plugins/mobility/day/coefficients.hpp"

#include "engine/base/value.hpp"
#include "mobility_code/choice_toml.hpp"
#include "mobility_code/constants_toml.hpp"

namespace planspiel::mobility {

namespace {

Decay decay_of(const Value& row) {
  const auto& pair = row.items();
  if (pair.size() != 2 || !(pair[0].as_number() > 0.0) || !(pair[1].as_number() > 0.0))
    row.fail("a decay is a scale in km and a shape, both positive");
  return {pair[0].as_number() * 1000.0, pair[1].as_number()};
}

}  // namespace

Coefficients read_coefficients() {
  const Value file = parse_toml(embedded::choice_toml, "choice.toml"),
              constants = parse_toml(embedded::constants_toml, "constants.toml");
  const auto number = [&](const char* key) { return file.at(key).as_number(); };
  Coefficients c;
  c.scale = number("scale");
  c.nest_car = number("nest_car");
  c.nest_active = number("nest_active");
  for (const double nest : {c.nest_car, c.nest_active})
    if (!(nest > 0.0 && nest <= 1.0)) file.fail("nest parameters lie in (0, 1]");
  c.walk_m_min = number("walk_speed_km_h") * 1000.0 / 60.0;
  c.bike_m_min = number("bike_speed_km_h") * 1000.0 / 60.0;
  c.walk_weight = number("walk_weight");
  c.bike_weight = number("bike_weight");
  c.bike_fixed = number("bike_fixed_min");
  c.car_fixed = number("car_fixed_min");
  c.passenger_weight = number("passenger_weight");
  c.transit_walk_weight = number("transit_walk_weight");
  c.transit_wait_weight = number("transit_wait_weight");
  c.transit_transfer = number("transit_transfer_min");
  c.transit_known_headway = number("transit_known_headway_min");
  c.transit_displacement_weight = number("transit_displacement_weight");
  for (const char* key : {"transit_known_headway_min", "transit_displacement_weight"})
    if (!(number(key) > 0.0)) file.at(key).fail("must be positive: rarer service would cost nothing more");
  c.passenger_cost_share = number("passenger_cost_share");
  c.paying_at_work = number("paying_at_work");
  c.longest_edge_walk_m = number("longest_edge_walk_m");
  c.drivers_per_car = number("drivers_per_car");
  c.around_scale = file.at("around").at("scale").as_number();
  c.around_passengers = file.at("around").at("passengers").as_number();
  const auto& values = file.at("value_of_time").items();
  if (values.size() != c.value_of_time.size())
    file.at("value_of_time").fail("three values are needed, one for each income class");
  for (std::size_t income = 0; income < values.size(); ++income)
    c.value_of_time[income] = values[income].as_number() / 60.0;
  c.work_factor = number("work_factor");
  c.business_factor = number("business_factor");
  for (std::size_t purpose = 0; purpose < kPurposeNames.size(); ++purpose)
    c.passenger[purpose] = file.at("passenger").at(kPurposeNames[purpose]).as_number();
  for (std::size_t purpose = 0; purpose < kPurposeNames.size(); ++purpose)
    c.decay[purpose] = decay_of(file.at("decay").at(kPurposeNames[purpose]));
  c.around_decay = decay_of(file.at("decay").at("around"));
  for (const Mode mode : {mode::walk, mode::bike, mode::transit, mode::car_passenger})
    c.constant[mode.index()] = constants.at(kModeNames[mode.index()]).as_number();
  return c;
}

}  // namespace planspiel::mobility
