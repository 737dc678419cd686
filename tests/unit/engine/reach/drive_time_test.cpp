#include "engine/reach/drive_time.hpp"

#include <gtest/gtest.h>

#include "plugins/fire/engine_speed.hpp"
#include "tests/unit/plugins/fire/fire_day.hpp"

using namespace planspiel;
using namespace planspiel::fire;

namespace {

/// Engines as fast as cars: 10 m/s in the drawings.
const DriveOptions kLikeCars{.faster = 1.0};

constexpr std::string_view kRing = R"(
  S---B---A
  |       |
  C-------D
)";

struct Site {
  char from, to;
  double along;
};

reach::RoadPlace place_at(const City& city, Site site) {
  const auto opposite = reach::opposite_links(city[tables::roads], city[tables::nodes].size());
  const EdgeId edge = test::road(city, site.from, site.to);
  return {edge, opposite[edge], site.along};
}

/// Seconds from a station on one link to a place on another, at free speed.
double drive_s(const City& city, Site station, reach::RoadPlace to, const DriveOptions& options = kLikeCars) {
  const test::FireDay day(city);
  reach::DriveNetwork network(city[tables::roads], city[tables::nodes].size(), engine_law(options));
  use_hour(network, *day.road_speed, Hour(8));
  reach::DriveTimes drive(network, {place_at(city, station)});
  drive.search();
  std::vector<double> seconds(drive.sites());
  drive.to(to, seconds);
  return seconds.at(0);
}

TEST(DriveTimes, AreLengthOverSpeedOnTheShortestWay) {
  const City city = test::town(kRing).city;
  EXPECT_DOUBLE_EQ(drive_s(city, {'S', 'B', 0.0}, place_at(city, {'B', 'A', 1.0})), 80.0);   // S-B-A, 800 m
  EXPECT_DOUBLE_EQ(drive_s(city, {'S', 'B', 0.25}, place_at(city, {'C', 'D', 0.5})), 70.0);  // 100 + 200 + 400 m
}

TEST(DriveTimes, AClosedBridgeLengthensTheDrive) {
  const test::Town town = test::town(kRing);
  const City closed = test::without_road(town, 'B', 'A').city;
  EXPECT_DOUBLE_EQ(drive_s(closed, {'S', 'B', 0.0}, place_at(closed, {'A', 'D', 0.0})), 120.0);  // S-C-D-A
}

TEST(DriveTimes, AClosureThatExemptsEnginesDoesNot) {
  const test::Town town = test::town(kRing);
  Roads roads = town.city.copy(tables::roads);
  for (const EdgeId edge : {test::road(town, 'A', 'B'), test::road(town, 'B', 'A')})
    roads.access[edge] = access::emergency | access::walk;
  const City closed = town.city.with(std::move(roads));
  EXPECT_DOUBLE_EQ(drive_s(closed, {'S', 'B', 0.0}, place_at(closed, {'A', 'D', 0.0})), 80.0);
}

TEST(DriveTimes, NobodyDrivesOnPaths) {
  const test::Town town = test::town(kRing);
  Roads roads = town.city.copy(tables::roads);
  for (const EdgeId edge : {test::road(town, 'A', 'B'), test::road(town, 'B', 'A')})
    roads.road_class[edge] = RoadClass::path;
  const City city = town.city.with(std::move(roads));
  EXPECT_DOUBLE_EQ(drive_s(city, {'S', 'B', 0.0}, place_at(city, {'A', 'D', 0.0})), 120.0);
}

TEST(DriveTimes, OnTheStationsOwnStreetGoStraight) {
  const City city = test::town("A----------B").city;  // 1,100 m
  const reach::RoadPlace there = place_at(city, {'A', 'B', 0.75});
  EXPECT_DOUBLE_EQ(drive_s(city, {'A', 'B', 0.25}, there), 55.0);
  EXPECT_DOUBLE_EQ(drive_s(city, {'B', 'A', 0.75}, there), 55.0);  // the same station, seen from the other direction
  EXPECT_DOUBLE_EQ(drive_s(city, {'A', 'B', 1.0}, there), 27.5);   // backwards
}

