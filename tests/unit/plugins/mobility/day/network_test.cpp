#include "plugins/mobility/day/network.hpp"

#include <gtest/gtest.h>

#include "tests/unit/town.hpp"

namespace planspiel::mobility {
namespace {

/// A–B–C–D in a row with 2 km between them and a street from B to E in the south; zones at all of them.
struct Streets {
  RoadCoefficients coefficients = read_coefficients().roads;
  City city = test::town("A---B---C---D\n    |\n    E", {.step = Metres(500.0), .zones = true}).city;

  StreetTables streets() const { return {city[tables::nodes], city[tables::roads], city[tables::zones]}; }
  CarNetwork car(const Turns& turns = {}) const { return make_car_network(streets(), turns, {}, coefficients); }
  ArcId arc(const CarNetwork& car, char from, char to) const {
    return ArcId(std::size_t{car.arc_of_edge[test::road(city, from, to).index()]});
  }
  ZoneMatrix<float> walk() const {
    return active_distances(streets(), access::walk, ZoneMatrix<float>(city[tables::zones].size(), 77.0f),
                            coefficients);
  }
};

TEST(CarNetwork, FirstArcsAreTheLinks) {
  const Streets streets;
  const CarNetwork car = streets.car();
  EXPECT_EQ(car.links(), streets.city[tables::roads].size());
  EXPECT_DOUBLE_EQ(car.length_m[streets.arc(car, 'A', 'B').index()], 2000.0);
}

TEST(CarNetwork, StreetsSlowDownByTheCoefficients) {
  Streets streets;
  streets.coefficients.street = {0.5, 3.0};
  const CarNetwork car = streets.car();
  // 200 s at 10 m/s; at twice the capacity of 1,000 an hour 200 s · 0.5 · 2³ more
  EXPECT_NEAR(car.delay.running_time(streets.arc(car, 'C', 'D'), 2000.0), 200.0 + 800.0, 1e-6);
}

TEST(CarNetwork, QueuesStandInFrontOfJunctionsOfThreeStreetsOnly) {
  const Streets streets;
  const CarNetwork car = streets.car();
  const auto wait = [&](char from, char to) {
    const ArcId arc = streets.arc(car, from, to);
    return car.delay.time(arc, 1000.0) - car.delay.running_time(arc, 1000.0);
  };
  EXPECT_NEAR(wait('A', 'B'), 4.0, 1e-9);  // at its capacity
  EXPECT_NEAR(wait('B', 'C'), 0.0, 1e-9);
}

TEST(ActiveDistances, AreWaysAlongStreets) {
  const Streets streets;
  const ZoneMatrix<float> walk = streets.walk();
  const ZoneId a = test::zone(streets.city, 'A'), d = test::zone(streets.city, 'D'), e = test::zone(streets.city, 'E');
  // the way, and 30 m from a zone's middle to its street at both ends
  EXPECT_NEAR(walk(a, d), 6000.0f + 60.0f, 0.5f);
  EXPECT_NEAR(walk(a, e), 3000.0f + 60.0f, 0.5f);
  EXPECT_FLOAT_EQ(walk(a, a), 77.0f);
}

TEST(ActiveDistances, WithoutAWayAreTheAirlines) {
  Streets streets;
  streets.city = test::town("A---B   C---D", {.step = Metres(500.0), .zones = true}).city;
  EXPECT_FLOAT_EQ(streets.walk()(test::zone(streets.city, 'A'), test::zone(streets.city, 'D')), 77.0f);
}

TEST(CarNetwork, AForbiddenTurnIsNotDriven) {
  Streets streets;
  Turns turns;
  const TurnId turn = turns.add("no left");
  turns.from[turn] = test::road(streets.city, 'A', 'B');
  turns.to[turn] = test::road(streets.city, 'B', 'E');
  turns.forbidden[turn] = 1;
  const CarNetwork free = streets.car(), bound = streets.car(turns);
  const std::size_t zones = streets.city[tables::zones].size();
  const auto time = [&](const CarNetwork& car) {
    std::vector<float> cost(car.entries.centroids() * car.entries.centroids());
    skim(*car.ready, car.shrunk.sums(car.delay.times(std::vector<double>(car.delay.size(), 0.0))), cost);
    return cost[test::zone(streets.city, 'A').index() * zones + test::zone(streets.city, 'E').index()];
  };
  EXPECT_NEAR(time(free), 300.0f + 12.0f, 0.5f);
  EXPECT_GT(time(bound), 600.0f);  // on to C, round and back, or not at all
}

}  // namespace
}  // namespace planspiel::mobility
