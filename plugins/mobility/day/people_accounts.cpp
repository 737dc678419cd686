#include <algorithm>
#include <array>
#include <cmath>

#include "engine/base/parallel.hpp"
#include "plugins/mobility/day/accounts.hpp"
#include "plugins/mobility/day/length_histogram.hpp"

namespace planspiel::mobility {

namespace {

constexpr std::size_t kBlocks =
    32;  ///< of home zones, for sums over destinations: fixed, so that bits do not depend on threads

/// Lengths of residents' ways by mode, then by purpose.
using Histograms = std::array<LengthHistogram, Mode::kCount + PurposeAxis::kCount>;
using TripsByHour = std::array<std::array<double, 24>, Mode::kCount>;

/// Adds what one tour does to the fields of its home zone.
class PeopleAccounts {
 public:
  PeopleAccounts(const Day& day, const DayTables& tables, DayOutputs& out)
      : supply_(day.supply),
        coefficients_(day.coefficients),
        tolls_(day.tolls),
        out_(out),
        battery_(emission_free(tables.fleet, Vehicle::car)),
        histograms_(kBlocks),
        resident_trips_(kBlocks),
        territory_trips_(kBlocks),
        parking_(kBlocks, Column<ZoneId, double>(day.supply.zones)),
        edge_(kBlocks, Column<ZoneId, double>(day.supply.zones)),
        arrivals_(kBlocks, std::vector<double>(day.supply.zones * Mode::kCount, 0.0)),
        around_(kBlocks),
        ride_(kBlocks),
        riders_(day.supply.zones),
        day_toll_(kBlocks, 0.0) {}

