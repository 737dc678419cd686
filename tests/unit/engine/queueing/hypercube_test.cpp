#include "engine/queueing/hypercube.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <bit>
#include <numeric>

#include "engine/base/error.hpp"
#include "engine/base/random.hpp"

using namespace planspiel;
using namespace planspiel::queueing;

namespace {

constexpr double kExact = 1e-10;  // the iteration stops at changes of 1e-13 that shrink from round to round

/// Probabilities of the states 0 … 2^N − 1 by Gauss elimination of the balance equations written out state by state.
/// Calls that wait: the full state holds them all. A call for m units takes the first m free ones.
std::vector<double> brute_force(const HypercubeProblem& problem) {
  const std::size_t size = std::size_t{1} << problem.units;
  std::vector<std::vector<double>> a(size, std::vector<double>(size + 1, 0.0));
  const auto flow = [&](std::size_t from, std::size_t to, double rate) {
    a[from][from] -= rate;
    a[to][from] += rate;
  };
  const double calls = std::accumulate(problem.calls_per_hour.begin(), problem.calls_per_hour.end(), 0.0);
  const double services = std::accumulate(problem.services_per_hour.begin(), problem.services_per_hour.end(), 0.0);
  const bool waits = problem.all_busy == WhenAllBusy::waits;
  for (std::size_t b = 0; b < size; ++b) {
    for (std::size_t n = 0; n < problem.units; ++n)
      if (b >> n & 1)
        flow(b, b & ~(1u << n), problem.services_per_hour[n] * (waits && b + 1 == size ? 1 - calls / services : 1));
    for (std::size_t atom = 0; atom < problem.atoms(); ++atom) {
      std::size_t to = b, sent = 0;
      for (std::size_t rank = 0; rank < problem.ranks && sent < problem.needed(atom);) {
        const std::size_t end = problem.end_of_tie(atom, rank);
        std::vector<std::size_t> free;
        for (; rank < end; ++rank)
          if (!(b >> problem.at(atom, rank) & 1)) free.push_back(problem.at(atom, rank));
        if (problem.needed(atom) == 1 && !free.empty()) {
          for (const std::size_t n : free)
            flow(b, b | 1u << n, problem.calls_per_hour[atom] / static_cast<double>(free.size()));
          sent = 1;
        } else if (!free.empty()) {
          to |= 1u << free[0];
          ++sent;
        }
      }
      if (to != b) flow(b, to, problem.calls_per_hour[atom]);
    }
  }
  a[0].assign(size + 1, 1.0);  // Σ π = 1 in place of one equation
  for (std::size_t i = 0; i < size; ++i) {
    std::size_t pivot = i;
    for (std::size_t r = i; r < size; ++r)
      if (std::abs(a[r][i]) > std::abs(a[pivot][i])) pivot = r;
    std::swap(a[i], a[pivot]);
    for (std::size_t r = 0; r < size; ++r)
      if (r != i && a[r][i] != 0.0) {
        const double factor = a[r][i] / a[i][i];
        for (std::size_t c = i; c <= size; ++c) a[r][c] -= factor * a[i][c];
      }
  }
  std::vector<double> p(size);
  for (std::size_t i = 0; i < size; ++i) p[i] = a[i][size] / a[i][i];
  return p;
}

double all_busy_in(const std::vector<double>& p, std::size_t set) {
  double sum = 0.0;
  for (std::size_t b = 0; b < p.size(); ++b)
    if ((b & set) == set) sum += p[b];
  return sum;
}

/// Units on a line at 0, 1, …; atoms anywhere on it prefer the nearest. `load` is calls per service and unit.
HypercubeProblem line(std::size_t units, std::size_t atoms, double load, WhenAllBusy all_busy = WhenAllBusy::lost) {
  HypercubeProblem problem{.units = units, .ranks = units, .all_busy = all_busy};
  const RandomStream random(7, "test.line");
  problem.services_per_hour.assign(units, 1.0);
  double total = 0.0;
  for (std::size_t atom = 0; atom < atoms; ++atom) {
    problem.calls_per_hour.push_back(random.uniform(atom, 0));
    total += problem.calls_per_hour.back();
    const double x = random.uniform(atom, 1) * static_cast<double>(units - 1);
    std::vector<UnitNumber> order(units);
    std::iota(order.begin(), order.end(), UnitNumber{0});
    const auto far = [&](UnitNumber n) { return std::abs(static_cast<double>(n) - x); };
    std::stable_sort(order.begin(), order.end(), [&](UnitNumber a, UnitNumber b) { return far(a) < far(b); });
    problem.preference.insert(problem.preference.end(), order.begin(), order.end());
    for (std::size_t n = 0; n < units; ++n) problem.travel_s.push_back(60.0 * far(static_cast<UnitNumber>(n)));
  }
  for (double& rate : problem.calls_per_hour) rate *= load * static_cast<double>(units) / total;
  return problem;
}

double greatest_error(const HypercubeAnswer& a, const HypercubeAnswer& b) {
  double error = 0.0;
  for (std::size_t n = 0; n < a.busy.size(); ++n) error = std::max(error, std::abs(a.busy[n] - b.busy[n]));
  return error;
}

TEST(Hypercube, SolvesTwoUnitsAsByHand) {
  // Unit 0 is first for atom 0 (rate 1), unit 1 for atom 1 (rate 2); μ = 1; lost. Balance of {}, {0}, {1}, {0,1}:
  // 3 p = p0 + p1; (1 + 3) p0 = 1 p + p01; (1 + 3) p1 = 2 p + p01; 2 p01 = 3 (p0 + p1).
  // With p = 1: p0 + p1 = 3, p01 = 4.5, p0 = 5.5/4, p1 = 6.5/4; sum 8.5.
  const HypercubeProblem problem{.units = 2,
                                 .ranks = 2,
                                 .calls_per_hour = {1.0, 2.0},
                                 .services_per_hour = {1.0, 1.0},
                                 .preference = {0, 1, 1, 0}};
  const HypercubeAnswer answer = solve_hypercube(problem);
  EXPECT_NEAR(answer.busy[0], (1.375 + 4.5) / 8.5, kExact);
  EXPECT_NEAR(answer.busy[1], (1.625 + 4.5) / 8.5, kExact);
  EXPECT_NEAR(answer.all_busy, 4.5 / 8.5, kExact);
  EXPECT_NEAR(answer.served, 4.0 / 8.5, kExact);
  EXPECT_NEAR(answer.first_due_busy[1], answer.busy[1], kExact);
  // sent: atom 0 by 0: 1 (1 + 1.625), by 1: 1.375; atom 1 by 1: 2 (1 + 1.375), by 0: 2 · 1.625; together 3 · 4
  EXPECT_THAT(answer.dispatched,
              testing::Pointwise(testing::DoubleNear(kExact), {2.625 / 12, 1.375 / 12, 3.25 / 12, 4.75 / 12}));
  EXPECT_NEAR(answer.out_of_area, (1.375 + 3.25) / 12, kExact);
}

class HypercubeAgainstElimination : public testing::TestWithParam<std::tuple<std::size_t, WhenAllBusy, bool, bool>> {};

TEST_P(HypercubeAgainstElimination, GivesTheSameStates) {
  const auto [units, all_busy, equal, ties] = GetParam();
  HypercubeProblem problem = line(units, 9, 0.6, all_busy);
  if (!equal)
    for (std::size_t n = 0; n < units; ++n) problem.services_per_hour[n] = 0.8 + 0.1 * static_cast<double>(n);
  if (ties) {
    problem.tied.assign(problem.preference.size(), 0);
    for (std::size_t atom = 0; atom < problem.atoms(); ++atom) {
      problem.tied[atom * units + 1] = atom % 2 == 0;
      problem.tied[atom * units + units - 1] = 1;
    }
  }
  problem.station = std::vector<std::uint32_t>(units, 1);
  problem.station[0] = 0;
  const auto p = brute_force(problem);
  const HypercubeAnswer answer = solve_hypercube(problem);
  for (std::size_t n = 0; n < units; ++n) EXPECT_NEAR(answer.busy[n], all_busy_in(p, 1u << n), kExact) << n;
  EXPECT_NEAR(answer.all_busy, p.back(), kExact);
  EXPECT_NEAR(answer.station_busy[1], all_busy_in(p, p.size() - 2), kExact);
  EXPECT_LT(answer.residual, 1e-11);
}

INSTANTIATE_TEST_SUITE_P(Lines, HypercubeAgainstElimination,
                         testing::Combine(testing::Values(2u, 3u, 5u, 8u),
                                          testing::Values(WhenAllBusy::lost, WhenAllBusy::waits), testing::Bool(),
                                          testing::Bool()));

TEST(Hypercube, OfEqualUnitsLosesByErlangBAndWaitsByErlangC) {
  for (const std::size_t units : {1u, 4u, 10u}) {
    const double load = 0.7 * static_cast<double>(units);
    EXPECT_NEAR(1.0 - solve_hypercube(line(units, 5, 0.7)).served, erlang_b(units, load), kExact);
    const HypercubeAnswer waits = solve_hypercube(line(units, 5, 0.7, WhenAllBusy::waits));
    EXPECT_NEAR(waits.all_busy, erlang_c(units, load), kExact);
    EXPECT_NEAR(waits.wait_hours, erlang_c(units, load) / (static_cast<double>(units) - load), kExact);
  }
}

TEST(Hypercube, SharesTheCallsOfTiedUnitsEqually) {
  HypercubeProblem problem = line(6, 4, 0.5);
  problem.tied.assign(problem.preference.size(), 1);  // all units tie for every atom: nobody is busier than the others
  const HypercubeAnswer answer = solve_hypercube(problem);
  const double even = 6 * 0.5 * (1 - erlang_b(6, 3.0)) / 6;
  for (const double busy : answer.busy) EXPECT_NEAR(busy, even, kExact);
  EXPECT_NEAR(answer.out_of_area, 0.0, kExact);
}

TEST(Hypercube, AddsUpToItsDispatches) {
  for (const auto all_busy : {WhenAllBusy::lost, WhenAllBusy::waits}) {
    const HypercubeProblem problem = line(7, 11, 0.6, all_busy);
    const HypercubeAnswer answer = solve_hypercube(problem);
    const double served = 7 * 0.6 * answer.served;  // calls per hour
    for (std::size_t n = 0; n < 7; ++n) {           // ρ_n μ_n = dispatches of n per hour
      double share = 0.0;
      for (std::size_t atom = 0; atom < 11; ++atom) share += answer.dispatched[atom * 7 + n];
      EXPECT_NEAR(share * served, answer.busy[n], kExact);
    }
  }
}

TEST(Hypercube, TravelsFurtherTheBusierTheUnitsAre) {
  const double light = solve_hypercube(line(8, 40, 1e-6)).travel_s, busy = solve_hypercube(line(8, 40, 0.7)).travel_s;
  HypercubeProblem problem = line(8, 40, 1.0);
  double nearest = 0.0, total = 0.0;  // nobody is ever busy: the nearest unit
  for (std::size_t atom = 0; atom < 40; ++atom) {
    nearest += problem.calls_per_hour[atom] * problem.travel_s[atom * 8 + problem.at(atom, 0)];
    total += problem.calls_per_hour[atom];
  }
  EXPECT_NEAR(light, nearest / total, 1e-3);  // a unit is busy for a millionth of the time
  EXPECT_GT(busy, 1.5 * light);
}

TEST(Hypercube, KeepsCallsOfShortListsFromUnitsThatAreNotOnThem) {
  // Two towns that never help each other: each is a loss system of one unit.
  const HypercubeProblem problem{
      .units = 2, .ranks = 1, .calls_per_hour = {0.5, 2.0}, .services_per_hour = {1.0, 1.0}, .preference = {0, 1}};
  for (const HypercubeAnswer& answer : {solve_hypercube(problem), approximate_hypercube(problem)}) {
    EXPECT_NEAR(answer.busy[0], 0.5 / 1.5, kExact);
    EXPECT_NEAR(answer.busy[1], 2.0 / 3.0, kExact);
    EXPECT_NEAR(answer.served, (0.5 / 1.5 + 2.0 / 3.0) / 2.5, kExact);
  }
}

TEST(HypercubeApproximation, IsExactWhereNoUnitDiffersFromTheOthers) {
  for (const auto all_busy : {WhenAllBusy::lost, WhenAllBusy::waits}) {
    HypercubeProblem problem = line(8, 5, 0.6, all_busy);
    problem.tied.assign(problem.preference.size(), 1);  // all tie
    const HypercubeAnswer near = approximate_hypercube(problem), exact = solve_hypercube(problem);
    EXPECT_LT(greatest_error(exact, near), kExact);
    EXPECT_NEAR(near.all_busy, exact.all_busy, kExact);
    EXPECT_NEAR(near.travel_s, exact.travel_s, 1e-8);
    EXPECT_NEAR(near.wait_hours, exact.wait_hours, kExact);
  }
}

// On a line each unit shares its calls with two neighbours only, so neighbours are busy together more often than Q,
// which mixes all units, can know. Larson (1975) saw 1 to 2 % on his examples; here 2.2 points and 5.5 % of the
// travel time are the most.
TEST(HypercubeApproximation, IsNearTheExactAnswerOnALine) {
  for (const std::size_t units : {3u, 6u, 10u})
    for (const double load : {0.1, 0.3, 0.5, 0.8})
      for (const auto all_busy : {WhenAllBusy::lost, WhenAllBusy::waits}) {
        const HypercubeProblem problem = line(units, 30, load, all_busy);
        const HypercubeAnswer exact = solve_hypercube(problem), near = approximate_hypercube(problem);
        EXPECT_LT(greatest_error(exact, near), load < 0.2 ? 0.001 : 0.025) << units << " units at " << load;
        EXPECT_NEAR(near.travel_s / exact.travel_s, 1.0, load < 0.2 ? 0.02 : 0.06);
      }
}

TEST(HypercubeApproximation, FollowsUnequalService) {
  HypercubeProblem problem = line(6, 30, 0.4);
  for (std::size_t n = 0; n < 6; ++n) problem.services_per_hour[n] = n % 2 == 0 ? 0.7 : 1.5;
  const HypercubeAnswer exact = solve_hypercube(problem), near = approximate_hypercube(problem);
  EXPECT_LT(greatest_error(exact, near), 0.03);  // measured 0.02
  EXPECT_NEAR(near.served, exact.served, 0.02);
}

// A quarter of the atoms call four units at once. The elimination knows the exact answer; the most is 0.9 points.
TEST(HypercubeApproximation, OfCallsForSeveralUnitsIsNearTheElimination) {
  for (const double load : {0.1, 0.3, 0.6}) {
    HypercubeProblem problem = line(8, 12, load / 1.75);
    for (std::size_t atom = 0; atom < 12; ++atom) problem.units_needed.push_back(atom % 4 == 0 ? 4 : 1);
    const auto p = brute_force(problem);
    const HypercubeAnswer near = approximate_hypercube(problem);
    for (std::size_t n = 0; n < 8; ++n) EXPECT_NEAR(near.busy[n], all_busy_in(p, 1u << n), 0.015);
    EXPECT_NEAR(near.all_busy, p.back(), 0.01);
  }
}

TEST(HypercubeApproximation, SaysNothingOfStationsWhoseUnitsGoTogether) {
  HypercubeProblem problem = line(4, 3, 0.2);
  problem.station = {0, 0, 1, 2};
  problem.units_needed = {1, 2, 1};
  const HypercubeAnswer answer = approximate_hypercube(problem);
  EXPECT_TRUE(std::isnan(answer.station_busy[0]));
  EXPECT_NEAR(answer.station_busy[1], answer.busy[2], kExact);
  problem.units_needed.clear();
  EXPECT_NEAR(approximate_hypercube(problem).station_busy[0], solve_hypercube(problem).station_busy[0], 0.02);
}

TEST(Hypercube, RefusesWhatItCannotSolve) {
  const auto message = [](HypercubeProblem problem) -> std::string {
    try {
      solve_hypercube(problem);
    } catch (const Error& error) {
      return error.what();
    }
    return "";
  };
  HypercubeProblem twice = line(3, 1, 0.5);
  twice.preference[1] = twice.preference[0];
  EXPECT_THAT(message(twice), testing::HasSubstr("the list of atom 0 names unit"));
  EXPECT_EQ(message(line(21, 1, 0.5)), "hypercube of 21 units: exact up to 20; use approximate_hypercube beyond");
  EXPECT_THAT(message(line(3, 1, 1.0, WhenAllBusy::waits)),
              testing::HasSubstr("the queue grows for ever; give more units"));
  HypercubeProblem several = line(3, 1, 0.5);
  several.units_needed = {2};
  EXPECT_THAT(message(several), testing::HasSubstr("the exact model sends 1"));
}

}  // namespace
