#include "plugins/fire/sizing/simulation/statistics.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

#include "engine/base/error.hpp"

using namespace planspiel;
using namespace planspiel::fire;

namespace {

TEST(StudentT, HasTheTabulatedQuantiles) {  // of P(|T| ≤ t) = 0.95 and 0.99
  EXPECT_NEAR(student_t(1), 12.7062, 5e-5);
  EXPECT_NEAR(student_t(2), 4.30265, 5e-6);
  EXPECT_NEAR(student_t(5), 2.57058, 5e-6);
  EXPECT_NEAR(student_t(10), 2.22814, 5e-6);
  EXPECT_NEAR(student_t(29), 2.04523, 5e-6);
  EXPECT_NEAR(student_t(4, 0.99), 4.60409, 5e-6);
  EXPECT_NEAR(student_t(100000), 1.95998, 5e-5);  // nearly normal
}

TEST(Estimate, IsTheMeanWithStudentsInterval) {
  const Estimate estimated = estimate(std::vector<double>{1.0, 2.0, 3.0});  // s = 1
  EXPECT_EQ(estimated.mean, 2.0);
  EXPECT_NEAR(estimated.half_width, student_t(2) / std::sqrt(3.0), 1e-12);
  EXPECT_EQ(estimated.replications, 3u);
  EXPECT_TRUE(std::isinf(estimate(std::vector<double>{5.0}).half_width));
}

TEST(PairedDifference, CancelsWhatBothHaveInCommon) {
  const std::vector<double> without{0.70, 0.90, 0.50}, with{0.72, 0.93, 0.51};
  const Estimate gain = paired_difference(with, without);
  EXPECT_NEAR(gain.mean, 0.02, 1e-12);
  EXPECT_NEAR(gain.half_width, student_t(2) * 0.01 / std::sqrt(3.0), 1e-12);
  EXPECT_GT(estimate(with).half_width, 10 * gain.half_width);
  EXPECT_FALSE(gain.is_significant());  // 0.02 ± 0.025 with three replications
}

TEST(PairedDifference, RefusesDifferentNumbers) {
  EXPECT_THAT([] { paired_difference(std::vector<double>{1.0}, std::vector<double>{}); },
              testing::ThrowsMessage<Error>(testing::HasSubstr("as many replications of both: 1 and 0")));
}

TEST(Quantile, IsTheSmallestValueThatEnoughDoNotExceed) {
  std::vector<double> values{5, 1, 4, 2, 3, 10, 9, 8, 7, 6};
  EXPECT_EQ(quantile(values, 0.9), 9.0);
  EXPECT_EQ(quantile(values, 0.91), 10.0);
  EXPECT_EQ(quantile(values, 0.5), 5.0);
  EXPECT_EQ(quantile(values, 0.0), 1.0);
  std::vector<double> none;
  EXPECT_TRUE(std::isnan(quantile(none, 0.5)));
}

}  // namespace