  void add(std::size_t block, const Tour& tour, const TourChoice& choice, double value_of_time) {
    const ZoneId home = tour.home_zone(), there = tour.destination_zone();
    const bool resident = tour.purpose < kExternalTour;
    const CarEnds& car = choice.car;
    const double inside_share = supply_.inside[home] && supply_.inside[there] ? 1.0 : inside_part(tour, car);
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
          histograms_[block][row].add(Metres(ways[0]), trips);
          histograms_[block][row].add(Metres(ways[1]), trips);
        }
        count(resident_trips_[block], mode, tour, trips);
      }
      if (supply_.inside[home] || supply_.inside[there]) {
        count(territory_trips_[block], mode, tour, trips);
        out_.territory_trips(home, Mode(mode)) += 2.0 * trips;
        out_.territory_distance(home, Mode(mode)) += Metres(trips * metres * inside_share);
        out_.emission_free_territory_trips[home] += 2.0 * trips * clean;
        out_.emission_free_territory_distance[home] += Metres(trips * metres * inside_share * clean);
      }
      out_.time_cost[home] += Euros(trips * minutes(mode, tour, car) * value_of_time);
    }
    add_car(block, home, tour, choice, resident);
    add_transit(block, tour, choice, resident);
  }

  RiderTrips finish() {
    for (std::size_t block = 0; block < kBlocks; ++block) {
      for (const ZoneId zone : IdRange<ZoneId>(supply_.zones)) {
        out_.parking_revenue[zone] += Euros(parking_[block][zone]);
        out_.edge_parking[zone] += edge_[block][zone];
        for (std::size_t mode = 0; mode < Mode::kCount; ++mode)
          out_.arrivals(zone, Mode(mode)) += arrivals_[block][zone.index() * Mode::kCount + mode];
      }
      for (std::size_t mode = 0; mode < Mode::kCount; ++mode)
        out_.around_trips(ScalarId(0), Mode(mode)) += around_[block][mode];
      for (std::size_t mode = 0; mode < TransitVehicleAxis::kCount; ++mode)
        out_.transit_person_distance(ScalarId(0), TransitVehicleAxis(mode)) += Metres(ride_[block][mode]);
      out_.toll_revenue[ScalarId(0)] += Euros(day_toll_[block]);
    }
    finish_hours();
    for (std::size_t mode = 0; mode < Mode::kCount; ++mode)
      out_.median_distance(ScalarId(0), Mode(mode)) = median_km(mode);
    for (std::size_t purpose = 0; purpose < PurposeAxis::kCount; ++purpose)
      out_.median_distance_by_purpose(ScalarId(0), PurposeAxis(purpose)) = median_km(Mode::kCount + purpose);
    return std::move(riders_);
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
    const ZoneId from = car.possible ? car.home : tour.home_zone(),
                 to = car.possible ? car.destination : supply_.stops.unload(tour.destination_zone());
    const float metres = supply_.car_m(from, to);
    if (!std::isfinite(metres)) return 0.5;
    return metres > 0.0f ? std::min(1.0, static_cast<double>(supply_.car_inside_m(from, to) / metres)) : 0.0;
  }

  /// Metres out and back; for the car with the walk from where it stands.
  std::array<double, 2> lengths(std::size_t mode, const Tour& tour, const CarEnds& car) const {
    if (mode >= mode::car_driver.index())
      return {supply_.car_m(car.home, car.destination) + car.walk_m,
              supply_.car_m(car.destination, car.home) + car.walk_m};
    return {length(mode, tour.home_zone(), tour.destination_zone(), tour.out()),
            length(mode, tour.destination_zone(), tour.home_zone(), tour.back())};
  }

  double length(std::size_t mode, ZoneId from, ZoneId to, Hour hour) const {
    if (mode == mode::walk.index()) return supply_.walk_m(from, to);
    if (mode == mode::bike.index()) return supply_.bike_m(from, to);
    const TransitSkims& skims = supply_.transit.in(hour);
    double metres = skims.walk_min(from, to) * coefficients_.modes.walk_m_min;
    for (const auto& ride : skims.ride_m) metres += ride(from, to);
    return metres;
  }

  double minutes(std::size_t mode, const Tour& tour, const CarEnds& car) const {
    const ZoneId home = tour.home_zone(), there = tour.destination_zone();
    if (mode == mode::walk.index())
      return (supply_.walk_m(home, there) + supply_.walk_m(there, home)) / coefficients_.modes.walk_m_min;
    if (mode == mode::bike.index())
      return (supply_.bike_m(home, there) + supply_.bike_m(there, home)) / coefficients_.modes.bike_m_min;
    if (mode == mode::transit.index())
      return supply_.transit.in(tour.out()).time_min(home, there) +
             supply_.transit.in(tour.back()).time_min(there, home);
    return (supply_.car_s[tour.out_hour](car.home, car.destination) +
            supply_.car_s[tour.back_hour](car.destination, car.home)) /
               60.0 +
           2.0 * car.walk_m / coefficients_.modes.walk_m_min;
  }

  void add_car(std::size_t block, ZoneId home, const Tour& tour, const TourChoice& choice, bool resident) {
    const double cars = tour.weight * choice.share[mode::car_driver.index()];
    if (!(cars > 0.0)) return;
    const CarEnds& car = choice.car;
    parking_[block][car.destination] += cars * choice.parking_eur;
    if (car.destination != tour.destination_zone()) edge_[block][car.destination] += cars;
    if (car.home != tour.home_zone()) edge_[block][car.home] += cars;
    day_toll_[block] += cars * tolls_.tour_price(car.home, car.destination, tour.out(), tour.back()).value;
    if (!resident) return;
    out_.resident_car_distance(home, tour.out()) += Metres(cars * supply_.car_m(car.home, car.destination));
    out_.resident_car_distance(home, tour.back()) += Metres(cars * supply_.car_m(car.destination, car.home));
    out_.resident_car_time(home, tour.out()) += cars * supply_.drive_time(car.home, car.destination, tour.out());
    out_.resident_car_time(home, tour.back()) += cars * supply_.drive_time(car.destination, car.home, tour.back());
  }

  void add_transit(std::size_t block, const Tour& tour, const TourChoice& choice, bool resident) {
    const double riders = tour.weight * choice.share[mode::transit.index()];
    if (!(riders > 0.0)) return;
    const ZoneId home = tour.home_zone(), there = tour.destination_zone();
    riders_.out[tour.out_hour](home, there) += static_cast<float>(riders);
    riders_.back[tour.back_hour](home, there) += static_cast<float>(riders);
    for (std::size_t mode = 0; mode < TransitVehicleAxis::kCount; ++mode) {
      const double metres = supply_.transit.in(tour.out()).ride_m[mode](home, there) +
                            supply_.transit.in(tour.back()).ride_m[mode](there, home);
      ride_[block][mode] += riders * metres;
      if (resident) out_.resident_transit_distance(home, TransitVehicleAxis(mode)) += Metres(riders * metres);
    }
    out_.fare_revenue[home] += Euros(riders * choice.ticket_eur);
  }

  double median_km(std::size_t row) const {
    LengthHistogram all;
    for (const Histograms& of_block : histograms_) all.add(of_block[row]);
    return all.median_km();
  }

  const Supply& supply_;
  const Coefficients& coefficients_;
  const TollSystem& tolls_;
  DayOutputs& out_;
  double battery_;
  std::vector<Histograms> histograms_;
  std::vector<TripsByHour> resident_trips_, territory_trips_;
  std::vector<Column<ZoneId, double>> parking_, edge_;
  std::vector<std::vector<double>> arrivals_;
  std::vector<std::array<double, Mode::kCount>> around_;
  std::vector<std::array<double, TransitVehicleAxis::kCount>> ride_;
  RiderTrips riders_;
  std::vector<double> day_toll_;
};

}  // namespace

double emission_free(const Fleet& fleet, Vehicle vehicle) {
  double share = 0.0;
  for (const FleetId row : fleet.ids())
    if (fleet.vehicle[row] == vehicle &&
        (fleet.propulsion[row] == Propulsion::battery || fleet.propulsion[row] == Propulsion::fuel_cell))
      share += fleet.share[row];
  return share;
}

RiderTrips account_people(const Day& day, const DayTables& tables, DayOutputs& out) {
  PeopleAccounts accounts(day, tables, out);
  const ModeLogit choice = day.choice();
  const std::size_t zones = day.supply.zones;
  for_each_block(kBlocks, [&](std::size_t block) {
    for (std::size_t home = block * zones / kBlocks; home < (block + 1) * zones / kBlocks; ++home)
      for (const Tour& tour : day.tours.of(ZoneId(home)))
        accounts.add(block, tour, choice.choose(tour), choice.value_of(tour));
  });
  for (const ZoneId zone : tables.zones.ids()) out.residents[zone] = day.tours.residents[zone];
  return accounts.finish();
}

}  // namespace planspiel::mobility
