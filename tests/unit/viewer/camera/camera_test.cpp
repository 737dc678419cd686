#include "viewer/camera/camera.hpp"

#include <gtest/gtest.h>

#include <cmath>

using namespace planspiel;
using namespace planspiel::viewer;

namespace {

constexpr Viewport kScreen{1280, 720};

void expect_near(Vector a, Vector b, double tolerance = 1e-9) {
  EXPECT_NEAR(a.x, b.x, tolerance);
  EXPECT_NEAR(a.y, b.y, tolerance);
  EXPECT_NEAR(a.z, b.z, tolerance);
}

TEST(Camera, HeadingsAreClockwiseFromNorth) {
  expect_near(Camera{.heading_deg = 0.0, .pitch_deg = 0.0}.forward(), {0, 1, 0});
  expect_near(Camera{.heading_deg = 90.0, .pitch_deg = 0.0}.forward(), {1, 0, 0});
  expect_near(Camera{.heading_deg = 0.0, .pitch_deg = -90.0}.forward(), {0, 0, -1});
  expect_near(Camera{.heading_deg = 0.0, .pitch_deg = -90.0}.up(), {0, 1, 0});
  expect_near(Camera{.heading_deg = 0.0, .pitch_deg = -30.0}.right(), {1, 0, 0});
}

TEST(Camera, LookAtLooksAtTheTargetFromItsDistance) {
  const Camera camera = look_at(Point::metres(300, -200), 1500.0, 40.0, -35.0);
  EXPECT_NEAR(camera.target().x_m, 300.0, 1e-6);
  EXPECT_NEAR(camera.target().y_m, -200.0, 1e-6);
  EXPECT_NEAR(camera.distance_to_target(), 1500.0, 1e-6);
}

TEST(Camera, TheTargetIsInTheMiddleOfThePicture) {
  const Camera camera = look_at(Point::metres(300, -200), 1500.0, 40.0, -35.0);
  const auto pixel = project(camera, kScreen, {300, -200, 0});
  ASSERT_TRUE(pixel);
  EXPECT_NEAR(pixel->x, 640.0, 1e-6);
  EXPECT_NEAR(pixel->y, 360.0, 1e-6);
}

TEST(Camera, RaysAndProjectionAreInverse) {
  const Camera camera = look_at(Point::metres(50, 60), 800.0, 200.0, -50.0);
  for (const Pixel pixel : {Pixel{10, 700}, Pixel{640, 360}, Pixel{1270, 400}, Pixel{300, 50}}) {
    const auto ground = ray_through(camera, kScreen, pixel).ground();
    ASSERT_TRUE(ground);
    const auto back = project(camera, kScreen, {ground->x_m, ground->y_m, 0.0});
    ASSERT_TRUE(back);
    EXPECT_NEAR(back->x, pixel.x, 1e-6);
    EXPECT_NEAR(back->y, pixel.y, 1e-6);
  }
}

TEST(Camera, UpOnTheScreenIsUpInTheWorld) {
  const Camera camera = look_at(Point::metres(0, 0), 800.0, 0.0, -30.0);
  EXPECT_LT(project(camera, kScreen, {0, 0, 50})->y, project(camera, kScreen, {0, 0, 0})->y);
  EXPECT_GT(project(camera, kScreen, {50, 0, 0})->x, 640.0);
}

TEST(Camera, WhatIsBehindIsNotSeenAndTheSkyHasNoGround) {
  const Camera camera{.eye = {0, 0, 100}, .heading_deg = 0.0, .pitch_deg = 0.0};
  EXPECT_FALSE(project(camera, kScreen, {0, -100, 0}));
  EXPECT_FALSE(ray_through(camera, kScreen, {640, 100}).ground());
  EXPECT_TRUE(ray_through(camera, kScreen, {640, 700}).ground());
}

TEST(Camera, AMetreAtAMetresDepthHasItsPixels) {
  const Camera camera = look_at(Point::metres(0, 0), 1000.0, 0.0, -90.0);
  const double pixels = project(camera, kScreen, {100, 0, 0})->x - project(camera, kScreen, {0, 0, 0})->x;
  EXPECT_NEAR(100.0 / pixels, metres_per_pixel(camera, kScreen) * 1000.0, 1e-9);
}

TEST(Camera, OrbitingKeepsTargetAndDistance) {
  const Camera camera = look_at(Point::metres(10, 20), 900.0, 350.0, -40.0);
  const Camera turned = orbited(camera, 25.0, -10.0);
  EXPECT_NEAR(turned.heading_deg, 15.0, 1e-9);
  EXPECT_NEAR(turned.pitch_deg, -50.0, 1e-9);
  EXPECT_NEAR(turned.target().x_m, 10.0, 1e-6);
  EXPECT_NEAR(turned.distance_to_target(), 900.0, 1e-6);
}

TEST(Camera, OrbitingNeverGoesUnderTheGround) {
  Camera camera = look_at(Point::metres(10, 20), 900.0, 0.0, -40.0);
  for (int i = 0; i < 50; ++i) camera = orbited(camera, 7.0, 11.0);
  EXPECT_GT(camera.eye.z, 0.0);
  EXPECT_LT(camera.pitch_deg, 0.0);
  for (int i = 0; i < 50; ++i) camera = orbited(camera, 7.0, -11.0);
  EXPECT_EQ(camera.pitch_deg, -90.0);
}

TEST(Camera, PanningPutsTheHeldGroundUnderThePointer) {
  const Camera camera = look_at(Point::metres(0, 0), 2000.0, 30.0, -45.0);
  const Pixel from{400, 500}, to{700, 300};
  const auto held = ray_through(camera, kScreen, from).ground();
  const auto now = ray_through(panned(camera, kScreen, from, to), kScreen, to).ground();
  EXPECT_NEAR(distance(*held, *now).value, 0.0, 1e-6);
  EXPECT_EQ(panned(camera, kScreen, from, from), camera);
}

TEST(Camera, DraggingTheSkyMovesNothing) {
  const Camera camera{.eye = {0, 0, 100}, .heading_deg = 0.0, .pitch_deg = 0.0};
  EXPECT_EQ(panned(camera, kScreen, {640, 10}, {640, 300}), camera);
}

TEST(Camera, ZoomingKeepsTheGroundUnderThePointer) {
  const Camera camera = look_at(Point::metres(0, 0), 2000.0, 30.0, -45.0);
  const Pixel pointer{900, 600};
  const Camera nearer = zoomed(camera, kScreen, pointer, 0.5);
  const auto before = ray_through(camera, kScreen, pointer).ground(),
             after = ray_through(nearer, kScreen, pointer).ground();
  EXPECT_NEAR(distance(*before, *after).value, 0.0, 1e-6);
  EXPECT_NEAR(nearer.eye.z, 0.5 * camera.eye.z, 1e-9);
}

TEST(Camera, ZoomingEndsAboveTheGroundAndBelowSpace) {
  Camera camera = look_at(Point::metres(0, 0), 2000.0, 30.0, -45.0);
  for (int i = 0; i < 100; ++i) camera = zoomed(camera, kScreen, {640, 360}, 0.5);
  EXPECT_NEAR(camera.eye.z, kLowestEye_m, 1e-6);
  for (int i = 0; i < 100; ++i) camera = zoomed(camera, kScreen, {640, 360}, 2.0);
  EXPECT_NEAR(camera.eye.z, kHighestEye_m, 1e-3);
}

TEST(Camera, FromAboveNorthIsUp) {
  const Camera above = from_above(look_at(Point::metres(70, 80), 2000.0, 130.0, -20.0));
  EXPECT_EQ(above.heading_deg, 0.0);
  EXPECT_EQ(above.pitch_deg, -90.0);
  EXPECT_NEAR(above.eye.x, 70.0, 1e-6);
  EXPECT_NEAR(above.eye.z, 2000.0, 1e-6);
}

TEST(Camera, TheNearPlaneCutsOffNoRoof) {
  constexpr double kHighest_m = 150.0;
  for (const double pitch : {-90.0, -60.0, -30.0, -5.0})
    for (const double distance_m : {300.0, 2000.0, 30000.0}) {
      const Camera camera = look_at(Point::metres(0, 0), distance_m, 0.0, pitch);
      for (const Pixel corner : {Pixel{0, 0}, Pixel{1280, 720}, Pixel{640, 720}}) {
        const Ray ray = ray_through(camera, kScreen, corner);
        if (ray.direction.z >= 0.0 || camera.eye.z <= kHighest_m) continue;
        const Vector roof = ((kHighest_m - camera.eye.z) / ray.direction.z) * ray.direction;
        EXPECT_GE(dot(roof, camera.forward()), camera.near_m(kHighest_m)) << pitch << ' ' << distance_m;
      }
    }
}

}  // namespace
