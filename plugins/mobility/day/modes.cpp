#include "plugins/mobility/day/modes.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace planspiel::mobility {

namespace {

constexpr double kNoMode = -std::numeric_limits<double>::infinity();

/// log Σ exp(v / λ) · λ of a nest; minus infinity when nothing is available.
double nest_value(double a, double b, double lambda) {
  const double top = std::max(a, b);
  if (top == kNoMode) return kNoMode;
  return top + lambda * math::log(math::exp((a - top) / lambda) + math::exp((b - top) / lambda));
}

void set_shares(const std::array<double, Mode::kCount>& v, const ModeCoefficients& c, TourChoice& choice) {
  const double active = nest_value(v[0], v[1], c.nest_active), transit = v[2], car = nest_value(v[3], v[4], c.nest_car);
  const double top = std::max({active, transit, car});
  if (top == kNoMode) return;  // nothing leads there: the tour is not made
  const double e_active = active == kNoMode ? 0.0 : math::exp(active - top),
               e_transit = transit == kNoMode ? 0.0 : math::exp(transit - top),
               e_car = car == kNoMode ? 0.0 : math::exp(car - top);
  const double sum = e_active + e_transit + e_car;
  choice.logsum = top + math::log(sum);
  const auto within = [](double mine, double nest, double lambda) {
    return mine == kNoMode ? 0.0 : math::exp((mine - nest) / lambda);
  };
  choice.share[0] = e_active / sum * within(v[0], active, c.nest_active);
  choice.share[1] = e_active / sum * within(v[1], active, c.nest_active);
  choice.share[2] = e_transit / sum;
  choice.share[3] = e_car / sum * within(v[3], car, c.nest_car);
  choice.share[4] = e_car / sum * within(v[4], car, c.nest_car);
}

}  // namespace

double ModeLogit::toll(const Tour& tour, const CarEnds& car) const {
  Euros price = tolls_.tour_price(car.home, car.destination, tour.out(), tour.back());
  price += supply_.tolls(car.home, car.destination, tour.out());
  price += supply_.tolls(car.destination, car.home, tour.back());
  return price.value;
}

double ModeLogit::parking(const Tour& tour, const CarEnds& car) const {
  const double price = supply_.costs.parking_eur_h[car.destination] * static_cast<double>(tour.stay_h);
  const bool works = tour.purpose == static_cast<int>(Purpose::work) || tour.purpose == kCommuterTour;
  // An employer's place is where the workplace is: who parks elsewhere pays.
  const bool at_work = works && car.destination == tour.destination_zone();
  return (at_work ? coefficients_.modes.paying_at_work : 1.0) *
         std::min(price, supply_.costs.parking_day[car.destination]);
}

void ModeLogit::set_fare(const Tour& tour, TourChoice& choice) const {
  const Tickets& tickets = supply_.costs.tickets;
  const bool resident = tour.purpose < kExternalTour;
  if (resident && (tour.person & person::pass)) return;
  // Strips are bought ten at a time: visitors do not.
  double trip = tour.purpose == kVisitorTour ? tickets.single : std::min(tickets.single, tickets.strips);
  if (!std::isfinite(trip)) trip = tickets.strips;
  if (supply_.walk_m(tour.home_zone(), tour.destination_zone()) <= tickets.short_m)
    trip = std::min(trip, tickets.short_trip);
  const double beyond = resident ? 0.0 : tickets.outside_km * supply_.beyond_m[tour.home_zone()] / 1000.0;
  const double dearer = (trip + beyond) / trip;  // passes and day tickets for more zones rise alike
  choice.fare_eur = choice.ticket_eur = std::min(2.0 * (trip + beyond), dearer * tickets.day);
  if (tour.purpose != kCommuterTour || dearer * tickets.pass_day >= choice.fare_eur) return;
  choice.fare_eur = dearer * tickets.pass_day;
  choice.ticket_eur = 0.0;
}

TourChoice ModeLogit::terms_of(const Tour& tour) const {
  TourChoice choice;
  choice.car = supply_.stops.ends(tour.home_zone(), tour.destination_zone(),
                                  tour.purpose < kExternalTour ? Errand::resident : Errand::none);
  choice.toll_eur = toll(tour, choice.car);
  choice.parking_eur = parking(tour, choice.car);
  set_fare(tour, choice);
  return choice;
}

