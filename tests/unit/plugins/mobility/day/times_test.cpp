#include "plugins/mobility/day/times.hpp"

#include <gtest/gtest.h>

namespace planspiel::mobility {
namespace {

constexpr std::uint64_t kManyTrips = 5000;

std::vector<double> all_at(std::size_t hour) {
  std::vector<double> shares(24, 0.0);
  shares[hour] = 1.0;
  return shares;
}

template <class Body>
void each_tour(std::size_t departure, Seconds stay, Body&& body) {
  const Times times(read_coefficients().times);
  const RandomStream random(1, "test");
  for (std::uint64_t tour = 0; tour < kManyTrips; ++tour) body(times.draw(all_at(departure), stay, random, tour));
}

TEST(Times, StaysLieAroundTheMean) {
  double sum = 0.0;
  each_tour(8, Seconds(8.0 * 3600.0), [&](const TourTimes& times) {
    EXPECT_GE(times.stay_h, 0.6f * 8.0f);
    EXPECT_LE(times.stay_h, 1.4f * 8.0f);
    sum += static_cast<double>(times.stay_h);
  });
  EXPECT_NEAR(sum / static_cast<double>(kManyTrips), 8.0, 0.08);
}

TEST(Times, TheWayBackFollowsTheStay) {
  each_tour(8, Seconds(2.0 * 3600.0), [&](const TourTimes& times) {
    EXPECT_EQ(times.out, Hour(std::size_t{8}));
    // out between 8 and 9, 0.6 h of way, then the stay
    const double earliest = 8.6 + static_cast<double>(times.stay_h);
    EXPECT_GE(times.back.index(), static_cast<std::size_t>(earliest));
    EXPECT_LE(times.back.index(), static_cast<std::size_t>(earliest + 1.0));
  });
}

TEST(Times, WhoLeavesLateComesBackNextMorning) {
  each_tour(22, Seconds(4.0 * 3600.0), [&](const TourTimes& times) { EXPECT_LT(times.back.index(), 6u); });
}

TEST(Times, CommutersStayForAWorkingDay) {
  const Times times(read_coefficients().times);
  EXPECT_DOUBLE_EQ(in_hours(times.stay_of(ExternalKind::commuter)), 8.3);
  EXPECT_DOUBLE_EQ(in_hours(times.stay_of(ExternalKind::visitor)), 3.5);
}

}  // namespace
}  // namespace planspiel::mobility
