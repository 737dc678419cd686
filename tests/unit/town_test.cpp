#include "tests/unit/town.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace planspiel {
namespace {

TEST(Town, StreetsRunInBothDirectionsAHundredMetresPerSign) {
  const test::Town town = test::town(R"(
    S---B---A
    |       |
    C-------D
  )");
  const Roads& roads = town.city[tables::roads];
  EXPECT_EQ(roads.size(), 10u);
  EXPECT_EQ(roads.length[test::road(town, 'S', 'B')], Metres(400.0));
  EXPECT_EQ(roads.length[test::road(town, 'C', 'S')], Metres(200.0));
  EXPECT_EQ(roads.length[test::road(town, 'D', 'C')], Metres(800.0));
}

TEST(Town, ArrowsMakeOneWayStreets) {
  const test::Town town = test::town(R"(
    A->-B
    ^   |
    |   v
    C-<-D
  )");
  const Roads& roads = town.city[tables::roads];
  EXPECT_THAT(roads.id, testing::ElementsAre("A-B", "B-D", "C-A", "D-C"));
}

TEST(Town, PlusIsANamelessJunction) {
  const test::Town town = test::town("A-+-B");
  EXPECT_THAT(town.city[tables::nodes].id, testing::ElementsAre("+1,3", "A", "B"));
  EXPECT_TRUE(town.city[tables::roads].find("A-+1,3"));
}

TEST(Town, TheFirstSignStandsAtTheOriginAndSouthIsDown) {
  const test::Town town = test::town(R"(
    A
    |
    B
  )");
  EXPECT_EQ(test::place(town, 'A'), Point::metres(690000.0, 5335000.0));
  EXPECT_EQ(test::place(town, 'B'), Point::metres(690000.0, 5334800.0));
}

TEST(Town, EachLetterIsAZoneWhenAsked) {
  const test::Town town = test::town("A--B", {.zones = true, .residents = 70.0});
  const Zones& zones = town.city[tables::zones];
  EXPECT_THAT(zones.id, testing::ElementsAre("A", "B"));
  EXPECT_EQ(zones.residents[test::zone(town, 'B')], 70.0);
  EXPECT_EQ(town.city[tables::districts].residents[DistrictId(0)], 140.0);
}

TEST(Town, WithoutARoadNobodyUsesItInEitherDirection) {
  const test::Town town = test::town("A--B--C");
  const test::Town closed = test::without_road(town, 'B', 'A');
  const Roads& roads = closed.city[tables::roads];
  EXPECT_EQ(roads.access[test::road(closed, 'A', 'B')], 0);
  EXPECT_EQ(roads.access[test::road(closed, 'B', 'A')], 0);
  EXPECT_EQ(roads.access[test::road(closed, 'B', 'C')], access::all);
}

TEST(Town, AStreetThatEndsNowhereIsNamed) {
  try {
    test::town("A--B--");
    FAIL() << "a street without an end was drawn";
  } catch (const Error& error) {
    EXPECT_STREQ(error.what(), "drawing, line 1, column 5: '-' belongs to no street between two nodes");
  }
}

}  // namespace
}  // namespace planspiel
