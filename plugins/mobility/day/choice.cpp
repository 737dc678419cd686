#include "plugins/mobility/day/choice.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace planspiel::mobility {

namespace {

constexpr double kNever = -std::numeric_limits<double>::infinity();
constexpr double kLongestWalk_m = 9000.0, kLongestBike_m = 35000.0;

/// log Σ exp(v / λ) · λ of a nest; minus infinity when nothing is available.
double nest_value(double a, double b, double lambda) {
  const double top = std::max(a, b);
  if (top == kNever) return kNever;
  return top + lambda * math::log(math::exp((a - top) / lambda) + math::exp((b - top) / lambda));
}

}  // namespace

double ModeChoice::toll(const Tour& tour) const {
  double price = tolls_.tour_price(tour.home, tour.destination, tour.out_hour, tour.back_hour);
  const std::size_t there = tour.home * supply_.zones + tour.destination,
                    back = tour.destination * supply_.zones + tour.home;
  if (!supply_.toll_eur[tour.out_hour].empty()) price += supply_.toll_eur[tour.out_hour][there];
  if (!supply_.toll_eur[tour.back_hour].empty()) price += supply_.toll_eur[tour.back_hour][back];
  return price;
}

double ModeChoice::parking(const Tour& tour) const {
  const double price = supply_.costs.parking_eur_h[tour.destination] * static_cast<double>(tour.stay_h);
  // About half of those who work in a paid zone have a free place of their employer (assumed).
  const double paying = tour.purpose == static_cast<int>(Purpose::work) || tour.purpose == kExternalTour ? 0.5 : 1.0;
  return paying * std::min(price, supply_.costs.parking_day[tour.destination]);
}

double ModeChoice::transit_minutes(const Tour& tour) const {
  const std::size_t there = tour.home * supply_.zones + tour.destination,
                    back = tour.destination * supply_.zones + tour.home;
  return supply_.transit.in(tour.out_hour).cost(there) + supply_.transit.in(tour.back_hour).cost(back);
}

TourChoice ModeChoice::choose(const Tour& tour) const {
  return tour.purpose >= kExternalTour ? choose_external(tour) : choose_resident(tour);
}

TourChoice ModeChoice::choose_resident(const Tour& tour) const {
  const Coefficients& c = coefficients_;
  const std::size_t there = tour.home * supply_.zones + tour.destination,
                    back = tour.destination * supply_.zones + tour.home;
  const auto purpose = static_cast<Purpose>(tour.purpose);
  const double value = c.value_of(tour.person >> person::income_shift, purpose);
  TourChoice choice;
  choice.toll_eur = toll(tour);
  choice.parking_eur = parking(tour);
  const bool is_short = supply_.walk_m[there] <= supply_.costs.short_m;
  choice.fare_eur =
      tour.person & person::pass ? 0.0 : 2.0 * (is_short ? supply_.costs.short_fare : supply_.costs.single_fare);
  const double car_time = (supply_.car_s[tour.out_hour][there] + supply_.car_s[tour.back_hour][back]) / 60.0;
  const double car_m = supply_.car_m[there] + supply_.car_m[back];
  const double at_ends = 4.0 * c.car_fixed * 0.5 + supply_.costs.search_min[tour.destination];
  const auto utility = [&](Mode mode, double minutes) {
    return std::isfinite(minutes) ? -c.scale * (minutes + c.constant[mode.index()]) : kNever;
  };
  std::array<double, Mode::kCount> v{};
  const double walk_m = supply_.walk_m[there] + supply_.walk_m[back],
               bike_m = supply_.bike_m[there] + supply_.bike_m[back];
  v[mode::walk.index()] =
      walk_m <= 2.0 * kLongestWalk_m ? utility(mode::walk, c.walk_weight * walk_m / c.walk_m_min) : kNever;
  v[mode::bike.index()] = (tour.person & person::bike) && bike_m <= 2.0 * kLongestBike_m
                              ? utility(mode::bike, c.bike_weight * bike_m / c.bike_m_min + 2.0 * c.bike_fixed)
                              : kNever;
  v[mode::transit.index()] = utility(mode::transit, transit_minutes(tour) + choice.fare_eur / value);
  const double money = supply_.costs.car_eur_m * car_m + choice.toll_eur + choice.parking_eur;
  v[mode::car_driver.index()] =
      tour.person & person::car ? utility(mode::car_driver, car_time + at_ends + money / value) : kNever;
  v[mode::car_passenger.index()] = utility(
      mode::car_passenger, c.passenger_weight * car_time + at_ends +
                               0.4 * (choice.toll_eur + choice.parking_eur) / value + c.passenger[tour.purpose]);

  const double active = nest_value(v[0], v[1], c.nest_active), transit = v[2], car = nest_value(v[3], v[4], c.nest_car);
  const double top = std::max({active, transit, car});
  const double e_active = active == kNever ? 0.0 : math::exp(active - top),
               e_transit = transit == kNever ? 0.0 : math::exp(transit - top),
               e_car = car == kNever ? 0.0 : math::exp(car - top);
  const double sum = e_active + e_transit + e_car;
  const auto within = [](double mine, double nest, double lambda) {
    return mine == kNever ? 0.0 : math::exp((mine - nest) / lambda);
  };
  choice.share[0] = e_active / sum * within(v[0], active, c.nest_active);
  choice.share[1] = e_active / sum * within(v[1], active, c.nest_active);
  choice.share[2] = e_transit / sum;
  choice.share[3] = e_car / sum * within(v[3], car, c.nest_car);
  choice.share[4] = e_car / sum * within(v[4], car, c.nest_car);
  return choice;
}

TourChoice ModeChoice::choose_external(const Tour& tour) const {
  constexpr double kPassengers = 0.18;  ///< per driver of those who come by car (assumed)
  const Coefficients& c = coefficients_;
  TourChoice choice;
  choice.toll_eur = toll(tour);
  choice.parking_eur = parking(tour);
  choice.fare_eur = 2.0 * supply_.costs.single_fare;
  double car = tour.person / 63.0;
  if (!std::isfinite(transit_minutes(tour))) car = 1.0;
  // Known shares hold today's parking; a toll comes on top (incremental logit).
  const double weight = car * math::exp(-c.scale * choice.toll_eur / c.value_of(1, Purpose::leisure));
  if (car < 1.0) car = weight / (weight + 1.0 - car);
  choice.share[mode::car_driver.index()] = car / (1.0 + kPassengers);
  choice.share[mode::car_passenger.index()] = car - choice.share[mode::car_driver.index()];
  choice.share[mode::transit.index()] = 1.0 - car;
  return choice;
}

}  // namespace planspiel::mobility
