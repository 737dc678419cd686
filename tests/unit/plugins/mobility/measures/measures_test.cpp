#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/generate/generate.hpp"
#include "plugins/mobility/measures/home_office.hpp"
#include "plugins/mobility/measures/parking_price.hpp"
#include "plugins/mobility/measures/transit_fare.hpp"
#include "plugins/mobility/measures/transit_frequency.hpp"

namespace planspiel::mobility {
namespace {

using testing::HasSubstr;

const City& testtown() {
  static const City city = generate_city(PLANSPIEL_SOURCE_DIR "/scenarios/testtown/city.toml");
  return city;
}
AreaSelection area(const char* name) { return {.name = name, .rings = {}}; }

TEST(ParkingPrice, HoldsInTheAreaAndNowhereElse) {
  const City changed = apply(ParkingPrice{.area = area("altstadt"), .price = EurosPerHour(4.0 / 3600.0)}, testtown());
  const Polygon outline = testtown()[tables::areas].outline[*testtown()[tables::areas].find("altstadt")];
  const Parking &after = changed[tables::parking], &before = testtown()[tables::parking];
  std::size_t dearer = 0;
  for (const ParkingId row : after.ids()) {
    const bool inside = outline.contains(changed[tables::zones].centre[after.zone[row]]);
    if (inside) {
      EXPECT_DOUBLE_EQ(after.price[row].value, 4.0 / 3600.0);
      ++dearer;
    } else if (const auto same = before.find(after.id[row])) {
      EXPECT_EQ(after.price[row].value, before.price[*same].value);
    }
  }
  EXPECT_GT(dearer, 0u);
}

TEST(TransitFare, ChangesEveryFare) {
  const City changed = apply(TransitFare{.change = -0.5}, testtown());
  for (const FareId row : changed[tables::fares].ids())
    EXPECT_DOUBLE_EQ(changed[tables::fares].price[row].value, 0.5 * testtown()[tables::fares].price[row].value);
}

TEST(TransitFrequency, HalfAsManyAgainMeansTwoThirdsOfTheHeadway) {
  const City changed = apply(TransitFrequency{.modes = {"bus"}, .change = 0.5}, testtown());
  const Headways &after = changed[tables::headways], &before = testtown()[tables::headways];
  for (const HeadwayId row : before.ids()) {
    const bool bus = testtown()[tables::lines].transit_mode[before.line[row]] == TransitMode::bus;
    EXPECT_DOUBLE_EQ(after.headway[row].value, before.headway[row].value / (bus ? 1.5 : 1.0));
  }
}

TEST(TransitFrequency, InSomeHoursTheOthersStay) {
  const City changed = apply(TransitFrequency{.change = 1.0, .hours = 1u << 8}, testtown());
  const auto service = [](const City& city, std::size_t hour) {
    double departures = 0.0;
    const Headways& headways = city[tables::headways];
    for (const HeadwayId row : headways.ids())
      if (headways.hours[row].contains(hour)) departures += 3600.0 / headways.headway[row].value;
    return departures;
  };
  EXPECT_NEAR(service(changed, 8), 2.0 * service(testtown(), 8), 1e-9);
  EXPECT_NEAR(service(changed, 12), service(testtown(), 12), 1e-9);
}

TEST(TransitFrequency, AnUnknownLineNamesTheNearest) {
  try {
    apply(TransitFrequency{.lines = {"no such line"}, .change = 0.5}, testtown());
    FAIL();
  } catch (const Error& error) {
    EXPECT_THAT(error.what(), HasSubstr("no such line"));
  }
}

TEST(HomeOffice, SetsTheShareOfAllWhoWork) {
  const City changed = apply(HomeOffice{.share = 0.25}, testtown());
  const PersonGroups& groups = changed[tables::person_groups];
  double at_home = 0.0, employed = 0.0;
  for (const PersonGroupId group : groups.ids()) {
    at_home += groups.share[group] * groups.employed[group] * groups.home_office[group];
    employed += groups.share[group] * groups.employed[group];
  }
  EXPECT_NEAR(at_home / employed, 0.25, 1e-9);
}

}  // namespace
}  // namespace planspiel::mobility
