#include "gis/osm_land_cover.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/base/projection.hpp"
#include "tests/unit/gis/osm_drawn.hpp"
#include "tests/unit/gis/osm_file.hpp"

namespace planspiel {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;

/// Squares about one place: number k has the nodes 10 k … 10 k + 3 and half a side of `half` thousandths of a degree of
/// latitude (111 m each).
std::string square_nodes(int k, double half) {
  std::string text;
  const double lat = 48.14, lon = 11.57, up = 0.001 * half, right = up / 0.667;
  const double corners[4][2] = {
      {lat - up, lon - right}, {lat - up, lon + right}, {lat + up, lon + right}, {lat + up, lon - right}};
  for (int i = 0; i < 4; ++i)
    text += "<node id='" + std::to_string(10 * k + i) + "' version='1' lat='" + std::to_string(corners[i][0]) +
            "' lon='" + std::to_string(corners[i][1]) + "'/>";
  return text;
}
std::string square_way(int k, const std::string& tags) {
  std::string text = "<way id='" + std::to_string(k) + "' version='1'>";
  for (const int i : {0, 1, 2, 3, 0}) text += "<nd ref='" + std::to_string(10 * k + i) + "'/>";
  return text + tags + "</way>";
}
std::string relation(int id, const std::string& members, const std::string& tags) {
  return "<relation id='" + std::to_string(id) + "' version='1'>" + members + osm::tag("type", "multipolygon") + tags +
         "</relation>";
}
std::string member(int way, const std::string& role) {
  return "<member type='way' ref='" + std::to_string(way) + "' role='" + role + "'/>";
}

struct ImportedCover {
  CityBuilder builder;
  OsmLandCoverReport report{};
  explicit ImportedCover(const std::string& content) : builder(CityProfile{}) {
    const OsmFile file("<osm version='0.6'>" + content + "</osm>");
    report = import_osm_land_cover(file.path(), everywhere(), builder);
  }
  static OsmLandCoverOptions everywhere() {
    OsmLandCoverOptions options;
    options.within.add(Point::metres(-1e7, -1e7));
    options.within.add(Point::metres(1e7, 1e7));
    return options;
  }
  const LandCover& land_cover() { return builder[tables::land_cover]; }
};

TEST(OsmLandCover, AParkIsGreenAndAPondIsWater) {
  ImportedCover city(square_nodes(1, 1.0) + square_nodes(2, 0.5) +
                     square_way(1, osm::tag("leisure", "park") + osm::tag("name", "Hain")) +
                     square_way(2, osm::tag("natural", "water")));
  ASSERT_EQ(city.land_cover().size(), 2u);
  const LandCover& rows = city.land_cover();
  EXPECT_EQ(rows.id[LandCoverId(0)], "w000000000001");
  EXPECT_EQ(rows.name[LandCoverId(0)], "Hain");
  EXPECT_EQ(rows.cover[LandCoverId(0)], Cover::green);
  EXPECT_EQ(rows.cover[LandCoverId(1)], Cover::water);
  EXPECT_EQ(rows.certainty[LandCoverId(1)], Certainty::found);
  EXPECT_NEAR(rows.outline[LandCoverId(0)].area().value, 222.4 * 222.4, 200.0);
}

TEST(OsmLandCover, AnIslandIsNoWater) {
  ImportedCover city(square_nodes(1, 1.0) + square_nodes(2, 0.5) + square_way(1, "") + square_way(2, "") +
                     relation(7, member(1, "outer") + member(2, "inner"), osm::tag("natural", "water")));
  ASSERT_EQ(city.land_cover().size(), 1u);
  const LandCoverId lake(0);
  EXPECT_EQ(city.land_cover().id[lake], "r000000000007");
  EXPECT_EQ(city.land_cover().outline[lake].rings.size(), 2u);
  EXPECT_NEAR(city.land_cover().outline[lake].area().value, 222.4 * 222.4 - 111.2 * 111.2, 200.0);
  const Projection projection("EPSG:25832");
  EXPECT_FALSE(city.land_cover().outline[lake].contains(projection.to_metres(LonLat::degrees(11.57, 48.14))));
  EXPECT_TRUE(city.land_cover().outline[lake].contains(projection.to_metres(LonLat::degrees(11.57, 48.1408))));
}

TEST(OsmLandCover, WhatIsSmallCutOffOrSomethingElseIsLeftOutAndCounted) {
  ImportedCover city(square_nodes(1, 0.1) + square_nodes(2, 1.0) + square_way(1, osm::tag("natural", "water")) +
                     square_way(2, osm::tag("landuse", "residential")) +
                     relation(7, member(2, "outer") + member(99, "outer"), osm::tag("landuse", "forest")));
  EXPECT_EQ(city.land_cover().size(), 0u);
  EXPECT_EQ(city.report.small, 1u);
  EXPECT_EQ(city.report.cut_off, 1u);
  EXPECT_THAT(city.report.text().en, HasSubstr("no water and no green area"));
}

TEST(OsmLandCover, WhatLiesFarFromTheRoadsIsLeftOut) {
  const OsmFile file("<osm version='0.6'>" + square_nodes(1, 1.0) + square_way(1, osm::tag("natural", "water")) +
                     "</osm>");
  CityBuilder builder{CityProfile{}};
  OsmLandCoverOptions options;
  options.within.add(Point::metres(600000.0, 5200000.0));
  options.within.add(Point::metres(610000.0, 5210000.0));
  import_osm_land_cover(file.path(), options, builder);
  EXPECT_EQ(builder[tables::land_cover].size(), 0u);
}

TEST(OsmLandCover, ADamagedFileIsRefused) {
  const OsmFile file("<osm version='0.6'><node id='1'", ".osm");
  CityBuilder builder{CityProfile{}};
  try {
    import_osm_land_cover(file.path(), ImportedCover::everywhere(), builder);
    FAIL() << "taken";
  } catch (const Error& error) {
    EXPECT_EQ(error.kind(), ErrorKind::input);
    EXPECT_THAT(error.what(), HasSubstr("cut off or damaged"));
  }
}

/// A real extract beside what GDAL 3.6's OSM driver makes of it (areas by st_area in EPSG:25831, from 500 m² on): 85
/// waters of 1,769,165 m², 9 riverbanks that it holds as lines, 71 green areas of 201,511,219 m². Skipped only where
/// the folder of real data is not there at all.
TEST(OsmLandCover, AndorraHasTheAreasThatGdalMakes) {
  const fs::path shared = fs::path(PLANSPIEL_SOURCE_DIR) / "../shared";
  if (!fs::exists(shared)) GTEST_SKIP() << "no folder " << shared << " with real extracts";
  const fs::path file = shared / "data/small_osm/andorra.osm.pbf";
  ASSERT_TRUE(fs::exists(file)) << file << " is gone";
  CityBuilder builder{CityProfile{}};
  OsmLandCoverOptions options = ImportedCover::everywhere();
  options.crs = "EPSG:25831";
  const OsmLandCoverReport report = import_osm_land_cover(file, options, builder);
  EXPECT_EQ(report.waters, 85u + 9u);
  EXPECT_EQ(report.greens, 71u);
  const LandCover& rows = builder[tables::land_cover];
  double water_m2 = 0.0, green_m2 = 0.0;
  for (const LandCoverId row : rows.ids())
    (rows.cover[row] == Cover::water ? water_m2 : green_m2) += rows.outline[row].area().value;
  EXPECT_NEAR(green_m2, 201511219.0 + 63702.0, 100.0);
  EXPECT_GT(water_m2, 1769165.0);
  EXPECT_LT(water_m2, 1.3 * 1769165.0);
}

}  // namespace
}  // namespace planspiel
