#include "plugins/mobility/day/bus_routes.hpp"

#include <gtest/gtest.h>

#include "tests/unit/town.hpp"

using namespace planspiel;
using namespace planspiel::mobility;

namespace {

/// A town with one bus line that calls at the given places every 10 minutes from 8 to 10 h and takes 2 minutes from
/// each to the next.
City with_line(std::string_view drawing, const std::vector<char>& calls, Metres length, Point shift = {}) {
  const auto more = [&](CityBuilder& builder) {
    Lines& lines = builder[tables::lines];
    const LineId line = lines.add("53");
    lines.transit_mode[line] = TransitMode::bus;
    lines.length[line] = length;
    std::vector<StopId> stops;
    std::vector<Seconds> arrival;
    for (const char letter : calls) {
      const StopId stop = builder[tables::stops].add(std::string(1, letter));
      const Point at = test::place(builder, letter);
      builder[tables::stops].position[stop] = Point::metres(at.x_m + shift.x_m, at.y_m + shift.y_m);
      arrival.push_back(Seconds(120.0 * double(stops.size())));
      stops.push_back(stop);
    }
    lines.stops = with_last(lines.stops, stops);
    lines.arrival = with_last(lines.arrival, arrival);
    const HeadwayId headway = builder[tables::headways].add("53");
    builder[tables::headways].line[headway] = line;
    builder[tables::headways].hours[headway] = Hours{1u << 8 | 1u << 9};
    builder[tables::headways].headway[headway] = 10.0_min;
  };
  return test::town(drawing, {.more = more}).city;
}

BusTraffic traffic_of(const City& city) {
  return bus_traffic(city[tables::nodes], city[tables::roads], city[tables::stops], city[tables::lines],
                     city[tables::headways], city[tables::departures]);
}
BusRoute route_of(const City& city) {
  return bus_routes(city[tables::nodes], city[tables::roads], city[tables::stops],
                    city[tables::lines])[LineId(std::size_t{0})];
}
double buses(const BusTraffic& traffic, EdgeId edge, std::size_t hour) { return in_per_hour(traffic.flow[edge][hour]); }

TEST(BusRoutes, FollowTheStreetBetweenStopsInOneDirection) {
  const City city = with_line("A----B----C", {'A', 'C'}, 1.0_km);
  const BusTraffic traffic = traffic_of(city);
  EXPECT_NEAR(buses(traffic, test::road(city, 'A', 'B'), 8), 6.0, 1e-9);
  EXPECT_NEAR(buses(traffic, test::road(city, 'B', 'C'), 9), 6.0, 1e-9);
  EXPECT_EQ(buses(traffic, test::road(city, 'B', 'A'), 8), 0.0);
  EXPECT_EQ(buses(traffic, test::road(city, 'A', 'B'), 10), 0.0);
}

TEST(BusRoutes, OfATimetableAreCountedInTheHourOfTheirDeparture) {
  const City by_headway = with_line("A----B----C", {'A', 'C'}, 1.0_km);
  Departures runs;
  for (const char* run : {"first", "second"}) {
    const DepartureId row = runs.add(run);
    runs.line[row] = LineId(std::size_t{0});
    runs.time[row] = 25.25_h;
  }
  const City city = by_headway.with(Headways()).with(std::move(runs));
  const BusTraffic traffic = traffic_of(city);
  EXPECT_NEAR(buses(traffic, test::road(city, 'A', 'B'), 1), 2.0, 1e-9);
  EXPECT_EQ(buses(traffic, test::road(city, 'A', 'B'), 8), 0.0);
  EXPECT_NEAR(in_km_h(traffic.speed[test::road(city, 'A', 'B')]), 30.0, 1e-9);  // 1 km in 2 min
}

TEST(BusRoutes, GoRoundAOneWayStreet) {
  const City city = with_line(R"(A-<-B
|   |
C---D)",
                              {'A', 'B'}, 800.0_m);
  const BusTraffic traffic = traffic_of(city);
  EXPECT_GT(buses(traffic, test::road(city, 'C', 'D'), 8), 0.0);
  EXPECT_EQ(buses(traffic, test::road(city, 'B', 'A'), 8), 0.0);
}

TEST(BusRoutes, KeepTheKilometresOfTheTimetable) {
  const City city = with_line("A----B----C", {'A', 'B', 'C'}, 1.1_km);  // 10 % more than the streets
  const BusTraffic traffic = traffic_of(city);
  double km = 0.0;
  for (const EdgeId edge : city[tables::roads].ids())
    for (const Hour hour : kHoursOfDay)
      km += buses(traffic, edge, hour.index()) * in_km(city[tables::roads].length[edge]);
  EXPECT_NEAR(km, 12 * 1.1, 1e-9);  // 2 hours of 6 departures
}

TEST(BusRoutes, AStopBesideTheStreetIsReachedThroughIt) {
  const City city = with_line("A----B----C", {'A', 'B', 'C'}, 1.0_km, Point::metres(130.0, 60.0));
  const BusRoute route = route_of(city);
  EXPECT_NEAR(route.placed, 1.0, 1e-12);
  for (const EdgeId edge : route.links) EXPECT_NE(edge, test::road(city, 'C', 'B'));
}

TEST(BusRoutes, APieceWithoutStreetStaysOffTheLinks) {
  const City city = with_line(R"(A----B     C----D)", {'A', 'B', 'C', 'D'}, 1.6_km);
  const BusRoute route = route_of(city);
  EXPECT_NEAR(route.placed, 1000.0 / 1600.0, 1e-9);  // A to B and C to D, 500 m each; B to C are 600 m
  EXPECT_EQ(route.links.size(), 2u);
  EXPECT_NEAR(route.scale, 1.0, 1e-9);
}

TEST(BusRoutes, TakeTheTimetablesSpeed) {
  const City city = with_line("A----B----C", {'A', 'B', 'C'}, 1.0_km);
  EXPECT_NEAR(in_km_h(traffic_of(city).speed[test::road(city, 'A', 'B')]), 15.0, 1e-9);  // 1 km in 4 minutes
  EXPECT_EQ(traffic_of(city).speed[test::road(city, 'B', 'A')].value, 0.0);
}

TEST(BusRoutes, AStreetClosedToBusesIsNotDriven) {
  const City city = with_line("A----B----C", {'A', 'C'}, 1.0_km);
  Roads roads = city[tables::roads];
  for (const EdgeId edge : roads.ids()) roads.access[edge] = access::car;
  EXPECT_EQ(route_of(city.with(roads)).placed, 0.0);
}

}  // namespace
