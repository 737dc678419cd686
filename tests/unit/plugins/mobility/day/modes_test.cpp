#include "plugins/mobility/day/modes.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

namespace planspiel::mobility {
namespace {

constexpr float kInfinite = std::numeric_limits<float>::infinity();
ZoneMatrix<float> one(float value) { return ZoneMatrix<float>(1, value); }

/// One zone, so that every way is the same: 1 km on foot, 5 minutes by car, 20 generalised minutes by transit.
struct OneWay {
  Supply supply{};
  Tolls tolls{};
  Roads roads{};
  Nodes nodes{};
  Coefficients coefficients{};

  OneWay() {
    supply.zones = 1;
    supply.inside = {1};
    supply.walk_m = supply.bike_m = one(1000.0f);
    supply.transit.skims.resize(1);
    supply.transit.skims[0].cost_min = supply.transit.skims[0].time_min = one(20.0f);
    for (auto& car : supply.car_s) car = one(300.0f);
    supply.car_m = supply.car_inside_m = one(2000.0f);
    supply.costs.parking_eur_h = supply.costs.parking_day = supply.costs.search_min = {0.0};
    coefficients.modes.scale = 0.05;
    coefficients.modes.walk_m_min = 80.0;
    coefficients.modes.bike_m_min = 250.0;
    coefficients.modes.value_of_time = {0.2, 0.2, 0.2};
    supply.costs.tickets.single = 0.0;
    supply.beyond_m = {0.0f};
  }
  TourChoice choose(std::uint8_t person) const {
    Tour tour;
    tour.purpose = static_cast<std::uint8_t>(Purpose::leisure);
    tour.out_hour = 10;
    tour.back_hour = 12;
    tour.stay_h = 2.0f;
    tour.person = person;
    const TollSystem none(tolls, roads, nodes, 1);
    return ModeLogit(supply, none, coefficients, AroundConstants(1)).choose(tour);
  }
};
constexpr std::uint8_t kEverything = person::car | person::pass | person::bike;

TEST(ModeLogit, WithNestsOfOneItIsTheMultinomialLogit) {
  const TourChoice choice = OneWay().choose(kEverything);
  // minutes there and back: walk 25, bike 8, transit 40, driver and passenger 10
  const double v[] = {-0.05 * 25.0, -0.05 * 8.0, -0.05 * 40.0, -0.05 * 10.0, -0.05 * 10.0};
  double sum = 0.0;
  for (const double value : v) sum += std::exp(value);
  for (std::size_t mode = 0; mode < 5; ++mode) EXPECT_NEAR(choice.share[mode], std::exp(v[mode]) / sum, 1e-12) << mode;
}

TEST(ModeLogit, ReturnsTheExpectedUtilityOfTheBestMode) {
  const double v[] = {-0.05 * 25.0, -0.05 * 8.0, -0.05 * 40.0, -0.05 * 10.0, -0.05 * 10.0};
  double sum = 0.0;
  for (const double value : v) sum += std::exp(value);
  EXPECT_NEAR(OneWay().choose(kEverything).logsum, std::log(sum), 1e-12);
}

TEST(ModeLogit, TheDerivativeOfTheLogsumIsTheShare) {
  // Williams (1977): with nests too, a minute more by transit takes scale · P(transit).
  OneWay way, slower;
  way.coefficients.modes.nest_car = slower.coefficients.modes.nest_car = 0.6;
  way.coefficients.modes.nest_active = slower.coefficients.modes.nest_active = 0.8;
  slower.supply.transit.skims[0].cost_min = one(20.0f + 0.0078125f);  // there and back: 1/64 minute more
  const TourChoice before = way.choose(kEverything), after = slower.choose(kEverything);
  EXPECT_NEAR((before.logsum - after.logsum) * 64.0, 0.05 * before.share[mode::transit.index()], 1e-5);
}

TEST(ModeLogit, WithinANestAlternativesShareAsTheNestedLogitSays) {
  OneWay way;
  way.coefficients.modes.nest_active = 0.5;
  const TourChoice choice = way.choose(kEverything);
  EXPECT_NEAR(choice.share[0] / choice.share[1], std::exp((-0.05 * 25.0 + 0.05 * 8.0) / 0.5), 1e-12);
  const double active = 0.5 * std::log(std::exp(-0.05 * 25.0 / 0.5) + std::exp(-0.05 * 8.0 / 0.5));
  EXPECT_NEAR((choice.share[0] + choice.share[1]) / choice.share[2], std::exp(active + 0.05 * 40.0), 1e-12);
}

TEST(ModeLogit, NobodyDrivesWithoutACarOrCyclesWithoutABicycle) {
  const TourChoice choice = OneWay().choose(person::pass);
  EXPECT_EQ(choice.share[mode::car_driver.index()], 0.0);
  EXPECT_EQ(choice.share[mode::bike.index()], 0.0);
  EXPECT_NEAR(choice.share[0] + choice.share[2] + choice.share[4], 1.0, 1e-12);
}

TEST(ModeLogit, APassMakesTheNextTripFree) {
  OneWay way;
  way.supply.costs.tickets.single = 3.0;
  EXPECT_EQ(way.choose(kEverything).fare_eur, 0.0);
  const TourChoice payer = way.choose(person::car | person::bike);
  EXPECT_EQ(payer.fare_eur, 6.0);
  EXPECT_LT(payer.share[mode::transit.index()], way.choose(kEverything).share[mode::transit.index()]);
}

TEST(ModeLogit, ParkingIsPaidByTheHourUpToTheDayMaximum) {
  OneWay way;
  way.supply.costs.parking_eur_h = {4.0};
  way.supply.costs.parking_day = {5.0};
  EXPECT_EQ(way.choose(kEverything).parking_eur, 5.0);  // two hours at 4 EUR, at most 5
}

TEST(ModeLogit, ParkingMovesPeopleFromAround) {
  OneWay way;
  way.coefficients.around = {.scale = 0.02, .passengers = 0.2, .nest_car = 1.0};
  const auto visit = [&] {
    const Tour tour{.purpose = kVisitorTour, .out_hour = 10, .back_hour = 12, .stay_h = 2.0f};
    const TollSystem none(way.tolls, way.roads, way.nodes, 1);
    return ModeLogit(way.supply, none, way.coefficients, AroundConstants(1)).choose(tour);
  };
  const TourChoice free = visit();
  way.supply.costs.parking_eur_h = {2.0};
  way.supply.costs.parking_day = {10.0};
  const TourChoice paid = visit();
  // 4 EUR at 0.2 EUR/min are 20 minutes of the driver alone, as passengers bear none here
  EXPECT_EQ(paid.parking_eur, 4.0);
  EXPECT_NEAR(paid.share[mode::car_driver.index()] / paid.share[mode::transit.index()],
              free.share[mode::car_driver.index()] / free.share[mode::transit.index()] * std::exp(-0.02 * 20.0), 1e-9);
}

TEST(ModeLogit, TransitWithoutConnectionIsNotChosen) {
  OneWay way;
  way.supply.transit.skims[0].cost_min = one(kInfinite);
  EXPECT_EQ(way.choose(kEverything).share[mode::transit.index()], 0.0);
}

TEST(ModeLogit, InAnHourWithoutServiceNobodyTakesTransit) {
  OneWay way;
  way.supply.transit.skims.resize(2);
  way.supply.transit.of_hour[12] = 1;  // of the way back: nothing runs
  EXPECT_EQ(way.choose(kEverything).share[mode::transit.index()], 0.0);
}

TEST(ModeLogit, ATourTakesTheCheapestOfSinglesStripsAndADayTicket) {
  OneWay way;
  way.supply.costs.tickets.single = 3.5;
  EXPECT_EQ(way.choose(person::car).fare_eur, 7.0);
  way.supply.costs.tickets.strips = 3.04;
  EXPECT_EQ(way.choose(person::car).fare_eur, 6.08);
  way.supply.costs.tickets.day = 5.0;
  EXPECT_EQ(way.choose(person::car).fare_eur, 5.0);
  way.supply.costs.tickets.short_trip = 1.8;
  way.supply.costs.tickets.short_m = 2000.0;  // the way is 1 km
  EXPECT_EQ(way.choose(person::car).fare_eur, 3.6);
}

TEST(ModeLogit, APassengerBearsTheStatedShareOfTheDriversCost) {
  OneWay way;
  way.coefficients.modes.passenger_cost_share = 0.5;
  way.supply.costs.car_eur_m = 0.001;  // 4 km: 4 EUR, 20 minutes' worth to the driver, 10 to the passenger
  const TourChoice choice = way.choose(kEverything);
  EXPECT_NEAR(choice.share[4] / choice.share[3], std::exp(0.05 * 10.0), 1e-12);
}

TEST(ModeLogit, WhatLeadsNowhereIsNotTravelled) {
  OneWay way;
  for (TransitSkims& skims : way.supply.transit.skims) skims.cost_min = one(kInfinite);
  for (auto& car : way.supply.car_s) car = one(kInfinite);
  way.supply.walk_m = way.supply.bike_m = one(50000.0f);
  way.coefficients.modes.longest_walk = way.coefficients.modes.longest_bike = Metres(49000.0);
  for (const double share : way.choose(kEverything).share) EXPECT_EQ(share, 0.0);
  EXPECT_FALSE(std::isfinite(way.choose(kEverything).logsum));
}

}  // namespace
}  // namespace planspiel::mobility
