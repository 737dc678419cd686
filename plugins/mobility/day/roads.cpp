#include "plugins/mobility/day/roads.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "engine/base/parallel.hpp"

namespace planspiel::mobility {

namespace {

constexpr Hour kNoon{12u};  ///< whose fastest ways give the lengths of ways

/// A property of arcs to be summed along the cheapest ways, and the zones' matrix to put it in.
struct ZoneSkim {
  std::vector<double> of_arc;
  ZoneMatrix<float>& matrix;
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
    wanted[i].matrix = ZoneMatrix<float>(car.entries.zones());
    car.entries.gather(found[i], wanted[i].outside, wanted[i].matrix.values());
  }
}

/// |Σ c·x − Σ c·y| / Σ c·x over the links of the territory, with y the flows if everybody took the cheapest path.
double territory_gap(const Equilibrium& found, const std::vector<UserClass>& users, const CarNetwork& car) {
  const std::vector<double> inside = car.shrunk.sums(car.inside_m), length = car.shrunk.sums(car.length_m);
  double apart = 0.0, whole = 0.0;
  for (std::size_t c = 0; c < users.size(); ++c)
    for (std::size_t arc = 0; arc < inside.size(); ++arc) {
      const double flow = found.class_flow[c][arc], cheapest = found.cheapest_flow[c][arc];
      if (!(inside[arc] > 0.0) || (flow == 0.0 && cheapest == 0.0)) continue;  // closed to these: infinite cost
      const double cost = users[c].pcu * inside[arc] / length[arc] *
                          arc_cost(users[c], car.shrunk_delay.time(ArcId(arc), found.volume[arc]), arc);
      apart += cost * (flow - cheapest);
      whole += cost * flow;
    }
  return whole > 0.0 ? std::abs(apart) / whole : 0.0;
}

}  // namespace

HourlyRoads::HourlyRoads(const CarNetwork& car, const TollSystem& tolls, const VehicleTripsByHour& vehicle_trips,
                         const RoadCoefficients& coefficients)
    : car_(car), tolls_(tolls), vehicle_trips_(vehicle_trips), coefficients_(coefficients) {
  const std::vector<double> free = car.delay.times(std::vector<double>(car.delay.size(), 0.0));
  for (HourState& state : hours_) state.time = free;
}

std::vector<DriverKind> HourlyRoads::kinds(Hour hour) const {
  std::vector<DriverKind> kinds;
  for (const Errand errand : kErrands) {
    if (errand != Errand::none && !car_.has(errand)) continue;
    kinds.push_back({errand, false});
    if (tolls_.charges_days(hour)) kinds.push_back({errand, true});
  }
  return kinds;
}

/// People and goods that have an end in a closed zone are those who may drive there: all others stop at its edge.
bool HourlyRoads::drives(DriverKind kind, Hour hour, ZoneId from, ZoneId to, Vehicle vehicle) const {
  if (tolls_.charges_days(hour) && kind.through == tolls_.touches(from, to, hour)) return false;
  if (!car_.zone_access[from].closed() && !car_.zone_access[to].closed()) return kind.errand == Errand::none;
  return kind.errand == (vehicle == Vehicle::car ? Errand::resident : Errand::delivery);
}

ZoneMatrix<float> HourlyRoads::demand_of(Hour hour, const HourlyMatrices& cars, std::optional<Vehicle> only,
                                         DriverKind kind) const {
  const IdRange<ZoneId> zones(car_.entries.zones());
  const ZoneMatrix<float>& of_hour = cars[hour.index()];
  ZoneMatrix<float> demand(zones.size());
  const bool alone = kinds(hour).size() == 1;  // everybody is of this kind
  const bool with_cars = !only || *only == Vehicle::car;
  if (alone && with_cars) demand = of_hour;
  if (!alone && with_cars)
    for (const ZoneId from : zones)
      for (const ZoneId to : zones)
        if (of_hour(from, to) > 0.0f && drives(kind, hour, from, to, Vehicle::car))
          demand(from, to) = of_hour(from, to);
  for (const VehicleTrip& trip : vehicle_trips_[hour.index()]) {
    const auto vehicle = static_cast<Vehicle>(trip.vehicle);
    if ((!only || *only == vehicle) && (alone || drives(kind, hour, trip.origin(), trip.destination(), vehicle)))
      demand(trip.origin(), trip.destination()) +=
          static_cast<float>(trip.weight * (only ? 1.0 : coefficients_.pcu[trip.vehicle]));
  }
  for (const ZoneId zone : zones) demand(zone, zone) = 0.0f;
  return demand;
}

