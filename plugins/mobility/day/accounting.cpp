#include "plugins/mobility/day/accounting.hpp"

#include <algorithm>
#include <cmath>

#include "engine/base/parallel.hpp"
#include "plugins/mobility/day/bus_routes.hpp"

namespace planspiel::mobility {

namespace {

constexpr std::size_t kBins = 1000;  ///< of trip lengths
constexpr double kBin_km = 0.1;
constexpr std::size_t kBlocks =
    32;  ///< of home zones, for sums over destinations: fixed, so that bits do not depend on threads

using Histogram = std::vector<double>;  ///< (modes, then purposes) × bins
constexpr std::size_t kHistogramRows = Mode::kCount + PurposeAxis::kCount;
using TripsByHour = std::array<std::array<double, 24>, Mode::kCount>;

double emission_free(const Fleet& fleet, Vehicle vehicle) {
  double share = 0.0;
  for (const FleetId row : fleet.ids())
    if (fleet.vehicle[row] == vehicle &&
        (fleet.propulsion[row] == Propulsion::battery || fleet.propulsion[row] == Propulsion::fuel_cell))
      share += fleet.share[row];
  return share;
}

/// Adds what one tour does to the fields of its home zone.
class PeopleAccounts {
 public:
  PeopleAccounts(const Supply& supply, const DayTables& tables, const Coefficients& coefficients,
                 const TollSystem& tolls, DayOutputs& out)
      : supply_(supply),
        coefficients_(coefficients),
        tolls_(tolls),
        out_(out),
        battery_(emission_free(tables.fleet, Vehicle::car)),
        histograms_(kBlocks, Histogram(kHistogramRows * kBins, 0.0)),
        resident_trips_(kBlocks),
        territory_trips_(kBlocks),
        parking_(kBlocks, std::vector<double>(supply.zones, 0.0)),
        edge_(kBlocks, std::vector<double>(supply.zones, 0.0)),
        arrivals_(kBlocks, std::vector<double>(supply.zones * Mode::kCount, 0.0)),
        around_(kBlocks),
        ride_(kBlocks),
        day_toll_(kBlocks, 0.0) {}

  void add(std::size_t block, const Tour& tour, const TourChoice& choice) {
    const ZoneId home(std::size_t{tour.home});
    const std::size_t there = tour.home * supply_.zones + tour.destination,
                      back = tour.destination * supply_.zones + tour.home;
    const bool resident = tour.purpose < kExternalTour;
    const CarEnds& car = choice.car;
    const double inside_share =
        supply_.inside[tour.home] && supply_.inside[tour.destination] ? 1.0 : inside_part(tour, car);
    const double value =
        resident ? coefficients_.modes.value_of(tour.person >> person::income_shift, static_cast<Purpose>(tour.purpose))
                 : coefficients_.modes.value_of(1, tour.purpose == kCommuterTour ? Purpose::work : Purpose::leisure);
    for (std::size_t mode = 0; mode < Mode::kCount; ++mode) {
      const double trips = tour.weight * choice.share[mode];
      if (!(trips > 0.0)) continue;
      const std::array<double, 2> ways = lengths(mode, tour, car);
      const double metres = ways[0] + ways[1];
      arrivals_[block][tour.destination * Mode::kCount + mode] += trips;
      if (!resident) around_[block][mode] += 2.0 * trips;
      const double clean = mode >= mode::car_driver.index() ? battery_ : 1.0;
      if (resident) {
        out_.trips(home, Mode(mode), PurposeAxis(std::size_t{tour.purpose})) += 2.0 * trips;
        out_.person_distance(home, Mode(mode)) += Metres(trips * metres);
        out_.emission_free_trips[home] += 2.0 * trips * clean;
        out_.emission_free_distance[home] += Metres(trips * metres * clean);
        for (const std::size_t row : {mode, Mode::kCount + tour.purpose}) {
          bin(block, row, ways[0], trips);
          bin(block, row, ways[1], trips);
        }
        count(resident_trips_[block], mode, tour, trips);
      }
      if (supply_.inside[tour.home] || supply_.inside[tour.destination]) {
        count(territory_trips_[block], mode, tour, trips);
        out_.territory_trips(home, Mode(mode)) += 2.0 * trips;
        out_.territory_distance(home, Mode(mode)) += Metres(trips * metres * inside_share);
        out_.emission_free_territory_trips[home] += 2.0 * trips * clean;
        out_.emission_free_territory_distance[home] += Metres(trips * metres * inside_share * clean);
      }
      out_.time_cost[home] += Euros(trips * minutes(mode, tour, car) * value);
    }
    add_car(block, home, tour, choice, resident);
    add_transit(block, home, tour, choice, there, back, resident);
  }

