#include "tests/scenes/window_driver.hpp"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <csignal>
#include <fstream>
#include <sstream>
#include <thread>
#include <utility>

#include "engine/base/error.hpp"
#include "engine/base/text.hpp"

namespace planspiel::test {

namespace {

void pause_ms(int milliseconds) { std::this_thread::sleep_for(std::chrono::milliseconds(milliseconds)); }

double now_s() { return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count(); }

pid_t launch(std::vector<std::string> line, const std::function<void()>& before) {
  std::vector<char*> raw;
  for (std::string& word : line) raw.push_back(word.data());
  raw.push_back(nullptr);
  const pid_t child = ::fork();
  if (child != 0) return child;
  before();
  ::execvp(raw[0], raw.data());
  ::_exit(127);
}

int wait_for(pid_t child) {
  int status = 0;
  ::waitpid(child, &status, 0);
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

}  // namespace

Display::Display() {
  std::array<int, 2> pipe{};
  if (::pipe(pipe.data()) != 0) throw Error(ErrorKind::system, "no pipe");
  server_ = launch({"Xvfb", "-displayfd", std::to_string(pipe[1]), "-screen", "0", "1440x900x24", "-noreset"}, [&] {
    ::close(pipe[0]);
    const int nothing = ::open("/dev/null", O_WRONLY);
    ::dup2(nothing, STDERR_FILENO);
  });
  ::close(pipe[1]);
  std::string number;  // it writes a line when it is ready; who closes before its end ends the server
  for (char sign = 0; sign != '\n' && ::read(pipe[0], &sign, 1) == 1;) number += sign;
  ::close(pipe[0]);
  if (number.empty()) throw Error(ErrorKind::system, "Xvfb does not start: install the package xvfb");
  name_ = ":" + std::to_string(std::atoi(number.c_str()));
}

Display::~Display() { end(); }

void Display::end() {
  if (server_ <= 0) return;
  ::kill(server_, SIGTERM);
  wait_for(std::exchange(server_, -1));
}

WindowDriver::WindowDriver(const Workshop& shop, const Display& display, const std::vector<std::string>& arguments)
    : shop_(shop), display_(display.name()), file_(shop.folder() / "widgets.json") {
  fs::remove(file_);
  std::vector<std::string> line{std::string(PLANSPIEL_BINARY_DIR) + "/planspiel", "view", "--widgets", file_.string()};
  line.insert(line.end(), arguments.begin(), arguments.end());
  window_ = launch(line, [&] {
    ::setenv("PLANSPIEL_CACHE", shop.cache().c_str(), 1);
    ::setenv("DISPLAY", display_.c_str(), 1);
    ::setenv("TMPDIR", shop.folder().c_str(), 1);
    ::setenv("XDG_CONFIG_HOME", (shop.folder() / "config").c_str(), 1);
    ::setenv("XDG_STATE_HOME", (shop.folder() / "state").c_str(), 1);
    ::dup2(::open((shop.folder() / "view.out").c_str(), O_CREAT | O_TRUNC | O_WRONLY, 0644), STDOUT_FILENO);
    ::dup2(::open((shop.folder() / "view.err").c_str(), O_CREAT | O_TRUNC | O_WRONLY, 0644), STDERR_FILENO);
  });
}

WindowDriver::~WindowDriver() {
  if (window_ > 0) crash();
}

void WindowDriver::signal(int number) const { ::kill(window_, number); }

void WindowDriver::crash() {
  ::kill(window_, SIGKILL);
  wait_for(std::exchange(window_, -1));
}

std::optional<Value> WindowDriver::widgets() const {
  try {
    return read_json(file_);
  } catch (const Error&) {
    return std::nullopt;  // not there yet
  }
}

Value WindowDriver::state() const {
  const auto all = widgets();
  return all ? all->at("state") : Value::table();
}

bool WindowDriver::wait(const std::function<bool(const Value&)>& condition, double most_s) const {
  const double end_s = now_s() + most_s;
  while (now_s() < end_s) {
    if (const auto all = widgets(); all && condition(all->at("state"))) return true;
    pause_ms(50);
  }
  ADD_FAILURE() << "the window does not come to that: " << to_json(state()) << text_of(shop_.folder() / "view.err");
  return false;
}

bool WindowDriver::has(const std::string& widget) const {
  const auto all = widgets();
  return all && all->at("widgets").find(widget);
}

std::vector<std::string> WindowDriver::named(const std::string& beginning) const {
  std::vector<std::string> names;
  if (const auto all = widgets())
    for (const auto& [name, place] : all->at("widgets").members())
      if (name.starts_with(beginning)) names.push_back(name);
  return names;
}

ScreenPoint WindowDriver::at(const std::string& widget, double right, double down) const {
  const double end_s = now_s() + 15.0;
  while (!has(widget) && now_s() < end_s) pause_ms(50);
  const auto all = widgets();
  const Value* found = all ? all->at("widgets").find(widget) : nullptr;
  if (!found) throw Error(ErrorKind::internal, "there is no widget '" + widget + "' among " + join(named(""), ", "));
  const auto side = [&](std::size_t i) { return found->items()[i].as_number(); };
  return {static_cast<int>(side(0) + right * (side(2) - side(0))),
          static_cast<int>(side(1) + down * (side(3) - side(1)))};
}

void WindowDriver::hands(const std::vector<std::string>& words) const {
  std::vector<std::string> line{"xdotool"};
  line.insert(line.end(), words.begin(), words.end());
  EXPECT_EQ(wait_for(launch(line, [&] { ::setenv("DISPLAY", display_.c_str(), 1); })), 0) << "xdotool " << words[0];
}

/// Until the window has taken in so many of them and has drawn what came of it.
void WindowDriver::until_taken(const char* what, std::int64_t number) const {
  wait([&](const Value& state) { return state.at(what).as_integer() >= number && state.at("settled").as_boolean(); },
       20.0);
}

void WindowDriver::click(const std::string& widget, double right, double down) const {
  wait([](const Value& state) { return state.at("settled").as_boolean(); }, 20.0);
  const ScreenPoint point = at(widget, right, down);
  const std::int64_t before = state().at("clicks").as_integer();
  hands({"mousemove", std::to_string(point.x), std::to_string(point.y)});
  hands({"click", "1"});
  until_taken("clicks", before + 1);
}

void WindowDriver::drag(ScreenPoint from, ScreenPoint to) const {
  constexpr int kSteps = 8, kBetween_ms = 80;
  const std::int64_t before = state().at("clicks").as_integer();
  move(from);
  hold(true);
  for (int step = 1; step <= kSteps; ++step) {
    move({from.x + (to.x - from.x) * step / kSteps, from.y + (to.y - from.y) * step / kSteps});
    pause_ms(kBetween_ms);
  }
  hold(false);
  until_taken("clicks", before + 1);
}

void WindowDriver::move(ScreenPoint to) const { hands({"mousemove", std::to_string(to.x), std::to_string(to.y)}); }

void WindowDriver::hold(bool down) const { hands({down ? "mousedown" : "mouseup", "1"}); }

void WindowDriver::key(const std::string& name) const {
  const std::int64_t before = state().at("keys").as_integer();
  hands({"key", name});
  until_taken("keys", before + 1 + std::count(name.begin(), name.end(), '+'));
}

void WindowDriver::press(const std::string& widget) const {
  const ScreenPoint point = at(widget);
  hands({"mousemove", std::to_string(point.x), std::to_string(point.y), "click", "1"});
}

void WindowDriver::close() const { hands({"key", "ctrl+q"}); }

void WindowDriver::type(const std::string& widget, const std::string& text) const {
  click(widget);
  key("ctrl+a");
  const std::int64_t before = state().at("keys").as_integer();
  hands({"type", "--delay", "20", text});
  until_taken("keys", before + static_cast<std::int64_t>(text.size()));
}

Outcome WindowDriver::finish() {
  const int code = wait_for(std::exchange(window_, -1));
  return {code, text_of(shop_.folder() / "view.out"), text_of(shop_.folder() / "view.err")};
}

double WindowDriver::cpu_seconds() const {
  std::istringstream stat(text_of("/proc/" + std::to_string(window_) + "/stat"));
  std::string word;
  double ticks = 0.0;
  for (int field = 1; stat >> word && field <= 15; ++field)
    if (field >= 14) ticks += std::atof(word.c_str());
  return ticks / static_cast<double>(::sysconf(_SC_CLK_TCK));
}

}  // namespace planspiel::test
