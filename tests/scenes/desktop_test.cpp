/// The window among the other programs of a desktop: copy and paste, the size of text.

#include "tests/scenes/desktop.hpp"

#include <gtest/gtest.h>
#include <poll.h>

#include <atomic>
#include <thread>

#include "tests/scenes/window_driver.hpp"
#include "viewer/window/clipboard.hpp"

namespace planspiel::test {
namespace {

/// Another program: it copied a text and answers those who ask for it.
class OtherProgram {
 public:
  OtherProgram(const std::string& display, const std::string& text) : clipboard_(display) {
    clipboard_.copy(text);
    answering_ = std::jthread([this](const std::stop_token& stop) {
      while (!stop.stop_requested()) {
        pollfd file{clipboard_.descriptor(), POLLIN, 0};
        constexpr int kBetween_ms = 20;
        ::poll(&file, 1, kBetween_ms);
        clipboard_.answer();
      }
    });
  }
  std::string paste() {
    answering_ = {};  // from now on it asks itself
    return clipboard_.paste();
  }

 private:
  viewer::Clipboard clipboard_;
  std::jthread answering_;
};

TEST(Clipboard, KeepsItsTextToItselfWithoutADisplay) {
  viewer::Clipboard clipboard(":no-such-display");
  EXPECT_EQ(clipboard.descriptor(), -1);
  EXPECT_EQ(clipboard.paste(), "");
  clipboard.copy("5 €");
  EXPECT_EQ(clipboard.paste(), "5 €");
}

TEST(Clipboard, HandsTextFromOneProgramToAnother) {
  const Display display;
  viewer::Clipboard other(display.name());
  EXPECT_EQ(other.paste(), "");  // nobody has copied anything
  OtherProgram program(display.name(), "Größe: 5 €");
  EXPECT_EQ(other.paste(), "Größe: 5 €");
  const OtherProgram later(display.name(), std::string(100'000, 'x'));
  EXPECT_EQ(other.paste().size(), 100'000u);
  EXPECT_EQ(program.paste().size(), 100'000u);  // who owned it before knows that it does no longer
}

class DesktopScene : public testing::Test {
 protected:
  Workshop shop{};
  Display display{};
  std::string base = (shop.town() / "base.toml").string();
};

TEST_F(DesktopScene, TextGoesFromOtherProgramsIntoTheWindowAndBack) {
  WindowDriver window(shop, display, {base});
  ASSERT_TRUE(window.wait([](const Value& state) { return state.at("city").as_boolean(); }));
  OtherProgram program(display.name(), "Bücherstraße");
  window.click("search");
  window.key("ctrl+v");
  EXPECT_TRUE(window.wait([](const Value& state) { return state.at("search").as_text() == "Bücherstraße"; }));
  window.type("search", "Hauptwache");
  window.key("ctrl+a");
  window.key("ctrl+c");
  EXPECT_EQ(program.paste(), "Hauptwache");
  window.key("Escape");
  window.close();
  EXPECT_EQ(window.finish().code, 0);
}

TEST_F(DesktopScene, TextIsAsLargeAsTheDesktopWantsUnlessSaidOtherwise) {
  set_text_dpi(display.name(), 192);
  {
    WindowDriver window(shop, display, {base});
    ASSERT_TRUE(window.wait([](const Value& state) { return state.at("city").as_boolean(); }));
    EXPECT_EQ(window.state().at("text_scale").as_number(), 2.0);
  }
  WindowDriver window(shop, display, {base, "--text-size", "1"});
  ASSERT_TRUE(window.wait([](const Value& state) { return state.at("city").as_boolean(); }));
  EXPECT_EQ(window.state().at("text_scale").as_number(), 1.0);
}

}  // namespace
}  // namespace planspiel::test
