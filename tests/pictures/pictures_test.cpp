/// What the renderer draws of a small town, pixel by pixel.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "tests/unit/engine/run/small_run.hpp"
#include "tests/unit/engine/run/three_zones.hpp"
#include "tests/unit/temporary_folder.hpp"
#include "tests/unit/viewer/small_town.hpp"
#include "viewer/camera/view.hpp"
#include "viewer/osg/osg_scene.hpp"
#include "viewer/render/renderer.hpp"
#include "viewer/render/studio.hpp"

using namespace planspiel;
using namespace planspiel::viewer;

namespace {

namespace fs = std::filesystem;
using Pixels = std::array<int, 3>;

const Field<EdgeId, Flow, Hour> kFlow{"test.flow", "1/h", {"Verkehr", "Traffic"}, Better::neutral, {}};
const Field<BuildingId, Seconds> kArrival{"test.arrival", "min", {"Eintreffen", "Arrival"}, Better::less, {}};
const Field<ZoneId, double> kShare{"test.share", "%", {"Anteil", "Share"}, Better::more, {}};

constexpr Viewport kPage{640, 360};

test::SmallRun run_of(const City& city, const std::vector<double>& per_hour) {
  std::vector<double> flows;
  for (const double flow : per_hour)
    for (int hour = 0; hour < 24; ++hour) flows.push_back(flow / 3600.0);
  test::SmallRun run{.fields = test::filled(kFlow, city, flows)};
  run.fields.merge(test::filled(kArrival, city, {300.0, 900.0}));
  run.fields.merge(test::filled(kShare, city, {0.1, 0.5, 0.9}));
  return run;
}

Pixels pixel_at(const Picture& picture, double x, double y) {
  const auto at =
      3 * (static_cast<std::size_t>(y) * static_cast<std::size_t>(picture.width_px) + static_cast<std::size_t>(x));
  return {picture.rgb.at(at), picture.rgb.at(at + 1), picture.rgb.at(at + 2)};
}

Pixels as_pixels(Colour colour) {
  const auto byte = [](double share) { return static_cast<int>(std::lround(255.0 * std::clamp(share, 0.0, 1.0))); };
  return {byte(colour.red), byte(colour.green), byte(colour.blue)};
}

int distance_of(Pixels a, Pixels b) {
  return std::max({std::abs(a[0] - b[0]), std::abs(a[1] - b[1]), std::abs(a[2] - b[2])});
}

/// How far the most colourful pixel is from grey.
int most_colour(const Picture& picture) {
  int most = 0;
  for (std::size_t at = 0; at < picture.rgb.size(); at += 3) {
    const auto [low, high] = std::minmax({picture.rgb[at], picture.rgb[at + 1], picture.rgb[at + 2]});
    most = std::max(most, high - low);
  }
  return most;
}

class Pictures : public testing::Test {
 protected:
  test::TemporaryFolder folder{};
  City city = test::small_town();
  fs::path run = test::write_run(folder / "run", city, run_of(city, {100, 400, 900, 1600}));
  PictureOptions flows{
      .layer = "test.flow", .hour = 8, .breaks = {0, 200, 500, 1000, 2000}, .view = "above", .size = kPage};

