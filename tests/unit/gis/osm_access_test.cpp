#include "gis/osm_access.hpp"

#include <gtest/gtest.h>

#include "tests/unit/gis/osm_drawn.hpp"

namespace planspiel {
namespace {

using osm::Pairs;

struct Street {
  Pairs pairs;
  std::int32_t forward, backward;
  bool one_way = false;  ///< by its class
  std::int32_t usual = access::all;
};
void PrintTo(const Street& street, std::ostream* out) {
  for (const auto& [key, value] : street.pairs) *out << key << "=" << value << " ";
}

class OsmAccessOf : public testing::TestWithParam<Street> {};

TEST_P(OsmAccessOf, IsWhatTheNarrowestKeySaysInEachDirection) {
  osm::Written written{GetParam().pairs};
  const OsmAccess street = street_access(written.tags(), {.open_to = GetParam().usual, .one_way = GetParam().one_way});
  EXPECT_EQ(street.forward, GetParam().forward);
  EXPECT_EQ(street.backward, GetParam().backward);
}

// 1 car, 2 truck, 4 bus, 8 emergency, 16 bike, 32 walk: 63 all, 15 motor vehicles, 48 bicycles and walkers.
INSTANTIATE_TEST_SUITE_P(
    NarrowerKeys, OsmAccessOf,
    testing::Values(Street{{}, 63, 63}, Street{{{"access", "no"}}, 0, 0},
                    Street{{{"access", "no"}, {"motor_vehicle", "yes"}}, 15, 15},
                    Street{{{"motor_vehicle", "yes"}, {"motorcar", "no"}}, 62, 62},
                    Street{{{"motorcar", "yes"}, {"motor_vehicle", "no"}}, 49, 49},
                    Street{{{"vehicle", "no"}, {"bicycle", "yes"}}, 48, 48}, Street{{{"hgv", "no"}}, 61, 61},
                    Street{{{"hgv", "delivery"}}, 63, 63}, Street{{{"bicycle", "no"}, {"foot", "no"}}, 15, 15},
                    Street{{{"motor_vehicle", "no"}, {"psv", "yes"}}, 52, 52},
                    Street{{{"psv", "yes"}, {"bus", "no"}, {"motor_vehicle", "no"}}, 48, 48},
                    Street{{{"access", "no"}, {"emergency", "yes"}}, 8, 8},
                    Street{{{"motor_vehicle", "no"}, {"emergency", "yes"}, {"bus", "yes"}}, 60, 60},
                    Street{{{"bicycle", "use_sidepath"}}, 63, 63}));

INSTANTIATE_TEST_SUITE_P(
    ValuesAndLists, OsmAccessOf,
    testing::Values(Street{{{"motor_vehicle", "forestry;agricultural"}}, 48, 48},
                    Street{{{"motor_vehicle", "agricultural; forestry"}}, 48, 48},
                    Street{{{"motor_vehicle", "destination;agricultural"}}, 63, 63},
                    Street{{{"access", "agricultural;private"}}, 0, 0}, Street{{{"access", "No"}}, 0, 0},
                    Street{{{"access", "psv"}}, 4, 4}, Street{{{"access", "bus;bicycle"}}, 20, 20},
                    Street{{{"access", "emergency"}}, 8, 8}, Street{{{"access", "foot"}}, 32, 32},
                    Street{{{"access", "military"}}, 0, 0}, Street{{{"motor_vehicle", "restricted"}}, 48, 48},
                    Street{{{"access", "customers"}}, 63, 63}, Street{{{"access", "residents"}}, 63, 63},
                    Street{{{"motor_vehicle", "permit"}}, 63, 63}, Street{{{"access", "unknown"}}, 63, 63},
                    Street{{{"access", "ask the miller"}}, 63, 63}, Street{{{"vehicle", "official"}}, 63, 63}));

INSTANTIATE_TEST_SUITE_P(Directions, OsmAccessOf,
                         testing::Values(Street{{{"oneway", "yes"}}, 63, 32}, Street{{{"oneway", "-1"}}, 32, 63},
                                         Street{{{"oneway", "no"}}, 63, 63, true}, Street{{}, 63, 32, true},
                                         Street{{{"oneway", "yes"}, {"oneway:bicycle", "no"}}, 63, 48},
                                         Street{{{"oneway", "yes"}, {"cycleway:left", "opposite_lane"}}, 63, 48},
                                         Street{{{"oneway", "yes"}, {"cycleway:left:oneway", "-1"}}, 63, 48},
                                         Street{{{"oneway", "yes"}, {"bus", "opposite_lane"}}, 63, 36},
                                         Street{{{"oneway", "yes"}, {"busway:left", "opposite_lane"}}, 63, 36},
                                         Street{{{"oneway", "yes"}, {"lanes:psv:backward", "1"}}, 63, 36},
                                         Street{{{"oneway", "yes"}, {"oneway:psv", "no"}}, 63, 36},
                                         Street{{{"oneway", "yes"}, {"bicycle:backward", "yes"}}, 63, 48},
                                         Street{{{"oneway", "yes"}, {"oneway:motor_vehicle", "no"}}, 63, 47},
                                         Street{{{"oneway:motor_vehicle", "yes"}}, 63, 48},
                                         Street{{{"motor_vehicle:backward", "no"}}, 63, 48},
                                         Street{{{"vehicle:forward", "no"}, {"bicycle:forward", "yes"}}, 48, 63},
                                         Street{{{"access:backward", "no"}}, 63, 0},
                                         Street{{{"oneway:foot", "yes"}}, 63, 31},
                                         Street{{{"oneway", "reversible"}}, 63, 32},
                                         Street{{{"oneway", "alternating"}}, 63, 63}));

INSTANTIATE_TEST_SUITE_P(
    ClassesAndSizes, OsmAccessOf,
    testing::Values(Street{{}, 15, 15, false, access::motor}, Street{{{"access", "yes"}}, 15, 15, false, access::motor},
                    Street{{{"bicycle", "yes"}}, 31, 31, false, access::motor}, Street{{{"maxweight", "3.5"}}, 57, 57},
                    Street{{{"maxweight", "16 t"}}, 63, 63},
                    Street{{{"maxweight", "7.5"}, {"hgv", "destination"}}, 59, 59},
                    Street{{{"maxheight", "2.1"}}, 49, 49}, Street{{{"maxheight", "3.8 m"}}, 61, 61},
                    Street{{{"maxheight", "12'6\""}}, 61, 61}, Street{{{"maxheight", "default"}}, 63, 63},
                    Street{{{"maxwidth", "2"}}, 49, 49}));

TEST(OsmAccess, WhatIsNotUnderstoodIsCountedWithItsWay) {
  osm::Written written(Pairs{{"access", "ask the miller"}, {"oneway", "perhaps"}, {"maxheight", "low"}});
  street_access(written.tags(), {});
  EXPECT_EQ(written.unread.entries().size(), 3u);
  EXPECT_EQ(written.unread.count("access=ask the miller: not understood, taken as not there"), 1u);
  EXPECT_EQ(written.unread.entries().begin()->second.example, "w1");
}

TEST(OsmAccess, ErrandsAndReversibleLanesAreCounted) {
  osm::Written written(Pairs{{"motor_vehicle", "destination"}, {"oneway", "reversible"}});
  street_access(written.tags(), {});
  EXPECT_EQ(written.unread.entries().size(), 2u);
}

struct Barrier {
  Pairs pairs;
  std::int32_t open_to;
};
void PrintTo(const Barrier& barrier, std::ostream* out) { PrintTo(Street{barrier.pairs, 0, 0}, out); }

class OsmBarrierOf : public testing::TestWithParam<Barrier> {};

TEST_P(OsmBarrierOf, LetsPassWhomItsKindAndItsTagsLetPass) {
  osm::Written written{GetParam().pairs};
  EXPECT_EQ(barrier_access(written.tags()), GetParam().open_to);
}

INSTANTIATE_TEST_SUITE_P(
    Kinds, OsmBarrierOf,
    testing::Values(Barrier{{{"highway", "crossing"}, {"bicycle", "no"}}, 63}, Barrier{{{"barrier", "bollard"}}, 48},
                    Barrier{{{"barrier", "block"}}, 48}, Barrier{{{"barrier", "jersey_barrier"}}, 48},
                    Barrier{{{"barrier", "cycle_barrier"}}, 48}, Barrier{{{"barrier", "kissing_gate"}}, 32},
                    Barrier{{{"barrier", "stile"}}, 32}, Barrier{{{"barrier", "wall"}}, 0},
                    Barrier{{{"barrier", "gate"}}, 63}, Barrier{{{"barrier", "lift_gate"}}, 63},
                    Barrier{{{"barrier", "swing_gate"}}, 63}, Barrier{{{"barrier", "kerb"}}, 63},
                    Barrier{{{"barrier", "entrance"}}, 63}, Barrier{{{"barrier", "toll_booth"}}, 63},
                    Barrier{{{"barrier", "border_control"}}, 63}, Barrier{{{"barrier", "cattle_grid"}}, 63},
                    Barrier{{{"barrier", "bus_trap"}}, 60}, Barrier{{{"barrier", "sump_buster"}}, 62},
                    Barrier{{{"barrier", "height_restrictor"}}, 49},
                    Barrier{{{"barrier", "height_restrictor"}, {"maxheight", "4.2"}}, 63}));

INSTANTIATE_TEST_SUITE_P(
    Tags, OsmBarrierOf,
    testing::Values(Barrier{{{"barrier", "bollard"}, {"motor_vehicle", "yes"}}, 63},
                    Barrier{{{"barrier", "bollard"}, {"access", "yes"}}, 63},
                    Barrier{{{"barrier", "bollard"}, {"bicycle", "no"}}, 32},
                    Barrier{{{"barrier", "bollard"}, {"emergency", "yes"}}, 56},
                    Barrier{{{"barrier", "gate"}, {"access", "private"}}, 0},
                    Barrier{{{"barrier", "gate"}, {"access", "no"}, {"foot", "yes"}}, 32},
                    Barrier{{{"barrier", "gate"}, {"locked", "yes"}}, 0},
                    Barrier{{{"barrier", "gate"}, {"motor_vehicle", "destination"}}, 63},
                    Barrier{{{"barrier", "lift_gate"}, {"motor_vehicle", "no"}, {"emergency", "yes"}}, 56},
                    Barrier{{{"barrier", "lift_gate"}, {"motorcar", "private"}, {"psv", "yes"}}, 62}));

TEST(OsmBarrier, OfAnUnknownKindIsOpenAndCounted) {
  osm::Written written(Pairs{{"barrier", "yes"}});
  EXPECT_EQ(barrier_access(written.tags()), 63);
  EXPECT_EQ(written.unread.count("barrier=yes: not known, taken as open"), 1u);
}

}  // namespace
}  // namespace planspiel
