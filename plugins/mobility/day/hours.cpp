#include "plugins/mobility/day/hours.hpp"

#include <algorithm>
#include <cmath>

#include "engine/base/parallel.hpp"

namespace planspiel::mobility {

namespace {

constexpr double kValueOfTime = 14.0;  ///< EUR/h of a vehicle's occupants in route choice
constexpr int kAllVehicles = -1;

}  // namespace

HourlyRoads::HourlyRoads(const CarNetwork& car, const TollSystem& tolls,
                         const std::array<std::vector<VehicleTrip>, 24>& vehicle_trips)
    : car_(car), tolls_(tolls), vehicle_trips_(vehicle_trips) {
  const std::vector<double> free = car.delay.times(std::vector<double>(car.delay.size(), 0.0));
  for (HourState& state : hours_) state.time = free;
}

std::vector<float> HourlyRoads::demand_of(std::size_t hour, const HourlyMatrices& cars, int vehicle) const {
  const std::size_t zones = car_.ready->zones();
  std::vector<float> demand(zones * zones, 0.0f);
  if (vehicle == kAllVehicles || vehicle == 0) demand = cars[hour];
  for (const VehicleTrip& trip : vehicle_trips_[hour])
    if (vehicle == kAllVehicles || vehicle == trip.vehicle)
      demand[trip.from * zones + trip.to] +=
          static_cast<float>(trip.weight * (vehicle == kAllVehicles ? kPcu[trip.vehicle] : 1.0));
  for (std::size_t zone = 0; zone < zones; ++zone) demand[zone * zones + zone] = 0.0f;
  return demand;
}

std::vector<UserClass> HourlyRoads::Classes::users() const {
  std::vector<UserClass> users;
  for (std::size_t i = 0; i < demand.size(); ++i) users.push_back({.demand = demand[i], .fixed_cost = cost[i]});
  return users;
}

HourlyRoads::Classes HourlyRoads::classes_of(std::size_t hour, const HourlyMatrices& cars) const {
  const std::size_t zones = car_.ready->zones();
  const bool closed =
      std::any_of(car_.closed_cost_s.begin(), car_.closed_cost_s.end(), [](double cost) { return cost > 0.0; });
  Classes classes{{demand_of(hour, cars, kAllVehicles)}, {{}}};
  auto& demand = classes.demand;
  if (tolls_.any() || closed) classes.cost[0] = car_.shrunk.sums(tolls_.fixed_cost(hour, car_, false, kValueOfTime));
  if (!tolls_.charges_days(hour)) return classes;
  demand.emplace_back(demand[0].size(), 0.0f);
  for (std::size_t from = 0; from < zones; ++from)
    for (std::size_t to = 0; to < zones; ++to)
      if (!tolls_.touches(from, to, hour)) std::swap(demand[1][from * zones + to], demand[0][from * zones + to]);
  classes.cost.push_back(car_.shrunk.sums(tolls_.fixed_cost(hour, car_, true, kValueOfTime)));
  return classes;
}

void HourlyRoads::assign(const HourlyMatrices& cars, double gap, const RunContext& context) {
  for_each_block(24, [&](std::size_t hour) {
    context.check_stop();
    HourState& state = hours_[hour];
    Classes classes = classes_of(hour, cars);
    const std::vector<std::span<const float>> before(state.demand.begin(), state.demand.end());
    Equilibrium found = solve_equilibrium(*car_.ready, car_.shrunk_delay, classes.users(),
                                          {.gap = gap, .max_iterations = 2000}, {state.class_flow, before});
    state.volume = car_.shrunk.spread(found.volume);
    state.time = car_.delay.times(state.volume);
    if (classes.demand.size() > 1) state.through_volume = car_.shrunk.spread(found.class_flow[1]);
    state.relative_gap = found.relative_gap;
    state.class_flow = std::move(found.class_flow);
    state.demand = std::move(classes.demand);
  });
}

void HourlyRoads::take_speeds(const HourlyColumn<EdgeId, Speed>& speed) {
  for (std::size_t hour = 0; hour < 24; ++hour)
    for (std::size_t arc = 0; arc < car_.links(); ++arc)
      hours_[hour].time[arc] = car_.length_m[arc] / speed(car_.edge_of_arc[arc], Hour(hour)).value;
}

PathFlows HourlyRoads::paths(std::size_t hour, const HourlyMatrices& cars, double gap) const {
  PathFlows flows;
  const Classes classes = classes_of(hour, cars);
  solve_path_equilibrium(*car_.ready, car_.shrunk_delay, classes.users(), {.gap = gap, .max_iterations = 200}, flows);
  return flows;
}

std::vector<double> HourlyRoads::cost_of(std::size_t hour, bool through) const {
  std::vector<double> cost = tolls_.fixed_cost(hour, car_, through, kValueOfTime);
  for (std::size_t arc = 0; arc < cost.size(); ++arc) cost[arc] += hours_[hour].time[arc];
  return cost;
}

void HourlyRoads::skim(Supply& supply, const std::vector<float>& crow) const {
  const std::size_t zones = supply.zones;
  std::vector<float> cost(zones * zones);
  const std::vector<double> length = car_.shrunk.sums(car_.length_m), inside = car_.shrunk.sums(car_.inside_m);
  for (std::size_t hour = 0; hour < 24; ++hour) {
    const std::vector<double> arc_cost = car_.shrunk.sums(cost_of(hour, false)),
                              time = car_.shrunk.sums(hours_[hour].time);
    supply.car_s[hour].resize(zones * zones);
    std::vector<SkimAlong> along{{time, supply.car_s[hour]}};
    std::vector<double> price;
    if (tolls_.charges_links(hour)) {
      price = car_.shrunk.sums(tolls_.link_price(hour, car_));
      supply.toll_eur[hour].resize(zones * zones);
      along.push_back({price, supply.toll_eur[hour]});
    }
    if (hour == 12) {
      supply.car_m.resize(zones * zones);
      supply.car_inside_m.resize(zones * zones);
      along.push_back({length, supply.car_m});
      along.push_back({inside, supply.car_inside_m});
    }
    mobility::skim(*car_.ready, arc_cost, cost, along);
    for (std::size_t zone = 0; zone < zones; ++zone)
      supply.car_s[hour][zone * zones + zone] = crow[zone * zones + zone] / (20.0f / 3.6f);
  }
  for (std::size_t zone = 0; zone < zones; ++zone) {
    const std::size_t pair = zone * zones + zone;
    supply.car_m[pair] = crow[pair];
    supply.car_inside_m[pair] = supply.inside[zone] ? crow[pair] : 0.0f;
  }
}

std::array<std::vector<double>, 4> HourlyRoads::vehicles(std::size_t hour, const HourlyMatrices& cars) const {
  const std::size_t arcs = car_.delay.size();
  const std::vector<double> cost = car_.shrunk.sums(cost_of(hour, false));
  const std::vector<float> weight(cost.begin(), cost.end());
  Metric<float> metric(car_.ready->hierarchy());
  metric.customize(weight);
  std::array<std::vector<double>, 4> flow;
  std::array<double, 4> whole{};
  for (int vehicle = 0; vehicle < 4; ++vehicle) {
    std::vector<double> loaded(cost.size(), 0.0);
    sweep_load<float>(car_.ready->plan(), metric, demand_of(hour, cars, vehicle), loaded);
    auto& mine = flow[static_cast<std::size_t>(vehicle)];
    mine = car_.shrunk.spread(loaded);
    for (std::size_t arc = 0; arc < car_.links(); ++arc)
      whole[static_cast<std::size_t>(vehicle)] += mine[arc] * car_.length_m[arc];
  }
  for (std::size_t arc = 0; arc < arcs; ++arc) {
    double pcu = 0.0, whole_pcu = 0.0;
    for (std::size_t vehicle = 0; vehicle < 4; ++vehicle) {
      pcu += flow[vehicle][arc] * kPcu[vehicle];
      whole_pcu += whole[vehicle] * kPcu[vehicle];
    }
    for (std::size_t vehicle = 0; vehicle < 4; ++vehicle) {
      const double share = pcu > 0.0 ? flow[vehicle][arc] / pcu : whole_pcu > 0.0 ? whole[vehicle] / whole_pcu : 0.0;
      flow[vehicle][arc] = hours_[hour].volume[arc] * share;
    }
  }
  return flow;
}

double HourlyRoads::largest_gap() const {
  double largest = 0.0;
  for (const HourState& state : hours_) largest = std::max(largest, state.relative_gap);
  return largest;
}

}  // namespace planspiel::mobility
