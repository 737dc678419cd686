#pragma once

/// Which mode a tour takes: a nested logit over five modes.

#include <array>
#include <limits>

#include "plugins/mobility/day/around.hpp"
#include "plugins/mobility/day/supply.hpp"
#include "plugins/mobility/day/tours.hpp"

namespace planspiel::mobility {

/// Probabilities of the modes of a tour, and what each would cost.
struct TourChoice {
  std::array<double, Mode::kCount> share{};
  /// Expected utility of the best mode, log Σ exp(V) over the nests; minus infinity where nothing leads there. A tour
  /// whose every mode takes Δ minutes longer has scale · Δ less.
  double logsum = -std::numeric_limits<double>::infinity();
  double toll_eur = 0.0, parking_eur = 0.0, fare_eur = 0.0;  ///< of the tour, for those who drive or ride
  double ticket_eur = 0.0;  ///< what is paid for tickets of the day: the fare, or nothing where a pass is cheaper
  CarEnds car{};            ///< where the car stands at both ends
};

class ModeLogit {
 public:
  ModeLogit(const Supply& supply, const TollSystem& tolls, const Coefficients& coefficients,
            const AroundConstants& around)
      : supply_(supply), tolls_(tolls), coefficients_(coefficients), around_(around) {}

  /// V_m = -scale · (generalised minutes of the tour + constant); nests {driver, passenger}, {transit}, {walk, bike}:
  /// P(m) = P(nest) · exp(V_m / λ) / Σ exp(V / λ), P(nest) ∝ exp(λ · log Σ exp(V / λ)) (McFadden 1978).
  /// People from around: the same with the modes driver, passenger, transit, a scale of their own and constants by zone
  /// and kind.
  TourChoice choose(const Tour& tour) const;
  /// What people from around weigh.
  AroundMinutes around_minutes(const Tour& tour) const { return around_minutes(tour, terms_of(tour)); }
  /// EUR per minute of who makes the tour.
  double value_of(const Tour& tour) const;
  const CarStops& stops() const { return supply_.stops; }

 private:
  TourChoice choose_resident(const Tour& tour) const;
  TourChoice choose_external(const Tour& tour) const;
  /// Money and where the car stands, with all shares 0.
  TourChoice terms_of(const Tour& tour) const;
  double toll(const Tour& tour, const CarEnds& car) const;
  double parking(const Tour& tour, const CarEnds& car) const;
  void set_fare(const Tour& tour, TourChoice& choice) const;
  double transit_minutes(const Tour& tour) const;
  /// Minutes of driving, of the ends, of walking from where the car stands.
  struct CarMinutes {
    double driving, ends;
  };
  CarMinutes car_minutes(const Tour& tour, const CarEnds& car) const;
  /// Fuel, tolls and parking of the whole tour.
  double car_eur(const TourChoice& choice) const;
  AroundMinutes around_minutes(const Tour& tour, const TourChoice& terms) const;

  const Supply& supply_;
  const TollSystem& tolls_;
  const Coefficients& coefficients_;
  const AroundConstants& around_;
};

}  // namespace planspiel::mobility
