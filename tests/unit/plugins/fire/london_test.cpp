// Drive times with their spread against 5,838 dwelling fires of London in 2015 (UK Open Government Licence). The data have
// no network, no attending station and no turnout. Two numbers are fitted, under stated assumptions: 160 s from the alarm
// until wheels roll towards the fire (turnout, and the way of the engine that was not at its station), and the spread 0.5.

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <numbers>
#include <vector>

#include "engine/base/csv.hpp"
#include "plugins/fire/strength.hpp"

using namespace planspiel;

namespace {

constexpr double kDetour = 1.3;  ///< road against straight line
constexpr double kTurnout = 160.0, kSpread = 0.5;

struct Place {
  double lon, lat;
};

std::vector<Place> places(const Csv& csv) {
  std::vector<Place> all;
  for (std::size_t row = 0; row < csv.size(); ++row) all.push_back({csv.number(row, "lon"), csv.number(row, "lat")});
  return all;
}

double km(Place a, Place b) {
  const double north = 111.2 * (a.lat - b.lat), east = 111.3 * std::cos(51.5 * std::numbers::pi / 180) * (a.lon - b.lon);
  return std::hypot(north, east);
}

/// Kolesar, Walker (RAND R-1449).
double drive_s(double road_km) { return road_km < 0.615 ? 99.0 * std::sqrt(road_km) : 39.0 + 63.4 * road_km; }

class London : public testing::Test {
 protected:
  void SetUp() override {
    const auto shared = std::filesystem::path(PLANSPIEL_SOURCE_DIR) / "../shared";
    if (!std::filesystem::exists(shared)) GTEST_SKIP() << "no folder ../shared with the fires of London";
    const auto folder = shared / "data/london_fire";
    const std::vector<Place> stations = places(Csv::read(folder / "london_fire_stations_2015.csv"));
    const Csv fires = Csv::read(folder / "london_dwelling_fires_2015.csv");
    const std::vector<Place> where = places(fires);
    for (std::size_t fire = 0; fire < where.size(); ++fire) {
      observed_min.push_back(fires.number(fire, "arrivaltime"));
      double nearest = HUGE_VAL;
      for (const Place station : stations) nearest = std::min(nearest, km(where[fire], station));
      drives_s.push_back(drive_s(kDetour * nearest));
    }
    std::ranges::sort(observed_min);
  }
  double observed_share(double minutes) const {
    return static_cast<double>(std::ranges::upper_bound(observed_min, minutes) - observed_min.begin()) /
           static_cast<double>(observed_min.size());
  }
  double expected_share(double minutes) const {
    double sum = 0.0;
    for (const double drive : drives_s)
      sum += fire::probability_in_time(std::max(0.0, (60.0 * minutes - kTurnout) / drive), kSpread);
    return sum / static_cast<double>(drives_s.size());
  }
  std::vector<double> observed_min, drives_s;
};

TEST_F(London, MedianAndShareWithinSixMinutesAreThoseOfTheFires) {
  EXPECT_EQ(observed_min.size(), 5838u);
  EXPECT_NEAR(observed_min[observed_min.size() / 2], 5.05, 1e-9);
  EXPECT_NEAR(expected_share(5.05), 0.5, 0.01);  // the law's median lies where the fires' median does
  EXPECT_NEAR(observed_share(6.0), 0.706, 0.001);
  EXPECT_NEAR(expected_share(6.0), observed_share(6.0), 0.01);
}

TEST_F(London, ADriveTimeWithoutSpreadWouldPromiseTooMuch) {
  std::size_t in_time = 0;
  for (const double drive : drives_s) in_time += kTurnout + drive <= 360.0;
  EXPECT_GT(static_cast<double>(in_time) / static_cast<double>(drives_s.size()), observed_share(6.0) + 0.05);
}

}  // namespace
