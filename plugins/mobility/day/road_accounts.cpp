#include <algorithm>
#include <cmath>

#include "engine/base/parallel.hpp"
#include "plugins/mobility/day/accounts.hpp"
#include "plugins/mobility/day/bus_routes.hpp"

namespace planspiel::mobility {

namespace {

void account_starts(const HourlyMatrices& cars, const Supply& supply, DayOutputs& out) {
  for_each_row<ZoneId>(supply.zones, [&](ZoneId zone) {
    for (const Hour hour : kHoursOfDay)
      for (const ZoneId to : IdRange<ZoneId>(supply.zones)) {
        const float trips = cars[hour.index()](zone, to);
        if (!(trips > 0.0f)) continue;
        out.car_starts(zone, hour) += trips;
        out.car_start_distance(zone, hour) += Metres(static_cast<double>(trips) * supply.car_m(zone, to));
      }
  });
}

/// Scheduled buses do not load the network's equilibrium; they are counted on the streets of their lines by the
/// timetable.
void account_buses(const DayTables& tables, DayOutputs& out) {
  const BusTraffic buses =
      bus_traffic(tables.nodes, tables.roads, tables.stops, tables.lines, tables.headways, tables.departures);
  const VehicleAxis bus(Vehicle::bus);
  for_each_row<EdgeId>(tables.roads.size(), [&](EdgeId edge) {
    out.bus_speed[edge] = buses.speed[edge];
    for (const Hour hour : kHoursOfDay) {
      const Flow flow = buses.flow[edge][hour.index()];
      out.vehicle_flow(edge, hour, bus) = flow;
      out.vehicle_distance(edge, bus) += tables.roads.length[edge] * (flow * Seconds(3600.0));
    }
  });
}

/// Cars, vans and trucks of one hour.
void account_hour(Hour hour, const Day& day, const HourlyMatrices& cars, const DayTables& tables, DayOutputs& out) {
  const CarNetwork& car = day.car;
  const auto flows = day.roads.vehicles(hour, cars);
  const HourState& state = day.roads.hour(hour);
  for_each_row<ArcId>(car.links(), [&](ArcId arc) {
    const EdgeId edge = car.edge_of_arc[arc.index()];
    double all = 0.0;
    for (std::size_t vehicle = 0; vehicle < kAssigned.size(); ++vehicle) {
      const double flow = flows[vehicle][arc.index()];
      all += flow;
      out.vehicle_flow(edge, hour, VehicleAxis(vehicle)) = Flow(flow / 3600.0);
      out.vehicle_distance(edge, VehicleAxis(vehicle)) += Metres(flow * car.length_m[arc.index()]);
    }
    out.road_flow(edge, hour) = Flow(all / 3600.0);
    const double running = car.delay.running_time(arc, state.volume[arc.index()]);
    out.road_speed(edge, hour) = Speed(car.length_m[arc.index()] / running);
    out.junction_wait(edge, hour) = Seconds(std::max(0.0, state.time[arc.index()] - running));
    out.car_distance(edge, hour) = Metres(flows[0][arc.index()] * car.length_m[arc.index()]);
    out.car_time(edge, hour) = Seconds(flows[0][arc.index()] * state.time[arc.index()]);
  });
  for (std::size_t arc = 0; arc < car.links(); ++arc) {
    const double load = state.volume[arc] / in_per_hour(tables.roads.capacity[car.edge_of_arc[arc]]);
    out.full_links(ScalarId(0), hour) += load > day.coefficients.roads.full ? 1.0 : 0.0;
    out.fullest_link(ScalarId(0), hour) = std::max(out.fullest_link(ScalarId(0), hour), load);
  }
  double metres = 0.0, seconds = 0.0, toll = 0.0;
  const std::vector<double> price = day.tolls.link_price(hour, car), entry = day.tolls.entry_price(hour, car);
  for (std::size_t arc = 0; arc < car.links(); ++arc) {
    const EdgeId edge = car.edge_of_arc[arc];
    toll += price[arc] * in_per_hour(out.road_flow(edge, hour));
    if (!state.through_volume.empty()) toll += entry[arc] * state.through_volume[arc];
    if (!tables.roads.district[edge] || tables.roads.road_class[edge] <= RoadClass::motorway_link) continue;
    metres += out.car_distance(edge, hour).value;
    seconds += out.car_time(edge, hour).value;
  }
  out.toll_revenue[ScalarId(0)] += Euros(toll);
  out.network_speed(ScalarId(0), hour) = Speed(seconds > 0.0 ? metres / seconds : std::nan(""));
}

}  // namespace

void account_roads(const Day& day, const HourlyMatrices& cars, const DayTables& tables, DayOutputs& out) {
  for_each_row<EdgeId>(tables.roads.size(), [&](EdgeId edge) {
    for (const Hour hour : kHoursOfDay) out.road_speed(edge, hour) = tables.roads.free_speed[edge];
  });
  account_starts(cars, day.supply, out);
  for (const Hour hour : kHoursOfDay) account_hour(hour, day, cars, tables, out);
  account_buses(tables, out);
  for (std::size_t vehicle = 0; vehicle < VehicleAxis::kCount; ++vehicle)
    out.emission_free_share(ScalarId(0), VehicleAxis(vehicle)) =
        emission_free(tables.fleet, static_cast<Vehicle>(vehicle));
  for_each_row<EdgeId>(tables.roads.size(), [&](EdgeId edge) {
    for (std::size_t vehicle = 0; vehicle < VehicleAxis::kCount; ++vehicle)
      out.emission_free_vehicle_distance[edge] +=
          out.emission_free_share(ScalarId(0), VehicleAxis(vehicle)) * out.vehicle_distance(edge, VehicleAxis(vehicle));
    out.emission_free_car_distance[edge] =
        out.emission_free_share(ScalarId(0), VehicleAxis(0)) * out.vehicle_distance(edge, VehicleAxis(0));
  });
}

}  // namespace planspiel::mobility
