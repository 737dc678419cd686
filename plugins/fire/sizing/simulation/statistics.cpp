#include "plugins/fire/sizing/simulation/statistics.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "engine/base/error.hpp"
#include "engine/base/math.hpp"

namespace planspiel::fire {

namespace {

/// P(|T| ≤ t) with t = √ν tan θ, θ = 2π · turn, turn in [0, 1/4].
double within(std::size_t degrees, double turn) {
  const double c = math::cos_turn(turn), s = math::cos_turn(0.25 - turn);
  double term = degrees % 2 == 0 ? 1.0 : c, sum = 0.0;
  for (std::size_t k = degrees % 2; k + 2 <= degrees; k += 2) {
    sum += term;
    term *= static_cast<double>(k + 1) / static_cast<double>(k + 2) * c * c;
  }
  return degrees % 2 == 0 ? s * sum : 4.0 * turn + 2.0 / 3.141592653589793 * s * sum;
}

}  // namespace

double student_t(std::size_t degrees, double confidence) {
  if (degrees == 0 || !(confidence > 0.0 && confidence < 1.0))
    throw Error(ErrorKind::config, "Student's t needs 1 or more degrees of freedom and a confidence between 0 and 1");
  double low = 0.0, high = 0.25;
  for (int i = 0; i < 60; ++i) {
    const double middle = (low + high) / 2.0;
    (within(degrees, middle) < confidence ? low : high) = middle;
  }
  return math::sqrt(static_cast<double>(degrees)) * math::cos_turn(0.25 - low) / math::cos_turn(low);
}

Estimate estimate(std::span<const double> values, double confidence) {
  if (values.empty()) throw Error(ErrorKind::config, "an estimate needs at least one replication");
  const auto count = static_cast<double>(values.size());
  double sum = 0.0, squares = 0.0;
  for (const double value : values) sum += value;
  const double mean = sum / count;
  if (values.size() == 1) return {mean, std::numeric_limits<double>::infinity(), 1};
  for (const double value : values) squares += (value - mean) * (value - mean);
  return {mean, student_t(values.size() - 1, confidence) * math::sqrt(squares / (count - 1.0) / count), values.size()};
}

Estimate paired_difference(std::span<const double> with, std::span<const double> without, double confidence) {
  if (with.size() != without.size())
    throw Error(ErrorKind::config,
                "a paired difference needs as many replications of both: " + std::to_string(with.size()) + " and " +
                    std::to_string(without.size()) + " are given");
  std::vector<double> difference;
  for (std::size_t r = 0; r < with.size(); ++r) difference.push_back(with[r] - without[r]);
  return estimate(difference, confidence);
}

double quantile(std::vector<double>& values, double share) {
  if (values.empty()) return std::numeric_limits<double>::quiet_NaN();
  const auto count = static_cast<double>(values.size());
  const double rank = std::ceil(share * count - 1e-9);  // 0.9 · 10 is the ninth
  const auto at = static_cast<std::ptrdiff_t>(std::clamp(rank, 1.0, count)) - 1;
  std::nth_element(values.begin(), values.begin() + at, values.end());
  return values[static_cast<std::size_t>(at)];
}

}  // namespace planspiel::fire
