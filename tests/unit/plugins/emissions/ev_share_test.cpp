#include "plugins/emissions/ev_share.hpp"

#include <gtest/gtest.h>

#include "tests/unit/plugins/emissions/emissions_day.hpp"

using namespace planspiel;
using namespace planspiel::emissions;

namespace {

/// 6 petrol, 3 diesel, 1 battery of 10 km; vans without battery; two zones of equal cars.
City base_city() {
  City city =
      test::town("A---B",
                 {.zones = true,
                  .more =
                      [](CityBuilder& builder) {
                        Fleet& fleet = builder[tables::fleet];
                        test::add_vehicle(fleet, "b", {Vehicle::car, Propulsion::battery, "Small", ""}, 0.1);
                        test::add_vehicle(fleet, "d", {Vehicle::car, Propulsion::diesel, "Medium", "Euro 5"}, 0.3);
                        test::add_vehicle(fleet, "p", {Vehicle::car, Propulsion::petrol, "Medium", "Euro 5"}, 0.6);
                        test::add_vehicle(fleet, "v", {Vehicle::van, Propulsion::diesel, "N1-III", "Euro 5"}, 1.0);
                        for (const ZoneId zone : builder[tables::zones].ids())
                          builder[tables::zones].cars_per_1000[zone] = 400.0;
                      }})
          .city;
  return city;
}

double share(const City& city, std::string_view id) { return city[tables::fleet].share[*city[tables::fleet].find(id)]; }

std::string message_of(const EvShare& measure) {
  try {
    apply(measure, base_city());
  } catch (const Error& error) {
    return error.what();
  }
  return "no error";
}

TEST(EvShare, SetsTheShareAndScalesTheRest) {
  const City changed = apply(EvShare{.share = 0.55}, base_city());
  EXPECT_NEAR(share(changed, "b"), 0.55, 1e-12);
  EXPECT_NEAR(share(changed, "p"), 0.30, 1e-12);  // two thirds of the other 0.45
  EXPECT_NEAR(share(changed, "d"), 0.15, 1e-12);
  EXPECT_EQ(share(changed, "v"), 1.0);
}

TEST(EvShare, AddsABatteryRowWhereThereIsNone) {
  const City changed = apply(EvShare{.vehicle = Vehicle::van, .share = 0.25}, base_city());
  EXPECT_NEAR(share(changed, "v"), 0.75, 1e-12);
  EXPECT_NEAR(share(changed, "van-battery"), 0.25, 1e-12);
  EXPECT_EQ(changed[tables::fleet].segment[*changed[tables::fleet].find("van-battery")], "N1-III");
}

TEST(EvShare, OfAnAreaMovesTheFleetByItsCars) {
  City city = base_city();
  const Polygon outline = city[tables::zones].outline[test::zone(city, 'A')];
  const AreaSelection area{.name = "A", .rings = {}};
  Areas areas = city.copy(tables::areas);
  areas.outline[areas.add("A")] = outline;
  city = city.with(std::move(areas));
  const City changed = apply(EvShare{.share = 0.5, .area = area}, city);
  EXPECT_NEAR(share(changed, "b"), 0.5 * 0.1 + 0.5 * 0.5, 1e-12);  // half of the cars live in A
}

TEST(EvShare, TheSameShareChangesNothing) {
  const City city = base_city();
  const City changed = apply(EvShare{.share = 0.1}, city);
  for (const char* id : {"b", "d", "p"}) EXPECT_NEAR(share(changed, id), share(city, id), 1e-15);
}

TEST(EvShare, RefusesWhatSelectsNothing) {
  EXPECT_EQ(message_of({.vehicle = Vehicle::bus, .share = 0.5}), "the table fleet has no row for 'bus'");
  EXPECT_EQ(message_of({.vehicle = Vehicle::van, .share = 0.5, .area = {.name = "A", .rings = {}}}),
            "'area' is possible for cars only: other fleets have no home; leave it out");
}

}  // namespace
