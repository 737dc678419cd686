#include "viewer/render/overlay.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "tests/unit/viewer/small_town.hpp"
#include "viewer/camera/view.hpp"

using namespace planspiel;
using namespace planspiel::viewer;

namespace {

constexpr Viewport kPage{1280, 720};

Picture blank(Viewport page) {
  Picture picture{page.width_px, page.height_px, {}};
  picture.rgb.assign(3 * static_cast<std::size_t>(page.width_px) * static_cast<std::size_t>(page.height_px), 200);
  return picture;
}

Captions captions() {
  return {.title = "Traffic, 8–9 h",
          .unit = "unit: 1/h",
          .sources = "© OpenStreetMap contributors (ODbL-1.0)",
          .legend = {{{1.0, 0.0, 0.0}, "≥ 1,000"}, {{0.0, 0.0, 1.0}, "0 … 1,000"}}};
}

Picture drawn(const Captions& words, Viewport page) {
  const City city = test::small_town();
  const SceneModel scene = make_scene(city);
  Canvas canvas(blank(page));
  draw_overlay(canvas, scene, {.captions = words}, camera_for("overview", scene, city, page), page);
  return canvas.picture();
}

bool holds(const Picture& picture, std::array<int, 3> colour) {
  for (std::size_t at = 0; at + 2 < picture.rgb.size(); at += 3)
    if (picture.rgb[at] == colour[0] && picture.rgb[at + 1] == colour[1] && picture.rgb[at + 2] == colour[2])
      return true;
  return false;
}

TEST(Overlay, TheLegendsColoursAreOnThePicture) {
  const Picture picture = drawn(captions(), kPage);
  EXPECT_TRUE(holds(picture, {255, 0, 0}));
  EXPECT_TRUE(holds(picture, {0, 0, 255}));
}

TEST(Overlay, TheSameCaptionsGiveTheSamePixels) {
  EXPECT_EQ(drawn(captions(), kPage), drawn(captions(), kPage));
  Captions other = captions();
  other.sources = "elsewhere";
  EXPECT_FALSE(drawn(other, kPage) == drawn(captions(), kPage));
}

TEST(Overlay, ThePanelGrowsWithTheLegendAndStaysInThePicture) {
  Canvas canvas(blank(kPage));
  Captions longer = captions();
  for (int i = 0; i < 6; ++i) longer.legend.push_back({{0.5, 0.5, 0.5}, "more"});
  const Pixel small = panel_end(canvas, captions(), kPage), large = panel_end(canvas, longer, kPage);
  EXPECT_GT(large.y, small.y);
  EXPECT_LT(large.y, kPage.height_px);
  EXPECT_LT(large.x, 0.5 * kPage.width_px);
}

TEST(Overlay, ALongTitleTakesLinesInsteadOfThePicture) {
  Canvas canvas(blank(kPage));
  Captions words = captions();
  const Pixel one_line = panel_end(canvas, words, kPage);
  words.title = "Emissions of carbon dioxide at the exhaust of all road traffic, from 8 to 9 h";
  const Pixel lines = panel_end(canvas, words, kPage);
  EXPECT_LT(lines.x, 0.35 * kPage.width_px);
  EXPECT_GT(lines.y, one_line.y + 15.0);
}

TEST(Overlay, SmallPicturesAreDrawnToo) { EXPECT_FALSE(drawn(captions(), {160, 120}) == blank({160, 120})); }

}  // namespace
