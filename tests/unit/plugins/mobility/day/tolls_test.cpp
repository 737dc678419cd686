#include "plugins/mobility/day/tolls.hpp"

#include <gtest/gtest.h>

#include "tests/unit/town.hpp"

namespace planspiel::mobility {
namespace {

/// West of the area A, inside B, east of it C: the links B-C and back and the zone B are charged.
struct Area {
  City city = test::town("A---B---C", {.zones = true}).city;
  Tolls tolls{};
  ZoneId a = test::zone(city, 'A'), b = test::zone(city, 'B'), c = test::zone(city, 'C');

  void charge(TollBasis basis, double euros) {
    const TollId toll = tolls.add("toll" + std::to_string(tolls.size()));
    tolls.basis[toll] = basis;
    tolls.price[toll] = Euros(euros);
    tolls.hours[toll] = Hours{0x00ff00u};  // 8 to 16 h
    tolls.roads = {};
    tolls.zones = {};
    for (std::size_t row = 0; row < tolls.size(); ++row) {
      tolls.roads.push_back(std::vector<EdgeId>{test::road(city, 'B', 'C'), test::road(city, 'C', 'B')});
      tolls.zones.push_back(std::vector<ZoneId>{b});
    }
  }
  TollSystem system() const { return {tolls, city[tables::roads], city[tables::nodes], city[tables::zones].size()}; }
  CarNetwork car() const {
    return make_car_network({city[tables::nodes], city[tables::roads], city[tables::zones]}, Turns{}, {},
                            read_coefficients().roads);
  }
  double on(const std::vector<double>& of_arc, const CarNetwork& car, char from, char to) const {
    return of_arc[car.arc_of_edge[test::road(city, from, to).index()]];
  }
};
constexpr Hour kNoon{12u}, kNight{3u};

TEST(Tolls, ADayIsPaidOnceForBothWays) {
  Area area;
  area.charge(TollBasis::day, 6.0);
  EXPECT_EQ(area.system().tour_price(area.a, area.b, kNoon, kNoon).value, 6.0);
  EXPECT_EQ(area.system().tour_price(area.b, area.a, kNoon, kNight).value, 6.0);
}

TEST(Tolls, ADayIsFreeForWhoStaysOutsideOrDrivesAtOtherHours) {
  Area area;
  area.charge(TollBasis::day, 6.0);
  EXPECT_EQ(area.system().tour_price(area.a, area.c, kNoon, kNoon).value, 0.0);
  EXPECT_EQ(area.system().tour_price(area.a, area.b, kNight, kNight).value, 0.0);
}

TEST(Tolls, TwoAreasAreTwoPayments) {
  Area area;
  area.charge(TollBasis::day, 6.0);
  area.charge(TollBasis::day, 2.5);
  EXPECT_EQ(area.system().tour_price(area.a, area.b, kNoon, kNoon).value, 8.5);
}

TEST(Tolls, WhoDrivesThroughPaysTheDayOnEntry) {
  Area area;
  area.charge(TollBasis::day, 6.0);
  const CarNetwork car = area.car();
  const std::vector<double> entry = area.system().entry_price(kNoon, car);
  EXPECT_EQ(area.on(entry, car, 'B', 'C'), 6.0);  // from A's free road into the area
  EXPECT_EQ(area.on(entry, car, 'A', 'B'), 0.0);
  EXPECT_EQ(area.on(area.system().price(kNoon, car, {Errand::none, false}), car, 'B', 'C'), 0.0);
  EXPECT_EQ(area.on(area.system().price(kNight, car, {Errand::none, true}), car, 'B', 'C'), 0.0);
}

TEST(Tolls, ByDistanceArePaidByLength) {
  Area area;
  area.charge(TollBasis::distance, 0.5);
  const CarNetwork car = area.car();
  EXPECT_DOUBLE_EQ(area.on(area.system().link_price(kNoon, car), car, 'B', 'C'), 0.5 * 0.4);  // 400 m
  EXPECT_EQ(area.system().tour_price(area.a, area.b, kNoon, kNoon).value, 0.0);
}

TEST(Tolls, WeighOnTheRouteByTheValueOfTime) {
  Area area;
  area.charge(TollBasis::distance, 0.5);
  const CarNetwork car = area.car();
  const std::vector<double> cost = area.system().fixed_cost(kNoon, car, {}, 20.0);
  EXPECT_DOUBLE_EQ(area.on(cost, car, 'B', 'C'), 0.2 / 20.0 * 3600.0);
}

TEST(Tolls, OfNothingAreNone) {
  Area area;
  area.charge(TollBasis::day, 0.0);
  EXPECT_FALSE(area.system().any());
}

}  // namespace
}  // namespace planspiel::mobility
