#pragma once

/// Nested logit over five modes for one tour.

#include <array>

#include "plugins/mobility/day/supply.hpp"
#include "plugins/mobility/day/tours.hpp"

namespace planspiel::mobility {

/// Probabilities of the modes of a tour, and what driving it would cost.
struct TourChoice {
  std::array<double, Mode::kCount> share{};
  double toll_eur = 0.0, parking_eur = 0.0, fare_eur = 0.0;  ///< of the tour, for those who drive or ride
};

class ModeChoice {
 public:
  ModeChoice(const Supply& supply, const TollSystem& tolls, const Coefficients& coefficients)
      : supply_(supply), tolls_(tolls), coefficients_(coefficients) {}

  /// V_m = -scale · (generalised minutes of the tour + constant); nests {driver, passenger}, {transit}, {walk, bike}:
  /// P(m) = P(nest) · exp(V_m / λ) / Σ exp(V / λ), P(nest) ∝ exp(λ · log Σ exp(V / λ)) (McFadden 1978).
  /// People from around: an incremental logit on their known car share, for tolls and parking.
  TourChoice choose(const Tour& tour) const;

 private:
  TourChoice choose_resident(const Tour& tour) const;
  TourChoice choose_external(const Tour& tour) const;
  double toll(const Tour& tour) const;
  double parking(const Tour& tour) const;
  double transit_minutes(const Tour& tour) const;

  const Supply& supply_;
  const TollSystem& tolls_;
  const Coefficients& coefficients_;
};

}  // namespace planspiel::mobility
