// Turnouts and drives with their spread against 5,838 dwelling fires of London in 2015 (UK Open Government Licence).
// The data have no network, no attending station and no turnout, so what a router would know of the ways is put back
// in: the spread of ways around the drive-time law. benchmarks/fire/spread fits the constants.

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <numbers>
#include <vector>

#include "engine/base/csv.hpp"
#include "plugins/fire/chance.hpp"

using namespace planspiel;

namespace {

constexpr double kDetour = 1.3;      ///< road against straight line
constexpr double kBefore_s = 141.0;  ///< before the drive: turnout, and what else does not grow with the way
constexpr double kFaster = 0.965;    ///< drives against the law
constexpr double kNext = 0.14;       ///< share of fires to which an engine of the next station comes

/// What the law does not know of the ways: 0.7 times what the network of Munich shows at this distance.
double network_spread(double straight_km) {
  return 0.7 * (straight_km < 0.5 ? 0.556 : straight_km < 1.0 ? 0.342 : straight_km < 3.0 ? 0.235 : 0.349);
}

struct Place {
  double lon, lat;
};

std::vector<Place> places(const Csv& csv) {
  std::vector<Place> all;
  for (std::size_t row = 0; row < csv.size(); ++row) all.push_back({csv.number(row, "lon"), csv.number(row, "lat")});
  return all;
}

double km(Place a, Place b) {
  const double north = 111.2 * (a.lat - b.lat),
               east = 111.3 * std::cos(51.5 * std::numbers::pi / 180) * (a.lon - b.lon);
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
      std::vector<double> away_km;
      for (const Place station : stations) away_km.push_back(km(where[fire], station));
      std::ranges::partial_sort(away_km, away_km.begin() + 2);
      nearest_km.push_back({away_km[0], away_km[1]});
    }
    std::ranges::sort(observed_min);
  }
  double observed_share(double minutes) const {
    return static_cast<double>(std::ranges::upper_bound(observed_min, minutes) - observed_min.begin()) /
           static_cast<double>(observed_min.size());
  }
  double expected_share(double minutes, const fire::Spread& spread) const {
    double sum = 0.0;
    for (const auto& [first_km, next_km] : nearest_km)
      sum += (1.0 - kNext) * chance(first_km, minutes, spread) + kNext * chance(next_km, minutes, spread);
    return sum / static_cast<double>(nearest_km.size());
  }
  static double chance(double straight_km, double minutes, const fire::Spread& spread) {
    const double network = spread.turnout > 0.0 ? network_spread(straight_km) : 0.0;
    const fire::Arrival engine{.drive_s = kFaster * drive_s(kDetour * straight_km), .turnout_s = kBefore_s};
    const fire::Spread both = fire::Spread::of(spread.turnout, std::hypot(spread.drive, network));
    return fire::arrival_chance(engine.turnout_s, 60.0 * minutes, both, engine.drive_s);
  }
  std::vector<double> observed_min;
  std::vector<std::pair<double, double>> nearest_km;  ///< to the nearest and the next station
};

TEST_F(London, SharesInTimeAreThoseOfTheFires) {
  EXPECT_EQ(observed_min.size(), 5838u);
  EXPECT_NEAR(observed_min[observed_min.size() / 2], 5.05, 1e-9);
  for (const double minutes : {4.0, 5.05, 6.0, 8.0, 10.0})
    EXPECT_NEAR(expected_share(minutes, fire::Spread::usual()), observed_share(minutes), 0.02) << minutes;
}

TEST_F(London, TimesWithoutSpreadWouldPromiseTooMuch) {
  EXPECT_GT(expected_share(6.0, fire::Spread::of(0.0, 0.0)), observed_share(6.0) + 0.05);
}

}  // namespace
