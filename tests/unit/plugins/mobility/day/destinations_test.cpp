#include "plugins/mobility/day/destinations.hpp"

#include <gtest/gtest.h>

namespace planspiel::mobility {
namespace {

constexpr ZoneId kFirst{0u}, kSecond{1u}, kX{2u};

/// A and B inside, 2 km apart and 1 km wide; X outside, 10 km from A. 100 residents each; jobs 10 and 30 inside, 20 in
/// X.
struct Region {
  Zones zones{};
  PersonGroups groups{};
  ExternalDemand external{};
  DestinationCoefficients coefficients = read_coefficients().destinations;

  Region() {
    for (const auto& [name, x_m, jobs] : {std::tuple{"a", 0.0, 10.0}, {"b", 2000.0, 30.0}, {"x", 10000.0, 20.0}}) {
      const ZoneId zone = zones.add(name);
      zones.centre[zone] = Point::metres(x_m, 0.0);
      zones.residents[zone] = 100.0;
      zones.jobs[zone] = jobs;
      if (zone == kX) continue;
      zones.district[zone] = DistrictId(0u);
      zones.outline[zone] = {{Ring{Point::metres(x_m - 500.0, -500.0), Point::metres(x_m + 500.0, -500.0),
                                   Point::metres(x_m + 500.0, 500.0), Point::metres(x_m - 500.0, 500.0)}}};
    }
    const PersonGroupId group = groups.add("all");
    groups.share[group] = 1.0;
    groups.employed[group] = 0.3;
  }
  ZoneMatrix<float> crow() const { return crow_distances(zones, coefficients); }
  Destinations destinations() const { return {{zones, groups, external}, crow(), coefficients}; }
};

TEST(CrowDistances, AreAirlinesWithADetour) {
  const Region region;
  EXPECT_FLOAT_EQ(region.crow()(kFirst, kSecond), 1.3f * 2000.0f);
  EXPECT_FLOAT_EQ(region.crow()(kFirst, kFirst), 500.0f);  // half of the root of 1 km²
  EXPECT_FLOAT_EQ(region.crow()(kX, kX), 2000.0f);         // without outline
}

TEST(CrowDistances, ToANeighbourAreAtLeastAPartOfTheWayInside) {
  Region region;
  region.zones.centre[kSecond] = Point::metres(100.0, 0.0);
  EXPECT_FLOAT_EQ(region.crow()(kFirst, kSecond), 350.0f);
}

TEST(Destinations, FillJobsForResidents) {
  const Region region;
  const Destinations destinations = region.destinations();
  double at_b = 0.0, at_x = 0.0;
  for (const ZoneId home : {kFirst, kSecond})
    for (int at = 0; at < 1000; ++at) {
      const ZoneId to = destinations.of_resident(home, Purpose::work, (at + 0.5) / 1000.0);
      at_b += to == kSecond;
      at_x += to == kX;
    }
  // 60 employed for 60 places, of which 10, 30 and 20 lie in A, B and X
  EXPECT_NEAR(at_b / 2000.0, 30.0 / 60.0, 0.002);
  EXPECT_NEAR(at_x / 2000.0, 20.0 / 60.0, 0.002);
}

TEST(Destinations, OfPeopleFromAroundLieInside) {
  const Destinations destinations = Region().destinations();
  for (const ExternalKind kind : {ExternalKind::commuter, ExternalKind::other, ExternalKind::visitor})
    for (int at = 0; at < 100; ++at) EXPECT_NE(destinations.from_around(kX, kind, (at + 0.5) / 100.0), kX);
}

TEST(Destinations, NobodyGoesOutToSchoolOrForErrands) {
  Region region;
  region.zones.school_places = Column<ZoneId, double>{50.0, 50.0, 50.0};
  const Destinations destinations = region.destinations();
  for (const Purpose purpose : {Purpose::education, Purpose::errands, Purpose::escort})
    for (int at = 0; at < 100; ++at) EXPECT_NE(destinations.of_resident(kFirst, purpose, (at + 0.5) / 100.0), kX);
}

}  // namespace
}  // namespace planspiel::mobility
