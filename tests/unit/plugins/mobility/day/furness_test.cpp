#include "plugins/mobility/day/furness.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace planspiel::mobility {
namespace {

constexpr ZoneId kA{0u}, kB{1u};

/// A and B, 1 km apart, 0.5 km inside; both attract as much.
DestinationTable two_zones(Column<ZoneId, double> attraction = {1.0, 1.0}) {
  return {ZoneMatrix<float>(2, {500.0f, 1000.0f, 1000.0f, 500.0f}),
          std::move(attraction),
          {.scale_m = 1000.0, .shape = 1.0}};
}

Column<ZoneId, double> arrivals(const std::vector<Seekers>& all) {
  Column<ZoneId, double> sum(2);
  for (const Seekers& seekers : all) seekers.table->add_arrivals(seekers.made, Column<ZoneId, double>(2, 1.0), sum);
  return sum;
}

/// Share of the home's people who stay there, by drawing.
double staying(const DestinationTable& table, ZoneId home) {
  double stay = 0.0;
  for (int at = 0; at < 1000; ++at) stay += table.draw(home, (at + 0.5) / 1000.0) == home;
  return stay / 1000.0;
}

TEST(DestinationTable, SharesFallWithDistance) {
  DestinationTable table = two_zones();
  table.finish();
  EXPECT_NEAR(staying(table, kA), std::exp(-0.5) / (std::exp(-0.5) + std::exp(-1.0)), 0.001);
}

TEST(DestinationTable, SharesRiseWithAttraction) {
  DestinationTable table = two_zones({1.0, 3.0});
  table.finish();
  EXPECT_NEAR(staying(table, kA), std::exp(-0.5) / (std::exp(-0.5) + 3.0 * std::exp(-1.0)), 0.001);
}

TEST(DestinationTable, WhoCanGoNowhereStays) {
  DestinationTable table = two_zones({0.0, 0.0});
  table.finish();
  EXPECT_EQ(staying(table, kB), 1.0);
}

TEST(Furness, ArrivalsAreInProportionToWhatIsWanted) {
  DestinationTable table = two_zones();
  const std::vector<Seekers> all{{&table, {60.0, 40.0}}};
  balance(all, {3.0, 7.0}, 40);
  EXPECT_NEAR(arrivals(all)[kA], 30.0, 1e-6);
  EXPECT_NEAR(arrivals(all)[kB], 70.0, 1e-6);
}

TEST(Furness, KeepsTheOddsOfDistance) {
  DestinationTable table = two_zones();
  balance({{&table, {60.0, 40.0}}}, {3.0, 7.0}, 40);
  table.finish();
  const double a = staying(table, kA), b = staying(table, kB);
  // (a / (1 - a)) · (b / (1 - b)) does not hang on factors of destinations: exp(1) here
  EXPECT_NEAR(a / (1.0 - a) * b / (1.0 - b), std::exp(1.0), 0.03);
}

TEST(Furness, TwoKindsOfSeekersShareTheSamePlaces) {
  DestinationTable residents = two_zones(), commuters = two_zones();
  const std::vector<Seekers> all{{&residents, {60.0, 20.0}}, {&commuters, {0.0, 20.0}}};
  balance(all, {25.0, 75.0}, 40);
  EXPECT_NEAR(arrivals(all)[kA], 25.0, 1e-6);
  EXPECT_NEAR(arrivals(all)[kB], 75.0, 1e-6);
}

TEST(Furness, WithoutSeekersOrPlacesNothingChanges) {
  DestinationTable table = two_zones();
  balance({{&table, {0.0, 0.0}}}, {3.0, 7.0}, 40);
  balance({{&table, {60.0, 40.0}}}, {0.0, 0.0}, 40);
  table.finish();
  EXPECT_NEAR(staying(table, kA), std::exp(-0.5) / (std::exp(-0.5) + std::exp(-1.0)), 0.001);
}

}  // namespace
}  // namespace planspiel::mobility
