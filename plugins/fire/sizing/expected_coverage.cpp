#include "plugins/fire/sizing/expected_coverage.hpp"

#include <algorithm>

#include "engine/base/error.hpp"
#include "engine/base/text.hpp"

namespace planspiel::fire {

namespace {

bool solvable_by_states(const queueing::HypercubeProblem& problem) {
  if (problem.units > kExactByDefault) return false;
  for (std::size_t atom = 0; atom < problem.atoms(); ++atom) {
    if (problem.needed(atom) != 1) return false;
    for (std::size_t rank = 0; rank < problem.ranks; rank = problem.end_of_tie(atom, rank))
      if (problem.end_of_tie(atom, rank) - rank > queueing::kMostTied) return false;
  }
  return true;
}

}  // namespace

queueing::HypercubeAnswer solve(const queueing::HypercubeProblem& problem) {
  check(problem);
  return solvable_by_states(problem) ? solve_hypercube(problem) : approximate_hypercube(problem);
}

double load_for_busy(std::size_t units, double busy) {
  if (!(busy >= 0.0 && busy < 1.0))
    throw Error(ErrorKind::config,
                "a busy share of " + format_number(busy) + " has no load; give 0 or more and less than 1");
  const double target = busy * static_cast<double>(units);
  const auto carried = [&](double load) { return load * (1.0 - queueing::erlang_b(units, load)); };
  double low = target, high = std::max(1.0, 2.0 * target);
  while (carried(high) < target) high *= 2.0;
  for (int i = 0; i < 200 && low < high; ++i) {
    const double middle = low + (high - low) / 2.0;
    if (middle == low || middle == high) break;
    (carried(middle) < target ? low : high) = middle;
  }
  return low;
}

double expected_coverage(const CoveringUnits& covering, std::span<const double> weight, std::span<const double> busy,
                         Correlation correlation) {
  if (weight.size() != covering.demands() || busy.empty())
    throw Error(ErrorKind::config, "expected coverage of " + std::to_string(covering.demands()) + " demands with " +
                                       std::to_string(weight.size()) + " weights and " + std::to_string(busy.size()) +
                                       " units: give one weight for each demand and at least one unit");
  std::vector<double> q(busy.size() + 1, 1.0);
  if (correlation == Correlation::corrected) {
    double mean = 0.0;
    for (const double rho : busy) mean += rho / static_cast<double>(busy.size());
    const auto p = occupancy(busy.size(), load_for_busy(busy.size(), mean), queueing::WhenAllBusy::lost);
    for (std::size_t k = 0; k < q.size(); ++k) q[k] = queueing::larson_q(p, k, 0);
  }
  double covered = 0.0, all = 0.0;
  for (std::size_t i = 0; i < covering.demands(); ++i) {
    double none = q[covering.first[i + 1] - covering.first[i]];
    for (std::uint32_t at = covering.first[i]; at < covering.first[i + 1]; ++at) none *= busy[covering.unit_of[at]];
    covered += weight[i] * (1.0 - std::min(1.0, none));
    all += weight[i];
  }
  return covered / all;
}

}  // namespace planspiel::fire