std::vector<UserClass> HourlyRoads::Classes::users() const {
  std::vector<UserClass> users;
  for (std::size_t i = 0; i < demand.size(); ++i) users.push_back({.demand = demand[i], .fixed_cost = cost[i]});
  return users;
}

HourlyRoads::Classes HourlyRoads::classes_of(Hour hour, const HourlyMatrices& cars) const {
  Classes classes;
  for (const DriverKind kind : kinds(hour)) {
    classes.kind.push_back(kind);
    classes.demand.push_back(car_.entries.spread(demand_of(hour, cars, std::nullopt, kind).values()));
    const bool only_time = !tolls_.any() && !car_.closes_roads(kind.errand);
    classes.cost.push_back(
        only_time ? std::vector<double>{}
                  : car_.shrunk.sums(tolls_.fixed_cost(hour, car_, kind, coefficients_.value_of_time_eur_h)));
  }
  return classes;
}

void HourlyRoads::assign(const HourlyMatrices& cars, double gap, const RunContext& context) {
  for_each_block(Hour::kCount, [&](std::size_t row) {
    context.check_stop();
    const Hour hour(row);
    HourState& state = hours_[row];
    Classes classes = classes_of(hour, cars);
    const std::vector<std::span<const float>> before(state.demand.begin(), state.demand.end());
    Equilibrium found = solve_equilibrium(*car_.ready, car_.shrunk_delay, classes.users(),
                                          {.gap = gap, .max_iterations = 2000}, {state.class_flow, before});
    state.volume = car_.shrunk.spread(found.volume);
    state.time = car_.delay.times(state.volume);
    state.through_volume.clear();
    for (std::size_t i = 0; i < classes.kind.size(); ++i) {
      if (!classes.kind[i].through) continue;
      const std::vector<double> volume = car_.shrunk.spread(found.class_flow[i]);
      state.through_volume.resize(volume.size(), 0.0);
      for (std::size_t arc = 0; arc < volume.size(); ++arc) state.through_volume[arc] += volume[arc];
    }
    state.relative_gap = found.relative_gap;
    state.territory_gap = territory_gap(found, classes.users(), car_);
    state.class_flow = std::move(found.class_flow);
    state.demand = std::move(classes.demand);
  });
}

void HourlyRoads::take_speeds(const HourlyColumn<EdgeId, Speed>& speed, const HourlyColumn<EdgeId, Seconds>& wait) {
  for (const Hour hour : kHoursOfDay)
    for (std::size_t arc = 0; arc < car_.links(); ++arc)
      hours_[hour.index()].time[arc] =
          car_.length_m[arc] / speed(car_.edge_of_arc[arc], hour).value + wait(car_.edge_of_arc[arc], hour).value;
}

PathFlows HourlyRoads::paths(Hour hour, const HourlyMatrices& cars, double gap) const {
  PathFlows flows;
  const Classes classes = classes_of(hour, cars);
  solve_path_equilibrium(*car_.ready, car_.shrunk_delay, classes.users(), {.gap = gap, .max_iterations = 200}, flows);
  return flows;
}

std::vector<double> HourlyRoads::cost_of(Hour hour, DriverKind kind) const {
  std::vector<double> cost = tolls_.fixed_cost(hour, car_, kind, coefficients_.value_of_time_eur_h);
  for (std::size_t arc = 0; arc < cost.size(); ++arc) cost[arc] += hours_[hour.index()].time[arc];
  return cost;
}

