#include "plugins/fire/fire_tables.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "plugins/fire/arrivals/engines_tool.hpp"
#include "plugins/fire/arrivals/reach_tool.hpp"
#include "plugins/fire/new_stations/stations_tool.hpp"
#include "plugins/fire/sizing/fleet_tool.hpp"
#include "tests/unit/plugins/fire/fire_day.hpp"

using namespace planspiel;
using namespace planspiel::fire;
using testing::UnorderedElementsAre;

namespace {

template <class Asker>
std::vector<std::string> tables_of() {
  const City empty;
  DeclaringPorts ports("test", empty, nullptr);
  Asker asker(ports);
  return ports.declared().declaration.tables;
}

TEST(FireTables, NobodyAsksForMoreThanItReads) {
  EXPECT_THAT(tables_of<EnginesTool>(),
              UnorderedElementsAre("roads", "nodes", "buildings", "stations", "units", "standards"));
  EXPECT_THAT(tables_of<ReachTool>(),
              UnorderedElementsAre("roads", "nodes", "buildings", "stations", "units", "standards", "zones"));
  EXPECT_THAT(tables_of<StationsTool>(), UnorderedElementsAre("roads", "nodes", "buildings", "stations", "units",
                                                              "standards", "zones", "incident_rates"));
  EXPECT_THAT(tables_of<FleetTool>(), UnorderedElementsAre("roads", "nodes", "buildings", "stations", "units",
                                                           "standards", "zones", "incident_rates", "dispatch"));
  EXPECT_THAT(tables_of<Response>(),
              UnorderedElementsAre("roads", "nodes", "buildings", "stations", "units", "standards", "zones",
                                   "incident_rates", "dispatch", "cells", "districts"));
}

City street() {
  City city = test::town("A---B", {.more =
                                       [](CityBuilder& builder) {
                                         const Point a = test::place(builder, 'A');
                                         test::add_station(builder, "S", Point::metres(a.x_m + 100, a.y_m + 20));
                                         test::add_station(builder, "closed", Point::metres(a.x_m + 200, a.y_m + 20));
                                       }})
                  .city;
  Stations stations = city.copy(tables::stations);
  stations.closed[*stations.find("closed")] = 1;
  return city.with(std::move(stations));
}

TEST(FirePlaces, KnowStationsInServiceAndTheOtherDirectionOfEachLink) {
  const City city = street();
  struct Asks final : Model {
    explicit Asks(Ports& ports) : places(FireTables(ports)) {}
    void run(RunContext&) override {}
    FirePlaces places;
  };
  const City empty;
  const Declared declared = declare_model({"test", [](Ports& ports) { return std::make_unique<Asks>(ports); }}, empty);
  BoundPorts ports(declared, {.city = city, .empty_city = empty});
  const FirePlaces places = Asks(ports).places;
  const Stations& stations = city[tables::stations];
  ASSERT_TRUE(places.station[*stations.find("S")]);
  EXPECT_FALSE(places.station[*stations.find("closed")]);
  for (const EdgeId edge : city[tables::roads].ids()) {
    ASSERT_TRUE(places.opposite[edge]);
    EXPECT_EQ(places.opposite[*places.opposite[edge]], edge);
  }
}

TEST(StandardNamed, NamesTheNearestKnownOne) {
  Standards standards;
  const StandardId agbf = standards.add("agbf_1");
  EXPECT_EQ(standard_named(standards, "agbf_1"), agbf);
  try {
    standard_named(standards, "agbf1");
    FAIL() << "no error";
  } catch (const Error& error) {
    EXPECT_EQ(error.kind(), ErrorKind::config);
    EXPECT_THAT(error.what(), testing::HasSubstr("no standard is called 'agbf1'"));
    EXPECT_THAT(error.what(), testing::HasSubstr("agbf_1"));
  }
}

}  // namespace
