#include "plugins/mobility/day/coefficients.hpp"

#include <algorithm>
#include <cmath>
#include <set>

#include "engine/base/csv.hpp"
#include "engine/base/error.hpp"
#include "mobility_code/coefficients_csv.hpp"

namespace planspiel::mobility {

namespace {

std::vector<NamedNumber> read_family() {
  const Csv csv = Csv::parse(embedded::coefficients_csv, "coefficients.csv");
  std::vector<NamedNumber> rows;
  for (std::size_t row = 0; row < csv.size(); ++row)
    rows.push_back({.name = csv.text(row, "id"),
                    .value = csv.number(row, "value"),
                    .unit = csv.text(row, "unit"),
                    .range = {csv.number(row, "min"), csv.number(row, "max")},
                    .title = {csv.text(row, "title_de"), csv.text(row, "title_en")},
                    .certainty = csv.text(row, "certainty"),
                    .source = csv.text(row, "source")});
  return rows;
}

/// Hands out each row once, by name.
class Rows {
 public:
  explicit Rows(const std::vector<NamedNumber>& rows) : rows_(rows) {}
  double operator()(const std::string& name) {
    const auto found =
        std::find_if(rows_.begin(), rows_.end(), [&](const NamedNumber& row) { return row.name == name; });
    if (found == rows_.end()) throw Error(ErrorKind::internal, "no coefficient is called '" + name + "'");
    read_.insert(name);
    return found->value;
  }
  /// A number that nobody computes with is no coefficient.
  void check_all_read() const {
    for (const NamedNumber& row : rows_)
      if (!read_.contains(row.name)) throw Error(ErrorKind::internal, "the coefficient '" + row.name + "' is not read");
  }

