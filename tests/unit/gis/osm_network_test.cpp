#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "gis/osm_roads.hpp"
#include "tests/unit/gis/osm_drawn.hpp"
#include "tests/unit/gis/osm_file.hpp"

/// Barriers, cut streets and restrictions on a grid of streets drawn here.

namespace planspiel {
namespace {

using osm::Pairs;
using osm::relation;
using osm::way;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

const Pairs kStreet{{"highway", "residential"}};

/// A ring 1-2-3-4-1 of way 10, and a way 20 across it from 1 over 9 to 3:
///   4---3
///   | 9 |
///   1---2
/// 1 to 2 is 744 m, 1 to 4 is 1,112 m.
std::string ring() {
  return osm::node(1, 48.14, 11.57) + osm::node(2, 48.14, 11.58) + osm::node(3, 48.15, 11.58) +
         osm::node(4, 48.15, 11.57) + way(10, {1, 2, 3, 4, 1}, kStreet);
}
std::string across(const Pairs& barrier, const Pairs& street = kStreet) {
  return osm::node(9, 48.145, 11.575, barrier) + way(20, {1, 9, 3}, street);
}

struct ImportedNetwork {
  CityBuilder builder{CityProfile{}};
  OsmRoadReport report{};
  explicit ImportedNetwork(const std::string& content) {
    const OsmFile drawn(osm::file(content));
    report = import_osm_roads(drawn.path(), {}, builder);
  }
  const Roads& roads() { return builder[tables::roads]; }
  std::vector<std::string> links() {
    std::vector<std::string> ids(roads().id.begin(), roads().id.end());
    std::sort(ids.begin(), ids.end());
    return ids;
  }
  std::int32_t access_of(const char* link) { return roads().access[roads().find(link).value()]; }
  std::vector<std::string> turns() {
    std::vector<std::string> ids(builder[tables::turns].id.begin(), builder[tables::turns].id.end());
    std::sort(ids.begin(), ids.end());
    return ids;
  }
};

TEST(OsmBarriers, PartAStreetForThoseWhoDoNotPass) {
  ImportedNetwork city(ring() + across({{"barrier", "bollard"}}));
  EXPECT_EQ(city.access_of("w20:0"), 63);
  EXPECT_EQ(city.access_of("w20:1"), 63);
  EXPECT_EQ(city.access_of("b9:1"), 48);
  EXPECT_EQ(city.access_of("b9:1r"), 48);
  EXPECT_EQ(city.report.barriers, 1u);
}

TEST(OsmBarriers, KeepTheLengthOfTheStreet) {
  ImportedNetwork open(ring() + across({})), parted(ring() + across({{"barrier", "bollard"}}));
  EXPECT_NEAR(parted.report.link_km, open.report.link_km, 0.0001);
}

TEST(OsmBarriers, ThatEverybodyPassesPartNothing) {
  ImportedNetwork city(ring() + across({{"barrier", "toll_booth"}}));
  EXPECT_FALSE(city.roads().find("w20:1"));
  EXPECT_EQ(city.report.barriers, 0u);
}

TEST(OsmBarriers, ThatKeepNobodyOutWhoUsesTheStreetPartNothing) {
  ImportedNetwork city(
      ring() + across({{"barrier", "bus_trap"}}, {{"highway", "residential"}, {"motorcar", "no"}, {"hgv", "no"}}));
  EXPECT_FALSE(city.roads().find("w20:1"));
}

TEST(OsmBarriers, WhereStreetsMeetKeepAllOfThemApart) {
  ImportedNetwork city(ring() + across({{"barrier", "block"}}) + osm::node(5, 48.145, 11.58) +
                       way(30, {9, 5}, kStreet) + way(31, {5, 2}, kStreet));
  EXPECT_EQ(city.access_of("b9:1"), 48);
  EXPECT_EQ(city.access_of("b9:2"), 48);
}

TEST(OsmBarriers, AtTheEndOfAStreetMatterToNobody) {
  ImportedNetwork city(ring() + osm::node(9, 48.145, 11.575, {{"barrier", "gate"}, {"access", "private"}}) +
                       way(20, {1, 9}, kStreet));
  EXPECT_EQ(city.access_of("w20:0"), 63);
  EXPECT_EQ(city.report.barriers, 0u);
}

TEST(OsmStreetsForSome, AreKeptWithTheirUsersAlone) {
  ImportedNetwork city(ring() + across({}, {{"highway", "residential"}, {"access", "no"}, {"emergency", "yes"}}) +
                       way(30, {2, 4}, {{"highway", "busway"}}) +
                       way(31, {2, 4}, {{"highway", "pedestrian"}, {"bus", "yes"}}) +
                       way(32, {2, 4}, {{"highway", "residential"}, {"motor_vehicle", "no"}}));
  EXPECT_EQ(city.access_of("w20:0"), 8);
  EXPECT_EQ(city.access_of("w30:0"), 4);
  EXPECT_EQ(city.access_of("w31:0"), 36);
  EXPECT_FALSE(city.roads().find("w32:0"));
}

TEST(OsmStreetsForSome, AContraflowForBicyclesIsALinkForThemAndWalkers) {
  ImportedNetwork city(ring() + across({}, {{"highway", "residential"}, {"oneway", "yes"}, {"oneway:bicycle", "no"}}));
  EXPECT_EQ(city.access_of("w20:0"), 63);
  EXPECT_EQ(city.access_of("w20:0r"), 48);
}

TEST(OsmStreetsForSome, WhatCarsCannotComeBackFromIsNoneOfTheirs) {
  ImportedNetwork city(ring() + osm::node(9, 48.145, 11.575) +
                       way(20, {1, 9}, {{"highway", "residential"}, {"oneway", "yes"}, {"oneway:emergency", "no"}}));
  EXPECT_EQ(city.access_of("w20:0"), 8 | 48);
  EXPECT_EQ(city.report.dropped_links, 0u);
}

/// The first node of a closed way is its last one as well.
TEST(OsmSections, OfAClosedWayRunFromItsFirstNodeOn) {
  ImportedNetwork city(ring() + across({}));
  const EdgeId first = city.roads().find("w10:0").value();
  EXPECT_EQ(city.builder[tables::nodes].id[city.roads().from[first]], "n1");
  EXPECT_EQ(city.builder[tables::nodes].id[city.roads().to[first]], "n3");
}

TEST(OsmCutStreets, HaveNoLinkOverTheGap) {
  ImportedNetwork city(ring() + osm::node(5, 48.1401, 11.5701) + osm::node(6, 48.1499, 11.5799) +
                       way(20, {1, 5, 901, 902, 6, 3}, kStreet));
  EXPECT_EQ(city.report.cut_ways, 1u);
  EXPECT_THAT(city.report.text().en, HasSubstr("1 cut way "));
  EXPECT_LT(city.roads().length[*city.roads().find("w20:0")].value, 50.0);
  EXPECT_LT(city.roads().length[*city.roads().find("w20:1")].value, 50.0);
  EXPECT_FALSE(city.roads().find("w20:2"));
}

TEST(OsmCutStreets, EndWhereANodeLiesOutsideTheWorld) {
  ImportedNetwork city(ring() + osm::node(5, 48.1401, 11.5701) + osm::node(6, 98.0, 11.5799) +
                       way(20, {1, 5, 6, 3}, kStreet));
  EXPECT_EQ(city.report.cut_ways, 1u);
  EXPECT_LT(city.roads().length[*city.roads().find("w20:0")].value, 50.0);
}

TEST(OsmCutStreets, OfOneNodeOrOfOnePlaceHarmNobody) {
  ImportedNetwork city(ring() + osm::node(5, 48.14, 11.57) + way(20, {1}, kStreet) + way(21, {2, 2}, kStreet) +
                       way(22, {1, 5}, kStreet) + way(23, {901, 902}, kStreet));
  EXPECT_EQ(city.report.short_ways, 3u);
  EXPECT_EQ(city.roads().length[*city.roads().find("w22:0")].value, 1.0);
}

TEST(OsmObjects, DeletedOnesAndOldVersionsAreLeftOutAndCounted) {
  ImportedNetwork city(ring() + across({}) + way(20, {}, {}, "version='2' visible='false'") +
                       way(30, {1, 3}, kStreet, "version='3'") +
                       way(30, {1, 3}, {{"highway", "primary"}}, "version='2'"));
  EXPECT_FALSE(city.roads().find("w20:0"));
  EXPECT_EQ(city.roads().road_class[*city.roads().find("w30:0")], RoadClass::residential);
  EXPECT_EQ(city.report.deleted, 1u);
  EXPECT_EQ(city.report.repeated, 2u);
}

TEST(OsmObjects, ThatJosmMarksAsDeletedAreLeftOut) {
  const OsmFile drawn("<osm version='0.6' generator='JOSM'>" + ring() + osm::node(-9, 48.145, 11.575) +
                      way(-20, {1, -9, 3}, kStreet, "action='delete'") + "</osm>");
  CityBuilder builder{CityProfile{}};
  const OsmRoadReport report = import_osm_roads(drawn.path(), {}, builder);
  EXPECT_FALSE(builder[tables::roads].find("w-20:0"));
  EXPECT_EQ(report.deleted, 1u);
}

TEST(OsmObjects, ConditionsAndWaysThatAreNoStreetsAreCountedWithAnExample) {
  ImportedNetwork city(ring() +
                       across({}, {{"highway", "residential"}, {"motor_vehicle:conditional", "no @ (22:00-06:00)"}}) +
                       way(30, {1, 3}, {{"highway", "construction"}, {"construction", "primary"}}) +
                       way(31, {1, 3}, {{"highway", "steps"}}));
  EXPECT_THAT(city.report.text().en,
              testing::AllOf(HasSubstr("1 × motor_vehicle:conditional: times and conditions"),
                             HasSubstr("1 × highway=construction: left out (first: w30)"), HasSubstr("highway=steps")));
}

/// A crossing at 2 of four streets: 10 from the west, 11 from the east, 12 from the north, 13 from the south.
const std::string kCrossing = osm::node(1, 48.14, 11.57) + osm::node(2, 48.14, 11.58) + osm::node(3, 48.14, 11.59) +
                              osm::node(4, 48.147, 11.58) + osm::node(5, 48.133, 11.58) + way(10, {1, 2}, kStreet) +
                              way(11, {2, 3}, kStreet) + way(12, {2, 4}, kStreet) + way(13, {2, 5}, kStreet);
std::vector<std::string> turns_of(const std::vector<std::string>& members, Pairs pairs) {
  pairs.emplace_back("type", "restriction");
  return ImportedNetwork(kCrossing + relation(90, members, pairs)).turns();
}
const std::vector<std::string> kLeft{"from w10", "via n2", "to w12"};

TEST(OsmRestrictions, BindWhomTheyAreFor) {
  const auto forbidden = ElementsAre("w10:0>w12:0");
  EXPECT_THAT(turns_of(kLeft, {{"restriction", "no_left_turn"}}), forbidden);
  EXPECT_THAT(turns_of(kLeft, {{"restriction", "no_left_turn"}, {"except", "psv;bicycle"}}), forbidden);
  EXPECT_THAT(turns_of(kLeft, {{"restriction", "no_left_turn"}, {"except", "bicycle; Motorcar"}}), IsEmpty());
  EXPECT_THAT(turns_of(kLeft, {{"restriction", "no_left_turn"}, {"except", "motor_vehicle"}}), IsEmpty());
  EXPECT_THAT(turns_of(kLeft, {{"restriction:motorcar", "no_left_turn"}}), forbidden);
  EXPECT_THAT(turns_of(kLeft, {{"restriction:motor_vehicle", "no_left_turn"}}), forbidden);
  EXPECT_THAT(turns_of(kLeft, {{"restriction:hgv", "no_left_turn"}}), IsEmpty());
  EXPECT_THAT(turns_of(kLeft, {{"restriction:conditional", "no_left_turn @ (06:00-10:00)"}}), IsEmpty());
  EXPECT_THAT(turns_of(kLeft, {{"restriction", "no_left_turn"}, {"hour_on", "07:00"}}), IsEmpty());
}

TEST(OsmRestrictions, MayHaveSeveralFromAndTo) {
  EXPECT_THAT(turns_of({"from w10", "from w13", "via n2", "to w12"}, {{"restriction", "no_entry"}}),
              ElementsAre("w10:0>w12:0", "w13:0r>w12:0"));
  EXPECT_THAT(turns_of({"from w10", "via n2", "to w12", "to w13"}, {{"restriction", "no_exit"}}),
              ElementsAre("w10:0>w12:0", "w10:0>w13:0"));
  EXPECT_THAT(turns_of({"from w10", "via n2", "to w11", "to w12"}, {{"restriction", "only_straight_on"}}),
              ElementsAre("w10:0>w10:0r", "w10:0>w13:0"));
}

TEST(OsmRestrictions, ThatCannotBeReadAreCounted) {
  ImportedNetwork city(
      kCrossing +
      relation(90, {"from w10", "via w11", "to w12"}, {{"type", "restriction"}, {"restriction", "no_u_turn"}}) +
      relation(91, {"from w10", "to w12"}, {{"type", "restriction"}, {"restriction", "no_left_turn"}}) +
      relation(92, {"from w10", "via n2", "to w99"}, {{"type", "restriction"}, {"restriction", "no_left_turn"}}) +
      relation(93, kLeft, {{"type", "restriction"}, {"restriction", "maybe_left"}}) +
      relation(94, kLeft, {{"type", "restriction"}, {"restriction:hgv", "no_left_turn"}}));
  EXPECT_THAT(city.turns(), IsEmpty());
  EXPECT_EQ(city.report.restrictions_unplaced, 1u);
  EXPECT_THAT(city.report.text().en,
              testing::AllOf(HasSubstr("has ways between, not read (first: r90)"), HasSubstr("lacks from, via or to"),
                             HasSubstr("not placed (first: r92)"), HasSubstr("restriction=maybe_left: not understood"),
                             HasSubstr("restriction:hgv=no_left_turn: binds no cars")));
}

/// Way 20 runs from west to east through the crossing at 2, way 21 from south to north.
const std::string kThrough = osm::node(1, 48.14, 11.57) + osm::node(2, 48.14, 11.58) + osm::node(3, 48.14, 11.59) +
                             osm::node(4, 48.147, 11.58) + osm::node(5, 48.133, 11.58) + way(20, {1, 2, 3}, kStreet) +
                             way(21, {5, 2, 4}, kStreet);
std::vector<std::string> turns_inside(const char* rule, const std::vector<std::string>& members) {
  return ImportedNetwork(kThrough + relation(90, members, {{"type", "restriction"}, {"restriction", rule}})).turns();
}

TEST(OsmRestrictions, InsideAStreetMeanWhatTheirWordSaysOrNothing) {
  const std::vector<std::string> same{"from w20", "via n2", "to w20"}, other{"from w20", "via n2", "to w21"};
  EXPECT_THAT(turns_inside("no_u_turn", same), ElementsAre("w20:0>w20:0r", "w20:1r>w20:1"));
  EXPECT_THAT(turns_inside("no_straight_on", same), IsEmpty());  // from the west or from the east?
  EXPECT_THAT(turns_inside("no_left_turn", other), IsEmpty());
  EXPECT_THAT(turns_inside("only_straight_on", same), IsEmpty());
  EXPECT_THAT(turns_inside("no_entry", other), IsEmpty());
}

TEST(OsmRestrictions, FromAnArmIntoAStreetThatGoesOnTakeThePieceOfTheirWord) {
  const std::string west = osm::node(6, 48.136, 11.575) + way(22, {6, 2}, kStreet);
  ImportedNetwork city(
      kThrough + west + way(23, {6, 1}, kStreet) +
      relation(90, {"from w22", "via n2", "to w20"}, {{"type", "restriction"}, {"restriction", "no_left_turn"}}));
  EXPECT_THAT(city.turns(), ElementsAre("w22:0>w20:0r"));
}

}  // namespace
}  // namespace planspiel
