#include "plugins/mobility/day/people.hpp"

#include <gtest/gtest.h>

namespace planspiel::mobility {
namespace {

constexpr std::uint64_t kMany = 20000;
constexpr double kNear = 0.012;  ///< three standard deviations of a share of 20,000 draws

/// Zone "a" with 400 cars per 1,000; half of the people are young, half old.
struct Village {
  Zones zones{};
  PersonGroups groups{};
  PeopleCoefficients coefficients{.drivers_per_car = 1.5, .income_low = 0.3, .income_middle = 0.45};

  Village() {
    zones.cars_per_1000[zones.add("a")] = 400.0;
    for (const char* name : {"young", "old"}) {
      const PersonGroupId group = groups.add(name);
      groups.share[group] = 0.5;
      groups.licence[group] = 0.8;
      groups.transit_pass[group] = 0.25;
      groups.bike[group] = 0.7;
      groups.employed[group] = 0.5;
      groups.student[group] = 0.2;
      groups.home_office[group] = 0.1;
    }
  }
  Person person(std::uint64_t number, std::uint64_t seed = 1) const {
    return People(zones, groups, coefficients, seed).resident(*zones.find("a"), number);
  }
  template <class Is>
  double share(Is&& is) const {
    const People people(zones, groups, coefficients, 1);
    std::uint64_t count = 0;
    for (std::uint64_t number = 0; number < kMany; ++number) count += is(people.resident(*zones.find("a"), number));
    return static_cast<double>(count) / static_cast<double>(kMany);
  }
};

TEST(People, AreAsTheirGroupsSay) {
  const Village village;
  EXPECT_NEAR(village.share([](const Person& p) { return p.group == PersonGroupId(0u); }), 0.5, kNear);
  EXPECT_NEAR(village.share([](const Person& p) { return p.pass; }), 0.25, kNear);
  EXPECT_NEAR(village.share([](const Person& p) { return p.bike; }), 0.7, kNear);
  EXPECT_NEAR(village.share([](const Person& p) { return p.employed; }), 0.5, kNear);
  EXPECT_NEAR(village.share([](const Person& p) { return p.student; }), 0.2, kNear);  // of all, none of them employed
  EXPECT_NEAR(village.share([](const Person& p) { return p.student && p.employed; }), 0.0, 0.0);
}

TEST(People, CanCountOnACarByCarsForEachLicence) {
  const Village village;
  // 1.5 · 0.4 cars for 0.8 licences: three quarters of those with a licence
  EXPECT_NEAR(village.share([](const Person& p) { return p.car; }), 0.6, kNear);
  EXPECT_EQ(village.share([](const Person& p) { return p.car && !p.licence; }), 0.0);
}

TEST(People, FallIntoThreeClassesOfIncome) {
  const Village village;
  EXPECT_NEAR(village.share([](const Person& p) { return p.income == Income::low; }), 0.3, kNear);
  EXPECT_NEAR(village.share([](const Person& p) { return p.income == Income::middle; }), 0.45, kNear);
}

TEST(People, StayTheSameWhenAnotherZoneComesBeforeTheirs) {
  Village before, after;
  after.zones = Zones{};
  after.zones.cars_per_1000[after.zones.add("new")] = 100.0;
  after.zones.cars_per_1000[after.zones.add("a")] = 400.0;
  for (std::uint64_t number = 0; number < 100; ++number) {
    EXPECT_EQ(before.person(number).address, after.person(number).address);
    EXPECT_EQ(before.person(number).car, after.person(number).car);
    EXPECT_EQ(before.person(number).income, after.person(number).income);
  }
}

TEST(People, OfAnotherSeedAreOthers) {
  const Village village;
  std::size_t same = 0;
  for (std::uint64_t number = 0; number < 1000; ++number)
    same += village.person(number).income == village.person(number, 2).income;
  EXPECT_LT(same, 450u);  // 0.3² + 0.45² + 0.25² = 0.355 by chance
}

}  // namespace
}  // namespace planspiel::mobility
