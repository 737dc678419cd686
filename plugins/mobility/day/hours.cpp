#include "plugins/mobility/day/hours.hpp"

#include <algorithm>
#include <cmath>

#include "engine/base/parallel.hpp"

namespace planspiel::mobility {

namespace {

constexpr double kValueOfTime = 14.0;  ///< EUR/h of a vehicle's occupants in route choice
constexpr int kAllVehicles = -1;

/// A property of arcs to be summed along the cheapest ways, and the zones' matrix to put it in.
struct ZoneSkim {
  std::vector<double> of_arc;
  std::vector<float>& matrix;
  Entries::Outside outside = Entries::Outside::nothing;
};

/// Means over the entries of each pair of zones.
void skim_zones(const CarNetwork& car, const std::vector<double>& arc_cost, std::span<const ZoneSkim> wanted) {
  const std::size_t pairs = car.entries.centroids() * car.entries.centroids();
  std::vector<float> cost(pairs);
  std::vector<std::vector<float>> found(wanted.size(), std::vector<float>(pairs));
  std::vector<SkimAlong> along;
  for (std::size_t i = 0; i < wanted.size(); ++i) along.push_back({wanted[i].of_arc, found[i]});
  skim(*car.ready, arc_cost, cost, along);
  for (std::size_t i = 0; i < wanted.size(); ++i) {
    wanted[i].matrix.resize(car.entries.zones() * car.entries.zones());
    car.entries.gather(found[i], wanted[i].outside, wanted[i].matrix);
  }
}

/// |Σ c·x − Σ c·y| / Σ c·x over the links of the territory, with y the flows if everybody took the cheapest path.
double territory_gap(const Equilibrium& found, const std::vector<UserClass>& users, const CarNetwork& car) {
  const std::vector<double> inside = car.shrunk.sums(car.inside_m), length = car.shrunk.sums(car.length_m);
  double apart = 0.0, whole = 0.0;
  for (std::size_t c = 0; c < users.size(); ++c)
    for (std::size_t arc = 0; arc < inside.size(); ++arc) {
      if (!(inside[arc] > 0.0)) continue;
      const double cost = users[c].pcu * inside[arc] / length[arc] *
                          arc_cost(users[c], car.shrunk_delay.time(ArcId(arc), found.volume[arc]), arc);
      apart += cost * (found.class_flow[c][arc] - found.cheapest_flow[c][arc]);
      whole += cost * found.class_flow[c][arc];
    }
  return whole > 0.0 ? std::abs(apart) / whole : 0.0;
}

}  // namespace

HourlyRoads::HourlyRoads(const CarNetwork& car, const TollSystem& tolls,
                         const std::array<std::vector<VehicleTrip>, 24>& vehicle_trips)
    : car_(car), tolls_(tolls), vehicle_trips_(vehicle_trips) {
  const std::vector<double> free = car.delay.times(std::vector<double>(car.delay.size(), 0.0));
  for (HourState& state : hours_) state.time = free;
}

std::vector<float> HourlyRoads::demand_of(std::size_t hour, const HourlyMatrices& cars, int vehicle) const {
  const std::size_t zones = car_.entries.zones();
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
  const std::size_t zones = car_.entries.zones();
  const bool closed =
      std::any_of(car_.closed_cost_s.begin(), car_.closed_cost_s.end(), [](double cost) { return cost > 0.0; });
  Classes classes{{demand_of(hour, cars, kAllVehicles)}, {{}}};
  auto& demand = classes.demand;
  if (tolls_.any() || closed) classes.cost[0] = car_.shrunk.sums(tolls_.fixed_cost(hour, car_, false, kValueOfTime));
  const auto at_centroids = [&] {
    for (std::vector<float>& trips : demand) trips = car_.entries.spread(trips);
    return classes;
  };
  if (!tolls_.charges_days(hour)) return at_centroids();
  demand.emplace_back(demand[0].size(), 0.0f);
  for (std::size_t from = 0; from < zones; ++from)
    for (std::size_t to = 0; to < zones; ++to)
      if (!tolls_.touches(from, to, hour)) std::swap(demand[1][from * zones + to], demand[0][from * zones + to]);
  classes.cost.push_back(car_.shrunk.sums(tolls_.fixed_cost(hour, car_, true, kValueOfTime)));
  return at_centroids();
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
    state.territory_gap = territory_gap(found, classes.users(), car_);
    state.class_flow = std::move(found.class_flow);
    state.demand = std::move(classes.demand);
  });
}

void HourlyRoads::take_speeds(const HourlyColumn<EdgeId, Speed>& speed, const HourlyColumn<EdgeId, Seconds>& wait) {
  for (std::size_t hour = 0; hour < 24; ++hour)
    for (std::size_t arc = 0; arc < car_.links(); ++arc)
      hours_[hour].time[arc] = car_.length_m[arc] / speed(car_.edge_of_arc[arc], Hour(hour)).value +
                               wait(car_.edge_of_arc[arc], Hour(hour)).value;
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
  const std::vector<double> length = car_.shrunk.sums(car_.length_m), inside = car_.shrunk.sums(car_.inside_m);
  for (std::size_t hour = 0; hour < 24; ++hour) {
    std::vector<ZoneSkim> wanted{{car_.shrunk.sums(hours_[hour].time), supply.car_s[hour], Entries::Outside::seconds}};
    if (tolls_.charges_links(hour))
      wanted.push_back({car_.shrunk.sums(tolls_.link_price(hour, car_)), supply.toll_eur[hour]});
    if (hour == 12) {
      wanted.push_back({length, supply.car_m, Entries::Outside::metres});
      wanted.push_back({inside, supply.car_inside_m});
    }
    skim_zones(car_, car_.shrunk.sums(cost_of(hour, false)), wanted);
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
    sweep_load<float>(car_.ready->plan(), metric, car_.entries.spread(demand_of(hour, cars, vehicle)), loaded);
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

double HourlyRoads::largest_territory_gap() const {
  double largest = 0.0;
  for (const HourState& state : hours_) largest = std::max(largest, state.territory_gap);
  return largest;
}

}  // namespace planspiel::mobility