ModeLogit::CarMinutes ModeLogit::car_minutes(const Tour& tour, const CarEnds& car) const {
  const ModeCoefficients& c = coefficients_.modes;
  if (!car.possible) return {std::numeric_limits<double>::infinity(), 0.0};
  return {
      (supply_.car_s[tour.out_hour](car.home, car.destination) +
       supply_.car_s[tour.back_hour](car.destination, car.home)) /
          60.0,
      2.0 * c.car_fixed + supply_.costs.search_min[car.destination] + c.walk_weight * 2.0 * car.walk_m / c.walk_m_min};
}

double ModeLogit::value_of(const Tour& tour) const {
  if (tour.purpose < kExternalTour)
    return coefficients_.modes.value_of(tour.income(), static_cast<Purpose>(tour.purpose));
  return coefficients_.modes.value_of(Income::middle, tour.purpose == kCommuterTour ? Purpose::work : Purpose::leisure);
}

double ModeLogit::transit_minutes(const Tour& tour) const {
  const ZoneId home = tour.home_zone(), there = tour.destination_zone();
  return supply_.transit.in(tour.out()).cost(home, there) + supply_.transit.in(tour.back()).cost(there, home);
}

TourChoice ModeLogit::choose(const Tour& tour) const {
  return tour.purpose >= kExternalTour ? choose_external(tour) : choose_resident(tour);
}

TourChoice ModeLogit::choose_resident(const Tour& tour) const {
  const ModeCoefficients& c = coefficients_.modes;
  const ZoneId home = tour.home_zone(), there = tour.destination_zone();
  const double value = value_of(tour);
  TourChoice choice = terms_of(tour);
  const auto utility = [&](Mode mode, double minutes) {
    return std::isfinite(minutes) ? -c.scale * (minutes + c.constant[mode.index()]) : kNoMode;
  };
  std::array<double, Mode::kCount> v{};
  const double walk_m = supply_.walk_m(home, there) + supply_.walk_m(there, home),
               bike_m = supply_.bike_m(home, there) + supply_.bike_m(there, home);
  v[mode::walk.index()] =
      walk_m <= 2.0 * c.longest_walk.value ? utility(mode::walk, c.walk_weight * walk_m / c.walk_m_min) : kNoMode;
  v[mode::bike.index()] = (tour.person & person::bike) && bike_m <= 2.0 * c.longest_bike.value
                              ? utility(mode::bike, c.bike_weight * bike_m / c.bike_m_min + 2.0 * c.bike_fixed)
                              : kNoMode;
  v[mode::transit.index()] = utility(mode::transit, transit_minutes(tour) + choice.fare_eur / value);
  const CarMinutes car = car_minutes(tour, choice.car);
  const double money = car_eur(choice);
  v[mode::car_driver.index()] =
      tour.person & person::car ? utility(mode::car_driver, car.driving + car.ends + money / value) : kNoMode;
  v[mode::car_passenger.index()] =
      utility(mode::car_passenger, c.passenger_weight * car.driving + car.ends +
                                       c.passenger_cost_share * money / value + c.passenger[tour.purpose]);
  set_shares(v, c, choice);
  return choice;
}

double ModeLogit::car_eur(const TourChoice& choice) const {
  const CarEnds& car = choice.car;
  const double car_m = supply_.car_m(car.home, car.destination) + supply_.car_m(car.destination, car.home);
  return supply_.costs.car_eur_m * car_m + choice.toll_eur + choice.parking_eur;
}

AroundMinutes ModeLogit::around_minutes(const Tour& tour, const TourChoice& terms) const {
  const CarMinutes car = car_minutes(tour, terms.car);
  const double value = value_of(tour), money = car_eur(terms);
  const double driver = car.driving + car.ends + money / value,
               passenger = coefficients_.modes.passenger_weight * car.driving + car.ends +
                           coefficients_.modes.passenger_cost_share * money / value;
  return {driver, passenger, transit_minutes(tour) + terms.fare_eur / value};
}

TourChoice ModeLogit::choose_external(const Tour& tour) const {
  TourChoice choice = terms_of(tour);
  const AroundConstant& constant =
      around_.of(static_cast<ExternalKind>(tour.purpose - kExternalTour), tour.home_zone());
  const AroundShares shares = around_shares(around_minutes(tour, choice), constant, coefficients_.around);
  choice.logsum = shares.logsum;
  choice.share[mode::car_driver.index()] = shares.driver;
  choice.share[mode::car_passenger.index()] = shares.passenger;
  choice.share[mode::transit.index()] = shares.transit;
  return choice;
}

}  // namespace planspiel::mobility
