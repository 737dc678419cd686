#include "plugins/mobility/day/closures.hpp"

#include <gtest/gtest.h>

#include <limits>

#include "plugins/mobility/day/network.hpp"

namespace planspiel::mobility {
namespace {

constexpr ZoneId kWest{0u}, kOld{1u}, kEast{2u};
constexpr float kNoRoad = std::numeric_limits<float>::infinity();

/// Three squares of streets in a row, 100 m wide and joined to the next; the zones West, Old and East in their middles,
/// 500 m apart.
struct Row {
  Nodes nodes{};
  Roads roads{};
  Zones zones{};

  Row() {
    for (const char* name : {"East", "Old", "West"}) zones.district[zones.add(name)] = DistrictId(0);
    for (std::size_t square = 0; square < 3; ++square) {
      const double x = 500.0 * static_cast<double>(square);
      zones.centre[ZoneId(square)] = Point::metres(x, 0.0);
      for (const auto& [dx, dy] : {std::pair{-50.0, -50.0}, {50.0, -50.0}, {50.0, 50.0}, {-50.0, 50.0}})
        nodes.position[nodes.add(std::to_string(nodes.size()))] = Point::metres(x + dx, dy);
      for (std::size_t side = 0; side < 4; ++side) street(4 * square + side, 4 * square + (side + 1) % 4);
    }
    street(1, 4);  // both neighbours join Old's square at its corner 4
    street(4, 8);
  }
  void street(std::size_t a, std::size_t b) {
    for (const auto& [from, to] : {std::pair{a, b}, std::pair{b, a}}) {
      const EdgeId edge = roads.add(std::to_string(from) + ">" + std::to_string(to));
      roads.from[edge] = NodeId(from);
      roads.to[edge] = NodeId(to);
      roads.road_class[edge] = RoadClass::residential;
      roads.length[edge] = distance(nodes.position[NodeId(from)], nodes.position[NodeId(to)]);
      roads.free_speed[edge] = Speed(10.0);
      roads.capacity[edge] = Flow(0.5);
      roads.access[edge] = access::all;
      roads.shape =
          with_last(roads.shape, std::vector<Point>{nodes.position[NodeId(from)], nodes.position[NodeId(to)]});
    }
  }
  /// Streets that touch these squares' nodes get this access.
  void close(std::size_t first, std::size_t last, std::int32_t access) {
    for (const EdgeId edge : roads.ids())
      if (roads.from[edge].index() >= first && roads.from[edge].index() <= last && roads.to[edge].index() >= first &&
          roads.to[edge].index() <= last)
        roads.access[edge] = access;
  }
  Column<ZoneId, ZoneAccess> access() const { return zone_access(nodes, roads, zones); }
  CarStops stops(double longest_walk_m = 1500.0) const {
    const ZoneMatrix<float> walk(3, {100, 600, 1100, 600, 100, 500, 1100, 500, 100});
    const ZoneMatrix<float> drive(3, {0, kNoRoad, 90, kNoRoad, 0, kNoRoad, 90, kNoRoad, 0});
    return {access(), walk, drive, Column<ZoneId, double>(3), {longest_walk_m, 1.0}};
  }
};
constexpr std::int32_t kFootOnly = access::walk | access::bike;

TEST(Closures, AZoneAmongClosedStreetsIsClosed) {
  Row row;
  EXPECT_FALSE(row.access()[kOld].closed());
  row.close(4, 7, kFootOnly);
  EXPECT_TRUE(row.access()[kOld].closed());
  EXPECT_FALSE(row.access()[kOld].open_to(Errand::resident));
  EXPECT_FALSE(row.access()[kWest].closed());
}

TEST(Closures, AZoneThatIsPartlyClosedUsesItsOpenStreets) {
  Row row;
  row.close(4, 5, kFootOnly);  // one side of the square: two junctions keep open streets
  EXPECT_FALSE(row.access()[kOld].closed());
}

TEST(Closures, ACarForAClosedZoneStopsWhereDrivingAndWalkingTakeLeast) {
  Row row;
  row.close(4, 7, kFootOnly);
  const CarEnds from_west = row.stops().ends(kWest, kOld, Errand::resident);
  EXPECT_TRUE(from_west.possible);
  EXPECT_EQ(from_west.destination, kEast);  // drive 90 s and walk 500 s, against walking 600 s at once
  EXPECT_EQ(from_west.walk_m, 500.0);
  const CarEnds home = row.stops().ends(kOld, kWest, Errand::resident);
  EXPECT_EQ(home.home, kEast);
  EXPECT_EQ(home.destination, kWest);
}

TEST(Closures, BeyondTheLongestWalkAndWithinTheZoneTheCarIsNoAlternative) {
  Row row;
  row.close(4, 7, kFootOnly);
  EXPECT_FALSE(row.stops(400.0).ends(kWest, kOld, Errand::resident).possible);
  EXPECT_FALSE(row.stops().ends(kOld, kOld, Errand::resident).possible);
  EXPECT_FALSE(row.stops().ends(kEast, kOld, Errand::none).possible);  // it would stop where it starts
}

TEST(Closures, ExemptResidentsDriveHomeAndNobodyElseDoes) {
  Row row;
  row.close(4, 7, kFootOnly | access::resident_car);
  const CarEnds resident = row.stops().ends(kOld, kWest, Errand::resident);
  EXPECT_EQ(resident.home, kOld);
  EXPECT_EQ(resident.walk_m, 0.0);
  EXPECT_EQ(row.stops().ends(kWest, kOld, Errand::resident).destination, kEast);
  EXPECT_EQ(row.stops().ends(kWest, kOld, Errand::none).destination, kEast);
}

TEST(Closures, ResidentsDriveInTheirOwnAreaOnly) {
  Row row;
  row.close(4, 7, kFootOnly | access::resident_car);
  row.close(0, 3, kFootOnly | access::resident_car);  // the street between the squares stays open: two areas
  EXPECT_EQ(row.stops().ends(kOld, kWest, Errand::resident).destination, kEast);
  row.close(0, 7, kFootOnly | access::resident_car);  // now one area
  EXPECT_EQ(row.stops().ends(kOld, kWest, Errand::resident).destination, kWest);
}

TEST(Closures, GoodsAreUnloadedAtTheEdgeUnlessDeliveriesAreExempt) {
  Row row;
  row.close(4, 7, kFootOnly);
  EXPECT_EQ(row.stops().unload(kOld), kEast);
  row.close(4, 7, kFootOnly | access::truck);
  EXPECT_EQ(row.stops().unload(kOld), kOld);
  EXPECT_EQ(row.stops().unload(kWest), kWest);
}

TEST(Closures, TheNetworkJoinsZonesToRoadsThatTheyMayUse) {
  Row row;
  row.close(4, 7, kFootOnly | access::resident_car);
  const CarNetwork car = make_car_network({row.nodes, row.roads, row.zones}, Turns{}, {}, read_coefficients().roads);
  EXPECT_TRUE(car.has(Errand::resident));
  EXPECT_FALSE(car.has(Errand::delivery));
  std::size_t shut = 0;
  for (const std::uint8_t bits : car.closed_to) shut += (bits & bit_of(Errand::none)) != 0;
  EXPECT_EQ(shut, 8u);  // both directions of the square's four sides
  row.close(4, 7, kFootOnly);
  EXPECT_FALSE(make_car_network({row.nodes, row.roads, row.zones}, Turns{}, {}, read_coefficients().roads)
                   .has(Errand::resident));
}

}  // namespace
}  // namespace planspiel::mobility
