#include "gis/osm_buildings.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/gis/osm_drawn.hpp"
#include "tests/unit/gis/osm_file.hpp"

namespace planspiel {
namespace {

namespace fs = std::filesystem;

constexpr const char* kCrs = "EPSG:25832";

/// A square of 20 m by 20 m, the k-th 100 m farther east; its nodes are 10 k … 10 k + 3, its way is k.
std::string square(int k, const std::string& tags, double half_deg = 0.00009) {
  std::string nodes, way = "<way id='" + std::to_string(k) + "' version='1'>";
  const double lat = 48.14, lon = 11.57 + 0.00135 * k, right = half_deg / 0.667;
  const double corners[4][2] = {{lat - half_deg, lon - right},
                                {lat - half_deg, lon + right},
                                {lat + half_deg, lon + right},
                                {lat + half_deg, lon - right}};
  for (int i = 0; i < 4; ++i)
    nodes += "<node id='" + std::to_string(10 * k + i) + "' version='1' lat='" + std::to_string(corners[i][0]) +
             "' lon='" + std::to_string(corners[i][1]) + "'/>";
  for (const int i : {0, 1, 2, 3, 0}) way += "<nd ref='" + std::to_string(10 * k + i) + "'/>";
  return nodes + way + tags + "</way>";
}

OsmBuildings read(const std::string& content) {
  const OsmFile file("<osm version='0.6'>" + content + "</osm>");
  return read_osm_buildings(file.path(), kCrs);
}

TEST(OsmBuildings, AreReadWithHeightLevelsNameAndUse) {
  const OsmBuildings found =
      read(square(1, osm::tag("building", "school") + osm::tag("name", "Grundschule") + osm::tag("height", "12.5 m")) +
           square(2, osm::tag("building", "house") + osm::tag("building:levels", "2") + osm::tag("roof:levels", "1")) +
           square(3, osm::tag("building", "yes") + osm::tag("height", "hoch")));
  ASSERT_EQ(found.rows.size(), 3u);
  EXPECT_EQ(found.rows[0].name, "Grundschule");
  EXPECT_EQ(found.rows[0].use, "school");
  EXPECT_EQ(found.rows[0].height_m, 12.5);
  EXPECT_NEAR(found.rows[0].outline.area().value, 400.0, 20.0);
  EXPECT_EQ(found.rows[1].levels, 3.0);
  EXPECT_FALSE(found.rows[1].height_m);
  EXPECT_FALSE(found.rows[2].height_m);
  EXPECT_FALSE(found.rows[2].levels);
}

TEST(OsmBuildings, WhatIsNoBuildingIsLeftOut) {
  const OsmBuildings found = read(square(1, osm::tag("building", "no")) + square(2, osm::tag("building:part", "yes")) +
                                  square(3, osm::tag("leisure", "park")) + square(4, osm::tag("building", "yes")));
  ASSERT_EQ(found.rows.size(), 1u);
  EXPECT_EQ(found.rows[0].id, "w000000000004");
}

TEST(OsmBuildings, ACourtyardIsNoGround) {
  // A ring of 40 m around a court of 20 m, one place.
  std::string content = square(1, "", 0.00018), court = square(2, "", 0.00009);
  const auto shift = [](std::string text) {  // the court comes to lie in the middle of the ring
    const std::string from = std::to_string(11.57 + 0.00135 * 2 - 0.00009 / 0.667),
                      to = std::to_string(11.57 + 0.00135 - 0.00009 / 0.667),
                      from2 = std::to_string(11.57 + 0.00135 * 2 + 0.00009 / 0.667),
                      to2 = std::to_string(11.57 + 0.00135 + 0.00009 / 0.667);
    for (const auto& [a, b] : {std::pair{from, to}, {from2, to2}})
      for (std::size_t at = text.find(a); at != std::string::npos; at = text.find(a, at + b.size()))
        text.replace(at, a.size(), b);
    return text;
  };
  content += shift(court) +
             "<relation id='7' version='1'><member type='way' ref='1' role='outer'/><member type='way' ref='2' "
             "role='inner'/>" +
             osm::tag("type", "multipolygon") + osm::tag("building", "apartments") + "</relation>";
  const OsmBuildings found = read(content);
  ASSERT_EQ(found.rows.size(), 1u);
  EXPECT_EQ(found.rows[0].id, "r000000000007");
  EXPECT_NEAR(found.rows[0].outline.area().value, 1600.0 - 400.0, 60.0);
}

TEST(OsmBuildings, PeopleLiveInHousesAndNotInGarages) {
  EXPECT_EQ(homes_in("house"), 1.0);
  EXPECT_EQ(homes_in("garages"), 0.0);
  EXPECT_EQ(homes_in("church"), 0.0);
  EXPECT_FALSE(homes_in("yes"));  // its ground, else the usual share, says
}

/// Skipped only where the folder of real data is not there at all; a file that is gone is a fault.
TEST(OsmBuildings, OfNorthernBayreuthAreAllThere) {
  const fs::path shared = fs::path(PLANSPIEL_SOURCE_DIR) / "../shared";
  if (!fs::exists(shared)) GTEST_SKIP() << "no folder " << shared << " with real data";
  const fs::path file = shared / "data/north_bayreuth/north-bayreuth.osm.gz";
  ASSERT_TRUE(fs::exists(file)) << file << " is gone";
  const OsmBuildings found = read_osm_buildings(file, kCrs);
  // 4,269 objects have the key; the edge of the extract cuts some of them.
  EXPECT_NEAR(static_cast<double>(found.rows.size() + found.cut_off), 4269.0, 10.0);
  EXPECT_GT(found.rows.size(), 4240u);
  double area_m2 = 0.0;
  for (const OsmBuilding& building : found.rows) area_m2 += building.outline.area().value;
  EXPECT_NEAR(area_m2 / static_cast<double>(found.rows.size()), 200.0, 100.0);  // houses, barns, some halls
}

}  // namespace
}  // namespace planspiel
