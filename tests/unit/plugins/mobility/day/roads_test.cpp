#include "plugins/mobility/day/roads.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <cmath>

#include "engine/run/observer.hpp"

namespace planspiel::mobility {
namespace {

constexpr std::size_t kWestRoad = 0, kMid = 1, kEastRoad = 2, kAround = 3;
constexpr double kConnectors_s = 2.0 * 30.0 / 5.0;  ///< 30 m at 18 km/h at both ends

/// West – Mid – East, 200 s each at 10 m/s, and a way round Mid of 800 s. Zones of these names at their junctions.
struct Bypass {
  Nodes nodes{};
  Roads roads{};
  Zones zones{};
  Tolls tolls{};
  RoadCoefficients coefficients = read_coefficients().roads;

  Bypass() {
    for (const auto& [name, x, y] :
         {std::tuple{"0", 0.0, 0.0}, {"1", 2000.0, 0.0}, {"2", 4000.0, 0.0}, {"3", 2000.0, 3000.0}})
      nodes.position[nodes.add(name)] = Point::metres(x, y);
    for (const std::size_t node : {kWestRoad, kMid, kEastRoad}) {
      const ZoneId zone = zones.add(std::to_string(node));
      zones.district[zone] = DistrictId(0);
      zones.centre[zone] = nodes.position[NodeId(node)];
    }
    street(kWestRoad, kMid, 2000.0);
    street(kMid, kEastRoad, 2000.0);
    street(kWestRoad, kAround, 4000.0);
    street(kAround, kEastRoad, 4000.0);
  }
  void street(std::size_t a, std::size_t b, double metres) {
    for (const auto& [from, to] : {std::pair{a, b}, std::pair{b, a}}) {
      const EdgeId edge = roads.add(fmt::format("{}>{}, {:.0f} m", from, to, metres));
      roads.from[edge] = NodeId(from);
      roads.to[edge] = NodeId(to);
      roads.road_class[edge] = RoadClass::secondary;
      roads.length[edge] = Metres(metres);
      roads.free_speed[edge] = Speed(10.0);
      roads.capacity[edge] = Flow(0.5);
      roads.access[edge] = access::all;
      roads.shape =
          with_last(roads.shape, std::vector<Point>{nodes.position[NodeId(from)], nodes.position[NodeId(to)]});
    }
  }
  /// A day toll for Mid, all day; its four links are charged.
  void charge(double euros) {
    const TollId toll = tolls.add("toll");
    tolls.basis[toll] = TollBasis::day;
    tolls.price[toll] = Euros(euros);
    tolls.hours[toll] = Hours{};
    tolls.roads = {};
    tolls.roads.push_back(std::vector<EdgeId>{EdgeId(0), EdgeId(1), EdgeId(2), EdgeId(3)});
    tolls.zones = {};
    tolls.zones.push_back(std::vector<ZoneId>{ZoneId(kMid)});
  }
  void close_mid(std::int32_t access) {
    for (std::size_t edge = 0; edge < 4; ++edge) roads.access[EdgeId(edge)] = access;
  }
  Supply skim() const {
    const CarNetwork car = make_car_network({nodes, roads, zones}, Turns{}, {}, coefficients);
    const TollSystem system(tolls, roads, nodes, zones.size());
    const VehicleTripsByHour nobody{};
    Supply supply;
    supply.zones = zones.size();
    supply.inside = {1, 1, 1};
    HourlyRoads(car, system, nobody, coefficients).skim(supply, ZoneMatrix<float>(3, 100.0f));
    return supply;
  }
};
constexpr ZoneId kStart{kWestRoad}, kOver{kEastRoad}, kInto{kMid};

/// With all streets inside the territory: more cars than the straight way bears.
TEST(HourlyRoads, TheGapOfATerritoryWithClosedStreetsIsThatOfItsDrivers) {
  Bypass town;
  for (const double metres : {5000.0, 5500.0, 6000.0}) town.street(kWestRoad, kEastRoad, metres);
  town.close_mid(access::walk | access::resident_car);
  for (const EdgeId edge : town.roads.ids()) town.roads.district[edge] = DistrictId(0);
  const CarNetwork car = make_car_network({town.nodes, town.roads, town.zones}, Turns{}, {}, town.coefficients);
  const TollSystem none(town.tolls, town.roads, town.nodes, town.zones.size());
  const VehicleTripsByHour nobody{};
  HourlyRoads roads(car, none, nobody, town.coefficients);
  HourlyMatrices cars;
  cars.fill(ZoneMatrix<float>(3));
  cars[8](kStart, kOver) = 9000.0f;
  RunObserver observer;
  roads.assign(cars, 0.05, RunContext(1, {}, observer));
  const HourState& state = roads.hour(Hour{8u});
  ASSERT_GT(state.relative_gap, 1e-6);
  EXPECT_NEAR(state.territory_gap, state.relative_gap, 0.1 * state.relative_gap);  // connectors lie on no street
  EXPECT_EQ(roads.largest_territory_gap(), state.territory_gap);
}

TEST(HourlyRoads, ThroughDriversCarryTheWayRoundADayToll) {
  Bypass town;
  EXPECT_NEAR(town.skim().car_s[8](kStart, kOver), 400.0 + kConnectors_s, 0.1);
  town.charge(10.0);  // worth 2,571 s
  const Supply dear = town.skim();
  EXPECT_NEAR(dear.car_s[8](kStart, kOver), 800.0 + kConnectors_s, 0.1);
  EXPECT_EQ(dear.toll_eur[8](kStart, kOver), 0.0f);
  EXPECT_NEAR(dear.car_m(kStart, kOver), 8060.0, 0.5);
  EXPECT_NEAR(dear.car_s[8](kStart, kInto), 200.0 + kConnectors_s, 0.1);  // whoever ends inside pays by the day
}

TEST(HourlyRoads, ThroughDriversWhoPayCarryThePrice) {
  Bypass town;
  town.charge(1.0);  // worth 257 s, less than the way round
  const Supply supply = town.skim();
  EXPECT_NEAR(supply.car_s[8](kStart, kOver), 400.0 + kConnectors_s, 0.1);
  EXPECT_NEAR(supply.toll_eur[8](kStart, kOver), 1.0f, 1e-5);
  EXPECT_EQ(supply.toll_eur[8](kStart, kInto), 0.0f);
}

TEST(HourlyRoads, NobodyDrivesThroughClosedRoads) {
  Bypass town;
  town.close_mid(access::walk);
  const Supply closed = town.skim();
  EXPECT_NEAR(closed.car_s[8](kStart, kOver), 800.0 + kConnectors_s, 0.1);
  EXPECT_FALSE(std::isfinite(closed.car_s[8](kStart, kInto)));
}

TEST(HourlyRoads, ExemptResidentsHaveTimesOfTheirOwn) {
  Bypass town;
  town.close_mid(access::walk | access::resident_car);
  const Supply closed = town.skim();
  EXPECT_NEAR(closed.car_s[8](kStart, kOver), 800.0 + kConnectors_s, 0.1);
  EXPECT_NEAR(closed.car_s[8](kStart, kInto), 200.0 + kConnectors_s, 0.1);
}

}  // namespace
}  // namespace planspiel::mobility