  fs::path other_run(const std::string& name, const std::vector<double>& per_hour) const {
    return test::write_run(folder / name, city, run_of(city, per_hour));
  }
  PictureOptions bare(PictureOptions options) const {
    options.captions = false;
    return options;
  }
  /// Where a place is in a picture of these options without captions.
  Pixel seen(const Studio& studio, const PictureOptions& options, Vector place) const {
    return *project(studio.camera(options), options.size, place);
  }
};

TEST_F(Pictures, TwoRendersAreEqualPixelByPixel) {
  Studio first(run), second(run);
  const Picture picture = first.picture(flows);
  EXPECT_EQ(picture.width_px, kPage.width_px);
  EXPECT_EQ(picture.height_px, kPage.height_px);
  EXPECT_EQ(picture, second.picture(flows));
}

TEST_F(Pictures, WhatWasDrawnBeforeLeavesNoTrace) {
  Studio studio(run);
  PictureOptions tilted = flows;
  tilted.view = "overview";
  tilted.size = {320, 200};
  const Picture first = studio.picture(flows);
  studio.picture(tilted);
  tilted.select = "B-C";
  studio.picture(tilted);
  studio.picture({.layer = "test.arrival", .view = "overview", .size = kPage});
  EXPECT_EQ(first, studio.picture(flows));
}

TEST_F(Pictures, ALinkHasTheColourOfItsValue) {
  Studio studio(run);
  const PictureOptions options = bare(flows);
  const Picture picture = studio.picture(options);
  const Layer layer = studio.layer(options);
  const double aside = 0.25 * 2.75;  // half of a direction's width, right of the line
  struct Place {
    char from, to;
    Vector at;
  };
  // Away from the buildings and their shadows, which lie north of the street between x = -60 and 100.
  for (const Place& place : {Place{'A', 'B', {-150, -aside, 0}}, Place{'B', 'A', {-150, aside, 0}},
                             Place{'B', 'C', {150, -aside, 0}}, Place{'C', 'B', {150, aside, 0}}}) {
    const Pixel at = seen(studio, options, place.at);
    // The picture shows about a pixel a metre: the ribbon is 4 to 9 of them wide. Take the nearest of its inner ones.
    const Pixels expected = as_pixels(layer.scale.of(layer.values[test::road(city, place.from, place.to).index()]));
    int nearest = 255;
    for (int step = 0; step < 3; ++step)
      nearest =
          std::min(nearest, distance_of(expected, pixel_at(picture, at.x, at.y + (place.at.y < 0 ? step : -step))));
    EXPECT_LE(nearest, 2) << place.from << place.to;
  }
}

TEST_F(Pictures, ALinkWithoutDataIsGreyAndNotInTheRamp) {
  const fs::path gaps = other_run("gaps", {test::kNaN, test::kNaN, 900, 1600});
  Studio studio(gaps);
  PictureOptions options = bare(flows);
  options.view = "11.5641,48.1399,150,0,-90";  // over the middle of A-B
  EXPECT_LT(most_colour(studio.picture(options)), 30);
}

TEST_F(Pictures, ADifferenceOfEqualRunsIsEmpty) {
  const fs::path same = other_run("same", {100, 400, 900, 1600}), less = other_run("less", {100, 400, 900, 200});
  PictureOptions options = bare(flows);
  options.breaks = {};
  options.change = Change::absolute;
  Studio nothing(same, run), something(less, run);
  EXPECT_LT(most_colour(nothing.picture(options)), 30);  // the ground is not quite grey
  EXPECT_GT(most_colour(something.picture(options)), 100);
}

TEST_F(Pictures, ARoofHasTheColourOfItsBuilding) {
  Studio studio(run);
  PictureOptions options = bare({.layer = "test.arrival", .breaks = {0, 10, 20}, .view = "above", .size = kPage});
  const Picture picture = studio.picture(options);
  const Layer layer = studio.layer(options);
  const Pixel house = seen(studio, options, {50, 25, 12}), tower = seen(studio, options, {-55, 25, 40});
  EXPECT_LE(distance_of(pixel_at(picture, house.x, house.y), as_pixels(layer.scale.colours[0])), 9);  // lit by 3 %
  EXPECT_LE(distance_of(pixel_at(picture, tower.x, tower.y), as_pixels(layer.scale.colours[1])), 9);
}

TEST_F(Pictures, WallsReachTheGround) {
  Studio studio(run);
  PictureOptions options = bare({.layer = "test.arrival", .breaks = {0, 10, 20}, .size = kPage});
  options.view = view_text(look_at(Point::metres(-55, 20), 150.0, 0.0, -15.0), studio.scene(), city);
  const Picture picture = studio.picture(options);
  const Pixel foot = seen(studio, options, {-55, 20, 0.5}), middle = seen(studio, options, {-55, 20, 20});
  const auto colourful = [](Pixels p) { return std::max({p[0], p[1], p[2]}) - std::min({p[0], p[1], p[2]}) > 25; };
  EXPECT_TRUE(colourful(pixel_at(picture, foot.x, foot.y)));
  EXPECT_TRUE(colourful(pixel_at(picture, middle.x, middle.y)));
  EXPECT_FALSE(colourful(pixel_at(picture, foot.x, foot.y + 15)));  // the lawn before it
}

TEST_F(Pictures, ASelectedRowStandsOut) {
  Studio studio(run);
  PictureOptions options = bare(flows);
  options.select = "B-C";
  EXPECT_FALSE(studio.picture(options) == studio.picture(bare(flows)));
  options.select = "B-X";
  EXPECT_THROW(studio.picture(options), Error);
}

TEST_F(Pictures, ZonesAndStationsAreDrawn) {
  Studio studio(run);
  const Picture plain = studio.picture(bare({.view = "above", .size = kPage}));
  EXPECT_FALSE(plain == studio.picture(bare({.layer = "test.share", .view = "above", .size = kPage})));
  EXPECT_FALSE(plain == studio.picture(bare({.view = "above", .size = kPage, .stations = true})));
  EXPECT_EQ(plain, studio.picture(bare({.view = "above", .size = kPage})));
}

TEST_F(Pictures, TheLegendIsOnThePictureUnlessItIsBare) {
  Studio studio(run);
  const Picture picture = studio.picture(flows), without = studio.picture(bare(flows));
  const auto paper = [](const Picture& of) {
    int white = 0;
    for (int y = 20; y < 120; ++y)
      for (int x = 20; x < 80; ++x) white += distance_of(pixel_at(of, x, y), {255, 255, 255}) < 8 ? 1 : 0;
    return white;
  };
  EXPECT_GT(paper(picture), 2000);  // of 6,000: the panel in the corner
  EXPECT_EQ(paper(without), 0);
}

TEST_F(Pictures, SizesBeyondTheRendererAreRefused) {
  OsgScene scene(make_scene(city));
  Renderer renderer;
  const Camera camera = look_at(Point{}, 500.0, 0.0, -60.0);
  EXPECT_THROW(renderer.draw(scene, camera, {8, 8}), Error);
  EXPECT_THROW(renderer.draw(scene, camera, {20000, 100}), Error);
  EXPECT_EQ(renderer.draw(scene, camera, {40, 30}).rgb.size(), 3u * 40 * 30);
}

TEST_F(Pictures, RecolouringWithoutRebuildingGivesWhatAFreshSceneGives) {
  const RunFolder folder_of_run(run);
  const SceneModel model = make_scene(city);
  const Layer quiet = make_layer(folder_of_run, city, {.field = "test.flow", .hour = 8, .breaks = {0, 5000, 9000}});
  const Layer busy = make_layer(folder_of_run, city, {.field = "test.flow", .hour = 8, .breaks = {0, 200, 500, 1000}});
  const Camera camera = camera_for("above", model, city, kPage);
  OsgScene used(model), fresh(model);
  Renderer renderer;
  used.show(&quiet, nullptr);
  renderer.draw(used, camera, kPage);
  used.show(&busy, nullptr);
  fresh.show(&busy, nullptr);
  EXPECT_EQ(renderer.draw(used, camera, kPage), renderer.draw(fresh, camera, kPage));
}

}  // namespace
