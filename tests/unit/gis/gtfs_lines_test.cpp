#include "gis/gtfs_lines.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/gis/small_feed.hpp"

namespace planspiel::gtfs {
namespace {

using namespace std::chrono;
using test::FeedTables;
using testing::ElementsAre;
using testing::UnorderedElementsAre;

constexpr Day kWednesday{sys_days(2023y / June / 14)};

/// The transit of a feed's day, with what became of its trips.
struct Transit {
  Stops stops;
  Lines lines;
  Departures departures;
  Headways headways;
  LineCounts counts;
};

Transit transit_of(const std::vector<FeedTables>& tables, const LineOptions& options = {}) {
  std::vector<Feed> feeds;
  for (const FeedTables& one : tables) feeds.push_back(test::read_feed(one));
  CityBuilder builder(CityProfile{});
  const LineCounts counts = add_lines(feeds, kWednesday, options, builder);
  return {builder[tables::stops], builder[tables::lines], builder[tables::departures], builder[tables::headways],
          counts};
}
Transit transit_of(const FeedTables& tables, const LineOptions& options = {}) {
  return transit_of(std::vector<FeedTables>{tables}, options);
}

std::vector<double> seconds(std::span<const Seconds> times) {
  std::vector<double> all;
  for (const Seconds time : times) all.push_back(time.value);
  return all;
}

const LineId kFirst(std::size_t{0});

TEST(GtfsLines, TripsOfTheSameTimesBetweenTheSameStopsAreOneLine) {
  const Transit transit = transit_of(test::small_feed());
  ASSERT_EQ(transit.lines.size(), 1u);
  EXPECT_EQ(transit.lines.id[kFirst], "r10:1");
  EXPECT_EQ(transit.lines.name[kFirst], "10");
  EXPECT_EQ(transit.lines.transit_mode[kFirst], TransitMode::bus);
  EXPECT_THAT(seconds(transit.lines.arrival[kFirst]), ElementsAre(0.0, 300.0, 600.0));
  EXPECT_THAT(seconds(transit.lines.dwell[kFirst]), ElementsAre(0.0, 60.0, 0.0));
  EXPECT_THAT(transit.departures.id.values(), UnorderedElementsAre("t1", "t2"));
  EXPECT_THAT(seconds(transit.departures.time.values()), UnorderedElementsAre(8 * 3600.0, 25 * 3600.0));
}

TEST(GtfsLines, TripsOfOtherRunningTimesAreAnotherLine) {
  FeedTables tables = test::small_feed();
  test::replace(tables["stop_times.txt"], "25:10:00,25:10:00", "25:12:00,25:12:00");
  EXPECT_THAT(transit_of(tables).lines.id.values(), ElementsAre("r10:1", "r10:2"));
}

TEST(GtfsLines, TheOrderOfRowsDoesNotMatter) {
  FeedTables tables = test::small_feed(), turned = tables;
  tables["trips.txt"] += "r10,week,back,\n";
  tables["stop_times.txt"] += "back,09:00:00,09:00:00,C,1,,,\nback,09:10:00,09:10:00,A,2,,,\n";
  turned["trips.txt"] = "route_id,service_id,trip_id,shape_id\nr10,week,back,\nr10,week,t2,\nr10,week,t1,\n";
  turned["stops.txt"] =
      "stop_id,stop_name,stop_lat,stop_lon,location_type,parent_station\n"
      "S,Station,48.490,10.495,1,\nC,,48.490,10.500,0,S\nB,Bad,48.490,10.490,0,S\nA,Anger,48.490,10.480,0,\n";
  turned["stop_times.txt"] = tables["stop_times.txt"];
  const Transit one = transit_of(tables), other = transit_of(turned);
  ASSERT_EQ(one.lines.size(), 2u);
  for (const LineId line : one.lines.ids())
    EXPECT_EQ(one.stops.id[one.lines.stops[line].front()], other.stops.id[other.lines.stops[line].front()]);
}

TEST(GtfsLines, APlatformWithoutANameIsCalledLikeItsStation) {
  const Transit transit = transit_of(test::small_feed());
  EXPECT_THAT(transit.stops.id.values(), UnorderedElementsAre("A", "B", "C"));  // no stop for the station itself
  EXPECT_THAT(transit.stops.name.values(), UnorderedElementsAre("Anger", "Bad", "Station"));
  EXPECT_EQ(transit.counts.unused_stops, 1u);
}

TEST(GtfsLines, WithoutADrawnWayTheirLengthIsFromStopToStop) {
  // 0.02 degrees of longitude at 48.49 degrees north
  EXPECT_NEAR(in_km(transit_of(test::small_feed()).lines.length[kFirst]), 1.478, 0.002);
}

TEST(GtfsLines, ADrawnWayGivesTheLengthBetweenTheFirstAndTheLastStop) {
  FeedTables tables = test::small_feed();
  test::replace(tables["trips.txt"], "t1,", "t1,way");
  // from beyond A by way of a corner 0.01 degrees (1.11 km) to the north of B
  tables["shapes.txt"] =
      "shape_id,shape_pt_lat,shape_pt_lon,shape_pt_sequence\n"
      "way,48.490,10.470,1\nway,48.490,10.490,5\nway,48.500,10.490,7\nway,48.490,10.490,8\nway,48.490,10.500,9\n";
  const Transit transit = transit_of(tables);
  EXPECT_NEAR(in_km(transit.lines.length[kFirst]), 1.478 + 2 * 1.112, 0.005);
  EXPECT_EQ(transit.counts.drawn, 1u);
}

TEST(GtfsLines, CallsWithoutTimesLieBetweenTheOthersByDistance) {
  FeedTables tables = test::small_feed();
  test::replace(tables["stop_times.txt"], "t1,08:05:00,08:06:00,B", "t1,,,B");
  test::replace(tables["stops.txt"], "48.490,10.490,0", "48.490,10.485,0");  // a quarter of the way
  const Transit transit = transit_of(tables);
  EXPECT_THAT(seconds(transit.lines.arrival[kFirst]),
              ElementsAre(0.0, testing::AllOf(testing::Ge(149.0), testing::Le(151.0)), 600.0));
}

TEST(GtfsLines, HeadwaysStandWhereNoTimesAreExact) {
  FeedTables tables = test::small_feed();
  tables["frequencies.txt"] =
      "trip_id,start_time,end_time,headway_secs,exact_times\n"
      "t1,06:00:00,07:59:59,600,0\nt1,08:00:00,08:30:00,600,\nt2,09:00:00,09:30:00,900,1\n";
  const Transit transit = transit_of(tables);
  ASSERT_EQ(transit.headways.size(), 2u);
  for (const HeadwayId row : transit.headways.ids()) {
    const bool early = transit.headways.hours[row].contains(6);
    EXPECT_EQ(transit.headways.hours[row].mask, early ? 1u << 6 | 1u << 7 : 1u << 8);
    EXPECT_NEAR(in_minutes(transit.headways.headway[row]), early ? 10.0 : 20.0, 1e-9);  // three in half of the hour
  }
  EXPECT_THAT(transit.departures.id.values(), UnorderedElementsAre("t2@09:00:00", "t2@09:15:00"));
}

TEST(GtfsLines, FrequenciesThatMakeMillionsOfRunsAreRefused) {
  FeedTables tables = test::small_feed();
  tables["frequencies.txt"] = "trip_id,start_time,end_time,headway_secs,exact_times\n";
  for (int trip = 0; trip < 2; ++trip) {
    const std::string id = "often" + std::to_string(trip);
    tables["trips.txt"] += "r10,week," + id + ",\n";
    tables["stop_times.txt"] += id + ",00:00:00,00:00:00,A,1\n" + id + ",00:05:00,00:05:00,B,2\n";
    tables["frequencies.txt"] += id + ",00:00:00,200:00:00,1,1\n";
  }
  EXPECT_THROW(transit_of(tables), Error);
}

TEST(GtfsLines, FerriesAndCableCarsAreLeftOutAndCounted) {
  FeedTables tables = test::small_feed();
  test::replace(tables["routes.txt"], "Station,3", "Station,4");
  const Transit transit = transit_of(tables);
  EXPECT_EQ(transit.lines.size(), 0u);
  EXPECT_EQ(transit.counts.of_unknown_type.at(4), 2u);
}

TEST(GtfsLines, RouteTypesOfBothRangesHaveTheirVehicles) {
  const std::vector<std::pair<int, TransitMode>> known{
      {0, TransitMode::tram},   {1, TransitMode::metro},  {2, TransitMode::rail},    {3, TransitMode::bus},
      {11, TransitMode::bus},   {109, TransitMode::rail}, {402, TransitMode::metro}, {700, TransitMode::bus},
      {900, TransitMode::tram}, {200, TransitMode::bus}};
  for (const auto& [type, mode] : known) EXPECT_EQ(mode_of_route_type(type), mode) << type;
  for (const int type : {4, 5, 6, 7, 8, 1000, 1300, 1400, 1700, 99}) EXPECT_EQ(mode_of_route_type(type), std::nullopt);
}

TEST(GtfsLines, IdsOfSeveralFeedsAreLedByTheirNames) {
  const Transit transit = transit_of(std::vector<FeedTables>{test::small_feed(), test::small_feed()});
  EXPECT_THAT(transit.lines.id.values(), ElementsAre("feed-1/r10:1", "feed-2/r10:1"));
  EXPECT_EQ(transit.stops.size(), 6u);
}

/// Only A lies in the city; C is 1.5 km off.
TEST(GtfsLines, ALineEndsWhereItGoesFarBeyondTheCity) {
  Box city;
  const Transit whole = transit_of(test::small_feed());
  const Point a = whole.stops.position[*whole.stops.find("A")];
  city.add(Point::metres(a.x_m - 100.0, a.y_m - 100.0));
  city.add(Point::metres(a.x_m + 100.0, a.y_m + 100.0));
  const Transit cut = transit_of(test::small_feed(), {.within = city, .reach = 1.0_km});
  EXPECT_THAT(seconds(cut.lines.arrival[kFirst]), ElementsAre(0.0, 300.0));
  EXPECT_EQ(cut.counts.cut, 2u);
  city = {};
  city.add(Point::metres(a.x_m + 5000.0, a.y_m));
  EXPECT_EQ(transit_of(test::small_feed(), {.within = city}).counts.outside, 2u);
}

TEST(GtfsLines, ALineThatTakesNoTimeTakesHalfAMinute) {
  FeedTables tables = test::small_feed();
  tables["trips.txt"] = "route_id,service_id,trip_id\nr10,week,t1\n";
  tables["stop_times.txt"] =
      "trip_id,arrival_time,departure_time,stop_id,stop_sequence\nt1,08:00:00,08:00:00,A,1\nt1,08:00:00,08:00:00,B,2\n";
  EXPECT_THAT(seconds(transit_of(tables).lines.arrival[kFirst]), ElementsAre(0.0, 30.0));
}

/// On 26 March 2023 the day from noon less 12 h begins at 23:00: what the feed calls 8:00 is 8:00 by the clock.
TEST(GtfsLines, OnADayWhenClocksChangeTimesCountFromNoonLessTwelveHours) {
  FeedTables tables = test::small_feed();
  test::replace(tables["calendar.txt"], "1,1,1,1,1,0,0,20230601", "1,1,1,1,1,0,1,20230301");
  std::vector<Feed> feeds{test::read_feed(tables)};
  CityBuilder builder(CityProfile{});
  add_lines(feeds, sys_days(2023y / March / 26), {}, builder);
  EXPECT_THAT(seconds(builder[tables::departures].time.values()), UnorderedElementsAre(8 * 3600.0, 25 * 3600.0));
}

}  // namespace
}  // namespace planspiel::gtfs