void HourlyRoads::skim_kind(Hour hour, DriverKind kind, Supply& supply) const {
  struct Skimmed {
    std::vector<double> of_arc;
    ZoneMatrix<float>* into;
    Entries::Outside outside = Entries::Outside::nothing;
    ZoneMatrix<float> matrix{};
  };
  std::vector<Skimmed> skimmed;
  skimmed.push_back(
      {car_.shrunk.sums(hours_[hour.index()].time), &supply.car_s[hour.index()], Entries::Outside::seconds});
  if (tolls_.charges_links(hour) || tolls_.charges_days(hour))
    skimmed.push_back({car_.shrunk.sums(tolls_.price(hour, car_, kind)), &supply.toll_eur[hour.index()]});
  if (hour == kNoon) {
    skimmed.push_back({car_.shrunk.sums(car_.length_m), &supply.car_m, Entries::Outside::metres});
    skimmed.push_back({car_.shrunk.sums(car_.inside_m), &supply.car_inside_m});
  }
  std::vector<ZoneSkim> wanted;
  for (Skimmed& each : skimmed) wanted.push_back({std::move(each.of_arc), each.matrix, each.outside});
  skim_zones(car_, car_.shrunk.sums(cost_of(hour, kind)), wanted);
  const bool alone = kinds(hour).size() == 1;
  const IdRange<ZoneId> zones(supply.zones);
  for (Skimmed& each : skimmed) {
    if (alone) {
      *each.into = std::move(each.matrix);
      continue;
    }
    if (each.into->empty()) *each.into = ZoneMatrix<float>(supply.zones);
    for (const ZoneId from : zones)
      for (const ZoneId to : zones)
        if (drives(kind, hour, from, to, Vehicle::car)) (*each.into)(from, to) = each.matrix(from, to);
  }
}

void HourlyRoads::skim(Supply& supply, const ZoneMatrix<float>& crow) const {
  const IdRange<ZoneId> zones(supply.zones);
  for (const Hour hour : kHoursOfDay) {
    ZoneMatrix<float>& car_s = supply.car_s[hour.index()];
    car_s = ZoneMatrix<float>(supply.zones, std::numeric_limits<float>::infinity());
    for (const DriverKind kind : kinds(hour))
      if (kind.errand != Errand::delivery) skim_kind(hour, kind, supply);
    for (const ZoneId zone : zones) car_s(zone, zone) = crow(zone, zone) / coefficients_.inside_zone_m_s;
  }
  for (const ZoneId zone : zones) {
    supply.car_m(zone, zone) = crow(zone, zone);
    supply.car_inside_m(zone, zone) = supply.inside[zone] ? crow(zone, zone) : 0.0f;
  }
}

std::array<std::vector<double>, kAssigned.size()> HourlyRoads::vehicles(Hour hour, const HourlyMatrices& cars) const {
  const std::size_t arcs = car_.delay.size();
  std::array<std::vector<double>, kAssigned.size()> flow;
  std::array<double, kAssigned.size()> whole{};
  for (auto& mine : flow) mine.assign(arcs, 0.0);
  for (const DriverKind kind : kinds(hour)) {
    const std::vector<double> cost = car_.shrunk.sums(cost_of(hour, kind));
    const std::vector<float> weight(cost.begin(), cost.end());
    Metric<float> metric(car_.ready->hierarchy());
    metric.customize(weight);
    for (std::size_t vehicle = 0; vehicle < kAssigned.size(); ++vehicle) {
      std::vector<double> loaded(cost.size(), 0.0);
      sweep_load<float>(car_.ready->plan(), metric,
                        car_.entries.spread(demand_of(hour, cars, kAssigned[vehicle], kind).values()), loaded);
      loaded = car_.shrunk.spread(loaded);
      for (std::size_t arc = 0; arc < arcs; ++arc) flow[vehicle][arc] += loaded[arc];
    }
  }
  for (std::size_t vehicle = 0; vehicle < kAssigned.size(); ++vehicle)
    for (std::size_t arc = 0; arc < car_.links(); ++arc) whole[vehicle] += flow[vehicle][arc] * car_.length_m[arc];
  for (std::size_t arc = 0; arc < arcs; ++arc) {
    double pcu = 0.0, whole_pcu = 0.0;
    for (std::size_t vehicle = 0; vehicle < kAssigned.size(); ++vehicle) {
      pcu += flow[vehicle][arc] * coefficients_.pcu[vehicle];
      whole_pcu += whole[vehicle] * coefficients_.pcu[vehicle];
    }
    for (std::size_t vehicle = 0; vehicle < kAssigned.size(); ++vehicle) {
      const double share = pcu > 0.0 ? flow[vehicle][arc] / pcu : whole_pcu > 0.0 ? whole[vehicle] / whole_pcu : 0.0;
      flow[vehicle][arc] = hours_[hour.index()].volume[arc] * share;
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
