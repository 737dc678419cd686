#include "plugins/mobility/day/road_ends.hpp"

#include <gtest/gtest.h>

#include <numeric>

#include "tests/unit/town.hpp"

namespace planspiel::mobility {
namespace {

/// A primary road from C in the west over the town of A and B to D in the east, 2 km a sign, and one from C to F in the
/// north. Only A and B lie in the district, with a zone m between them and a zone x 60 km to the east.
City crossing() {
  const auto more = [](CityBuilder& builder) {
    Districts& districts = builder[tables::districts];
    const Point a = test::place(builder, 'A'), b = test::place(builder, 'B');
    districts.outline[districts.add("d")] = {
        {Ring{Point::metres(a.x_m - 1500.0, a.y_m - 1500.0), Point::metres(b.x_m + 1500.0, a.y_m - 1500.0),
              Point::metres(b.x_m + 1500.0, a.y_m + 1500.0), Point::metres(a.x_m - 1500.0, a.y_m + 1500.0)}}};
    Zones& zones = builder[tables::zones];
    const ZoneId m = zones.add("m"), x = zones.add("x");
    zones.district[m] = DistrictId(0);
    zones.centre[m] = Point::metres(0.5 * (a.x_m + b.x_m), a.y_m);
    zones.centre[x] = Point::metres(b.x_m + 60000.0, a.y_m);
    zones.residents[m] = zones.residents[x] = 1000.0;
  };
  return test::town("F\n|\nC---A---B---D\n", {.step = Metres(2000.0), .road_class = RoadClass::primary, .more = more})
      .city;
}

std::vector<RoadEnd> ends_of(const City& city) {
  return find_road_ends(city[tables::nodes], city[tables::roads], middle_of(city[tables::zones]));
}

/// Entries where zone x needs so many PCU in its busiest hour.
Entries entries_of(const City& city, double pcu) {
  const Zones& zones = city[tables::zones];
  std::vector<double> demand(zones.size(), 0.0);
  demand[zones.find("x")->index()] = pcu;
  return {zones, ends_of(city), std::vector<std::uint8_t>(zones.size(), 0), demand, read_coefficients().roads};
}

TEST(RoadEnds, AreWhereMainRoadsEndWithNothingAhead) {
  const std::vector<RoadEnd> ends = ends_of(crossing());
  ASSERT_EQ(ends.size(), 2u);  // F and D; C has two roads
  for (const RoadEnd& end : ends) {
    EXPECT_EQ(end.enter.size(), 1u);
    EXPECT_EQ(end.leave.size(), 1u);
    EXPECT_NEAR(end.capacity, 1000.0, 1e-9);
  }
}

TEST(Entries, SendAFarZoneOverTheEndInItsDirection) {
  const City city = crossing();
  const Entries entries = entries_of(city, 100.0);
  const std::size_t zones = city[tables::zones].size();
  const auto ways = entries.of(*city[tables::zones].find("x"));
  double sum = 0.0, most = 0.0;
  for (const Entries::Way& way : ways) {
    EXPECT_GE(way.centroid, zones);
    sum += way.share;
    most = std::max<double>(most, way.share);
  }
  EXPECT_NEAR(sum, 1.0, 1e-6);
  EXPECT_GT(most, 0.9);
}

TEST(Entries, GiveWayToOtherEndsWhereOneIsFull) {
  const City city = crossing();
  const Entries entries = entries_of(city, 1500.0);  // of 800 that either end takes
  for (const Entries::Way& way : entries.of(*city[tables::zones].find("x"))) EXPECT_LE(1500.0 * way.share, 830.0);
}

TEST(Entries, KeepAllTripsAndBalanceTheDirections) {
  const City city = crossing();
  const Zones& zones = city[tables::zones];
  const Entries entries = entries_of(city, 1500.0);
  const std::size_t n = zones.size(), x = zones.find("x")->index(), m = zones.find("m")->index();
  std::vector<float> trips(n * n, 0.0f);
  trips[x * n + m] = trips[m * n + x] = 100.0f;
  const std::vector<float> at = entries.spread(trips);
  EXPECT_NEAR(std::accumulate(at.begin(), at.end(), 0.0), 200.0, 1e-4);
  for (std::size_t c = n; c < entries.centroids(); ++c)
    EXPECT_FLOAT_EQ(at[c * entries.centroids() + m], at[m * entries.centroids() + c]);
}

}  // namespace
}  // namespace planspiel::mobility