  void finish() {
    for (std::size_t block = 0; block < kBlocks; ++block) {
      for (std::size_t zone = 0; zone < supply_.zones; ++zone) {
        out_.parking_revenue[ZoneId(zone)] += Euros(parking_[block][zone]);
        out_.edge_parking[ZoneId(zone)] += edge_[block][zone];
        for (std::size_t mode = 0; mode < Mode::kCount; ++mode)
          out_.arrivals(ZoneId(zone), Mode(mode)) += arrivals_[block][zone * Mode::kCount + mode];
      }
      for (std::size_t mode = 0; mode < Mode::kCount; ++mode)
        out_.around_trips(ScalarId(0), Mode(mode)) += around_[block][mode];
      for (std::size_t mode = 0; mode < 4; ++mode)
        out_.transit_person_distance(ScalarId(0), TransitVehicleAxis(mode)) += Metres(ride_[block][mode]);
      out_.toll_revenue[ScalarId(0)] += Euros(day_toll_[block]);
    }
    finish_hours();
    for (std::size_t mode = 0; mode < Mode::kCount; ++mode)
      out_.median_distance(ScalarId(0), Mode(mode)) = median_km(mode);
    for (std::size_t purpose = 0; purpose < PurposeAxis::kCount; ++purpose)
      out_.median_distance_by_purpose(ScalarId(0), PurposeAxis(purpose)) = median_km(Mode::kCount + purpose);
  }

 private:
  static void count(TripsByHour& of_block, std::size_t mode, const Tour& tour, double trips) {
    of_block[mode][tour.out_hour] += trips;
    of_block[mode][tour.back_hour] += trips;
  }

  void finish_hours() {
    const ScalarId all(0);
    double trips = 0.0;
    for (std::size_t mode = 0; mode < Mode::kCount; ++mode)
      for (const Hour hour : kHoursOfDay)
        for (std::size_t block = 0; block < kBlocks; ++block) {
          const double residents = resident_trips_[block][mode][hour.index()];
          out_.trips_by_hour(all, Mode(mode), hour) += residents;
          out_.territory_trips_by_hour(all, Mode(mode), hour) += territory_trips_[block][mode][hour.index()];
          out_.departures(all, hour) += residents;
          trips += residents;
        }
    for (const Hour hour : kHoursOfDay)
      out_.departures(all, hour) = trips > 0.0 ? out_.departures(all, hour) / trips : 0.0;
  }

  /// Part of a way across the border that lies inside, as the car drives; a half where no car can.
  double inside_part(const Tour& tour, const CarEnds& car) const {
    const std::size_t pair = car.possible ? car.home * supply_.zones + car.destination
                                          : tour.home * supply_.zones + supply_.stops.unload(tour.destination);
    if (!std::isfinite(supply_.car_m[pair])) return 0.5;
    return supply_.car_m[pair] > 0.0f
               ? std::min(1.0, static_cast<double>(supply_.car_inside_m[pair] / supply_.car_m[pair]))
               : 0.0;
  }

  /// Metres out and back; for the car with the walk from where it stands.
  std::array<double, 2> lengths(std::size_t mode, const Tour& tour, const CarEnds& car) const {
    if (mode >= mode::car_driver.index())
      return {supply_.car_m[car.home * supply_.zones + car.destination] + car.walk_m,
              supply_.car_m[car.destination * supply_.zones + car.home] + car.walk_m};
    return {length(mode, tour.home * supply_.zones + tour.destination, tour.out_hour),
            length(mode, tour.destination * supply_.zones + tour.home, tour.back_hour)};
  }

