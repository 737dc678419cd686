#include "cli/session.hpp"

#include <fmt/format.h>

#include <pthread.h>
#include <signal.h>
#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>
#include <unistd.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <thread>

#include "cli/installation.hpp"
#include "engine/base/unfinished.hpp"
#include "engine/base/value.hpp"
#include "engine/scenario/own_measures.hpp"
#include "program/city_source.hpp"

namespace planspiel::cli {

namespace {

double now_seconds() {
  return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

/// How long work may take to notice that it is to stop, before the program ends without it.
constexpr timespec kPatience{.tv_sec = 1, .tv_nsec = 200'000'000};

/// Set by the thread that waits for signals; the only state that outlives a command.
std::stop_source& interrupt() {
  static std::stop_source source;
  return source;
}

spdlog::logger& log() {
  static const auto logger = [] {
    auto made = spdlog::stderr_logger_st("planspiel");
    made->set_pattern("%v");
    return made;
  }();
  return *logger;
}

/// Ends the program wherever its threads are.
[[noreturn]] void end_at_once() {
  remove_unfinished();
  constexpr std::string_view kText = "planspiel: stopped at once\n";
  [[maybe_unused]] const auto written = ::write(STDERR_FILENO, kText.data(), kText.size());
  std::_Exit(kExitStopped);
}

}  // namespace

std::stop_token watch_for_interrupt() {
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGINT);
  sigaddset(&signals, SIGTERM);
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
  interrupt();
  std::thread([signals] {
    int received = 0;
    sigwait(&signals, &received);
    interrupt().request_stop();
    sigtimedwait(&signals, nullptr, &kPatience);
    end_at_once();
  }).detach();
  return interrupt().get_token();
}

ConsoleObserver::ConsoleObserver(Language language) : language_(language), terminal_(isatty(STDERR_FILENO) != 0) {}

void ConsoleObserver::clear_line() {
  if (line_open_) std::fputs("\r\x1b[K", stderr);
  line_open_ = false;
}

void ConsoleObserver::progress(const Text& step, double fraction) {
  if (step != step_) {
    step_ = step;
    step_started_ = now_seconds();
    last_percent_ = -1;
    if (!terminal_) log().info("{} …", step.in(language_));
  }
  const int percent = static_cast<int>(fraction * 100.0);
  if (!terminal_ || percent == last_percent_) return;
  last_percent_ = percent;
  const double spent = now_seconds() - step_started_;
  const char* remaining = language_ == Language::de ? ", noch {:.0f} s" : ", {:.0f} s left";
  const std::string left =
      fraction > 0.02 && spent > 2.0 ? fmt::format(fmt::runtime(remaining), spent * (1.0 - fraction) / fraction) : "";
  std::fputs(fmt::format("\r\x1b[K{} {} %{}", step.in(language_), percent, left).c_str(), stderr);
  std::fflush(stderr);
  line_open_ = true;
}

void ConsoleObserver::message(std::string_view text) {
  clear_line();
  log().info("{}", text);
}

void ConsoleObserver::warning(std::string_view text) {
  clear_line();
  log().warn("{}: {}", language_ == Language::de ? "Warnung" : "warning", text);
}

Session::Session(CommonOptions options)
    : options_(std::move(options)), threads_(options_.threads), observer_(language()) {}

const Registry& Session::registry() {
  if (!registry_) {
    const auto folder = options_.plugin_folder.empty() ? plugin_folder() : options_.plugin_folder;
    registry_ = load_registry(folder, options_.plugins, own_measures(), own_families());
    exporters_.add_of(*registry_);
  }
  return *registry_;
}

const Cache* Session::cache() {
  if (options_.no_cache) return nullptr;
  if (!cache_) cache_.emplace(Cache::default_folder());
  return &*cache_;
}

std::stop_token Session::stop_token() const { return interrupt().get_token(); }

Services Session::services() {
  return {.registry = &registry(),
          .cache = cache(),
          .exporters = &exporters_,
          .load_city = load_city,
          .observer = &observer_,
          .stop = stop_token(),
          .language = language(),
          .overwrite = options_.overwrite,
          .usual_tables = usual_tables(),
          .inputs = &inputs_};
}

void Session::print(const Value& answer, const std::string& text) const {
  const std::string out = options_.json ? to_json(answer) + "\n" : text;
  std::fwrite(out.data(), 1, out.size(), stdout);
}

}  // namespace planspiel::cli
