#include "plugins/fire/sizing/expected_coverage.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/base/error.hpp"

using namespace planspiel;
using namespace planspiel::fire;

namespace {

/// Demand a is in time from units 0 and 1, b from unit 2, c from none.
const CoveringUnits kCovering{.first = {0, 2, 3, 3}, .unit_of = {0, 1, 2}};
const std::vector<double> kWeight{5.0, 3.0, 2.0}, kBusy{0.5, 0.4, 0.1};

TEST(ExpectedCoverage, OfIndependentUnitsIsDaskins) {
  // 5 (1 − 0.5 · 0.4) + 3 (1 − 0.1) + 0 = 6.7 of 10
  EXPECT_NEAR(expected_coverage(kCovering, kWeight, kBusy, Correlation::independent), 0.67, 1e-15);
}

TEST(ExpectedCoverage, KnowsThatAFewUnitsAreNotIndependent) {
  // Busy hours come together: the number of busy units varies more than that of independent ones, so two given ones
  // are busy together more often than in the product of their shares.
  const double corrected = expected_coverage(kCovering, kWeight, kBusy);
  EXPECT_LT(corrected, 0.67);
  const auto p = occupancy(3, load_for_busy(3, 1.0 / 3.0), queueing::WhenAllBusy::lost);
  EXPECT_NEAR(corrected, (5 * (1 - 0.2 * queueing::larson_q(p, 2, 0)) + 2.7) / 10, 1e-12);
}

TEST(ExpectedCoverage, IsExactWhereEachUnitIsAsBusyAsTheOthers) {
  // Three units that tie for the only atom: P(units 0 and 1 busy) is the hypercube's.
  const queueing::HypercubeProblem problem{.units = 3,
                                           .ranks = 3,
                                           .calls_per_hour = {2.0},
                                           .services_per_hour = {1.0, 1.0, 1.0},
                                           .preference = {0, 1, 2},
                                           .tied = {0, 1, 1},
                                           .station = {0, 0, 1}};
  const queueing::HypercubeAnswer answer = solve(problem);
  const CoveringUnits first_two{.first = {0, 2}, .unit_of = {0, 1}};
  EXPECT_NEAR(expected_coverage(first_two, std::vector<double>{1.0}, answer.busy), 1.0 - answer.station_busy[0], 1e-9);
}

TEST(LoadForBusy, UndoesTheLossOfErlangB) {
  for (const double load : {0.0, 0.3, 2.0, 9.0}) {
    const double busy = load * (1.0 - queueing::erlang_b(4, load)) / 4.0;
    EXPECT_NEAR(load_for_busy(4, busy), load, 1e-9);
  }
  EXPECT_THAT([] { load_for_busy(4, 1.0); },
              testing::ThrowsMessage<Error>("a busy share of 1 has no load; give 0 or more and less than 1"));
}

TEST(Solve, IsExactForFewUnitsAndApproximateBeyond) {
  queueing::HypercubeProblem problem{.units = 17, .ranks = 17, .calls_per_hour = {4.0}};
  problem.services_per_hour.assign(17, 1.0);
  for (queueing::UnitNumber n = 0; n < 17; ++n) problem.preference.push_back(n);
  EXPECT_EQ(solve(problem).busy, approximate_hypercube(problem).busy);
  problem.units = problem.ranks = 4;
  problem.preference.resize(4);
  problem.services_per_hour.resize(4);
  EXPECT_EQ(busy_of(problem), solve_hypercube(problem).busy);
  problem.units_needed = {2};  // the exact model sends one unit
  EXPECT_EQ(busy_of(problem), approximate_hypercube(problem).busy);
}

}  // namespace