 private:
  const std::vector<NamedNumber>& rows_;
  std::set<std::string> read_{};
};

Decay decay_of(Rows& row, const std::string& name) {
  return {row("destinations.decay." + name + ".scale") * 1000.0, row("destinations.decay." + name + ".shape")};
}

PeopleCoefficients people_of(Rows& row) {
  PeopleCoefficients c{.drivers_per_car = row("people.drivers_per_car"),
                       .income_low = row("people.income_low"),
                       .income_middle = row("people.income_middle")};
  if (c.income_low + c.income_middle > 1.0)
    throw Error(ErrorKind::config, "people.income_low and people.income_middle add up to more than 1");
  return c;
}

DestinationCoefficients destinations_of(Rows& row) {
  DestinationCoefficients c;
  for (std::size_t purpose = 0; purpose < kPurposeNames.size(); ++purpose)
    c.decay[purpose] = decay_of(row, std::string(kPurposeNames[purpose]));
  c.around_decay = decay_of(row, "around");
  c.detour = row("destinations.detour");
  c.inside_zone = row("destinations.inside_zone");
  c.inside_unknown = Metres(row("destinations.inside_unknown") * 1000.0);
  c.leaving_zone = row("destinations.leaving_zone");
  c.outside_retail = row("destinations.outside_retail");
  c.outside_shopping = row("destinations.outside_shopping");
  c.outside_leisure = row("destinations.outside_leisure");
  c.errands_per_job = row("destinations.errands_per_job");
  c.escort_per_resident = row("destinations.escort_per_resident");
  c.around_per_resident = row("destinations.around_per_resident");
  return c;
}

TimeCoefficients times_of(Rows& row) {
  return {.stay_least = row("times.stay_least"),
          .stay_spread = row("times.stay_spread"),
          .way_h = row("times.way"),
          .stay_commuter = Seconds(row("times.stay_commuter") * 3600.0),
          .stay_around = Seconds(row("times.stay_around") * 3600.0)};
}

double metres_per_minute(double km_h) { return km_h * 1000.0 / 60.0; }

ModeCoefficients modes_of(Rows& row) {
  ModeCoefficients c;
  c.scale = row("modes.scale");
  c.nest_car = row("modes.nest_car");
  c.nest_active = row("modes.nest_active");
  c.walk_m_min = metres_per_minute(row("modes.walk_speed"));
  c.bike_m_min = metres_per_minute(row("modes.bike_speed"));
  c.longest_walk = Metres(row("modes.longest_walk") * 1000.0);
  c.longest_bike = Metres(row("modes.longest_bike") * 1000.0);
  c.walk_weight = row("modes.walk_weight");
  c.bike_weight = row("modes.bike_weight");
  c.bike_fixed = row("modes.bike_fixed");
  c.car_fixed = row("modes.car_fixed");
  c.passenger_weight = row("modes.passenger_weight");
  c.passenger_cost_share = row("modes.passenger_cost_share");
  c.paying_at_work = row("modes.paying_at_work");
  c.longest_edge_walk_m = row("modes.longest_edge_walk");
  c.value_of_time = {row("modes.value_of_time.low") / 60.0, row("modes.value_of_time.middle") / 60.0,
                     row("modes.value_of_time.high") / 60.0};
  c.work_factor = row("modes.work_factor");
  c.business_factor = row("modes.business_factor");
  for (std::size_t purpose = 0; purpose < kPurposeNames.size(); ++purpose)
    c.passenger[purpose] = row("modes.passenger." + std::string(kPurposeNames[purpose]));
  for (const Mode mode : {mode::walk, mode::bike, mode::transit, mode::car_passenger})
    c.constant[mode.index()] = row(constant_name(mode));
  return c;
}

TransitCoefficients transit_of(Rows& row) {
  return {.walk_m_min = metres_per_minute(row("modes.walk_speed")),
          .walk_weight = row("transit.walk_weight"),
          .wait_weight = row("transit.wait_weight"),
          .transfer = row("transit.transfer"),
          .known_headway = row("transit.known_headway"),
          .displacement_weight = row("transit.displacement_weight"),
          .access = Metres(row("transit.access")),
          .change = Metres(row("transit.change")),
          .walk_detour = row("transit.walk_detour"),
          .access_fixed = row("transit.access_fixed"),
          .change_fixed = row("transit.change_fixed"),
          .feeder_reach = Metres(row("transit.feeder_reach") * 1000.0),
          .feeder_m_min = row("transit.feeder_speed") / 60.0 * 1000.0 / row("transit.feeder_detour"),
          .feeder_fixed = row("transit.feeder_fixed")};
}

RoadCoefficients roads_of(Rows& row) {
  RoadCoefficients c;
  c.value_of_time_eur_h = row("roads.value_of_time");
  for (std::size_t vehicle = 0; vehicle < c.pcu.size(); ++vehicle)
    c.pcu[vehicle] = row("roads.pcu." + std::string(kVehicleNames[vehicle]));
  c.occupancy = 1.0 + row("around.passengers");
  c.open_road = {row("roads.open_alpha"), row("roads.open_beta")};
  c.street = {row("roads.street_alpha"), row("roads.street_beta")};
  // Chains of roads are merged by exponents in quarters (VolumeDelay::exponent_kind).
  if (c.open_road.beta != c.street.beta && std::floor(4.0 * c.open_road.beta) == std::floor(4.0 * c.street.beta))
    throw Error(ErrorKind::config,
                "roads.open_beta and roads.street_beta are equal or a quarter apart, for example 2 and 2.25");
  c.junction_queue = Seconds(row("roads.junction_queue"));
  c.connector_speed = Speed(row("roads.connector_speed") / 3.6);
  c.outside_speed = Speed(row("roads.outside_speed") / 3.6);
  c.connector_detour = row("roads.connector_detour");
  c.connector_reach = Metres(row("roads.connector_reach"));
  c.inside_zone_m_s = static_cast<float>(row("roads.inside_zone_speed")) / 3.6f;
  c.near = Metres(row("roads.near") * 1000.0);
  c.around = Metres(row("roads.around") * 1000.0);
  c.apart = Metres(row("roads.apart") * 1000.0);
  c.ends_excess_m = row("roads.ends_excess") * 1000.0;
  c.ends_busy = row("roads.ends_busy");
  c.full = row("roads.full");
  return c;
}

CalibrationCoefficients calibration_of(Rows& row) {
  CalibrationCoefficients c{.gain = row("calibration.gain")};
  for (std::size_t mode = 0; mode < Mode::kCount; ++mode) {
    c.mid2017[mode] = row("calibration.mid2017." + std::string(kModeNames[mode]));
    c.srv2023[mode] = row("calibration.srv2023." + std::string(kModeNames[mode]));
  }
  return c;
}

/// The row of this name, with the value of the city.
NamedNumber& row_of(const CityCoefficients& city, CityCoefficientId row, std::vector<NamedNumber>& rows) {
  const std::string where = "table 'mobility_coefficients', row '" + city.id[row] + "': ";
  const auto found =
      std::find_if(rows.begin(), rows.end(), [&](const NamedNumber& known) { return known.name == city.id[row]; });
  if (found == rows.end()) {
    std::vector<std::string> names;
    for (const NamedNumber& known : rows) names.push_back(known.name);
    throw Error(ErrorKind::input, where + "no coefficient is called so: " + nearest_known(city.id[row], names));
  }
  if (city.unit[row] != found->unit)
    throw Error(ErrorKind::input, where + "the unit is '" + city.unit[row] + "': " +
                                      (found->unit.empty() ? "it has none" : "'" + found->unit + "' is needed"));
  if (!(city.value[row] >= found->range.min && city.value[row] <= found->range.max))
    throw Error(ErrorKind::input, where + format_number(city.value[row]) + " is out of range: " +
                                      format_number(found->range.min) + " to " + format_number(found->range.max));
  return *found;
}

}  // namespace

std::string constant_name(Mode mode) { return "modes.constant." + std::string(kModeNames[mode.index()]); }

const std::vector<NamedNumber>& family_coefficients() {
  static const std::vector<NamedNumber> rows = read_family();
  return rows;
}

std::vector<NamedNumber> coefficients_of(const CityCoefficients& city, std::vector<NamedNumber> rows) {
  for (const CityCoefficientId row : city.ids()) {
    NamedNumber& number = row_of(city, row, rows);
    if (number.given) continue;
    number.value = city.value[row];
    number.certainty = kCertaintyNames[static_cast<std::size_t>(city.certainty[row])];
    number.source = city.source[row];
  }
  return rows;
}

Coefficients by_stage(const std::vector<NamedNumber>& rows) {
  Rows row(rows);
  Coefficients c{.people = people_of(row),
                 .destinations = destinations_of(row),
                 .times = times_of(row),
                 .modes = modes_of(row),
                 .around = {.scale = row("around.scale"),
                            .passengers = row("around.passengers"),
                            .nest_car = row("modes.nest_car")},
                 .transit = transit_of(row),
                 .roads = roads_of(row),
                 .goods = {.decay = row("goods.decay"),
                           .outside_decay_m = row("goods.outside_decay") * 1000.0,
                           .per_resident = row("goods.per_resident")},
                 .loop = {.step = row("loop.step"), .first_gap = row("loop.first_gap")},
                 .calibration = calibration_of(row)};
  row.check_all_read();
  return c;
}

Coefficients read_coefficients() { return by_stage(family_coefficients()); }

}  // namespace planspiel::mobility
