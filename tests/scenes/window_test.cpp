/// `planspiel view` as its users see it: a real window, mouse and keyboard.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <thread>

#include "tests/scenes/window_driver.hpp"

namespace planspiel::test {
namespace {

using testing::HasSubstr;

class WindowScene : public testing::Test {
 protected:
  Workshop shop{};
  Display display{};
  std::string base = (shop.town() / "base.toml").string();
};

/// Start, layer, time, measure, run, compare, drag a station, undo, save, quit; and the saved file gives the command
/// line the same result.
TEST_F(WindowScene, AnAfternoonOfAPlanner) {
  WindowDriver window(shop, display, {base});
  ASSERT_TRUE(window.wait(idle));
  window.click("family-mobility");
  window.click("layer:mobility.road_flow");
  ASSERT_TRUE(window.wait([](const Value& state) { return state.at("field").as_text() == "mobility.road_flow"; }));
  window.click("hour", 0.75);
  ASSERT_TRUE(window.wait([](const Value& state) { return state.at("hour").as_integer() >= 16; }));

  window.click("tab-measures");
  window.click("measure-add");
  window.click("kind:cordon_toll");
  ASSERT_TRUE(window.wait([](const Value& state) { return state.at("measures").as_integer() == 1; }));
  window.type("option:price", "4");
  window.click("run");
  ASSERT_TRUE(window.wait([](const Value& state) { return is(state, "current") && !is(state, "busy"); }));
  window.click("look-difference");
  ASSERT_TRUE(window.wait([](const Value& state) { return state.at("look").as_integer() == 2; }));
  window.click("look-side");
  EXPECT_TRUE(window.has("map-scenario"));
  window.click("look-scenario");

  window.click("tab-stations");
  const ScreenPoint station = window.at("station:Hauptwache");
  window.drag(station, {station.x + 90, station.y + 70});
  ASSERT_TRUE(window.wait([](const Value& state) {
    return state.at("measures").as_integer() == 2 && state.find("reach_share") && !is(state, "busy");
  }));
  window.click("tab-measures");
  window.click("undo");
  ASSERT_TRUE(window.wait([](const Value& state) { return state.at("measures").as_integer() == 1; }));
  EXPECT_TRUE(is(window.state(), "current"));  // as it was run

  const fs::path saved = shop.town() / "afternoon.toml";
  window.click("save");
  window.type("save-path", saved.string());
  window.click("save-ok");
  ASSERT_TRUE(window.wait([](const Value& state) { return !is(state, "unsaved"); }));
  EXPECT_EQ(window.state().at("errors").as_integer(), 0);
  const fs::path seen = shop.folder() / "seen";
  for (const auto& folder : fs::directory_iterator(shop.folder()))
    if (folder.path().filename().string().starts_with("planspiel-view-"))
      fs::copy(folder.path() / "run-1", seen, fs::copy_options::recursive);
  window.close();
  const Outcome end = window.finish();
  EXPECT_EQ(end.code, 0) << end.err;

  const fs::path again = shop.folder() / "again";
  ASSERT_EQ(shop.run({"run", saved.string(), "-o", again.string(), "--no-geopackage"}).code, 0);
  EXPECT_EQ(text_of(seen / "indicators.csv"), text_of(again / "indicators.csv"));
  EXPECT_EQ(text_of(seen / "fields/mobility.road_flow.npy"), text_of(again / "fields/mobility.road_flow.npy"));
}

/// The main station goes to the edge of the map: who is no longer reached is listed, and the minutes are on the map.
TEST_F(WindowScene, SaysWhoIsReachedWhileAStationIsDragged) {
  WindowDriver window(shop, display, {base});
  ASSERT_TRUE(window.wait(idle));
  window.click("tab-stations");
  window.click("standard");
  window.click("standard/0");  // ten functions in eight minutes
  window.click("reach-show");
  ASSERT_TRUE(window.wait([](const Value& state) { return state.find("reach_share") && !is(state, "busy"); }));
  EXPECT_EQ(window.state().at("reach_share").as_number(), 100.0);
  window.click("reach-minutes");
  window.move(window.at("station:Hauptwache"));
  window.hold(true);
  for (const double right : {0.3, 0.2, 0.06}) window.move(window.at("map", right, 0.94));
  EXPECT_TRUE(window.wait([](const Value& state) { return state.at("reach_lost").as_integer() > 0; }));
  EXPECT_LT(window.state().at("reach_share").as_number(), 100.0);
  window.key("Escape");
  window.hold(false);
  ASSERT_TRUE(window.wait([](const Value& state) {
    return state.at("reach_lost").as_integer() == 0 && state.at("measures").as_integer() == 0 && !is(state, "busy");
  }));
  EXPECT_EQ(window.state().at("errors").as_integer(), 0);
  window.close();
  EXPECT_EQ(window.finish().code, 0);
}

TEST_F(WindowScene, ErrorsAppearInTheWindowAndDoNotEndIt) {
  const fs::path wrong = shop.scenario(
      "wrong.toml", "base = \"base.toml\"\n[[measure]]\nkind = \"close_fire_station\"\nname = \"Wache 99\"\n");
  WindowDriver window(shop, display, {wrong.string()});
  ASSERT_TRUE(window.wait(idle));
  window.click("tab-measures");
  window.click("run");
  ASSERT_TRUE(window.wait([](const Value& state) { return state.at("errors").as_integer() == 1; }));
  window.click("error-ok");
  ASSERT_TRUE(window.wait([](const Value& state) { return state.at("errors").as_integer() == 0; }));
  window.close();
  EXPECT_EQ(window.finish().code, 0);
}

/// A place that is none on earth, ids without quotation marks: what the reader refuses is shown and can be put right.
TEST_F(WindowScene, AMeasureThatCannotBeReadIsShownAndPutRight) {
  const fs::path wrong =
      shop.scenario("wrong.toml",
                    "base = \"base.toml\"\n[[measure]]\nkind = \"close_roads\"\nroads = [4045, 4046]\n"
                    "[[measure]]\nkind = \"move_fire_station\"\nname = \"Hauptwache\"\n"
                    "at = [10.4848, 48493.0]\n");
  WindowDriver window(shop, display, {wrong.string()});
  ASSERT_TRUE(window.wait(idle));
  window.click("tab-measures");
  window.click("measure/0");
  window.click("measure-remove");
  window.click("measure/0");
  window.type("option:at-lat", "48,4938");
  window.click("tab-layers");
  EXPECT_EQ(window.state().at("errors").as_integer(), 0);
  EXPECT_TRUE(window.wait([](const Value& state) { return is(state, "sound"); }));
  window.click("tab-measures");
  window.click("save");
  EXPECT_TRUE(window.wait([](const Value& state) { return !is(state, "unsaved"); }));
  window.close();
  EXPECT_EQ(window.finish().code, 0);
  EXPECT_THAT(text_of(wrong), HasSubstr("48.4938"));
}

TEST_F(WindowScene, ANewScenarioIsAskedForAFreeNameAndReplacesNothingUnasked) {
  const std::string other = text_of(shop.scenario("scenario.toml", "base = \"base.toml\"\n"));
  WindowDriver window(shop, display, {base});
  ASSERT_TRUE(window.wait(idle));
  window.click("tab-measures");
  window.click("measure-add");
  window.click("kind:ev_share");
  window.key("ctrl+s");
  window.click("save-ok");
  ASSERT_TRUE(window.wait([](const Value& state) { return !is(state, "unsaved"); }));
  EXPECT_TRUE(fs::exists(shop.town() / "scenario-2.toml"));
  EXPECT_EQ(text_of(shop.town() / "scenario.toml"), other);
  window.close();
  EXPECT_EQ(window.finish().code, 0);
}

TEST_F(WindowScene, WithUnsavedChangesThereIsAQuestion) {
  WindowDriver window(shop, display, {base});
  ASSERT_TRUE(window.wait(idle));
  window.click("tab-measures");
  window.click("measure-add");
  window.click("kind:ev_share");
  ASSERT_TRUE(window.wait([](const Value& state) { return is(state, "unsaved"); }));
  window.key("ctrl+q");
  window.click("quit-not");
  EXPECT_FALSE(window.has("quit-not"));
  window.key("ctrl+q");
  ASSERT_TRUE(window.has("quit-anyway"));
  window.press("quit-anyway");
  EXPECT_EQ(window.finish().code, 0);
}

TEST_F(WindowScene, APictureHasTheSizeOfTheMap) {
  WindowDriver window(shop, display, {base});
  ASSERT_TRUE(window.wait(idle));
  const ScreenPoint corner = window.at("map", 0.0, 0.0), end = window.at("map", 1.0, 1.0);
  const fs::path picture = shop.folder() / "map.png";
  window.click("picture");
  window.type("picture-path", picture.string());
  window.click("picture-save");
  for (int tries = 0; tries < 100 && !fs::exists(picture); ++tries)
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
  const std::string bytes = text_of(picture);
  ASSERT_GT(bytes.size(), 24U);
  const auto number = [&](std::size_t at) {
    return 256 * static_cast<unsigned char>(bytes.at(at + 2)) + static_cast<unsigned char>(bytes.at(at + 3));
  };
  EXPECT_EQ(number(16), end.x - corner.x);
  EXPECT_EQ(number(20), end.y - corner.y);
}

/// An address is found, its engines are asked for; then a road, with its traffic on the map.
TEST_F(WindowScene, SaysWhy) {
  WindowDriver window(shop, display, {base});
  ASSERT_TRUE(window.wait(idle));
  const auto search = [&](const std::string& text) {
    window.type("search", text);
    window.click("found/0");
  };
  search("Sued 9 Nr. 9");
  ASSERT_TRUE(window.wait([](const Value& state) { return state.find("selection"); }));
  EXPECT_EQ(window.state().at("selection").as_text(), "building");
  window.click("why-engines");
  EXPECT_TRUE(window.wait([](const Value& state) {
    return state.find("why_rows") && state.at("why_rows").as_integer() > 0 && !is(state, "busy");
  }));
  search("B 3");
  ASSERT_TRUE(window.wait([](const Value& state) { return state.at("selection").as_text() == "edge"; }));
  window.click("why-select-link");
  EXPECT_TRUE(window.wait([](const Value& state) {
    return state.find("why_rows") && state.at("why_rows").as_integer() > 0 && !is(state, "busy");
  }));
  window.click("why-map");
  EXPECT_TRUE(window.has("why-map"));
  EXPECT_EQ(window.state().at("errors").as_integer(), 0);
}

TEST_F(WindowScene, AViewIsKeptForTheNextTime) {
  for (const bool kept : {false, true}) {
    WindowDriver window(shop, display, {base});
    ASSERT_TRUE(window.wait(idle));
    window.click("views");
    EXPECT_EQ(window.has("bookmark:View 1"), kept);
    if (!kept) window.click("bookmark-add");
    if (kept) window.click("bookmark:View 1");
    EXPECT_EQ(window.state().at("errors").as_integer(), 0);
    window.close();
    EXPECT_EQ(window.finish().code, 0);
  }
}

TEST_F(WindowScene, AnIdleWindowUsesHardlyAnyProcessor) {
  WindowDriver window(shop, display, {base});
  ASSERT_TRUE(window.wait(idle));
  std::this_thread::sleep_for(std::chrono::seconds(1));  // the last frames
  const double before = window.cpu_seconds();
  constexpr int kSeconds = 5;
  std::this_thread::sleep_for(std::chrono::seconds(kSeconds));
  EXPECT_LT(window.cpu_seconds() - before, 0.02 * kSeconds);
}

TEST_F(WindowScene, ALostDisplayIsSaid) {
  WindowDriver window(shop, display, {base});
  ASSERT_TRUE(window.wait(idle));
  display.end();
  const Outcome end = window.finish();
  EXPECT_EQ(end.code, 1);
  EXPECT_THAT(end.err, HasSubstr("the display was lost"));
}

TEST_F(WindowScene, BadInputIsRefusedBeforeThereIsAWindow) {
  const std::string base_run = (shop.folder() / "base").string();
  ASSERT_EQ(shop.run({"run", base, "-o", base_run, "--no-geopackage"}).code, 0);
  const auto refusal = [&](const std::vector<std::string>& arguments) {
    std::vector<std::string> line{"view"};
    line.insert(line.end(), arguments.begin(), arguments.end());
    const Outcome outcome = shop.run(line);
    EXPECT_EQ(outcome.code, 2) << outcome.err;
    return outcome.err;
  };
  EXPECT_THAT(refusal({(shop.folder() / "nothing").string()}), HasSubstr("there is no"));
  EXPECT_THAT(refusal({shop.scenario("broken.toml", "base = \n").string()}), HasSubstr("broken.toml:1"));
  const fs::path missing = shop.folder() / "missing";
  fs::copy(base_run, missing, fs::copy_options::recursive);
  fs::remove(missing / "fields/mobility.road_flow.npy");
  EXPECT_THAT(refusal({missing.string()}), HasSubstr("mobility.road_flow.npy is missing"));
  const fs::path elsewhere = shop.folder() / "elsewhere";
  fs::copy(base_run, elsewhere, fs::copy_options::recursive);
  std::string manifest = text_of(elsewhere / "manifest.json");
  const std::size_t at = manifest.find("\"base_city\": \"") + 14;
  manifest[at] = manifest[at] == '0' ? '1' : '0';
  write_text(elsewhere / "manifest.json", manifest);
  EXPECT_THAT(refusal({base_run, "--compare", elsewhere.string()}), HasSubstr("another city"));
  fs::resize_file(elsewhere / "city.snapshot", 100);
  EXPECT_THAT(refusal({elsewhere.string()}), HasSubstr("city.snapshot"));
}

TEST_F(WindowScene, WithoutADisplayThereIsAMessage) {
  const char* given = std::getenv("DISPLAY");
  const std::string before = given ? given : "";
  ::setenv("DISPLAY", ":4711", 1);
  const Outcome outcome = shop.run({"view", base});
  if (given)
    ::setenv("DISPLAY", before.c_str(), 1);
  else
    ::unsetenv("DISPLAY");
  EXPECT_EQ(outcome.code, 1);
  EXPECT_THAT(outcome.err, HasSubstr("there is no display"));
}

}  // namespace
}  // namespace planspiel::test
