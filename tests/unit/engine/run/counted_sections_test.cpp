#include "engine/run/counted_sections.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "tests/unit/town.hpp"

namespace planspiel {
namespace {

/// A street of two links with a count on A-B.
City street(double vehicles, Hours hours) {
  return test::town("A---B", {.more =
                                  [=](CityBuilder& builder) {
                                    Counts& counts = builder[tables::counts];
                                    const CountId count = counts.add("7");
                                    counts.road[count] = *builder[tables::roads].find("A-B");
                                    counts.hours[count] = hours;
                                    counts.vehicles[count] = vehicles;
                                  }})
      .city;
}

Hours only(int hour) {
  Hours hours{0};
  hours.mask = 1u << hour;
  return hours;
}

CountedSection section_of(const City& city, double vehicles_per_hour) {
  return counted_sections(city, std::vector<double>(2 * Hour::kCount, vehicles_per_hour / 3600.0)).at(0);
}

TEST(CountedSections, OfADayAreHeldAgainstAllItsHours) {
  const CountedSection section = section_of(street(2400.0, Hours{}), 120.0);
  EXPECT_NEAR(section.simulated, 2880.0, 1e-6);
  EXPECT_NEAR(section.ratio, 1.2, 1e-9);
  EXPECT_NEAR(section.geh, std::sqrt(2.0 * 20.0 * 20.0 / 220.0), 1e-6);                         // of the mean hour
  EXPECT_NEAR(section.sqv, 1.0 / (1.0 + std::sqrt(480.0 * 480.0 / (10000.0 * 2400.0))), 1e-6);  // f of a day
}

TEST(CountedSections, OfAnHourAreHeldAgainstThatHour) {
  // 1,200 beside 1,000 in an hour: GEH 6.0 as in every handbook.
  const CountedSection section = section_of(street(1000.0, only(8)), 1200.0);
  EXPECT_NEAR(section.simulated, 1200.0, 1e-6);
  EXPECT_NEAR(section.geh, 6.03, 0.005);
  EXPECT_NEAR(section.sqv, 1.0 / 1.2, 1e-6);  // f of an hour: sqrt(200² / (1,000 × 1,000))
}

TEST(CountedSections, AreNearWithinFifteenPercent) {
  const City city = street(2400.0, Hours{});
  EXPECT_TRUE(section_of(city, 114.9).is_near());
  EXPECT_FALSE(section_of(city, 115.1).is_near());
  EXPECT_TRUE(section_of(city, 85.1).is_near());
  EXPECT_FALSE(section_of(city, 84.9).is_near());
  EXPECT_EQ(near_sections({section_of(city, 100.0), section_of(city, 300.0)}), 1u);
}

TEST(CountedSections, WhereNothingWasCountedNoRatioIsTold) {
  const CountedSection section = section_of(street(0.0, Hours{}), 0.0);
  EXPECT_EQ(section.ratio, 0.0);
  EXPECT_EQ(section.geh, 0.0);
  EXPECT_EQ(section.sqv, 0.0);
}

}  // namespace
}  // namespace planspiel
