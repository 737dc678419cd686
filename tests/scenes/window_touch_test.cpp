/// What a hand on the map moves: stations where they are edited, the divider, else the camera.

#include <gtest/gtest.h>

#include "tests/scenes/window_driver.hpp"

namespace planspiel::test {
namespace {

constexpr const char* kStation = "station:Hauptwache";

ScreenPoint beside(ScreenPoint from, int right, int down) { return {from.x + right, from.y + down}; }
bool is_near(ScreenPoint a, ScreenPoint b) { return std::abs(a.x - b.x) <= 2 && std::abs(a.y - b.y) <= 2; }

class TouchScene : public testing::Test {
 protected:
  Workshop shop{};
  Display display{};
  std::string base = (shop.town() / "base.toml").string();
  WindowDriver window{shop, display, {base}};
  void SetUp() override { ASSERT_TRUE(window.wait(idle)); }
};

TEST_F(TouchScene, ADragOnAStationMovesTheCameraWhereStationsAreNotEdited) {
  for (const char* tab : {"tab-layers", "tab-measures", "tab-compare"}) {
    window.click(tab);
    EXPECT_FALSE(window.has("handle:Hauptwache")) << tab;
    const ScreenPoint before = window.at(kStation);
    window.drag(before, beside(before, 60, 40));
    EXPECT_EQ(measures(window.state()), 0) << tab;
    EXPECT_FALSE(is_near(window.at(kStation), before)) << tab << ": the map does not move";
  }
  EXPECT_EQ(window.state().at("errors").as_integer(), 0);
}

TEST_F(TouchScene, AClickOnAStationSelectsItInEveryTab) {
  for (const char* tab : {"tab-layers", "tab-measures", "tab-stations"}) {
    window.click(tab);
    window.click(kStation);
    EXPECT_EQ(window.state().at("selection").as_text(), "station") << tab;
    window.key("Escape");
    EXPECT_FALSE(window.state().find("selection")) << tab;
  }
  EXPECT_EQ(measures(window.state()), 0);
}

TEST_F(TouchScene, WhereStationsAreEditedAHandleIsDraggedAndEscPutsItBack) {
  window.click("tab-stations");
  EXPECT_TRUE(window.has("handle:Hauptwache"));
  const ScreenPoint before = window.at(kStation);
  window.move(before);
  window.hold(true);
  for (const int step : {20, 40, 60}) window.move(beside(before, step, step));
  EXPECT_TRUE(window.wait([&](const Value&) { return !is_near(window.at(kStation), before); }));
  window.key("Escape");
  window.hold(false);
  EXPECT_TRUE(window.wait([&](const Value&) { return is_near(window.at(kStation), before); }));
  EXPECT_EQ(measures(window.state()), 0);
  window.drag(before, beside(before, 60, 40));
  EXPECT_TRUE(window.wait([](const Value& state) { return measures(state) == 1; }));
}

TEST_F(TouchScene, AStationThatIsDroppedWhereItCannotStandSaysWhyAndTheMapIsAsItWas) {
  window.click("tab-stations");
  const ScreenPoint before = window.at(kStation);
  window.drag(before, window.at("tab-stations"));  // beside the map
  EXPECT_TRUE(window.wait([](const Value& state) { return state.at("errors").as_integer() == 1; }));
  window.click("error-ok");
  EXPECT_EQ(measures(window.state()), 0);
  EXPECT_FALSE(window.state().at("unsaved").as_boolean());
  EXPECT_TRUE(is_near(window.at(kStation), before));
}

/// The divider stands on a station while stations are edited: the divider moves, the station does not.
TEST_F(TouchScene, UnderTheDividerTheDividerWins) {
  window.click("family-fire");
  window.click("layer:fire.first_arrival");
  window.click("tab-measures");
  window.click("measure-add");
  window.click("kind:cordon_toll");
  window.click("run");
  ASSERT_TRUE(window.wait([](const Value& state) { return state.at("current").as_boolean() && idle(state); }));
  window.click("look-swipe");
  window.click("tab-stations");
  const ScreenPoint divider = window.at("swipe", 0.5, 0.9), station = window.at(kStation);
  window.drag(divider, {station.x, divider.y});
  ASSERT_NEAR(window.at("swipe").x, station.x, 3);
  const double before = window.state().at("swipe").as_number();
  window.drag(station, beside(station, 80, 30));
  EXPECT_GT(window.state().at("swipe").as_number(), before);
  EXPECT_EQ(measures(window.state()), 1);
  EXPECT_TRUE(is_near(window.at(kStation), station));
}

}  // namespace
}  // namespace planspiel::test
