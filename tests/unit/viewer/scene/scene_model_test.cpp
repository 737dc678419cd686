#include "viewer/scene/scene_model.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <set>

#include "tests/unit/air_sensors.hpp"
#include "tests/unit/viewer/small_town.hpp"

using namespace planspiel;
using namespace planspiel::viewer;

namespace {

std::set<float> rows_of(const Surface& surface) {
  std::set<float> rows;
  for (const Float4& place : surface.place) rows.insert(place[3]);
  return rows;
}

/// The cell that holds a place.
float value_at(const Raster& raster, double x_m, double y_m) {
  const auto column = static_cast<std::size_t>((x_m - raster.corner.x_m) / raster.cell_m);
  const auto row = static_cast<std::size_t>((y_m - raster.corner.y_m) / raster.cell_m);
  return raster.values.at(raster.at(column, row));
}

double sum_of(const Raster& raster) {
  double sum = 0.0;
  for (const float value : raster.values) sum += static_cast<double>(value);
  return sum;
}

TEST(SceneModel, TheOriginIsTheMiddleOfTheTerritory) {
  const SceneModel scene = make_scene(test::small_town());
  EXPECT_EQ(scene.origin, Point::metres(690200.0, 5335000.0));
  EXPECT_EQ(scene.territory.min_x_m, -300.0);
  EXPECT_EQ(scene.territory.max_y_m, 100.0);
  EXPECT_EQ(scene.nodes[0].x, -200.0F);  // A
}

TEST(SceneModel, EveryBuildingAndRoadIsInOneTile) {
  const City city = test::small_town();
  for (const double tile_m : {50.0, 100.0, 1000.0}) {
    const SceneModel scene = make_scene(city, {.tile_m = tile_m});
    std::multiset<float> buildings, roads;
    for (const Tile& tile : scene.tiles) {
      for (const float row : rows_of(tile.buildings)) buildings.insert(row);
      EXPECT_EQ(rows_of(tile.buildings), rows_of(tile.boxes));
      std::set<float> here;
      for (const Ribbon& ribbon : tile.roads)
        for (const Float4& form : ribbon.form) here.insert(form[3]);
      roads.insert(here.begin(), here.end());
    }
    EXPECT_THAT(buildings, testing::ElementsAre(0.0F, 1.0F)) << tile_m;
    EXPECT_THAT(roads, testing::ElementsAre(0.0F, 1.0F, 2.0F, 3.0F)) << tile_m;
  }
}

TEST(SceneModel, ATileHoldsAllThatIsInIt) {
  for (const Tile& tile : make_scene(test::small_town(), {.tile_m = 50.0}).tiles) {
    for (const Surface* surface : {&tile.buildings, &tile.boxes})
      for (const Float4& p : surface->place) {
        EXPECT_TRUE(tile.box.contains(Point::metres(static_cast<double>(p[0]), static_cast<double>(p[1]))));
        EXPECT_LE(static_cast<double>(p[2]), tile.height_m);
      }
    for (const Ribbon& ribbon : tile.roads)
      for (const Float4& p : ribbon.place)
        EXPECT_TRUE(tile.box.contains(Point::metres(static_cast<double>(p[0]), static_cast<double>(p[1]))));
  }
}

TEST(SceneModel, TheSameCityGivesTheSameArrays) {
  const SceneModel first = make_scene(test::small_town()), second = make_scene(test::small_town());
  ASSERT_EQ(first.tiles.size(), second.tiles.size());
  for (std::size_t tile = 0; tile < first.tiles.size(); ++tile) {
    EXPECT_EQ(first.tiles[tile].buildings.place, second.tiles[tile].buildings.place);
    EXPECT_EQ(first.tiles[tile].roads[2].place, second.tiles[tile].roads[2].place);
    EXPECT_EQ(first.tiles[tile].roads[2].triangles, second.tiles[tile].roads[2].triangles);
  }
}

TEST(SceneModel, BuiltUpGroundIsTheShareUnderBuildings) {
  const SceneModel scene = make_scene(test::small_town());
  const double cell_m2 = scene.built_up.cell_m * scene.built_up.cell_m;
  EXPECT_NEAR(sum_of(scene.built_up) * cell_m2, 20 * 10 + 10 * 10, 0.1);
  EXPECT_GT(value_at(scene.built_up, 50.0, 25.0), 0.0F);
  EXPECT_EQ(value_at(scene.built_up, 150.0, 25.0), 0.0F);
}

TEST(SceneModel, SmoothingMovesNothingAndLosesNothing) {
  const Raster built = make_scene(test::small_town()).built_up;
  const Raster calm = smoothed(built);
  EXPECT_NEAR(sum_of(calm), sum_of(built), 1e-5);
  EXPECT_LT(*std::max_element(calm.values.begin(), calm.values.end()),
            *std::max_element(built.values.begin(), built.values.end()));
}

TEST(SceneModel, InsideIsTheTerritory) {
  const SceneModel scene = make_scene(test::small_town());
  EXPECT_EQ(value_at(scene.inside, 0.0, 0.0), 1.0F);
  EXPECT_EQ(value_at(scene.inside, 0.0, 250.0), 0.0F);
  EXPECT_NEAR(sum_of(scene.inside) * scene.inside.cell_m * scene.inside.cell_m, 600.0 * 200.0, 1.0);
}

TEST(SceneModel, TheMeanOverBuildingsLiesBetweenThemAndIsNothingElsewhere) {
  const City city = test::small_town([](CityBuilder& builder) {
    test::add_building(builder, "a hall", {20.0, -90.0, 120.0, -10.0, 15.0});
  });
  const SceneModel scene = make_scene(city);
  const Raster equal = mean_over_buildings(scene, city, {7.0, 7.0, 7.0});
  EXPECT_NEAR(static_cast<double>(value_at(equal, 50.0, -25.0)), 7.0, 1e-4);
  EXPECT_TRUE(std::isnan(value_at(equal, -450.0, 25.0)));
  const Raster mixed = mean_over_buildings(scene, city, {10.0, 20.0, 15.0});
  for (const float value : mixed.values)
    EXPECT_TRUE(std::isnan(value) || (value >= 9.999F && value <= 20.001F)) << value;
}

TEST(SceneModel, BuildingsWithoutAValueDoNotCountInTheMean) {
  const City city = test::small_town();
  const Raster mean = mean_over_buildings(make_scene(city), city, {10.0, std::numeric_limits<double>::quiet_NaN()});
  for (const float value : mean.values) EXPECT_TRUE(std::isnan(value) || std::abs(value - 10.0F) < 1e-3F);
}

TEST(SceneModel, LabelsComeInOrderOfImportance) {
  const SceneModel scene = make_scene(test::small_town());
  std::vector<std::string> texts;
  for (const Label& label : scene.labels) texts.push_back(label.text);
  EXPECT_THAT(texts, testing::ElementsAre("Borough", "Town", "west", "east"));  // professional before volunteers
}

TEST(SceneModel, AClosedStationIsNotShown) {
  const City city = test::small_town();
  Stations stations = city.copy(tables::stations);
  stations.closed[*stations.find("west")] = 1;
  const SceneModel scene = make_scene(city.with(std::move(stations)));
  EXPECT_EQ(scene.labels.size(), 3u);
  EXPECT_EQ(scene.stations[1].size, 0.0F);  // row of "west"
  EXPECT_GT(scene.stations[0].size, 0.0F);
}

TEST(SceneModel, WithoutDistrictsTheRoadsAreTheTerritory) {
  const SceneModel scene = make_scene(test::town("A-B-C").city);
  EXPECT_EQ(scene.territory.min_x_m, -200.0);
  EXPECT_EQ(scene.territory.max_x_m, 200.0);
}

TEST(SceneModel, ACityWithNothingInItIsRefused) {
  try {
    make_scene(City());
    FAIL() << "no error";
  } catch (const Error& error) {
    EXPECT_THAT(error.what(), testing::HasSubstr("has no district, no road and no building"));
  }
}

TEST(SceneModel, RowsOfAPluginsTableAreThereByItsName) {
  City city = test::small_town();
  test::AirSensors sensors;
  sensors.position[sensors.add("west")] = Point::metres(690300.0, 5335050.0);
  city.put(std::make_shared<const test::AirSensors>(std::move(sensors)));
  const SceneModel scene = make_scene(city);
  ASSERT_EQ(scene.others.size(), 1U);
  EXPECT_EQ(scene.others[0].table, "air_sensors");
  ASSERT_EQ(scene.others[0].spots.size(), 1U);
  EXPECT_EQ(scene.others[0].spots[0].x, 100.0F);
  EXPECT_EQ(scene.others[0].spots[0].y, 50.0F);
}

}  // namespace
