#pragma once

/// What the exact and the approximate hypercube share: sums of the problem, and the answer's means from p_jn.

#include <span>

#include "engine/queueing/hypercube.hpp"

namespace planspiel::queueing {

double total_calls(const HypercubeProblem& problem);
double total_services(const HypercubeProblem& problem);
/// 1 + the greatest station of a unit; 0 without stations.
std::size_t stations(const HypercubeProblem& problem);

/// From `sent`, atom × unit, the chance that a call of the atom takes the unit at once, and from `answer.all_busy`:
/// dispatched, travel times, out_of_area, served, wait_hours. A call that waited takes unit n with chance μ_n / M.
void finish(const HypercubeProblem& problem, std::span<const double> sent, HypercubeAnswer& answer);

}  // namespace planspiel::queueing
