/// What a window survives: a crash, a run that is cancelled, a stop of the program.

#include <gtest/gtest.h>

#include <chrono>
#include <csignal>
#include <thread>

#include "engine/base/random.hpp"
#include "tests/scenes/window_driver.hpp"

namespace planspiel::test {
namespace {

class WindowTrouble : public testing::Test {
 protected:
  Workshop shop{};
  Display display{};
  fs::path base = shop.town() / "base.toml";
  fs::path toll = shop.scenario("toll.toml", "base = \"base.toml\"\n");

  static void add_measure(const WindowDriver& window) {
    window.click("tab-measures");
    window.click("measure-add");
    window.click("kind:ev_share");
    ASSERT_TRUE(window.wait([](const Value& state) { return is(state, "kept"); }));
  }
  /// Files with unsaved work, beside the scenario and in the state folder.
  std::size_t kept() const {
    std::size_t count = 0;
    for (const fs::path& folder : {shop.town(), shop.folder() / "state/planspiel"})
      if (fs::exists(folder))
        for (const auto& file : fs::directory_iterator(folder))
          count += file.path().filename().string().find(".unsaved-") != std::string::npos ? 1 : 0;
    return count;
  }
};

TEST_F(WindowTrouble, UnsavedWorkOfACrashedWindowIsOfferedAndGoesWhenItIsSaved) {
  for (const fs::path& open : {toll, base}) {  // with a file of its own, and a new one
    WindowDriver crashed(shop, display, {open.string()});
    ASSERT_TRUE(crashed.wait(idle));
    add_measure(crashed);
    crashed.crash();
    EXPECT_EQ(kept(), 1U);
    WindowDriver window(shop, display, {open.string()});
    window.click("recover-yes");
    ASSERT_TRUE(window.wait([](const Value& state) { return measures(state) == 1 && is(state, "unsaved"); }));
    EXPECT_EQ(kept(), 1U);  // this window's
    window.click("save");
    if (open == base) window.click("save-ok");
    ASSERT_TRUE(window.wait([](const Value& state) { return !is(state, "unsaved") && !is(state, "kept"); }));
    EXPECT_EQ(kept(), 0U);
    window.close();
    EXPECT_EQ(window.finish().code, 0);
  }
}

TEST_F(WindowTrouble, UnsavedWorkThatIsNotWantedIsGoneAfterTheQuestion) {
  for (const bool crashes : {true, false}) {
    WindowDriver window(shop, display, {toll.string()});
    ASSERT_TRUE(window.wait(idle));
    if (!crashes) window.click("recover-discard");
    add_measure(window);
    EXPECT_EQ(kept(), 1U);
    if (crashes) {
      window.crash();
      continue;
    }
    window.key("ctrl+q");
    ASSERT_TRUE(window.has("quit-anyway"));
    window.press("quit-anyway");
    EXPECT_EQ(window.finish().code, 0);
  }
  EXPECT_EQ(kept(), 0U);
}

/// Each run is cancelled at another moment; the seed makes them the same every time.
TEST_F(WindowTrouble, ThirtyRunsAreCancelledAndTheScenarioIsAsItWas) {
  WindowDriver window(shop, display, {toll.string(), "--no-cache"});
  ASSERT_TRUE(window.wait(idle));
  add_measure(window);
  const RandomStream random(11, "cancel");
  int cancelled = 0;
  for (std::uint64_t time = 0; time < 30; ++time) {
    window.press("run");
    ASSERT_TRUE(window.wait([](const Value& state) { return is(state, "progress"); }));
    std::this_thread::sleep_for(std::chrono::milliseconds(static_cast<int>(400.0 * random.uniform(time, 0))));
    cancelled += window.has("cancel") ? 1 : 0;
    if (window.has("cancel")) window.press("cancel");
    ASSERT_TRUE(window.wait([](const Value& state) { return !is(state, "busy"); })) << time;
    ASSERT_EQ(window.state().at("errors").as_integer(), 0) << time;
  }
  EXPECT_GE(cancelled, 20);
  EXPECT_EQ(measures(window.state()), 1);
  EXPECT_TRUE(is(window.state(), "unsaved"));
  window.click("run");
  ASSERT_TRUE(window.wait([](const Value& state) { return is(state, "current") && !is(state, "busy"); }));
}

TEST_F(WindowTrouble, AStopEndsTheWindowAndUnsavedWorkStays) {
  WindowDriver window(shop, display, {toll.string()});
  ASSERT_TRUE(window.wait(idle));
  add_measure(window);
  window.signal(SIGTERM);
  EXPECT_EQ(window.finish().code, 130);
  EXPECT_EQ(kept(), 1U);
  for (const auto& entry : fs::directory_iterator(shop.folder()))
    EXPECT_FALSE(entry.path().filename().string().starts_with("planspiel-view-")) << "left behind";
}

}  // namespace
}  // namespace planspiel::test
