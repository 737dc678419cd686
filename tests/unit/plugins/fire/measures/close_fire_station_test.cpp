#include "plugins/fire/measures/close_fire_station.hpp"

#include <gtest/gtest.h>

#include "tests/unit/plugins/fire/fire_day.hpp"

using namespace planspiel;
using namespace planspiel::fire;

namespace {

City town_of_closing() {
  return test::town("A---B---C", {.zones = true,
                                  .more =
                                      [](CityBuilder& builder) {
                                        test::add_station(builder, "1", test::place(builder, 'A'));
                                        test::add_station(builder, "2", test::place(builder, 'C'));
                                        test::add_building(builder, "c", test::place(builder, 'C'), 1.0, 'C');
                                      }})
      .city;
}

std::string message_of(const CloseFireStation& measure, const City& city) {
  try {
    apply(measure, city);
  } catch (const Error& error) {
    return error.what();
  }
  return "no error";
}

TEST(CloseFireStation, ItsUnitsDoNotComeAnyMore) {
  test::FireDay before(town_of_closing()), after(apply(CloseFireStation{.name = "Wache 2"}, town_of_closing()));
  before.run(parse_toml("faster = 1.0", "options"));
  after.run(parse_toml("faster = 1.0", "options"));
  EXPECT_NEAR(before.first_s("c"), 90 + 60, 1e-9);
  EXPECT_NEAR(after.first_s("c"), 90 + 60 + 80, 1e-9);
  EXPECT_TRUE(std::isnan(after.second_s("c")));
  EXPECT_EQ(after.city[tables::stations].size(), 2u);  // the row stays
}

TEST(CloseFireStation, NamesTheNearestKnownStation) {
  EXPECT_EQ(message_of({.name = "Wache 3"}, town_of_closing()),
            "no fire station is called 'Wache 3': did you mean 'Wache 1'?");
  EXPECT_EQ(message_of({.name = "Wache 3"}, City{}), "the city has no fire station, so none is called 'Wache 3'");
}

TEST(CloseFireStation, RefusesTwice) {
  const City closed = apply(CloseFireStation{.name = "2"}, town_of_closing());
  EXPECT_EQ(message_of({.name = "2"}, closed), "fire station '2' is closed already: leave the measure out");
}

}  // namespace
