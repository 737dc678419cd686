#include "plugins/mobility/day/transit_skims.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace planspiel::mobility {
namespace {

/// Zones A, M and D at 0, 3 and 6 km, each with a stop at its centre: half a minute to it.
struct Valley {
  Zones zones{};
  Stops stops{};
  Lines lines{};
  Headways headways{};
  Coefficients coefficients{};

  Valley() {
    coefficients.walk_m_min = 80.0;
    coefficients.transit_walk_weight = 2.0;
    coefficients.transit_wait_weight = 1.5;
    coefficients.transit_transfer = 5.0;
    for (const auto& [name, x] : {std::pair{"A", 0.0}, std::pair{"M", 3000.0}, std::pair{"D", 6000.0}}) {
      const ZoneId zone = zones.add(name);
      zones.district[zone] = DistrictId(0);
      zones.centre[zone] = Point::metres(x, 0.0);
      stops.position[stops.add(name)] = Point::metres(x, 0.0);
    }
  }
  void line(const std::string& name, const std::vector<std::size_t>& at, const std::vector<double>& minutes,
            double headway) {
    const LineId row = lines.add(name);
    lines.transit_mode[row] = TransitMode::tram;
    lines.length[row] = Metres(3000.0 * static_cast<double>(at.size() - 1));
    std::vector<StopId> ids;
    std::vector<Seconds> arrivals;
    for (const std::size_t stop : at) ids.emplace_back(stop);
    for (const double minute : minutes) arrivals.emplace_back(60.0 * minute);
    stops_of_.push_back(ids);
    arrivals_of_.push_back(arrivals);
    const HeadwayId service = headways.add(name);
    headways.line[service] = row;
    headways.headway[service] = Seconds(60.0 * headway);
  }
  TransitSkims skim() {
    lines.stops = {};
    lines.arrival = {};
    for (const auto& ids : stops_of_) lines.stops.push_back(ids);
    for (const auto& arrivals : arrivals_of_) lines.arrival.push_back(arrivals);
    return TransitRouter(stops, lines, headways, zones, coefficients).skim(Period::peak);
  }

 private:
  std::vector<std::vector<StopId>> stops_of_;
  std::vector<std::vector<Seconds>> arrivals_of_;
};
constexpr std::size_t kAtoD = 2, kDtoA = 6;

TEST(TransitSkims, AddAccessWaitRideTransferAndEgress) {
  Valley valley;
  valley.line("1", {0, 1}, {0, 5}, 10);
  valley.line("2", {1, 2}, {0, 4}, 20);
  const TransitSkims skims = valley.skim();
  // walk 0.5 · 2, wait 5 · 1.5, ride 5, transfer 5, wait 10 · 1.5, ride 4, walk 0.5 · 2
  EXPECT_NEAR(skims.cost_min[kAtoD], 1.0 + 7.5 + 5.0 + 5.0 + 15.0 + 4.0 + 1.0, 1e-5);
  EXPECT_NEAR(skims.time_min[kAtoD], 0.5 + 5.0 + 5.0 + 10.0 + 4.0 + 0.5, 1e-5);
  EXPECT_NEAR(skims.ride_m[static_cast<std::size_t>(TransitMode::tram)][kAtoD], 6000.0, 1.0);
}

TEST(TransitSkims, TheCheaperOfDirectAndChangingWins) {
  Valley valley;
  valley.line("1", {0, 1}, {0, 5}, 10);
  valley.line("2", {1, 2}, {0, 4}, 20);
  valley.line("direct", {0, 2}, {0, 20}, 10);
  EXPECT_NEAR(valley.skim().cost_min[kAtoD], 1.0 + 7.5 + 20.0 + 1.0, 1e-5);
}

TEST(TransitSkims, PeopleKnowTheTimetableOfRareLines) {
  Valley valley;
  valley.line("1", {0, 2}, {0, 10}, 60);
  EXPECT_NEAR(valley.skim().time_min[kAtoD], 0.5 + 10.0 + 10.0 + 0.5, 1e-5);  // ten minutes, not thirty
}

TEST(TransitSkims, LinesRunOneWayAndOnlyWhenTheyRun) {
  Valley valley;
  valley.line("1", {0, 2}, {0, 10}, 10);
  EXPECT_FALSE(std::isfinite(valley.skim().cost_min[kDtoA]));
  valley.headways.hours[HeadwayId(0)] = Hours{1u << 3};  // only from 3 to 4 h
  EXPECT_FALSE(std::isfinite(valley.skim().cost_min[kAtoD]));
}

}  // namespace
}  // namespace planspiel::mobility
