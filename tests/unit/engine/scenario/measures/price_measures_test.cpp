/// Measures on prices and people: cordon_toll, distance_toll, fuel_price, growth.

#include <gtest/gtest.h>

#include "tests/unit/engine/scenario/measures/measured_town.hpp"

using namespace planspiel;
using test::after;
using test::refusal;
using test::road;
using test::touched;

namespace {

using Names = std::vector<std::string>;

class PriceMeasures : public testing::Test {
 protected:
  City city = test::measured_town();
  std::vector<EdgeId> inside{road(city, 'A', 'B'), road(city, 'B', 'A')};
  std::vector<ZoneId> zones_inside{test::zone(city, 'A'), test::zone(city, 'B')};
};

template <class Id>
std::vector<Id> list(std::span<const Id> ids) {
  return {ids.begin(), ids.end()};
}

TEST_F(PriceMeasures, ADayTollIsPaidByWhoDrivesInside) {
  const City now = after(city, "cordon_toll", "area = \"left\"\nprice = \"6 EUR/day\"\nhours = \"06:00-20:00\"");
  const Tolls& tolls = now[tables::tolls];
  ASSERT_EQ(tolls.size(), 1u);
  const TollId toll(0);
  EXPECT_EQ(tolls.basis[toll], TollBasis::day);
  EXPECT_EQ(tolls.price[toll], Euros(6.0));
  EXPECT_EQ(list(tolls.roads[toll]), inside);
  EXPECT_EQ(list(tolls.zones[toll]), zones_inside);
  EXPECT_FALSE(tolls.hours[toll].contains(5));
  EXPECT_TRUE(tolls.hours[toll].contains(6));
  EXPECT_TRUE(tolls.hours[toll].contains(19));
  EXPECT_FALSE(tolls.hours[toll].contains(20));
  EXPECT_EQ(touched(city, now), Names{"tolls"});
}

TEST_F(PriceMeasures, ACrossingTollIsPaidOnTheWayInOnly) {
  const City now = after(city, "cordon_toll", "area = \"left\"\nprice = \"2 EUR/crossing\"\ncharged = \"crossing\"");
  const Tolls& tolls = now[tables::tolls];
  EXPECT_EQ(tolls.basis[TollId(0)], TollBasis::crossing);
  EXPECT_EQ(list(tolls.roads[TollId(0)]), std::vector<EdgeId>{road(city, 'C', 'B')});
}

TEST_F(PriceMeasures, ASecondTollIsARowOfItsOwn) {
  const City once = after(city, "cordon_toll", "area = \"left\"\nprice = \"6 EUR/day\"");
  const City twice = after(once, "distance_toll", "area = \"left\"\nprice = \"0.20 EUR/km\"");
  const Tolls& tolls = twice[tables::tolls];
  ASSERT_EQ(tolls.size(), 2u);
  EXPECT_EQ(tolls.basis[TollId(1)], TollBasis::distance);
  EXPECT_DOUBLE_EQ(tolls.price[TollId(1)].value, 0.20);  // per kilometre
  EXPECT_EQ(list(tolls.roads[TollId(1)]), inside);
  EXPECT_EQ(touched(once, twice), Names{"tolls"});
}

TEST_F(PriceMeasures, ATollWhereNobodyDrivesIsRefused) {
  Roads roads = city.copy(tables::roads);
  for (const EdgeId edge : inside) roads.access[edge] = access::walk;
  const City on_foot = city.with(std::move(roads));
  for (const char* kind : {"cordon_toll", "distance_toll"}) {
    const char* price = kind[0] == 'c' ? "6 EUR/day" : "0.2 EUR/km";
    const std::string options = "area = \"left\"\nprice = \"" + std::string(price) + "\"";
    EXPECT_EQ(test::message_of(ErrorKind::config, [&] { after(on_foot, kind, options); }),
              "the area 'left' selects no road: a toll there would charge nobody");
  }
}

TEST_F(PriceMeasures, APriceNeedsItsBasis) {
  const std::string message = refusal("cordon_toll", "area = \"left\"\nprice = \"6 EUR\"");
  EXPECT_NE(message.find("measure.toml:2:"), std::string::npos) << message;
  EXPECT_NE(message.find("EUR/day"), std::string::npos) << message;
}

TEST_F(PriceMeasures, FuelGetsDearerAndElectricityDoesNot) {
  const City now = after(city, "fuel_price", "change = \"20 %\"");
  const Prices& prices = now[tables::prices];
  EXPECT_DOUBLE_EQ(prices.value[*prices.find("petrol")], 2.4);
  EXPECT_DOUBLE_EQ(prices.value[*prices.find("diesel")], 2.4);
  EXPECT_DOUBLE_EQ(prices.value[*prices.find("electricity")], 2.0);
  EXPECT_EQ(touched(city, now), Names{"prices"});
}

TEST_F(PriceMeasures, ACityWithoutFuelPricesCannotChangeThem) {
  EXPECT_EQ(test::message_of(ErrorKind::config, [] { after(test::three_zones(), "fuel_price", "change = \"20 %\""); }),
            "the city's table 'prices' has neither 'petrol' nor 'diesel'");
}

TEST_F(PriceMeasures, GrowthIsSpreadByWhatIsThere) {
  const City now = after(city, "growth", "area = \"left\"\nresidents = 400\njobs = 20");
  const Zones& zones = now[tables::zones];
  EXPECT_DOUBLE_EQ(zones.residents[test::zone(city, 'A')], 100.0 + 400.0 * 100.0 / 400.0);
  EXPECT_DOUBLE_EQ(zones.residents[test::zone(city, 'B')], 300.0 + 400.0 * 300.0 / 400.0);
  EXPECT_DOUBLE_EQ(zones.residents[test::zone(city, 'C')], 600.0);
  EXPECT_DOUBLE_EQ(zones.jobs[test::zone(city, 'A')], 60.0);
  EXPECT_EQ(touched(city, now), (Names{"buildings", "zones"}));
}

TEST_F(PriceMeasures, ThoseWhoComeLiveInTheBuildingsOfTheirZone) {
  const City now = after(city, "growth", "area = \"left\"\nresidents = 400");  // A doubles
  const Buildings& buildings = now[tables::buildings];
  EXPECT_DOUBLE_EQ(buildings.residents[*buildings.find("A")], 80.0);
  EXPECT_DOUBLE_EQ(buildings.residents[*buildings.find("C")], 60.0);
}

TEST_F(PriceMeasures, WhereNobodyLivesGrowthIsSpreadEvenly) {
  const City empty = after(city, "growth", "area = \"left\"\nresidents = -400");
  const City now = after(empty, "growth", "area = \"left\"\nresidents = 10");
  EXPECT_DOUBLE_EQ(now[tables::zones].residents[test::zone(city, 'A')], 5.0);
  EXPECT_DOUBLE_EQ(now[tables::zones].residents[test::zone(city, 'B')], 5.0);
}

TEST_F(PriceMeasures, NoMoreCanLeaveThanAreThere) {
  EXPECT_EQ(refusal("growth", "area = \"left\"\nresidents = -401"), "takes away more residents than the area has");
  EXPECT_EQ(refusal("growth", "area = \"left\"\njobs = -101"), "takes away more jobs than the area has");
}

TEST_F(PriceMeasures, GrowthThatChangesNothingIsAnError) {
  EXPECT_EQ(refusal("growth", "area = \"left\""), "changes nothing: write residents = 5000 or jobs = 2000");
}

}  // namespace
