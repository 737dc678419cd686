#include "plugins/mobility/day/tours.hpp"

#include <gtest/gtest.h>

namespace planspiel::mobility {
namespace {

/// A has 1,000 residents who all shop once a day, at 10, in B; from x come 60 commuters, half of them by car.
struct Market {
  Zones zones{};
  PersonGroups groups{};
  Behaviour behaviour{};
  ExternalDemand external{};

  Market() {
    for (const char* name : {"a", "b", "x"}) zones.add(name);
    zones.district[ZoneId(0u)] = zones.district[ZoneId(1u)] = DistrictId(0u);
    zones.residents[ZoneId(0u)] = 1000.0;
    zones.retail[ZoneId(1u)] = zones.jobs[ZoneId(1u)] = 10.0;
    const PersonGroupId all = groups.add("all");
    groups.share[all] = groups.licence[all] = 1.0;
    std::vector<double> at_ten(24, 0.0);
    at_ten[10] = 1.0;
    const BehaviourId shop = behaviour.add("shop");
    behaviour.purpose[shop] = Purpose::shopping;
    behaviour.tours[shop] = 1.0;
    behaviour.duration[shop] = Seconds(3600.0);
    behaviour.departure = {};
    behaviour.departure.push_back(at_ten);
    const ExternalDemandId commuters = external.add("commuters");
    external.from[commuters] = ZoneId(2u);
    external.tours[commuters] = 60.0;
    external.car_share[commuters] = 0.5;
    external.departure = {};
    external.departure.push_back(at_ten);
  }
  Tours tours(double fraction = 1.0) const {
    return make_tours({zones, groups, behaviour, external}, ZoneMatrix<float>(3, 1000.0f), read_coefficients(),
                      {.seed = 1, .fraction = fraction});
  }
};

double weight_of(const Tours& tours, std::uint8_t purpose) {
  double sum = 0.0;
  for (const Tour& tour : tours.tours)
    if (tour.purpose == purpose) sum += tour.weight;
  return sum;
}
constexpr auto kShopping = static_cast<std::uint8_t>(Purpose::shopping);

TEST(Tours, JoinPeopleActivitiesDestinationsAndTimes) {
  const Tours tours = Market().tours();
  ASSERT_EQ(tours.of(ZoneId(0u)).size(), 1000u);
  for (const Tour& tour : tours.of(ZoneId(0u))) {
    EXPECT_EQ(tour.destination_zone(), ZoneId(1u));
    EXPECT_EQ(tour.out_hour, 10);
    EXPECT_GE(tour.back_hour, 11);
  }
  EXPECT_TRUE(tours.of(ZoneId(1u)).empty());
}

TEST(Tours, ASampleCountsThroughItsWeight) {
  const Tours tenth = Market().tours(0.1);
  EXPECT_EQ(tenth.of(ZoneId(0u)).size(), 100u);
  EXPECT_DOUBLE_EQ(weight_of(tenth, kShopping), 1000.0);
  EXPECT_DOUBLE_EQ(weight_of(tenth, kCommuterTour), 60.0);
}

TEST(Tours, OfPeopleFromAroundAreThoseOfTheTable) {
  const Tours tours = Market().tours();
  EXPECT_EQ(tours.of(ZoneId(2u)).size(), 60u);
  EXPECT_EQ(tours.known_car_share[0][ZoneId(2u)], 0.5);
  for (const Tour& tour : tours.of(ZoneId(2u))) EXPECT_EQ(tour.destination_zone(), ZoneId(1u));
}

TEST(Tours, WorkingAtHomeKeepsCommutersAwayAndNobodyElse) {
  Tours tours = Market().tours();
  scale_commuters(tours, 0.5);
  EXPECT_DOUBLE_EQ(weight_of(tours, kCommuterTour), 30.0);
  EXPECT_DOUBLE_EQ(weight_of(tours, kShopping), 1000.0);
}

}  // namespace
}  // namespace planspiel::mobility
