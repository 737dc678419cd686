#include "viewer/camera/view.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/viewer/small_town.hpp"

using namespace planspiel;
using namespace planspiel::viewer;
using testing::HasSubstr;

namespace {

const std::vector<Viewport> kScreens{{1280, 720}, {720, 1280}, {800, 800}, {2400, 600}};

class ViewTest : public testing::Test {
 protected:
  City city = test::small_town();
  SceneModel scene = make_scene(city);
  Camera of(const std::string& view, Viewport screen = {1280, 720}) const {
    return camera_for(view, scene, city, screen);
  }
  std::string refusal(const std::string& view) const {
    try {
      of(view);
    } catch (const Error& error) {
      return error.kind() == ErrorKind::config ? error.what() : "an error of another kind";
    }
    return "no error";
  }
  std::vector<Point> corners() const {
    return {Point::metres(-300, -100), Point::metres(300, -100), Point::metres(300, 100), Point::metres(-300, 100)};
  }
};

TEST_F(ViewTest, TheOverviewHoldsTheWholeTerritoryAndFillsThePicture) {
  for (const Viewport screen : kScreens)
    for (const char* view : {"overview", "above"}) {
      const Camera camera = of(view, screen);
      Box seen;
      for (const Point corner : corners()) {
        const auto pixel = project(camera, screen, {corner.x_m, corner.y_m, 0.0});
        ASSERT_TRUE(pixel);
        seen.add(Point::metres(pixel->x / screen.width_px, pixel->y / screen.height_px));
      }
      EXPECT_GE(seen.min_x_m, 0.02) << view;
      EXPECT_GE(seen.min_y_m, 0.02);
      EXPECT_LE(seen.max_x_m, 0.98);
      EXPECT_LE(seen.max_y_m, 0.98);
      EXPECT_GT(std::max(seen.max_x_m - seen.min_x_m, seen.max_y_m - seen.min_y_m), 0.84);
    }
}

TEST_F(ViewTest, ThePanelWithTheLegendHidesNothingOfTheCity) {
  for (const Viewport screen : kScreens) {
    const Pixel panel{0.3 * screen.width_px, 0.45 * screen.height_px};
    const Camera camera = beside_panel(of("overview", screen), corners(), screen, panel);
    for (const Point corner : corners()) {
      const auto pixel = project(camera, screen, {corner.x_m, corner.y_m, 0.0});
      ASSERT_TRUE(pixel);
      EXPECT_TRUE(pixel->x > panel.x || pixel->y > panel.y) << screen.width_px << ' ' << pixel->x << ' ' << pixel->y;
      EXPECT_LT(pixel->x, screen.width_px);
      EXPECT_LT(pixel->y, screen.height_px);
    }
  }
}

TEST_F(ViewTest, ASmallPanelMovesNothing) {
  const Camera camera = of("overview");
  EXPECT_EQ(beside_panel(camera, corners(), {1280, 720}, {30, 30}), camera);
}

TEST_F(ViewTest, FromAboveNorthIsUp) {
  EXPECT_EQ(of("above").pitch_deg, -90.0);
  EXPECT_EQ(of("above").heading_deg, 0.0);
}

TEST_F(ViewTest, ADistrictIsFoundByNameBoroughAndId) {
  EXPECT_EQ(of("district:Town"), of("district:town"));
  EXPECT_EQ(of("district:Town"), of("district:Borough"));
}

TEST_F(ViewTest, AnUnknownDistrictIsAnsweredWithTheNearest) {
  EXPECT_THAT(refusal("district:Twon"), HasSubstr("no district or borough is called 'Twon'"));
  EXPECT_THAT(refusal("district:Twon"), HasSubstr("Town"));
}

TEST_F(ViewTest, ANumberedViewIsWhereItSays) {
  const Camera camera = of("11.5667,48.1404,500,90,-30");
  EXPECT_EQ(camera.eye.z, 500.0);
  EXPECT_EQ(camera.heading_deg, 90.0);
  EXPECT_EQ(camera.pitch_deg, -30.0);
}

TEST_F(ViewTest, ACamerasTextGivesTheCameraBack) {
  const Camera camera = look_at(Point::metres(20, 30), 700.0, 45.0, -40.0);
  const Camera again = of(view_text(camera, scene, city));
  EXPECT_LT(length(again.eye - camera.eye), 0.15);
  EXPECT_NEAR(again.heading_deg, 45.0, 1e-9);
  EXPECT_NEAR(again.pitch_deg, -40.0, 1e-9);
}

TEST_F(ViewTest, ViewsThatAreNoneAreRefusedWithWhatWouldBeRight) {
  EXPECT_THAT(refusal("sideways"), HasSubstr("known are overview, above, district:NAME"));
  EXPECT_THAT(refusal("11.5,48.1,high,0,-30"), HasSubstr("'high' is no number"));
  EXPECT_THAT(refusal("11.5,48.1,nan,0,-30"), HasSubstr("'nan' is no number"));
  EXPECT_THAT(refusal("11.5,148.1,500,0,-30"), HasSubstr("longitude is -180 to 180"));
  EXPECT_THAT(refusal("48.14,11.57,500,0,-30"), HasSubstr("not near the city 'town'"));
  EXPECT_THAT(refusal("11.57,48.14,1,0,-30"), HasSubstr("height is 2 to"));
  EXPECT_THAT(refusal("11.57,48.14,500,0,30"), HasSubstr("pitch is -90"));
}

}  // namespace
