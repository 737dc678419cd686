/// Measures on roads: speed_limit, close_roads, road_capacity, and how they select.

#include <gtest/gtest.h>

#include "engine/scenario/measures/speed_limit.hpp"
#include "tests/unit/engine/scenario/measures/measured_town.hpp"

using namespace planspiel;
using namespace planspiel::literals;
using test::after;
using test::refusal;
using test::road;
using test::touched;

namespace {

using Names = std::vector<std::string>;

class Streets : public testing::Test {
 protected:
  const Roads& roads(const City& in) { return in[tables::roads]; }
  City city = test::measured_town();  // 50 km/h; 10 m/s on the empty road
  EdgeId left = road(city, 'A', 'B'), back = road(city, 'B', 'A'), right = road(city, 'B', 'C');
};

TEST_F(Streets, ASpeedLimitHoldsInTheAreaAndNowhereElse) {
  const City now = after(city, "speed_limit", "area = \"left\"\nlimit = \"30 km/h\"");
  EXPECT_EQ(roads(now).limit[left], 30.0_km_h);
  EXPECT_EQ(roads(now).limit[back], 30.0_km_h);
  EXPECT_EQ(roads(now).limit[right], roads(city).limit[right]);
  EXPECT_EQ(roads(now).free_speed[right], roads(city).free_speed[right]);
  EXPECT_EQ(touched(city, now), Names{"roads"});
}

TEST_F(Streets, TheFreeSpeedFollowsTheLimitButNeverExceedsIt) {
  const auto follow = [](double free_km_h, double old_km_h, double new_km_h, RoadClass road_class) {
    return 3.6 *
           free_speed_after(Speed(free_km_h / 3.6), Speed(old_km_h / 3.6), Speed(new_km_h / 3.6), road_class).value;
  };
  EXPECT_NEAR(follow(22.0, 50.0, 30.0, RoadClass::residential), 22.0 / (1.0 + 0.2 * (50.0 / 30.0 - 1.0)),
              1e-9);                                                          // 19.4
  EXPECT_NEAR(follow(35.0, 50.0, 30.0, RoadClass::residential), 30.0, 1e-9);  // the law alone says 30.9
  EXPECT_NEAR(follow(115.0, 130.0, 100.0, RoadClass::motorway), 115.0 / (1.0 + 0.8 * 0.3), 1e-9);
  EXPECT_NEAR(follow(19.0, 30.0, 50.0, RoadClass::residential), 19.0 / (1.0 + 0.2 * (0.6 - 1.0)),
              1e-9);  // faster again
}

TEST_F(Streets, TheSameLimitChangesNoSpeed) {
  const City now = after(city, "speed_limit", "area = \"left\"\nlimit = \"50 km/h\"");
  EXPECT_EQ(roads(now).free_speed[left], roads(city).free_speed[left]);
}

TEST_F(Streets, ALimitWithoutUnitIsRefusedWithItsPlace) {
  EXPECT_NE(refusal("speed_limit", "area = \"left\"\nlimit = 30").find("measure.toml:2:"), std::string::npos);
}

TEST_F(Streets, AClosedStreetStaysOpenToFeetBicyclesAndWhoIsExempt) {
  const City now = after(city, "close_roads", "roads = [\"A-B\"]");
  EXPECT_EQ(roads(now).access[left],
            access::walk | access::bike | access::bus | access::emergency | access::resident_car);
  EXPECT_EQ(roads(now).access[back], access::all);
  EXPECT_EQ(touched(city, now), Names{"roads"});
}

TEST_F(Streets, WithNobodyExemptNobodyDrives) {
  const City now = after(city, "close_roads", "roads = [\"Left\"]\nexempt = []");
  EXPECT_EQ(roads(now).access[left], access::walk | access::bike);
  EXPECT_EQ(roads(now).access[back], access::walk | access::bike);
}

TEST_F(Streets, DeliveriesThatAreExemptKeepTheWayOfTrucks) {
  const City now = after(city, "close_roads", "roads = [\"A-B\"]\nexempt = [\"deliveries\"]");
  EXPECT_EQ(roads(now).access[left], access::walk | access::bike | access::truck);
}

TEST_F(Streets, AnExemptionOpensNothingThatWasClosed) {
  Roads before = city.copy(tables::roads);
  before.access[left] = access::walk;
  const City now = after(city.with(std::move(before)), "close_roads", "roads = [\"A-B\"]");
  EXPECT_EQ(roads(now).access[left], access::walk);
}

TEST_F(Streets, ClosingTwiceKeepsTheResidents) {
  const City once = after(city, "close_roads", "roads = [\"A-B\"]");
  const City twice = after(once, "close_roads", "roads = [\"A-B\"]");
  EXPECT_EQ(roads(twice).access[left], roads(once).access[left]);
}

TEST_F(Streets, AnUnknownExemptionIsRefused) {
  EXPECT_EQ(refusal("close_roads", "area = \"left\"\nexempt = [\"taxis\"]"),
            "unknown exemption 'taxis': emergency, buses, residents or deliveries");
}

TEST_F(Streets, CapacityChangesByItsShare) {
  const City now = after(city, "road_capacity", "area = \"left\"\nchange = \"-50 %\"");
  EXPECT_DOUBLE_EQ(roads(now).capacity[left].value, 0.5 * roads(city).capacity[left].value);
  EXPECT_EQ(roads(now).capacity[right], roads(city).capacity[right]);
  EXPECT_EQ(touched(city, now), Names{"roads"});
}

TEST_F(Streets, AnAreaAndRoadsAreTakenTogetherAndOnce) {
  const City now = after(city, "road_capacity", "area = \"left\"\nroads = [\"A-B\", \"Right\"]\nchange = \"-50 %\"");
  for (const EdgeId edge : roads(now).ids())
    EXPECT_DOUBLE_EQ(roads(now).capacity[edge].value, 0.5 * roads(city).capacity[edge].value) << edge.index();
}

TEST_F(Streets, OnlyTheClassesAskedForAreTaken) {
  Roads before = city.copy(tables::roads);
  before.road_class[left] = RoadClass::primary;
  const City mixed = city.with(std::move(before));
  const City now = after(mixed, "road_capacity", "area = \"left\"\nclasses = [\"primary\"]\nchange = \"-50 %\"");
  EXPECT_DOUBLE_EQ(roads(now).capacity[left].value, 0.5 * roads(city).capacity[left].value);
  EXPECT_EQ(roads(now).capacity[back], roads(city).capacity[back]);
}

TEST_F(Streets, SelectingNothingIsAnError) {
  EXPECT_EQ(refusal("road_capacity", "area = \"left\"\nclasses = [\"motorway\"]\nchange = \"10 %\""),
            "selects no road in 'left'");
  EXPECT_EQ(refusal("road_capacity", "change = \"10 %\""),
            "says neither 'area' nor 'roads': write area = \"mittlerer-ring\" or roads = [\"Leopoldstraße\"]");
  EXPECT_EQ(refusal("road_capacity", "roads = [\"Lfet\"]\nchange = \"10 %\""),
            "no road has the id or name 'Lfet'; ids and names are in the layer 'roads' of the city's GeoPackage");
}

TEST_F(Streets, AnUnknownAreaOrClassIsNamedWithTheNearest) {
  EXPECT_EQ(refusal("road_capacity", "area = \"lfet\"\nchange = \"10 %\""),
            "the city has no area or district 'lfet': did you mean 'left'?");
  EXPECT_EQ(refusal("road_capacity", "area = \"left\"\nclasses = [\"primry\"]\nchange = \"10 %\""),
            "unknown road class 'primry': did you mean 'primary'?");
}

}  // namespace
