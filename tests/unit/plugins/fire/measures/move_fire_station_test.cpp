#include "plugins/fire/measures/move_fire_station.hpp"

#include <gtest/gtest.h>

#include "engine/base/projection.hpp"
#include "tests/unit/plugins/fire/fire_day.hpp"

using namespace planspiel;
using namespace planspiel::fire;

namespace {

City town_of_moving() {
  return test::town("A---B---C", {.more =
                                      [](CityBuilder& builder) {
                                        test::add_station(builder, "FW1", test::place(builder, 'A'));
                                        test::add_station(builder, "FW2", test::place(builder, 'B'));
                                      }})
      .city;
}

LonLat degrees_of(Point place) { return Projection("EPSG:25832").to_degrees(place); }

std::string message_of_moving(const MoveFireStation& measure) {
  try {
    apply(measure, town_of_moving());
  } catch (const Error& error) {
    return error.what();
  }
  return "no error";
}

TEST(MoveFireStation, ChangesThePlaceByNameOrId) {
  const Point c = test::place(town_of_moving(), 'C');
  for (const char* name : {"Wache FW1", "FW1"}) {
    const City moved = apply(MoveFireStation{.name = name, .at = degrees_of(c)}, town_of_moving());
    const Stations& stations = moved[tables::stations];
    EXPECT_LT(distance(stations.position[*stations.find("FW1")], c).value, 0.01);
    EXPECT_EQ(stations.position[*stations.find("FW2")], test::place(moved, 'B'));
    EXPECT_EQ(moved[tables::units].size(), 2u);
  }
}

TEST(MoveFireStation, NamesTheNearestKnownStation) {
  EXPECT_EQ(message_of_moving({.name = "Wache FW3", .at = degrees_of(test::place(town_of_moving(), 'C'))}),
            "no fire station is called 'Wache FW3': did you mean 'Wache FW1'?");
}

TEST(MoveFireStation, RefusesAPlaceFarFromRoads) {
  Point far = test::place(town_of_moving(), 'B');
  far.y_m += 1000.0;
  EXPECT_EQ(
      message_of_moving({.name = "FW2", .at = degrees_of(far)}),
      "fire station 'FW2' lies more than 300 m from any road that fire engines may use: the nearest, 'A-B', is 1000 m "
      "away; give 'at' as [lon, lat] in degrees");
}

TEST(MoveFireStation, RefusesAClosedStation) {
  Stations stations = town_of_moving().copy(tables::stations);
  stations.closed[*stations.find("FW1")] = 1;
  try {
    apply(MoveFireStation{.name = "FW1", .at = degrees_of(test::place(town_of_moving(), 'C'))},
          town_of_moving().with(std::move(stations)));
    FAIL() << "expected an error";
  } catch (const Error& error) {
    EXPECT_STREQ(error.what(), "fire station 'FW1' is closed: moving it changes nothing");
  }
}

}  // namespace
