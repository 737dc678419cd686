#include "gis/osm_roads.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "engine/base/files.hpp"
#include "engine/base/options.hpp"
#include "gis/osm_reader.hpp"
#include "tests/unit/gis/osm_file.hpp"

namespace planspiel {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;

constexpr const char* kShared = PLANSPIEL_SOURCE_DIR "/../shared";

/// A cross of Munich: nodes 1 (west), 2 (middle), 3 (east), 4 (north), 5 (south), about 750 m apart.
std::string osm(const std::string& ways) {
  return "<osm version='0.6'>"
         "<node id='1' lat='48.14' lon='11.57' version='1'/><node id='2' lat='48.14' lon='11.58' version='1'/>"
         "<node id='3' lat='48.14' lon='11.59' version='1'/><node id='4' lat='48.147' lon='11.58' version='1'/>"
         "<node id='5' lat='48.133' lon='11.58' version='1'/>" +
         ways + "</osm>";
}
std::string way(int id, const std::vector<int>& nodes, const std::string& tags) {
  std::string text = "<way id='" + std::to_string(id) + "' version='1'>";
  for (const int node : nodes) text += "<nd ref='" + std::to_string(node) + "'/>";
  return text + tags + "</way>";
}
std::string tag(const std::string& key, const std::string& value) { return "<tag k='" + key + "' v='" + value + "'/>"; }

struct Imported {
  CityBuilder builder;
  OsmRoadReport report{};
  explicit Imported(const std::string& ways) : builder(CityProfile{}) {
    const OsmFile file(osm(ways));
    report = import_osm_roads(file.path(), {}, builder);
  }
  const Roads& roads() { return builder[tables::roads]; }
};

const std::string kResidential = tag("highway", "residential");

TEST(OsmRoads, AStreetInBothDirectionsIsTwoLinksWithTheSameLine) {
  Imported city(way(10, {1, 2, 3}, kResidential));
  ASSERT_EQ(city.roads().size(), 2u);
  EXPECT_NEAR(city.roads().length[EdgeId(0)].value, 1488.0, 5.0);
  EXPECT_EQ(city.roads().shape[EdgeId(0)].size(), 3u);
  EXPECT_EQ(city.report.dead_ends, 2u);
}

TEST(OsmRoads, AOneWayRingRunsRoundAndMinusOneTurnsIt) {
  // 2 > 3 > 4 > 2, the last part drawn against its direction
  Imported city(way(10, {2, 3}, kResidential + tag("oneway", "yes")) +
                way(11, {3, 4}, kResidential + tag("oneway", "yes")) +
                way(12, {2, 4}, kResidential + tag("oneway", "-1")));
  EXPECT_EQ(city.roads().size(), 3u);
  EXPECT_TRUE(city.roads().find("w12:0r"));
}

TEST(OsmRoads, ARoundaboutIsOneWayWithoutSayingSo) {
  Imported city(way(10, {2, 3, 4, 2}, tag("highway", "tertiary") + tag("junction", "roundabout")) +
                way(11, {2, 1}, kResidential));
  const Roads& roads = city.roads();
  EXPECT_EQ(roads.size(), 3u);  // the ring once, the street to node 1 twice
  EXPECT_FALSE(roads.find("w10:0r"));
}

TEST(OsmRoads, StreetsOffTheLargestPartAreLeftOutAndCounted) {
  Imported city(way(10, {1, 2, 3}, kResidential) + way(11, {4, 5}, kResidential + tag("oneway", "yes")));
  EXPECT_EQ(city.roads().size(), 2u);
  EXPECT_EQ(city.report.dropped_links, 1u);
}

TEST(OsmRoads, LanesAndLimitsAreRead) {
  Imported city(
      way(10, {1, 2},
          tag("highway", "primary") + tag("lanes", "3") + tag("lanes:backward", "1") + tag("maxspeed", "60")) +
      way(11, {2, 3}, tag("highway", "residential") + tag("maxspeed", "DE:zone:30")));
  const Roads& roads = city.roads();
  EXPECT_EQ(roads.lanes[*roads.find("w10:0")], 2);
  EXPECT_EQ(roads.lanes[*roads.find("w10:0r")], 1);
  EXPECT_NEAR(in_km_h(roads.limit[*roads.find("w10:0")]), 60.0, 1e-9);
  EXPECT_NEAR(in_km_h(roads.limit[*roads.find("w11:0")]), 30.0, 1e-9);
}

TEST(OsmRoads, PrivateWaysFootwaysAndTracksAreNoStreets) {
  Imported city(way(10, {1, 2}, kResidential) + way(11, {2, 3}, kResidential + tag("access", "private")) +
                way(12, {2, 4}, tag("highway", "footway")) + way(13, {2, 5}, tag("highway", "track")));
  EXPECT_EQ(city.report.ways, 1u);
}

std::string restriction(const std::string& rule, int from, int via, int to) {
  const auto member = [](const char* type, int id, const char* role) {
    return std::string("<member type='") + type + "' ref='" + std::to_string(id) + "' role='" + role + "'/>";
  };
  return "<relation id='90' version='1'>" + member("way", from, "from") + member("node", via, "via") +
         member("way", to, "to") + tag("type", "restriction") + tag("restriction", rule) + "</relation>";
}
const std::string kCross = way(10, {1, 2}, kResidential) + way(11, {2, 3}, kResidential) +
                           way(12, {2, 4}, kResidential) + way(13, {2, 5}, kResidential);

TEST(OsmRoads, ANoTurnForbidsOneMovement) {
  Imported city(kCross + restriction("no_left_turn", 10, 2, 12));
  ASSERT_EQ(city.builder[tables::turns].size(), 1u);
  EXPECT_EQ(city.builder[tables::turns].id[TurnId(0)], "w10:0>w12:0");
}

TEST(OsmRoads, AnOnlyTurnForbidsAllOthers) {
  Imported city(kCross + restriction("only_straight_on", 10, 2, 11));
  EXPECT_EQ(city.builder[tables::turns].size(), 3u);  // left, right, and back
}

/// Else everybody would be held at the junction: the street that is ordered is not in the network.
TEST(OsmRoads, AnOnlyTurnIntoAStreetThatIsLeftOutForbidsNothing) {
  Imported city(kCross + way(14, {2, 3}, kResidential + tag("access", "private")) +
                restriction("only_right_turn", 10, 2, 14));
  EXPECT_EQ(city.builder[tables::turns].size(), 0u);
  EXPECT_EQ(city.report.restrictions_unplaced, 1u);
}

TEST(OsmRoads, AFileWithoutStreetsIsNamed) {
  const OsmFile file(osm(way(10, {1, 2}, tag("waterway", "river"))));
  try {
    read_osm_streets(file.path());
    FAIL();
  } catch (const Error& error) {
    EXPECT_EQ(error.kind(), ErrorKind::input);
    EXPECT_THAT(error.what(), HasSubstr(file.path().filename().string()));
    EXPECT_THAT(error.what(), HasSubstr("highway"));
  }
}

/// Where ../shared is there, its files must be.
bool without_shared() { return !fs::exists(kShared); }
fs::path extract() { return fs::path(kShared) / "data/munich_roads/hybrid_network.osm.pbf"; }

TEST(OsmRoadsOfMunich, AreRefusedAtEveryCut) {
  if (without_shared()) GTEST_SKIP() << "no ../shared here: the real extract is not tested";
  const std::string whole = read_file(extract());
  for (std::size_t part = 0; part < 20; ++part) {
    const OsmFile cut(whole.substr(0, whole.size() * part / 20 + (part > 0 ? 7 : 0)), ".osm.pbf");
    EXPECT_THROW(read_osm_streets(cut.path()), Error) << part;
  }
}

/// The reference graph beside the extract has 29,196 nodes, 63,062 directed links and 7,805 km. Motorways, their ramps
/// and small roads lose more than 5 % of their length: outside the city the extract holds main roads only, so
/// carriageways that leave it never come back, and the small roads there hang on nothing.
TEST(OsmRoadsOfMunich, AgreeWithTheExtractAndTheReferenceGraph) {
  if (without_shared()) GTEST_SKIP() << "no ../shared here: the real extract is not tested";
  CityBuilder builder(CityProfile{});
  const OsmRoadReport report = import_osm_roads(extract(), {}, builder);
  for (const auto& [road_class, km] : report.extract_km)
    if (km > 20.0) {
      const bool cut_off = road_class == RoadClass::motorway || road_class == RoadClass::motorway_link ||
                           road_class == RoadClass::tertiary;
      EXPECT_NEAR(report.graph_km.at(road_class) / km, 1.0, cut_off ? 0.18 : 0.05) << choice_name(road_class);
    }
  EXPECT_NEAR(static_cast<double>(report.nodes), 29196.0, 0.05 * 29196.0);
  EXPECT_NEAR(static_cast<double>(report.links), 63062.0, 0.05 * 63062.0);
  EXPECT_NEAR(report.link_km, 7805.0, 0.05 * 7805.0);
}

}  // namespace
}  // namespace planspiel
