#include "plugins/fire/station_place.hpp"

#include <gtest/gtest.h>

#include "tests/unit/plugins/fire/fire_day.hpp"

using namespace planspiel;
using namespace planspiel::fire;

namespace {

TEST(PlacesOfStations, AreAtTheRoadUnlessClosedOrFarAway) {
  const test::Town town = test::town("A---B", {.more = [](CityBuilder& builder) {
                                       const Point a = test::place(builder, 'A');
                                       for (const char* id : {"closed", "far", "open"})
                                         test::add_station(builder, id, Point::metres(a.x_m + 200, a.y_m + 90));
                                     }});
  Stations stations = town.city.copy(tables::stations);
  stations.closed[*stations.find("closed")] = 1;
  stations.position[*stations.find("far")].y_m += 220.0;
  const auto opposite = reach::opposite_links(town.city[tables::roads], town.city[tables::nodes].size());
  const auto places = places_of(stations, town.city[tables::roads], opposite);
  EXPECT_FALSE(places[*stations.find("closed")]);
  EXPECT_FALSE(places[*stations.find("far")]);
  ASSERT_TRUE(places[*stations.find("open")]);
  EXPECT_DOUBLE_EQ(places[*stations.find("open")]->along, 0.5);
  EXPECT_EQ(places[*stations.find("open")]->off_road, 0.0_m);  // part of the turnout
}

}  // namespace
