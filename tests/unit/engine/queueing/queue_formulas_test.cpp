#include "engine/queueing/queue_formulas.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/base/error.hpp"

using namespace planspiel;
using namespace planspiel::queueing;

namespace {

constexpr double kRounding = 1e-13;  // a few dozen sums of numbers up to 1

TEST(ErlangB, IsTheLastTermOfTheTruncatedPoissonLaw) {
  // a = 2, N = 3: (8/6) / (1 + 2 + 2 + 8/6) = 4/19
  EXPECT_NEAR(erlang_b(3, 2.0), 4.0 / 19.0, kRounding);
  EXPECT_EQ(erlang_b(1, 1.0), 0.5);
  EXPECT_EQ(erlang_b(4, 0.0), 0.0);
}

TEST(ErlangC, IsTheShareOfCallsThatWait) {
  // a = 2, N = 3: the full term counts 1 / (1 − 2/3) = 3 times: 4 / (5 + 4)
  EXPECT_NEAR(erlang_c(3, 2.0), 4.0 / 9.0, kRounding);
  EXPECT_NEAR(erlang_c(1, 0.7), 0.7, kRounding);  // M/M/1: the server is busy
}

TEST(Occupancy, EndsInErlangBAndErlangC) {
  for (const std::size_t units : {1u, 4u, 11u}) {
    const double load = 0.7 * static_cast<double>(units);
    EXPECT_NEAR(occupancy(units, load, WhenAllBusy::lost).back(), erlang_b(units, load), kRounding);
    EXPECT_NEAR(occupancy(units, load, WhenAllBusy::waits).back(), erlang_c(units, load), kRounding);
  }
}

TEST(Occupancy, KeepsEachUnitBusyWithTheCallsThatAreServed) {
  EXPECT_NEAR(mean_busy(occupancy(5, 3.0, WhenAllBusy::lost)), 3.0 * (1 - erlang_b(5, 3.0)) / 5.0, kRounding);
  EXPECT_NEAR(mean_busy(occupancy(5, 3.0, WhenAllBusy::waits)), 3.0 / 5.0, kRounding);
}

TEST(Occupancy, HoldsThousandsOfUnits) {
  const auto p = occupancy(5000, 4900.0, WhenAllBusy::lost);
  EXPECT_NEAR(p.back(), erlang_b(5000, 4900.0), 1e-12);
}

TEST(OccupancyOfBatches, FollowsTheCutsWrittenOut) {
  // N = 2, pairs at load b, singles at load s: P1 = (s + b) P0, 2 P2 = b P0 + (s + b) P1
  const double s = 0.5, b = 0.25, p1 = s + b, p2 = (b + (s + b) * p1) / 2.0, sum = 1.0 + p1 + p2;
  EXPECT_THAT(occupancy_of_batches(2, std::vector<double>{0.0, s, b}),
              testing::Pointwise(testing::DoubleNear(kRounding), {1.0 / sum, p1 / sum, p2 / sum}));
}

TEST(LarsonQ, IsHisFormulaWhereCallsWait) {
  // Larson 1975: Q(N,ρ,k) = Σ_{j=k}^{N−1} (N−k−1)! (N−j) N^j ρ^{j−k} / ((j−k)! N!) · P0 / (1−ρ); here N = 3, k = 1
  const double rho = 0.5, a = 1.5;
  const auto p = occupancy(3, a, WhenAllBusy::waits);
  const double by_hand = (1.0 * 2 * 3 / 6.0 + 1.0 * 1 * 9 * rho / 6.0) * p[0] / (1.0 - rho);
  EXPECT_NEAR(larson_q(p, 1), by_hand, kRounding);
}

TEST(LarsonQ, LeavesTheFirstPreferenceAlone) {
  EXPECT_NEAR(larson_q(occupancy(6, 2.0, WhenAllBusy::lost), 0), 1.0, kRounding);
  EXPECT_NEAR(larson_q(occupancy(6, 2.0, WhenAllBusy::waits), 0), 1.0, kRounding);
}

TEST(LarsonQ, SendsEachServedCallExactlyOnce) {
  for (const auto all_busy : {WhenAllBusy::lost, WhenAllBusy::waits}) {
    const auto p = occupancy(7, 4.0, all_busy);
    const double rho = mean_busy(p);
    double sent = 0.0, chain = 1.0 - rho;
    for (std::size_t k = 0; k < 7; ++k, chain *= rho) sent += larson_q(p, k) * chain;
    EXPECT_NEAR(sent, 1.0 - p.back(), kRounding);
  }
}

TEST(LarsonQ, OfAllUnitsIsTheFullState) {
  const auto p = occupancy(4, 3.0, WhenAllBusy::lost);
  EXPECT_NEAR(larson_q(p, 4, 0) * std::pow(mean_busy(p), 4), p.back(), kRounding);
  EXPECT_EQ(larson_q(p, 4, 1), 0.0);
}

TEST(ErlangC, RefusesAQueueThatGrowsForEver) {
  EXPECT_THAT([] { erlang_c(3, 3.0); },
              testing::ThrowsMessage<Error>(
                  "a load of 3 Erlang makes the queue of 3 units grow for ever: give more units than Erlang"));
  EXPECT_THAT([] { erlang_b(0, 1.0); }, testing::ThrowsMessage<Error>(testing::HasSubstr("at least 1 unit")));
}

}  // namespace
