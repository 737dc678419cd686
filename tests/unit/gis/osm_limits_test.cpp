#include "gis/osm_limits.hpp"

#include <gtest/gtest.h>

#include "tests/unit/gis/osm_drawn.hpp"

namespace planspiel {
namespace {

using osm::Pairs;

TEST(OsmLimits, AreReadInAllForms) {
  for (const char* fifty : {"50", "50 ", "50.0", "50 km/h", "50km/h", "50 kmh", "DE:urban", "RO:urban", "de:urban"})
    EXPECT_EQ(parse_maxspeed(fifty), 50.0) << fifty;
  for (const char* thirty : {"DE:zone:30", "DE:zone30", "DE:30", "zone30", "zone:30", "AT:zone:30"})
    EXPECT_EQ(parse_maxspeed(thirty), 30.0) << thirty;
  EXPECT_NEAR(*parse_maxspeed("30 mph"), 48.28, 0.01);
  EXPECT_NEAR(*parse_maxspeed("20mph"), 32.19, 0.01);
  EXPECT_NEAR(*parse_maxspeed("GB:nsl_single"), 96.56, 0.01);
  EXPECT_EQ(parse_maxspeed("CH:rural"), 80.0);
  EXPECT_EQ(parse_maxspeed("none"), 130.0);
  EXPECT_EQ(parse_maxspeed("DE:motorway"), 130.0);
  for (const char* walk : {"walk", "DE:living_street", "DE:walk"}) EXPECT_EQ(parse_maxspeed(walk), 10.0) << walk;
}

TEST(OsmLimits, WhatIsNoLimitIsNone) {
  for (const char* text : {"", "signals", "variable", "fast", "0", "-5", "999", "50,5", "30 @ (22:00-06:00)", "1e9",
                           "0x32", "nan", "XX:urban", "30 furlongs", "fifty", "mph", "50;30"})
    EXPECT_EQ(parse_maxspeed(text), std::nullopt) << text;
}

struct Limits {
  Pairs pairs;
  double forward, backward;
  std::size_t unread = 0;  ///< kinds of what is written down
};
void PrintTo(const Limits& limits, std::ostream* out) {
  for (const auto& [key, value] : limits.pairs) *out << key << "=" << value << " ";
}
class OsmLimitsOf : public testing::TestWithParam<Limits> {};

TEST_P(OsmLimitsOf, GoByDirectionThenByZoneAndNothingIsGuessedSilently) {
  osm::Written written(GetParam().pairs);
  const OsmLimits limits = street_limits(written.tags());
  EXPECT_EQ(limits.forward_km_h, GetParam().forward);
  EXPECT_EQ(limits.backward_km_h, GetParam().backward);
  EXPECT_EQ(written.unread.entries().size(), GetParam().unread) << written.unread.text().en;
}

INSTANTIATE_TEST_SUITE_P(
    All, OsmLimitsOf,
    testing::Values(Limits{{}, 0, 0}, Limits{{{"maxspeed", "60"}}, 60, 60},
                    Limits{{{"maxspeed:forward", "70"}, {"maxspeed:backward", "30"}}, 70, 30},
                    Limits{{{"maxspeed", "50"}, {"maxspeed:backward", "30"}}, 50, 30},
                    Limits{{{"maxspeed:forward", "70"}}, 70, 0}, Limits{{{"maxspeed", "50;30"}}, 30, 30, 1},
                    Limits{{{"maxspeed", "50;soon"}}, 50, 50, 1}, Limits{{{"maxspeed", "signals"}}, 0, 0, 1},
                    Limits{{{"maxspeed", "variable"}, {"source:maxspeed", "DE:motorway"}}, 130, 130, 1},
                    Limits{{{"maxspeed:lanes", "100|100|80"}}, 100, 100},
                    Limits{{{"maxspeed:lanes:forward", "80|60"}, {"maxspeed", "50"}}, 50, 50},
                    Limits{{{"zone:maxspeed", "DE:30"}}, 30, 30}, Limits{{{"zone:traffic", "DE:urban"}}, 50, 50},
                    Limits{{{"source:maxspeed", "DE:urban"}}, 50, 50}, Limits{{{"source:maxspeed", "sign"}}, 0, 0},
                    Limits{{{"source:maxspeed", "sign, 30 m on"}}, 0, 0}, Limits{{{"source:maxspeed", "2019"}}, 0, 0},
                    Limits{{{"maxspeed:type", "DE:rural"}, {"maxspeed", "70"}}, 70, 70},
                    Limits{{{"maxspeed:hgv", "60"}, {"maxspeed", "80"}}, 80, 80, 1}));

}  // namespace
}  // namespace planspiel