TEST(DriveTimes, DoNotGoAgainstAOneWayStreet) {
  const City city = test::town(R"(
    A->-B
    ^   |
    C-<-D
  )")
                        .city;
  // 200 m ahead; what lies 100 m behind is 300 + 200 + 400 + 200 m away
  EXPECT_DOUBLE_EQ(drive_s(city, {'A', 'B', 0.25}, place_at(city, {'A', 'B', 0.75})), 20.0);
  EXPECT_DOUBLE_EQ(drive_s(city, {'A', 'B', 0.25}, place_at(city, {'A', 'B', 0.0})), 110.0);
}

TEST(DriveTimes, CountTheWayOffTheRoad) {
  const City city = test::town("A---B").city;
  reach::RoadPlace there = place_at(city, {'A', 'B', 1.0});
  there.off_road = 50.0_m;
  EXPECT_DOUBLE_EQ(drive_s(city, {'A', 'B', 0.0}, there), 40.0 + 50.0 / (15.0 / 3.6));
}

TEST(DriveTimes, AreInfiniteWithoutAWay) {
  const test::Town town = test::without_road(test::town("A---B---C"), 'B', 'C');
  EXPECT_TRUE(std::isinf(drive_s(town.city, {'A', 'B', 0.0}, place_at(town.city, {'B', 'C', 1.0}))));
}

TEST(DriveTimes, AreThoseOfTheHour) {
  const City city = test::town("A---B---C").city;
  test::FireDay day(city);
  for (const EdgeId edge : city[tables::roads].ids()) (*day.road_speed)(edge, Hour(17)) = 5.0_m_s;
  reach::DriveNetwork network(city[tables::roads], city[tables::nodes].size(), engine_law(kLikeCars));
  reach::DriveTimes drive(network, {place_at(city, {'A', 'B', 0.0})});
  const auto seconds_at = [&](std::size_t hour) {
    std::vector<double> seconds(1);
    use_hour(network, *day.road_speed, Hour(hour));
    drive.search();
    drive.to(place_at(city, {'B', 'C', 1.0}), seconds);
    return seconds[0];
  };
  EXPECT_DOUBLE_EQ(seconds_at(17), 80.0 / 0.75);  // half the speed of cars: engines lose a quarter
  EXPECT_DOUBLE_EQ(seconds_at(3), 80.0);
}

TEST(DriveTimes, AreNotHeldUpOnBusLanesAndWithGreenSignals) {
  for (const auto column : {&Roads::bus_lane, &Roads::signal_priority}) {
    City city = test::town("A---B").city;
    Roads roads = city.copy(tables::roads);
    for (const EdgeId edge : roads.ids()) (roads.*column)[edge] = 1;
    city = city.with(std::move(roads));
    test::FireDay day(city);
    for (const EdgeId edge : city[tables::roads].ids()) (*day.road_speed)(edge, Hour(17)) = 5.0_m_s;
    reach::DriveNetwork network(city[tables::roads], city[tables::nodes].size(), engine_law(kLikeCars));
    use_hour(network, *day.road_speed, Hour(17));
    EXPECT_DOUBLE_EQ(network.link_s(test::road(city, 'A', 'B')), 40.0);
  }
}

TEST(DriveTimes, LoseTimeAtJunctionsPassed) {
  const City city = test::town(R"(
    A---B---C---E
        |
        D
  )")
                        .city;
  const DriveOptions options{.faster = 1.0, .junction_delay = 3.0_s};
  // three streets meet at B; C joins two pieces of one street
  EXPECT_DOUBLE_EQ(drive_s(city, {'A', 'B', 0.0}, place_at(city, {'C', 'E', 1.0}), options), 123.0);
  EXPECT_DOUBLE_EQ(drive_s(city, {'A', 'B', 0.0}, place_at(city, {'A', 'B', 1.0}), options), 40.0);  // at B, not beyond
}

}  // namespace
