/// The hypercube of 8 to 18 units and 1,000 atoms on a square, exact and approximated. First checked: losses of equal
/// units are Erlang's, and the approximation is near the exact busy shares.

#include "engine/queueing/hypercube.hpp"

#include <benchmark/benchmark.h>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <numeric>

#include "engine/base/random.hpp"

namespace planspiel::fire {
namespace {

/// Every unit is busy for 40 % of the time if no call is lost; the nearest unit is the first.
queueing::HypercubeProblem square(std::size_t units) {
  constexpr std::size_t kAtoms = 1000;
  constexpr double kLoad = 0.4;
  const RandomStream random(1, "benchmark.hypercube");
  queueing::HypercubeProblem problem{.units = units, .ranks = units};
  problem.services_per_hour.assign(units, 1.0);
  problem.calls_per_hour.assign(kAtoms, kLoad * static_cast<double>(units) / kAtoms);
  for (std::size_t atom = 0; atom < kAtoms; ++atom) {
    std::vector<double> away(units);
    for (std::size_t n = 0; n < units; ++n)
      away[n] = std::hypot(random.uniform(atom, 0) - random.uniform(kAtoms + n, 0),
                           random.uniform(atom, 1) - random.uniform(kAtoms + n, 1));
    std::vector<queueing::UnitNumber> order(units);
    std::iota(order.begin(), order.end(), queueing::UnitNumber{0});
    std::stable_sort(order.begin(), order.end(),
                     [&](queueing::UnitNumber a, queueing::UnitNumber b) { return away[a] < away[b]; });
    problem.preference.insert(problem.preference.end(), order.begin(), order.end());
  }
  return problem;
}

void demand(bool holds, const char* what) {
  if (holds) return;
  std::fprintf(stderr, "%s\n", what);
  std::exit(1);
}

void exact(benchmark::State& state) {
  const queueing::HypercubeProblem problem = square(static_cast<std::size_t>(state.range(0)));
  const double lost = queueing::erlang_b(problem.units, 0.4 * static_cast<double>(problem.units));
  demand(std::abs(1.0 - solve_hypercube(problem).served - lost) < 1e-10, "the hypercube does not lose by Erlang B");
  for (auto _ : state) benchmark::DoNotOptimize(solve_hypercube(problem));
}

void approximation(benchmark::State& state) {
  const queueing::HypercubeProblem problem = square(static_cast<std::size_t>(state.range(0)));
  const queueing::HypercubeAnswer near = approximate_hypercube(problem);
  if (problem.units <= 12) {
    const queueing::HypercubeAnswer answer = solve_hypercube(problem);
    for (std::size_t n = 0; n < problem.units; ++n)
      demand(std::abs(near.busy[n] - answer.busy[n]) < 0.03, "the approximation is far from the exact busy shares");
  }
  for (auto _ : state) benchmark::DoNotOptimize(approximate_hypercube(problem));
}

BENCHMARK(exact)->Arg(8)->Arg(12)->Arg(16)->Arg(18)->Unit(benchmark::kMillisecond);
BENCHMARK(approximation)->Arg(8)->Arg(12)->Arg(16)->Arg(60)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace planspiel::fire

BENCHMARK_MAIN();