  double length(std::size_t mode, std::size_t pair, std::size_t hour) const {
    if (mode == mode::walk.index()) return supply_.walk_m[pair];
    if (mode == mode::bike.index()) return supply_.bike_m[pair];
    const TransitSkims& skims = supply_.transit.in(hour);
    double metres = skims.walk_min[pair] * coefficients_.modes.walk_m_min;
    for (const auto& ride : skims.ride_m) metres += ride[pair];
    return metres;
  }

  double minutes(std::size_t mode, const Tour& tour, const CarEnds& car) const {
    const std::size_t there = tour.home * supply_.zones + tour.destination,
                      back = tour.destination * supply_.zones + tour.home;
    switch (static_cast<planspiel::ModeChoice>(mode)) {
      case planspiel::ModeChoice::walk:
        return (supply_.walk_m[there] + supply_.walk_m[back]) / coefficients_.modes.walk_m_min;
      case planspiel::ModeChoice::bike:
        return (supply_.bike_m[there] + supply_.bike_m[back]) / coefficients_.modes.bike_m_min;
      case planspiel::ModeChoice::transit:
        return supply_.transit.in(tour.out_hour).time_min[there] + supply_.transit.in(tour.back_hour).time_min[back];
      default:
        return (supply_.car_s[tour.out_hour][car.home * supply_.zones + car.destination] +
                supply_.car_s[tour.back_hour][car.destination * supply_.zones + car.home]) /
                   60.0 +
               2.0 * car.walk_m / coefficients_.modes.walk_m_min;
    }
  }

  void bin(std::size_t block, std::size_t row, double metres, double trips) {
    histograms_[block][row * kBins + std::min(kBins - 1, static_cast<std::size_t>(metres / 1000.0 / kBin_km))] += trips;
  }

  void add_car(std::size_t block, ZoneId home, const Tour& tour, const TourChoice& choice, bool resident) {
    const double cars = tour.weight * choice.share[mode::car_driver.index()];
    if (!(cars > 0.0)) return;
    const CarEnds& car = choice.car;
    parking_[block][car.destination] += cars * choice.parking_eur;
    if (car.destination != tour.destination) edge_[block][car.destination] += cars;
    if (car.home != tour.home) edge_[block][car.home] += cars;
    day_toll_[block] += cars * tolls_.tour_price(car.home, car.destination, tour.out_hour, tour.back_hour);
    if (!resident) return;
    const std::size_t there = car.home * supply_.zones + car.destination,
                      back = car.destination * supply_.zones + car.home;
    out_.resident_car_distance(home, Hour(std::size_t{tour.out_hour})) += Metres(cars * supply_.car_m[there]);
    out_.resident_car_distance(home, Hour(std::size_t{tour.back_hour})) += Metres(cars * supply_.car_m[back]);
    out_.resident_car_time(home, Hour(std::size_t{tour.out_hour})) +=
        Seconds(cars * supply_.car_s[tour.out_hour][there]);
    out_.resident_car_time(home, Hour(std::size_t{tour.back_hour})) +=
        Seconds(cars * supply_.car_s[tour.back_hour][back]);
  }

  void add_transit(std::size_t block, ZoneId home, const Tour& tour, const TourChoice& choice, std::size_t there,
                   std::size_t back, bool resident) {
    const double riders = tour.weight * choice.share[mode::transit.index()];
    if (!(riders > 0.0)) return;
    for (std::size_t mode = 0; mode < 4; ++mode) {
      const double metres =
          supply_.transit.in(tour.out_hour).ride_m[mode][there] + supply_.transit.in(tour.back_hour).ride_m[mode][back];
      ride_[block][mode] += riders * metres;
      if (resident) out_.resident_transit_distance(home, TransitVehicleAxis(mode)) += Metres(riders * metres);
    }
    out_.fare_revenue[home] += Euros(riders * choice.ticket_eur);
  }

  double median_km(std::size_t row) const {
    std::vector<double> bins(kBins, 0.0);
    double all = 0.0;
    for (const Histogram& histogram : histograms_)
      for (std::size_t b = 0; b < kBins; ++b) {
        bins[b] += histogram[row * kBins + b];
        all += histogram[row * kBins + b];
      }
    double running = 0.0;
    for (std::size_t b = 0; b < kBins; ++b) {
      if (running + bins[b] >= 0.5 * all && bins[b] > 0.0)
        return kBin_km * (static_cast<double>(b) + (0.5 * all - running) / bins[b]);
      running += bins[b];
    }
    return std::nan("");
  }

