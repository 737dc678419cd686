#include "plugins/fire/measures/add_fire_station.hpp"

#include <gtest/gtest.h>

#include "engine/base/projection.hpp"
#include "tests/unit/plugins/fire/fire_day.hpp"

using namespace planspiel;
using namespace planspiel::fire;

namespace {

City town() {
  return test::town("A---B---C", {.zones = true,
                                  .more =
                                      [](CityBuilder& builder) {
                                        test::add_station(builder, "1", test::place(builder, 'A'));
                                        test::add_building(builder, "c", test::place(builder, 'C'), 1.0, 'C');
                                      }})
      .city;
}

/// Degrees of a place some metres north of node C.
LonLat north_of_c(double metres) {
  const Point c = test::place(town(), 'C');
  return Projection("EPSG:25832").to_degrees(Point::metres(c.x_m, c.y_m + metres));
}

AddFireStation read(const std::string& toml) { return read_options<AddFireStation>(parse_toml(toml, "measure")); }

std::string message_of(const AddFireStation& measure) {
  try {
    apply(measure, town());
  } catch (const Error& error) {
    return error.what();
  }
  return "no error";
}

TEST(AddFireStation, AppendsAStationWithItsUnits) {
  const City changed =
      apply({.name = "Neu", .at = north_of_c(20), .crew = {.units = {{"HLF", 6}, {"DLK", 2}}}}, town());
  const Stations& stations = changed[tables::stations];
  ASSERT_EQ(stations.size(), 2u);
  const StationId added = *stations.find("Neu");
  EXPECT_EQ(added.index(), 1u);  // others keep their rows
  EXPECT_EQ(stations.professional[added], 1);
  const Units& units = changed[tables::units];
  ASSERT_EQ(units.size(), 3u);
  EXPECT_EQ(units.station[UnitId(std::size_t{2})], added);
  EXPECT_EQ(units.vehicle_type[UnitId(std::size_t{2})], "DLK");
  EXPECT_EQ(units.functions[UnitId(std::size_t{2})], 2);
  EXPECT_EQ(units.hours[UnitId(std::size_t{2})].mask, 0xffffffu);
}

TEST(AddFireStation, ShortensTheWay) {
  test::FireDay before(town()),
      after(apply({.name = "Neu", .at = north_of_c(20), .crew = {.units = {{"HLF", 6}}}}, town()));
  before.run(parse_toml("faster = 1.0", "options"));
  after.run(parse_toml("faster = 1.0", "options"));
  EXPECT_NEAR(before.first_s("c"), 90 + 60 + 80, 1e-6);
  EXPECT_NEAR(after.first_s("c"), 90 + 90, 1e-6);  // at the door; a turnout of 90 s
}

TEST(AddFireStation, ReadsItsOptions) {
  const AddFireStation measure = read(R"(
    name = "Feuerwache 11"
    at = [11.4013, 48.1466]
    units = [{ type = "HLF", functions = 6 }, { type = "HLF", functions = 4 }]
  )");
  EXPECT_EQ(measure.at, LonLat::degrees(11.4013, 48.1466));
  ASSERT_EQ(measure.crew.units.size(), 2u);
  EXPECT_EQ(measure.crew.units[1].functions, 4);
  EXPECT_TRUE(measure.professional);
}

TEST(AddFireStation, RefusesAPlaceFarFromRoads) {
  EXPECT_EQ(
      message_of({.name = "Neu", .at = north_of_c(350), .crew = {.units = {{"HLF", 6}}}}),
      "fire station 'Neu' lies more than 300 m from any road that fire engines may use: the nearest, 'B-C', is 350 m "
      "away; give 'at' as [lon, lat] in degrees");
  EXPECT_EQ(
      message_of({.name = "Neu", .at = LonLat::degrees(48.1466, 11.4013), .crew = {.units = {{"HLF", 6}}}}),
      "fire station 'Neu' lies more than 300 m from any road that fire engines may use: there is none within 20 km; "
      "give 'at' as [lon, lat] in degrees");
}

TEST(AddFireStation, RefusesAKnownNameAndAStationWithoutUnits) {
  EXPECT_EQ(message_of({.name = "Wache 1", .at = north_of_c(0), .crew = {.units = {{"HLF", 6}}}}),
            "there is already a fire station 'Wache 1': choose another name");
  EXPECT_EQ(message_of({.name = "Neu", .at = north_of_c(0)}),
            "fire station 'Neu' gets no units: give units = [{ type = \"HLF\", functions = 6 }]");
}

}  // namespace
