/// `planspiel view` as somebody works with it: on a server without a screen (Xvfb), with a hand on the mouse (xdotool),
/// from an empty cache. Prints how long frames take, what an idle window costs and how often a dragged station is
/// answered.
///
///     benchmark_window [SCENARIO.toml]

#include <chrono>
#include <cmath>
#include <cstdio>
#include <numbers>
#include <thread>

#include "engine/base/error.hpp"
#include "tests/scenes/window_driver.hpp"

namespace planspiel::test {
namespace {

constexpr double kRun_s = 1800.0;  ///< a base run of a large city
constexpr int kBetween_ms = 40;    ///< motions of the mouse

double clock_s() { return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count(); }
void rest_ms(int milliseconds) { std::this_thread::sleep_for(std::chrono::milliseconds(milliseconds)); }
bool idle(const Value& state) { return state.at("base_run").as_boolean() && !state.at("busy").as_boolean(); }

class Session {
 public:
  explicit Session(const std::string& scenario)
      : window_(shop_, display_, {scenario, "--size", "1280x720", "--frames", frames_.string()}) {}

  void run() {
    open();
    compute();
    rest();
    hover(200);
    turn_the_clock();
    drag_a_station();
    window_.key("ctrl+z");
    window_.close();
    window_.finish();
    std::printf("frames, ms:\n%s\n", text_of(frames_).c_str());
  }

 private:
  void wait(const std::function<bool(const Value&)>& condition, double most_s) const {
    if (!window_.wait(condition, most_s)) throw Error(ErrorKind::system, "the window does not come to that");
  }

  void open() const {
    wait([](const Value& state) { return state.find("city") && state.at("city").as_boolean(); }, kRun_s);
    wait([](const Value& state) { return state.at("settled").as_boolean(); }, kRun_s);
    std::printf("first picture of the city, empty cache: %.1f s\n", clock_s() - start_s_);
  }

  /// The mouse goes over the panel of layers, whose rows light up.
  void hover(std::size_t motions) const {
    const std::vector<std::string> rows = window_.named("layer:");
    for (std::size_t motion = 0; motion < motions; ++motion) {
      window_.move(rows.empty() ? ScreenPoint{100, 100 + static_cast<int>(motion)}
                                : window_.at(rows[motion % rows.size()]));
      rest_ms(kBetween_ms);
    }
  }

  void compute() const {
    for (int round = 0; round < 20 && !idle(window_.state()); ++round) hover(50);
    wait(idle, kRun_s);
    std::printf("base run seen: %.1f s\n", clock_s() - start_s_);
  }

  void rest() const {
    constexpr int kSeconds = 20;
    rest_ms(2000);
    const double before_s = window_.cpu_seconds();
    rest_ms(1000 * kSeconds);
    std::printf("idle: %.2f %% of a core\n", 100.0 * (window_.cpu_seconds() - before_s) / kSeconds);
  }

  void turn_the_clock() const {
    for (int hour = 0; hour < 24; ++hour) window_.click("hour", (hour + 0.5) / 24.0);
  }

  /// Round its place, for some seconds; before that once for the answer of today.
  void drag_a_station() const {
    window_.click("tab-stations");
    const std::vector<std::string> stations = window_.named("station:");
    if (stations.empty()) throw Error(ErrorKind::config, "there is no fire station in sight");
    const ScreenPoint place = window_.at(stations.front());
    window_.drag(place, {place.x + 20, place.y});
    wait([](const Value& state) { return state.find("reach_answers") && !state.at("busy").as_boolean(); }, kRun_s);
    window_.key("ctrl+z");
    wait([](const Value& state) { return !state.at("busy").as_boolean(); }, kRun_s);

    constexpr double kSeconds = 15.0, kRadius_px = 60.0;
    window_.move(place);
    window_.hold(true);
    const double begin_s = clock_s();
    const std::int64_t before = window_.state().at("reach_answers").as_integer();
    for (double passed_s = 0.0; passed_s < kSeconds; passed_s = clock_s() - begin_s) {
      const double angle = passed_s * std::numbers::pi / 3.0;
      window_.move({place.x + static_cast<int>(kRadius_px * std::sin(angle)),
                    place.y + static_cast<int>(kRadius_px * (1.0 - std::cos(angle)))});
      rest_ms(kBetween_ms);
    }
    const Value state = window_.state();
    const double answers = static_cast<double>(state.at("reach_answers").as_integer() - before);
    std::printf("%s dragged: %.1f answers a second, the last one took %.0f ms\n", stations.front().c_str() + 8,
                answers / (clock_s() - begin_s), state.at("reach_ms").as_number());
    window_.hold(false);
    wait([](const Value& then) { return !then.at("busy").as_boolean(); }, kRun_s);
  }

  Workshop shop_{};
  Display display_{};
  fs::path frames_ = shop_.folder() / "frames.json";
  double start_s_ = clock_s();
  WindowDriver window_;
};

}  // namespace
}  // namespace planspiel::test

int main(int count, char** words) {
  const std::string given = count > 1 ? words[1] : "";
  const bool is_option = given.starts_with("--");  // those of Google Benchmark mean nothing here
  const std::string munich = std::string(PLANSPIEL_SOURCE_DIR) + "/scenarios/munich/base.toml";
  try {
    planspiel::test::Session(given.empty() || is_option ? munich : given).run();
    return 0;
  } catch (const planspiel::Error& error) {
    std::fprintf(stderr, "%s\n", error.what());
    return 1;
  }
}