  const Supply& supply_;
  const Coefficients& coefficients_;
  const TollSystem& tolls_;
  DayOutputs& out_;
  double battery_;
  std::vector<Histogram> histograms_;
  std::vector<TripsByHour> resident_trips_, territory_trips_;
  std::vector<std::vector<double>> parking_, edge_, arrivals_;
  std::vector<std::array<double, Mode::kCount>> around_;
  std::vector<std::array<double, 4>> ride_;
  std::vector<double> day_toll_;
};

void account_starts(const HourlyMatrices& cars, const Supply& supply, DayOutputs& out) {
  for_each_row<ZoneId>(supply.zones, [&](ZoneId zone) {
    for (std::size_t hour = 0; hour < 24; ++hour)
      for (std::size_t to = 0; to < supply.zones; ++to) {
        const std::size_t pair = zone.index() * supply.zones + to;
        if (!(cars[hour][pair] > 0.0f)) continue;
        out.car_starts(zone, Hour(hour)) += cars[hour][pair];
        out.car_start_distance(zone, Hour(hour)) += Metres(static_cast<double>(cars[hour][pair]) * supply.car_m[pair]);
      }
  });
}

/// Scheduled buses do not load the network's equilibrium; they are counted on the streets of their lines by the
/// timetable.
void account_buses(const DayTables& tables, DayOutputs& out) {
  const BusTraffic buses = bus_traffic(tables.nodes, tables.roads, tables.stops, tables.lines, tables.headways);
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
void account_hour(std::size_t hour_row, const CarNetwork& car, const HourlyRoads& roads, const HourlyMatrices& cars,
                  const TollSystem& tolls, const DayTables& tables, double full, DayOutputs& out) {
  const Hour hour(hour_row);
  const auto flows = roads.vehicles(hour_row, cars);
  const HourState& state = roads.hour(hour_row);
  for_each_row<ArcId>(car.links(), [&](ArcId arc) {
    const EdgeId edge = car.edge_of_arc[arc.index()];
    double all = 0.0;
    for (std::size_t vehicle = 0; vehicle < 4; ++vehicle) {
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
    out.full_links(ScalarId(0), hour) += load > full ? 1.0 : 0.0;
    out.fullest_link(ScalarId(0), hour) = std::max(out.fullest_link(ScalarId(0), hour), load);
  }
  double metres = 0.0, seconds = 0.0, toll = 0.0;
  const std::vector<double> price = tolls.link_price(hour_row, car), entry = tolls.entry_price(hour_row, car);
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

void account_people(const Tours& tours, const ModeChoice& choice, const Supply& supply, const DayTables& tables,
                    const Coefficients& coefficients, const TollSystem& tolls, DayOutputs& out) {
  PeopleAccounts accounts(supply, tables, coefficients, tolls, out);
  for_each_block(kBlocks, [&](std::size_t block) {
    for (std::size_t home = block * supply.zones / kBlocks; home < (block + 1) * supply.zones / kBlocks; ++home)
      for (std::uint32_t at = tours.first_of_zone[home]; at < tours.first_of_zone[home + 1]; ++at)
        accounts.add(block, tours.tours[at], choice.choose(tours.tours[at]));
  });
  accounts.finish();
  for (std::size_t zone = 0; zone < supply.zones; ++zone) out.residents[ZoneId(zone)] = tours.residents[zone];
}

void account_roads(const CarNetwork& car, const HourlyRoads& roads, const HourlyMatrices& cars, const Supply& supply,
                   const TollSystem& tolls, const DayTables& tables, double full, DayOutputs& out) {
  for_each_row<EdgeId>(tables.roads.size(), [&](EdgeId edge) {
    for (const Hour hour : kHoursOfDay) out.road_speed(edge, hour) = tables.roads.free_speed[edge];
  });
  account_starts(cars, supply, out);
  for (std::size_t hour = 0; hour < 24; ++hour) account_hour(hour, car, roads, cars, tolls, tables, full, out);
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
