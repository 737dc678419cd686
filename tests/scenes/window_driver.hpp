#pragma once

/// `planspiel view` on a display of its own (Xvfb), with hands (xdotool): widgets are found by name, from the file that
/// the window writes with --widgets.

#include <sys/types.h>

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "engine/base/value.hpp"
#include "tests/scenes/program.hpp"

namespace planspiel::test {

/// What a state of the window says.
inline bool is(const Value& state, std::string_view key) { return state.at(key).as_boolean(); }
inline bool idle(const Value& state) { return is(state, "base_run") && !is(state, "busy"); }
inline std::int64_t measures(const Value& state) { return state.at("measures").as_integer(); }

struct ScreenPoint {
  int x = 0, y = 0;
};

/// A server without a screen. Throws Error(system) where there is none to be had.
class Display {
 public:
  Display();
  ~Display();
  Display(const Display&) = delete;
  Display& operator=(const Display&) = delete;
  /// ":93"
  const std::string& name() const { return name_; }
  /// The server goes away while the window is open.
  void end();

 private:
  std::string name_;
  pid_t server_ = -1;
};

class WindowDriver {
 public:
  /// Opens the window. `arguments` go behind `view`.
  WindowDriver(const Workshop& shop, const Display& display, const std::vector<std::string>& arguments);
  ~WindowDriver();
  WindowDriver(const WindowDriver&) = delete;
  WindowDriver& operator=(const WindowDriver&) = delete;

  /// What the window says of itself.
  Value state() const;
  /// Waits until it is so; a test failure where it does not come to that.
  bool wait(const std::function<bool(const Value&)>& condition, double most_s = 60.0) const;
  bool has(const std::string& widget) const;
  /// All widgets whose names begin so.
  std::vector<std::string> named(const std::string& beginning) const;
  /// A place in a widget, by shares of its size.
  ScreenPoint at(const std::string& widget, double right = 0.5, double down = 0.5) const;
  void click(const std::string& widget, double right = 0.5, double down = 0.5) const;
  /// The same without waiting: the window may be gone at once.
  void press(const std::string& widget) const;
  void drag(ScreenPoint from, ScreenPoint to) const;
  /// One motion of the mouse, without waiting.
  void move(ScreenPoint to) const;
  void hold(bool down) const;
  void key(const std::string& name) const;
  /// Ctrl Q, without waiting: the window may be gone at once.
  void close() const;
  /// Replaces what stands in a field.
  void type(const std::string& widget, const std::string& text) const;
  void signal(int number) const;
  /// It is killed, as a crash ends it.
  void crash();
  /// Waits for its end.
  Outcome finish();
  /// Seconds of CPU that it used so far.
  double cpu_seconds() const;

 private:
  void until_taken(const char* what, std::int64_t number) const;
  void hands(const std::vector<std::string>& words) const;
  std::optional<Value> widgets() const;

  const Workshop& shop_;
  std::string display_;
  fs::path file_;
  pid_t window_ = -1;
};

}  // namespace planspiel::test
