#pragma once

/// What a few replications say: means with their uncertainty, differences of scenarios, quantiles.

#include <cstddef>
#include <span>
#include <vector>

namespace planspiel::fire {

/// A mean over independent replications; the true mean lies within ± half_width with the confidence asked for.
struct Estimate {
  double mean = 0.0;
  double half_width = 0.0;  ///< infinite for one replication
  std::size_t replications = 0;
  double low() const { return mean - half_width; }
  double high() const { return mean + half_width; }
  /// The interval does not hold 0.
  bool is_significant() const { return low() > 0.0 || high() < 0.0; }
};

/// x with P(−x ≤ T ≤ x) = confidence for Student's T of so many degrees of freedom, by bisection of the finite sums of
/// Abramowitz and Stegun 26.7.3 and 26.7.4.
double student_t(std::size_t degrees, double confidence = 0.95);

/// mean ± t s / √R.
Estimate estimate(std::span<const double> values, double confidence = 0.95);

/// Of `with` − `without`, replication by replication: common random numbers cancel what both have in common.
Estimate paired_difference(std::span<const double> with, std::span<const double> without, double confidence = 0.95);

/// The smallest value v with (number of values ≤ v) / (number of values) ≥ share; NaN for none. Reorders the values.
double quantile(std::vector<double>& values, double share);

}  // namespace planspiel::fire
